"""What a field is to be filled with is said in words that browsers do not know (ACT rule 73f2c2; WCAG 1.3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, excerpt

_NOT_FILLED: Final = frozenset({"hidden", "button", "submit", "reset", "image"})


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("input[autocomplete], select[autocomplete], textarea[autocomplete]"):
        value = (element.get("autocomplete") or "").strip()
        if not value or page.accessibility.autofill(value) is not None or not _can_be_filled(page, element):
            continue
        yield Problem(
            element.attribute("autocomplete") or element,
            f'Browsers do not know what to fill in for "{excerpt(value, 40)}". Write the name of a field that HTML '
            'defines ("name", "email", "postal-code"), or "off".',
        )


def _can_be_filled(page: Page, element: Element) -> bool:
    if element.tag == "input" and (element.get("type") or "").strip().lower() in _NOT_FILLED:
        return False
    disabled = (element.get("aria-disabled") or "").strip().lower() == "true"
    tree = page.accessibility
    if disabled or element.has("readonly") or tree.exposure.is_disabled(element) or tree.is_hidden(element):
        return False
    role = tree.aria_roles.get(tree.role(element))
    is_widget = role is None or "widget" in role.superclasses
    return is_widget or tree.in_focus_order(element)
