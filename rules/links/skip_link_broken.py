"""No skip link leads to the article, and one leads to nothing at all (WCAG 2.4.1; ACT ye5d6e)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Link, Page, Problem, Span, leads_nowhere

_MOST: Final = 20  # skip links that are looked at; no page has more


def check(page: Page) -> Iterator[Problem]:
    skip_links = page.article.skip_links[:_MOST]
    if not page.article.paragraphs or any(link.reaches_content or link.fragment is None for link in skip_links):
        return
    for number, link in enumerate(link for link in skip_links if leads_nowhere(page.article, link)):
        yield Problem(
            link,
            f"“{link.name}” leads nowhere: nothing on the page has the id “{link.fragment}”, and no other skip link "
            "leads to the article. Put the id on the element that holds the article.",
            fixes=_fixes(page, link) if number == 0 else (),
        )


def _fixes(page: Page, link: Link) -> tuple[Fix, ...]:
    """Put the id on `<main>`, or lead to the one that it has."""
    mains = [element for element in page.document.find("main") if not page.document.is_hidden(element)]
    href = link.element.attribute("href")
    if len(mains) != 1 or href is None or link.fragment is None:
        return ()
    known = mains[0].get("id")
    if known and len(known.split()) > 1:
        return ()  # an id with a space in it: itself a slip, which no link should follow
    if known:
        return (Fix(f"Lead to #{known}.", (Edit(href.value_span, f"#{known}"),), safe=False),)
    place = mains[0].span.start + len("<main")
    written = link.fragment.replace("&", "&amp;").replace('"', "&quot;")
    return (Fix("Put the id on <main>.", (Edit(Span(place, place), f' id="{written}"'),), safe=False),)
