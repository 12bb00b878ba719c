"""A role lacks an attribute that it cannot do without (ACT rule 4e8ab6; WCAG 4.1.2; ARIA 1.2, 5.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

# Attributes that HTML's own state stands for (HTML-AAM 1.0, 3.6), by the type of input.
_NATIVE: Final = {
    "checkbox": frozenset({"aria-checked"}),
    "radio": frozenset({"aria-checked"}),
    "range": frozenset({"aria-valuenow"}),
    "number": frozenset({"aria-valuenow"}),
}


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[role]"):
        tree = page.accessibility
        explicit = tree.roles.explicit(element)
        missing = sorted(_missing(page, element, explicit)) if explicit else []
        if not missing or tree.roles.implicit(element) == explicit or not tree.is_exposed(element):
            continue
        names = " and ".join(missing)
        place = element.attribute("role") or element
        yield Problem(
            place,
            f"The role {explicit} cannot do without {names}: a screen reader does not learn the state of this. Add "
            f"{'them' if len(missing) > 1 else 'it'}, or use the HTML element that says so by itself.",
        )


def _missing(page: Page, element: Element, explicit: str) -> Iterator[str]:
    role = page.accessibility.aria_roles[explicit]
    native = _NATIVE.get((element.get("type") or "").strip().lower(), frozenset()) if element.tag == "input" else ()
    needed = role.requires
    if explicit == "separator" and page.accessibility.is_focusable(element):
        needed |= {"aria-valuenow"}
    if explicit == "combobox" and element.get("aria-expanded") != "true":
        needed -= {"aria-controls"}
    for name in needed:
        if name not in role.implicit and name not in native and not (element.get(name) or "").strip():
            yield name
