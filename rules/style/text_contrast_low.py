"""Words have too little contrast (WCAG 1.4.3; ACT afw4f7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_COLOURED: Final = "style, [style], [bgcolor], font[color], body[text], body[link]"


def check(page: Page) -> Iterator[Problem]:
    if not page.select(_COLOURED):
        return
    for faint in page.accessibility.legibility.faint():
        if faint.doubt.value == "none":
            yield Problem(faint.span, f"{faint.summary} Make the letters darker, or what is behind them lighter.")
