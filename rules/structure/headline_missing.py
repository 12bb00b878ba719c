"""The headline is no first-level heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Edit, Element, Fix, Page, Place, Problem, Span

_FEWEST_PARAGRAPHS: Final = 3
_PROSE: Final = 80  # characters of a paragraph that is more than a label
_SHOWN: Final = 80
_PUNCTUATION: Final = re.compile(r"[^\w\s]")
_HEADINGS: Final = frozenset({"h2", "h3"})


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    prose = [passage for passage in article.paragraphs if len(passage.text) >= _PROSE]
    if len(prose) < _FEWEST_PARAGRAPHS or not article.structured.declares_article:
        return
    element, headline = article.headline_element, article.headline
    if element is None:
        if headline is None or _is_written_later(page, headline.value):
            return
        if not page.select('h1,[role="heading"][aria-level="1"]'):
            yield Problem(
                _place(page),
                "This article has no headline as a heading, so readers who move from heading to heading cannot find "
                f"where it begins. Put “{_cut(headline.value)}” into an <h1> at its beginning.",
            )
    elif headline is not None and not _is_first_level(element):
        yield Problem(
            element,
            f"The headline “{_cut(headline.value)}” is {_named(element)} instead of an <h1>, so readers who look for "
            "the first heading do not find it. Make it an <h1>.",
            fixes=_fixes(element),
        )


def _is_first_level(element: Element) -> bool:
    """Whether it is a first-level heading, or stands in one or around one."""
    if element.closest("h1") is not None or next(element.find("h1"), None) is not None:
        return element.tag not in ("html", "body", "main", "article")
    return element.get("role") == "heading" and (element.get("aria-level") or "").strip() == "1"


def _place(page: Page) -> Place:
    """Where the article begins, or else the page."""
    written = (each for tag in ("article", "main", "body", "html") for each in page.document.find(tag))
    return next((each for each in written if not each.implied), page.article.paragraphs[0])


def _is_written_later(page: Page, headline: str) -> bool:
    """Whether a script holds the headline, and so may put it on the page."""
    longest = max(_PUNCTUATION.split(headline), key=len).strip()
    return any(
        longest in script.text
        for script in page.document.find("script")
        if "ld+json" not in (script.get("type") or "").lower()
    )


def _named(element: Element) -> str:
    article = "an" if element.tag[0] in "aeiouh" else "a"
    return f"{article} <{element.tag}>"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _fixes(element: Element) -> tuple[Fix, ...]:
    """Another level; a style sheet may go by the tag's name."""
    if element.tag not in _HEADINGS or element.implied or element.end_tag is None:
        return ()
    start, end = element.span.start + 1, element.end_tag.start + 2
    size = len(element.tag)
    edits = (Edit(Span(start, start + size), "h1"), Edit(Span(end, end + size), "h1"))
    return (Fix("Make it an <h1>.", edits, safe=False),)
