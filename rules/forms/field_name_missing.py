"""A form field has no name (ACT rule e086e5; WCAG 4.1.2, 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_ROLES: Final = frozenset(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox".split()
)
# Fields to which no role corresponds (HTML-AAM 1.0, 3.4).
_WITHOUT_ROLE: Final = frozenset({"color", "date", "datetime-local", "file", "month", "password", "time", "week"})


def check(page: Page) -> Iterator[Problem]:
    roles = ", ".join(f"[role~={role} i]" for role in sorted(_ROLES))
    for element in page.select(f"input, select, textarea, {roles}"):
        if _surely_none(element):
            continue
        tree = page.accessibility
        role = tree.role(element)
        if role not in _ROLES and not (role == "" and _kind(element) in _WITHOUT_ROLE):
            continue
        if not tree.is_nameless(element) or _is_switch(page, element):
            continue
        yield Problem(
            element,
            "This field has no name: whoever cannot see what stands beside it does not learn what to fill in. Put it "
            "inside a <label> with words, or name it with aria-label.",
        )


def _kind(element: Element) -> str:
    return (element.get("type") or "text").strip().lower() if element.tag == "input" else ""


def _surely_none(element: Element) -> bool:
    return not element.has("role") and _kind(element) in ("hidden", "submit", "reset", "button", "image")


def _is_switch(page: Page, element: Element) -> bool:
    """A check box or radio button whose label has no words: a sheet shows the label as a switch, and may hide both."""
    labels = page.accessibility.names.labels(element) if _kind(element) in ("checkbox", "radio") else ()
    return bool(labels) and (bool(page.accessibility.styles.external) or any(label.children for label in labels))
