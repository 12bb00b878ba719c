"""The line height of paragraphs is less than one and a half (WCAG 1.4.8, technique C21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem

_NUMBER: Final = re.compile(r"(\d{1,4}(?:\.\d{1,6})?|\.\d{1,6})(em|%|px|rem)?\Z")
_HAIR: Final = 0.05  # a line height in whole pixels
_LONG: Final = 100  # characters: shorter text stands on one line


def check(page: Page) -> Iterator[Problem]:
    styles = page.accessibility.styles
    if not styles.declares("line-height"):
        return
    least = page.option("least", float)
    for element in page.document.find("p"):
        match = _NUMBER.match(styles.value(element, "line-height") or "")
        if match is None or len(element.text.strip()) <= _LONG or page.document.is_hidden(element):
            continue
        number, unit = float(match.group(1)), match.group(2)
        size = styles.font_size(element)
        if unit == "%":
            number /= 100
        elif unit in ("px", "rem"):
            if not size:
                continue
            number = number * (16 if unit == "rem" else 1) / size
        if number < least - _HAIR:
            yield Problem(
                element,
                f"The lines of this text stand {number:.3g} times the letters' size apart, where {least:g} is easier "
                "to read.",
            )
            return
