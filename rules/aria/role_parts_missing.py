"""A role lacks the parts that it is made of (ACT rule bc4a75; WCAG 1.3.1; ARIA 1.2, 5.2.5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

# What may stand among the parts of any role: a line between them, the title of the whole.
_BESIDE: Final = frozenset({"separator", "caption"})


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[role]"):
        tree = page.accessibility
        explicit = tree.roles.explicit(element)
        wanted = tree.aria_roles[explicit].owns if explicit else frozenset[str]()
        if not wanted or tree.roles.implicit(element) == explicit or not tree.is_exposed(element):
            continue
        if (element.get("aria-busy") or "").strip().lower() == "true" or _holds(element, _custom_elements(page)):
            continue
        parts = tuple(_parts(page, element, wanted))
        place = element.attribute("role") or element
        named = " or ".join(sorted(wanted - {"group"}))
        if not parts:
            if element.text.strip():
                yield Problem(
                    place,
                    f"The role {explicit} is made of parts with the role {named}, and there is none. Give the parts "
                    "their role, or take this one away.",
                )
            continue
        stray = next((part for part in parts if tree.role(part) not in wanted | _BESIDE), None)
        if stray is not None:
            yield Problem(
                place,
                f"The role {explicit} is made of parts with the role {named}, but something else stands among them: "
                f"{tree.role(stray)}. Give it the role of a part, or move it out.",
                ((stray, "This is no part of it."),),
            )


def _custom_elements(page: Page) -> list[int]:
    by_tag = page.document.by_tag
    return sorted(element.index for tag in by_tag if "-" in tag for element in by_tag[tag])


def _holds(element: Element, places: list[int]) -> bool:
    """Whether one of these places in the document is inside the element."""
    at = bisect_right(places, element.index)
    return at < len(places) and places[at] < element.end


def _parts(page: Page, element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """What the element owns, groups looked through where its role may have groups."""
    tree = page.accessibility
    waiting = [*reversed(tree.roles.owned(element))]
    while waiting:
        part = waiting.pop()
        if tree.role(part) == "group" and "group" in wanted:
            waiting += reversed(tree.roles.owned(part))
        else:
            yield part
