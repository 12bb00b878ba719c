"""Text changes by itself and cannot be stopped (WCAG 2.2.2; ACT efbfc7)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.select("body[onload]"):
        return
    scripted = page.accessibility.scripted
    if scripted.changing is not None and not scripted.controls:
        yield Problem(
            scripted.changing,
            "Once the page is open this goes on changing text in it, and there is nothing to stop it. Whoever reads "
            "slowly, or listens, never gets to the end; add a button that pauses it.",
        )
