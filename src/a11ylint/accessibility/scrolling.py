"""Boxes that scroll and that no key reaches (WCAG 2.2, 2.1.1), as far as the page's own CSS tells their sizes.

No layout is done here. The room that content takes is estimated from below (narrow letters, tight lines, no margins),
so that what is called too long surely is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.style import VIEWPORT, Styles, pixels
from a11ylint.document import Document, Element, Text
from a11ylint.passage import BLOCKS

_LETTER: Final = 0.4  # of the font size: narrower than any body type sets a line of prose
_LINE: Final = 1.1  # of the font size
_MOST: Final = 1_000_000  # elements looked at in boxes in boxes; no page for readers comes near
_SCROLLS: Final = frozenset({"auto", "scroll"})
_KEEPS_LINES: Final = frozenset({"nowrap", "pre"})
_BY_KEYBOARD: Final = frozenset({"iframe", "video", "audio", "textarea", "select"})


def unreachable(document: Document, styles: Styles, exposure: Exposure) -> Iterator[Element]:
    """Elements whose content surely is larger than they are, that scroll, and that hold nothing which takes the
    focus by the Tab key, nor take it themselves; in document order."""
    looked_at = 0
    suspects = {each.index: each for name in ("overflow-y", "overflow-x") for each in styles.declaring(name)}
    for _, element in sorted(suspects.items()):
        if element.tag in _BY_KEYBOARD or element.tag in ("html", "body") or not exposure.is_visible(element):
            continue
        looked_at += element.end - element.index
        if looked_at > _MOST:
            return
        if not (_overflows_down(element, styles, exposure) or _overflows_aside(element, styles, exposure)):
            continue
        if not any(exposure.in_focus_order(each) for each in (element, *element.descendants)):
            yield element


def _overflows_down(element: Element, styles: Styles, exposure: Exposure) -> bool:
    if not _scrolls(element, styles, "overflow-y", "overflow-x"):
        return False
    height = _size(element, styles, "height") or _size(element, styles, "max-height")
    if not height:
        return False
    width = _size(element, styles, "width") or _size(element, styles, "max-width") or float(VIEWPORT[0])
    return _height_of(element, width, styles, exposure) > height


def _overflows_aside(element: Element, styles: Styles, exposure: Exposure) -> bool:
    if not _scrolls(element, styles, "overflow-x", "overflow-y"):
        return False
    width = _size(element, styles, "width") or _size(element, styles, "max-width")
    if not width:
        return False
    if any((_size(each, styles, "width") or 0) > width and exposure.is_visible(each) for each in element.descendants):
        return True
    unbroken = styles.value(element, "white-space") or ("pre" if element.tag == "pre" else "")
    return unbroken in _KEEPS_LINES and _longest_line(element, styles, exposure) > width


def _scrolls(element: Element, styles: Styles, name: str, other: str) -> bool:
    """`visible` beside another value than itself means `auto` (CSS Overflow 3, 3.1)."""
    own = styles.declared(element, name)
    if own in ("", "visible"):
        return styles.declared(element, other) in _SCROLLS
    return own in _SCROLLS


def _size(element: Element, styles: Styles, name: str) -> float | None:
    declared = styles.declared(element, name)
    if declared:
        return pixels(declared, em=16.0, rem=16.0)
    written = (element.get(name) or "").strip()
    if element.tag in ("img", "table", "canvas", "video", "iframe") and written.isascii() and written.isdigit():
        return float(written[:6])
    return None


def _height_of(element: Element, width: float, styles: Styles, exposure: Exposure) -> float:
    """At least how high the lines of the blocks inside are."""
    height = 0.0
    for size, length in _blocks(element, styles, exposure):
        height += math.ceil(length * size * _LETTER / width) * size * _LINE
    return height


def _longest_line(element: Element, styles: Styles, exposure: Exposure) -> float:
    pictures = sum(_size(each, styles, "width") or 0 for each in element.find("img") if exposure.is_rendered(each))
    lines = _blocks(element, styles, exposure, "\n" if element.tag == "pre" else "")
    return pictures + max((size * _LETTER * length for size, length in lines), default=0.0)


def _blocks(element: Element, styles: Styles, exposure: Exposure, separator: str = "") -> Iterator[tuple[float, int]]:
    """The font size and the number of characters of each block of text inside."""
    size, length = 16.0, 0
    for node in element.texts(exposure.is_rendered):
        if isinstance(node, Element):
            if node.tag in BLOCKS and length:
                yield size, length
                length = 0
        elif isinstance(node, Text):
            size = styles.font_size(node.parent) or 0.0
            first, *more = node.data.split(separator) if separator else (node.data,)
            length += len(" ".join(first.split()))
            for line in more:
                yield size, length
                length = len(line)
    if length:
        yield size, length
