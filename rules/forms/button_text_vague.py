"""A button's name says only that it is one (WCAG 2.4.6; for images 1.1.1, failure F30)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, is_vague_button


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for button in page.select("button, input[type=image], input[type=button], input[type=submit], [role=button]"):
        name = tree.name(button).text
        if is_vague_button(name) and not tree.is_hidden(button):
            yield Problem(button, f"“{name}” does not say what this button does. Name what happens: “Send comment”.")
