"""An article that search results and shared links cannot describe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Attribute, Edit, Element, Fix, Page, Place, Problem, Span

_FEWEST_PARAGRAPHS: Final = 3
_NAMES: Final = ("description", "og:description", "twitter:description", "dc.description", "dcterms.description")


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    if len(article.paragraphs) < _FEWEST_PARAGRAPHS or article.headline is None:
        return
    if any(name in article.structured.meta for name in _NAMES) or any(article.structured.values("description")):
        return
    misplaced = _misplaced(page)
    if misplaced is not None:
        name = Span(misplaced.span.start, misplaced.span.start + len("value"))
        yield Problem(
            misplaced,
            "The description stands in “value”, where nothing reads it, so search results and shared links show words "
            "picked by a program. Call the attribute “content”.",
            fixes=(Fix("Call it “content”.", (Edit(name, "content"),)),),
        )
        return
    head = next((element for element in page.document.find("head") if not element.implied), None)
    yield Problem(
        head or _place(page),
        "The page has no description, so search results and shared links show words picked by a program. Add a "
        '<meta name="description"> that sums the article up in a sentence.',
        fixes=_fixes(page, head),
    )


def _misplaced(page: Page) -> Attribute | None:
    """A description in the wrong attribute of its ``<meta>``."""
    for element in page.document.find("meta"):
        if (element.get("name") or "").strip().lower() == "description" and not element.has("content"):
            attribute = element.attribute("value")
            if attribute is not None and attribute.value.strip():
                return attribute
    return None


def _place(page: Page) -> Place:
    written = (element for element in page.document.elements if not element.implied)
    return next(written, Span(0, 0))


def _fixes(page: Page, head: Element | None) -> tuple[Fix, ...]:
    deck = page.article.deck
    if head is None or deck is None:
        return ()
    words = deck.value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    end = "/>" if page.kind.value == "xhtml" else ">"
    edit = Edit(Span(head.span.end, head.span.end), f'<meta name="description" content="{words}"{end}')
    return (Fix("Take the summary under the headline for it.", (edit,), safe=False),)
