"""A form has fields and no button (WCAG 3.2.2, technique H32)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_BUTTONS: Final = frozenset({"submit", "image", "button"})


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for form in page.document.find("form"):
        parts = [each for each in form.descendants if not tree.is_hidden(each)]
        fields = [
            each
            for each in parts
            if each.tag in ("select", "textarea")
            or (each.tag == "input" and (each.get("type") or "").lower() not in (*_BUTTONS, "hidden", "reset"))
        ]
        if not fields or any(
            each.tag == "button" or each.get("role") == "button" or (each.get("type") or "").lower() in _BUTTONS
            for each in parts
        ):
            continue
        name = form.get("id")
        if not name or not any(each.get("form") == name for each in page.select("[form]")):
            yield Problem(form, "This form has no button, so readers do not know how to send it. Add one that says it.")
