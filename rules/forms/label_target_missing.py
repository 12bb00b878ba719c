"""A label's ``for`` leads to no field, and a field near it has no name (WCAG 1.3.1, failure F68)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_LABELABLE: Final = frozenset("button input meter output progress select textarea".split())
_NAMED_OTHERWISE: Final = frozenset({"hidden", "submit", "reset", "button", "image"})


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    nameless: dict[Element | None, Element | None] = {}  # the first field without a name, of each form
    for label in page.document.find("label"):
        if tree.is_hidden(label) or not label.text.strip():
            continue
        target = label.attribute("for")
        if target is None:
            if any(each.tag in _LABELABLE or "-" in each.tag for each in label.descendants):
                continue
        elif any(each.tag in _LABELABLE or "-" in each.tag for each in page.document.by_id.get(target.value, ())[:1]):
            continue
        form = label.closest("form")
        if form not in nameless:
            nameless[form] = next(_nameless(page, form), None)
        field = nameless[form]
        if field is None:
            continue
        why = f"No field has the id “{target.value}”" if target is not None else "This label names no field"
        yield Problem(
            target or label,
            f"{why}, and a field beside it has no name: a screen reader cannot say what to fill in. Let “for” be the "
            "id of the field.",
            ((field, "A field without a name."),),
        )


def _nameless(page: Page, form: Element | None) -> Iterator[Element]:
    """Fields of a form, or outside any form, that nobody has named."""
    around = form.descendants if form is not None else page.document.elements
    for field in around:
        if field.tag not in ("input", "select", "textarea") or (form is None and field.closest("form") is not None):
            continue
        if (field.get("type") or "").strip().lower() in _NAMED_OTHERWISE or page.accessibility.is_hidden(field):
            continue
        if not page.accessibility.name(field):
            yield field
