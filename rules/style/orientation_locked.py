"""The page can be read with the screen held one way only (WCAG 1.3.4; ACT b33eff)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if "orientation" not in page.document.normalised:
        return
    for found in page.accessibility.turned:
        how = "upright" if found.orientation == "portrait" else "on its side"
        yield Problem(
            found.span,
            f"With the screen held {how}, this turns the page by a quarter, so that it can be read one way only. "
            "Some people cannot turn their screen; leave the rotation out.",
        )
