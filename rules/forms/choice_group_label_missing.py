"""An ``optgroup`` has no label (HTML, 4.10.9; WCAG technique H85)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for group in page.document.find("optgroup"):
        if (group.get("label") or group.get("aria-label") or "").strip() or any(group.find("legend")):
            continue
        if any(group.find("option")) and not page.accessibility.is_hidden(group):
            yield Problem(group, "This group of choices has no label. Write in it what they have in common.")
