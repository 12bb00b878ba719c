"""A menu item has no name (ACT rule m6b1q3; WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[role~=menuitem i]"):
        tree = page.accessibility
        if tree.role(element) == "menuitem" and tree.is_nameless(element):
            yield Problem(
                element,
                "This menu item has no name: whoever cannot see it does not learn what it does. Put words in it, or "
                "name it with aria-label.",
            )
