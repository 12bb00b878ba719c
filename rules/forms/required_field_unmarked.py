"""The label of a required field does not show that it is required (WCAG 3.3.2, technique H90)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem, says_required

_NOT_TEXT: Final = frozenset({"hidden", "submit", "reset", "button", "image", "radio", "checkbox"})


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for form in page.document.find("form"):
        fields = [
            field
            for field in form.find("input", "select", "textarea")
            if (field.get("type") or "").lower() not in _NOT_TEXT and not tree.is_hidden(field)
        ]
        for field in fields if len(fields) > 1 else ():
            if not field.has("required") and field.get("aria-required") != "true":
                continue
            labels = " ".join(label.text for label in tree.names.labels(field))
            if not says_required(f"{labels} {tree.name(field).text} {field.get('placeholder') or ''}"):
                yield Problem(
                    field, "This field is required, and its label does not say so. Write “required” or a star in it."
                )
