"""The skip link stands behind the navigation that it should skip (WCAG 2.4.1, technique G1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    skip_links = article.skip_links
    if not skip_links:
        return
    # The first that leads to the article; where none does, the first of all.
    first = next((link for link in skip_links if link.reaches_content), skip_links[0])
    others = {link.element for link in skip_links}
    before = [
        link
        for link in article.link_elements
        if link.index < first.element.index and link not in others and not page.document.is_hidden(link)
    ]
    if len(before) >= page.option("links", int) and not any(
        link.element.index < before[0].index for link in skip_links
    ):
        yield Problem(
            first,
            f"This skip link comes after {len(before)} other links, so there is little left to skip. "
            "Make it the first link of the page.",
            ((before[0], "The first link stands here."),),
        )
