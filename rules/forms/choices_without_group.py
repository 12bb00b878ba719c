"""Radio buttons or checkboxes of one name stand in no group (WCAG 1.3.1, technique H71)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Certainty, Element, Page, Problem, text_of

_GROUPS: Final = frozenset({"group", "radiogroup", "listbox", "menu", "tablist", "toolbar", "grid", "table"})

_QUESTION: Final = ("?", "？", "؟", "՞", "?*", "? *")
_LOOKS: Final = 12  # elements before the choices among which their question stands


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    groups: dict[tuple[Element, str, str], list[Element]] = {}
    for choice in page.document.find("input"):
        kind = (choice.get("type") or "").strip().lower()
        name = (choice.get("name") or "").strip()
        # Outside a form, and out of the focus order, they are switches that a style sheet reads.
        form = choice.closest("form") if kind in ("radio", "checkbox") and name else None
        if form is not None and tree.in_focus_order(choice) and not tree.is_hidden(choice):
            groups.setdefault((form, kind, name), []).append(choice)
    for (_, kind, _), choices in groups.items():
        if len(choices) < 2 or any(_is_grouped(page, choice) for choice in choices):
            continue
        if not all(_has_visible_label(page, choice) for choice in choices):
            continue
        what = "radio buttons" if kind == "radio" else "checkboxes"
        yield Problem(
            choices[0],
            f"These {len(choices)} {what} stand in no group, so a screen reader does not say the question with them. "
            "Put them into a <fieldset>, and the question into its <legend>.",
            tuple((choice, "Another choice.") for choice in choices[1:6]),
            certainty=None if _question_above(page, choices[0]) else Certainty.LIKELY,
        )


def _is_grouped(page: Page, choice: Element) -> bool:
    if choice.has("aria-labelledby") or choice.has("aria-describedby") or choice.has("role"):
        return True
    return any(
        around.tag in ("fieldset", "table") or (around.get("role") or "").strip().lower() in _GROUPS
        for around in choice.ancestors
    )


def _has_visible_label(page: Page, choice: Element) -> bool:
    labels = page.accessibility.names.labels(choice)
    return any(label.text.strip() and page.accessibility.is_visible(label) for label in labels)


def _question_above(page: Page, choice: Element) -> bool:
    """Whether the words right before the choices ask something: then the question is there, and not tied to them."""
    for index in range(choice.index - 1, max(choice.index - _LOOKS, 0), -1):
        element = page.document.elements[index]
        if element.tag in ("form", "input", "select", "textarea", "button"):
            return False
        if element.contains(choice) or element.tag == "label" or element.closest("label") is not None:
            continue
        words = text_of(element)
        if words:
            return words.endswith(_QUESTION) and page.accessibility.is_visible(element)
    return False
