"""A field's name comes from its placeholder alone (HTML, 4.10.5.3.10; WCAG 3.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for field in page.select("input[placeholder], textarea[placeholder]"):
        placeholder = field.attribute("placeholder")
        if placeholder is None or not placeholder.value.strip() or tree.is_hidden(field):
            continue
        if tree.name(field).origin.value == "placeholder" and tree.is_visible(field):
            yield Problem(
                placeholder,
                f"“{' '.join(placeholder.value.split())}” vanishes with the first letter that is typed, and the field "
                "has no label. Give it one.",
            )
