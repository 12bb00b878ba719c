"""A control is called something else than what stands on it (ACT rule 2ee8b8; WCAG 2.5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem, excerpt

_BY_AUTHOR: Final = ("aria-label", "aria-labelledby")


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[aria-label], [aria-labelledby]"):
        tree = page.accessibility
        role = tree.aria_roles.get(tree.role(element))
        if role is None or not role.names_from_content or "widget" not in role.superclasses:
            continue
        if not tree.is_exposed(element):
            continue
        name = tree.name(element)
        label = tree.visible_label(element) if name.origin.value in _BY_AUTHOR else ""
        if not label or tree.is_called(element, label):
            continue
        yield Problem(
            element.attribute(name.origin.value) or element,
            f'On the screen this says "{excerpt(label, 40)}", but its name is "{excerpt(name.text, 40)}": whoever says '
            "what they see is not understood. Let the name have the words that are seen.",
        )
