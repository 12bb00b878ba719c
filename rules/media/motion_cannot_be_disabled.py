"""What moving the device does cannot be switched off (WCAG 2.5.4; ACT c249d5)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not any(event in page.document.normalised for event in ("devicemotion", "deviceorientation")):
        return
    scripted = page.accessibility.scripted
    for span in scripted.moved():
        if not scripted.can_switch_motion_off:
            yield Problem(
                span,
                "The page answers to tilting or shaking the device, and nothing switches that off. Hands that tremble "
                "set it off all the time; add a switch.",
            )
        return
