"""An image button has no name (WCAG 1.1.1, 4.1.2; ACT rule 59796f)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

# What browsers call a button that nobody named is no name.
_NAMELESS: Final = ("", "default")


def check(page: Page) -> Iterator[Problem]:
    for button in page.document.find("input"):
        if (button.get("type") or "").strip().lower() != "image" or (button.get("alt") or "").strip():
            continue
        tree = page.accessibility
        if tree.role(button) == "button" and tree.is_exposed(button) and tree.name(button).origin.value in _NAMELESS:
            yield Problem(
                button,
                "This button is an image without a name: whoever cannot see it does not learn what it does. Say in alt "
                'what the button does ("Search").',
            )
