"""The skip links lead somewhere, but not to the article (WCAG 2.4.1; ACT ye5d6e)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Link, Page, Problem

_MOST: Final = 20  # skip links that are looked at; no page has more


def check(page: Page) -> Iterator[Problem]:
    skip_links = page.article.skip_links[:_MOST]
    if not skip_links or not page.article.paragraphs:
        return
    # A button's way is known to its script alone, and so may be that of a link without a target.
    if any(link.target is None for link in skip_links):
        return
    if any(link.reaches_content and not _stops_short(page, link) for link in skip_links):
        return
    first = next((link for link in skip_links if link.reaches_content), skip_links[0])
    if first.target is None:
        return
    if first.reaches_content:
        why = "leads to a place before the navigation, which is still to be passed"
    elif page.document.is_hidden(first.target):
        why = "leads to a part of the page that is hidden, where nobody can go"
    else:
        why = "does not lead to the article, and no other skip link does"
    yield Problem(
        first,
        f"“{first.name}” {why}. Let a skip link lead to the element that holds the article.",
        ((first.target, "It leads here."),),
    )


def _stops_short(page: Page, link: Link) -> bool:
    """Whether most of the links that it should skip come after the place where it leads."""
    content = page.article.paragraphs[0].start
    if link.target is None:
        return False
    start, end = link.target.start, link.span.end
    links = {*page.article.link_elements, *(each.element for each in page.article.skip_links)}
    to_skip = [place for each in links if end <= (place := each.start) < content]
    left = sum(place >= start for place in to_skip)
    return left >= page.option("links", int) and 10 * left > 9 * len(to_skip)
