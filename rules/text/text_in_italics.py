"""Long passages in italics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_MESSAGE: Final = "This passage of {} characters is in italics, which are hard to read at length. Set it upright."


def check(page: Page) -> Iterator[Problem]:
    longest = page.option("longest", int)
    styles = page.accessibility.styles
    end = 0
    for element in page.document.find("i", "em", "cite", "address", "p", "blockquote"):
        length = len(element.text.strip())
        if length <= longest or element.index < end or page.document.is_hidden(element):
            continue
        by_style = styles.declares("font-style")
        style = styles.value(element, "font-style") if by_style else ""
        if style in ("italic", "oblique") or (element.tag in ("i", "em", "cite") and not style):
            end = element.end
            yield Problem(element, _MESSAGE.format(length))
