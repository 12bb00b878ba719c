"""A form field has no name (ACT rule e086e5; WCAG 4.1.2, 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Comment, Element, Page, Problem

_ROLES: Final = frozenset(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox".split()
)
# Fields to which no role corresponds (HTML-AAM 1.0, 3.4).
_WITHOUT_ROLE: Final = frozenset({"color", "date", "datetime-local", "file", "month", "password", "time", "week"})

# Fields that only robots are meant to fill in, and those that a captcha fills in itself. Sheets put them out of sight.
_TRAPS: Final = re.compile(r"honey-?pot|anti-?spam|anti-?bot|bot-?(?:field|check)|captcha-response|\bgotcha\b|_gotcha")
_SAYS_TRAP: Final = re.compile(r"\bbots?\b|\brobots?\b|spam|honey-?pot")
_FAR: Final = 3  # elements around a field that may be called so
_BEFORE: Final = 8  # nodes before a field among which such a comment is looked for
_LONGEST: Final = 500  # characters of names or of a comment


def check(page: Page) -> Iterator[Problem]:
    roles = ", ".join(f"[role~={role} i]" for role in sorted(_ROLES))
    for element in page.select(f"input, select, textarea, {roles}"):
        if _surely_none(element):
            continue
        tree = page.accessibility
        role = tree.role(element)
        if role not in _ROLES and not (role == "" and _kind(element) in _WITHOUT_ROLE):
            continue
        if not tree.is_nameless(element) or _is_switch(page, element) or _is_trap(element):
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


def _is_trap(element: Element) -> bool:
    """Whether robots alone are to meet the field: by its name or a name around it, by a comment before it and the
    fields beside it, or because it is kept out of the focus order and from being filled in by the browser."""
    if element.get("tabindex") == "-1" and (element.get("autocomplete") or "").lower() in (
        "off",
        "nope",
        "new-password",
    ):
        return True
    around = [element, *islice(element.ancestors, _FAR)]
    called = " ".join(each.get(key) or "" for each in around for key in ("class", "id", "name"))
    return _TRAPS.search(called[:_LONGEST].lower()) is not None or _is_said_to_be_trap(element)


def _is_said_to_be_trap(element: Element) -> bool:
    siblings = element.parent.children if element.parent is not None else ()
    for each in reversed(siblings[max(0, element.position - _BEFORE) : element.position]):
        if isinstance(each, Comment):
            return _SAYS_TRAP.search(each.data[:_LONGEST].lower()) is not None
        if isinstance(each, Element) and each.tag != "input":
            return False
    return False
