"""Words have less than the enhanced contrast (WCAG 1.4.6; ACT 09o5cg)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Certainty, Page, Problem

_COLOURED: Final = "style, [style], [bgcolor], font[color], body[text], body[link]"


def check(page: Page) -> Iterator[Problem]:
    if not page.select(_COLOURED):
        return
    for faint in page.accessibility.legibility.faint(enhanced=True):
        yield Problem(
            faint.span,
            f"{faint.summary} Make the letters darker, or what is behind them lighter.",
            certainty=None if faint.doubt.value == "none" else Certainty.LIKELY,
        )
