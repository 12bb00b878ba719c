"""A role stands outside of what it is a part of (ACT rule ff89c9; WCAG 1.3.1; ARIA 1.2, 5.2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[role]"):
        tree = page.accessibility
        explicit = tree.roles.explicit(element)
        context = tree.aria_roles[explicit].context if explicit else frozenset[str]()
        if not context or tree.roles.implicit(element) == explicit or not tree.is_exposed(element):
            continue
        parent = tree.roles.parent(element)
        if parent is not None and tree.role(parent) in context:
            continue
        if not _in_custom_element(element, parent):
            around = " or ".join(sorted(context - {"directory"}))
            yield Problem(
                element.attribute("role") or element,
                f"The role {explicit} is part of another, but no element with the role {around} is around it. Give the "
                "element that holds these parts its role.",
                ((parent, f"This stands between: {tree.role(parent)}."),) if parent is not None else (),
            )


def _in_custom_element(element: Element, parent: Element | None) -> bool:
    """Whether one stands between the element and its parent in the accessibility tree."""
    for around in element.ancestors:
        if around is parent:
            return False
        if "-" in around.tag:
            return True
    return False
