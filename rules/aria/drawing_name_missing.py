"""A drawing that is called an image has no name (ACT rule 7d6734; WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_ROLES: Final = frozenset({"img", "graphics-document", "graphics-symbol"})


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("svg[role], svg [role]"):
        tree = page.accessibility
        if tree.roles.explicit(element) in _ROLES and tree.is_exposed(element) and not tree.name(element):
            yield Problem(
                element,
                "Screen readers announce this drawing as an image, and it has no name. Say in a <title> inside it or "
                'in aria-label what it shows, or write aria-hidden="true" if it only decorates.',
            )
