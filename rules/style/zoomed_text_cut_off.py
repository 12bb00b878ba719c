"""Text is cut off when it is zoomed (WCAG 1.4.4; ACT 59br37)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.select("style, [style*=overflow i]"):
        return
    for found in page.accessibility.clipped:
        text = found.text if len(found.text) <= 60 else found.text[:59].rstrip() + "…"
        way, advice = ("width", "let lines break") if found.across else ("height", "use min-height")
        yield Problem(
            found.element,
            f"Zoomed to twice its size, “{text}” no longer fits the {way} that is set here, and the rest is hidden. "
            f"Leave the {way} open ({advice}), or let the box scroll.",
        )
