"""An image button has no name (WCAG 1.1.1, 4.1.2; ACT rule 59796f)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem, accessible_name, is_exposed


def check(page: Page) -> Iterator[Problem]:
    for button in page.document.find("input"):
        if (button.get("type") or "").strip().lower() != "image" or button.get("role"):
            continue
        if is_exposed(button) and not accessible_name(button) and not _has_label(button):
            yield Problem(
                button,
                "This button is an image without a name: whoever cannot see it does not learn what it does. Say in alt "
                'what the button does ("Search").',
            )


def _has_label(button: Element) -> bool:
    if button.closest("label") is not None:
        return True
    wanted = button.get("id")
    return bool(wanted) and any(label.get("for") == wanted for label in button.document.find("label"))
