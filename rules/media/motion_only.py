"""What moving the device does cannot be done otherwise (WCAG 2.5.4; ACT 7677a9)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not any(event in page.document.normalised for event in ("devicemotion", "deviceorientation")):
        return
    scripted = page.accessibility.scripted
    for span in scripted.moved():
        if not scripted.controls:
            yield Problem(
                span,
                "The page answers to tilting or shaking the device, and has no button that does the same. Some people "
                "cannot move theirs, or cannot hold it still; add one.",
            )
        return
