"""Words that probably have too little contrast (WCAG 1.4.3; ACT afw4f7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_STYLED: Final = "style, [style]"
_DOUBTS: Final = {
    "picture": "Until the picture has loaded, and wherever it does not reach, this is what readers see; choose a "
    "colour that carries the words.",
    "sheets": "Both colours are written on the tag itself; change one of them, unless a style sheet overrules them.",
    "script": "Change one of the two colours.",
}


def check(page: Page) -> Iterator[Problem]:
    if not page.select(_STYLED):
        return
    for faint in page.accessibility.legibility.faint():
        advice = _DOUBTS.get(faint.doubt.value)
        if advice is not None:
            yield Problem(faint.span, f"{faint.summary} {advice}")
