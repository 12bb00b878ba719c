"""What is marked as mere decoration is read out all the same (ACT rule 46ca7f; ARIA 1.2, 7.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[role~=none i], [role~=presentation i], img[alt='']"):
        tree = page.accessibility
        if not tree.roles.marked_decorative(element) or not tree.roles.keeps_semantics(element):
            continue
        if not tree.is_exposed(element) or _is_silent_box(page, element):
            continue
        place = element.attribute("role" if element.has("role") else "alt")
        cause = "takes the focus" if tree.is_focusable(element) else "has an aria- attribute that holds for any element"
        yield Problem(
            place or element,
            f"This is marked as decoration, but it {cause}, so it is read out all the same. Take that away, or say "
            "what this is.",
        )


def _is_silent_box(page: Page, element: Element) -> bool:
    """A box without a name that only scripts focus: nothing is read out for it."""
    tree = page.accessibility
    plain = tree.roles.implicit(element) in ("generic", "")
    return plain and not tree.in_focus_order(element) and not tree.names.is_named(element)
