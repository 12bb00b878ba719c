"""Two links stand tag to tag."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    told: set[Element] = set()
    for link in page.document.find("a"):
        parent = link.parent
        if parent is None or parent in told or not link.has("href"):
            continue
        siblings = parent.children
        before = siblings[link.position - 1] if link.position > 0 else None
        if not isinstance(before, Element) or before.tag != "a" or not before.has("href"):
            continue
        if link.text.strip() and before.text.strip() and not page.document.is_hidden(link):
            told.add(parent)
            yield Problem(
                link, "Nothing stands between this link and the one before: their words run together. Make them a list."
            )
