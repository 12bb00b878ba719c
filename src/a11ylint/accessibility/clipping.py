"""Text that is cut off when it is zoomed to twice its size: WCAG 2.2, 1.4.4, as the ACT rule 59br37 has it.

A browser window of 1280 by 1024 CSS pixels, zoomed so, is 640 by 512 of them. How much room a text needs is reckoned
from its letters, which are taken to be narrow. What does not fit at the usual size either is cut short on purpose, and
left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.style import VIEWPORT, Styles, pixels
from a11ylint.document import Document, Element
from a11ylint.passage import passage_of
from a11ylint.records import dataclass

_Window = tuple[float, float]

_USUAL: Final[_Window] = (float(VIEWPORT[0]), float(VIEWPORT[1]))
_ZOOMED: Final[_Window] = (_USUAL[0] / 2, _USUAL[1] / 2)
_CLIPS: Final = frozenset({"hidden", "clip"})
_SCROLLS: Final = frozenset({"auto", "scroll", "overlay"})
_NARROW: Final = 0.4  # of the size: a letter's width, on average
_LINE: Final = 1.15  # of the size: how high a line is where nothing is said
_SLACK: Final = 1.1  # what a text needs, against the room it has, before it counts as cut off
_MOST_INSIDE: Final = 200  # elements: a box with text, not a part of the page
_UNBROKEN: Final = frozenset({"nowrap", "pre"})
_MOST_AFTER: Final = 20  # elements right after a box in which a link to the whole text is looked for
_OPENERS: Final = frozenset({"a", "button", "details", "summary"})


@dataclass(frozen=True, slots=True)
class Clipped:
    """A box that cuts off some of the text inside once it is zoomed; `across` says that its width does."""

    element: Element
    text: str
    across: bool


def clipped(document: Document, styles: Styles, exposure: Exposure) -> Iterator[Clipped]:
    """The boxes that cut off text at twice the size, in document order, none inside another."""
    end = 0
    for element in styles.declaring("overflow-y"):
        if element.index < end or element.end - element.index > _MOST_INSIDE:
            continue
        if element.closest("svg", "math") is not None or element.tag in ("html", "body"):
            continue
        if exposure.is_hidden(element) or exposure.is_unseen(element) or _offers_more(element):
            continue
        text = passage_of(element, lambda child: _is_held(child, styles, exposure)).text
        if not text or any(each.tag in ("img", "video", "svg", "iframe") for each in element.descendants):
            continue
        for is_cut in (_is_cut_below, _is_cut_across):
            if is_cut(element, text, styles, _ZOOMED, _SLACK) and not is_cut(element, text, styles, _USUAL, 1):
                end = element.end
                yield Clipped(element, text, is_cut is _is_cut_across)
                break


def _is_held(element: Element, styles: Styles, exposure: Exposure) -> bool:
    """Whether what is inside has to fit the box: not what scrolls by itself, nor what stands out of the flow."""
    if exposure.is_hidden(element) or styles.declared(element, "position") in (None, "absolute", "fixed"):
        return False
    return _SCROLLS.isdisjoint({styles.declared(element, "overflow-y"), styles.declared(element, "overflow-x")})


def _is_cut_below(element: Element, text: str, styles: Styles, window: _Window, slack: float) -> bool:
    size = styles.font_size(element)
    line = _line_height(element, size, styles)
    if size is None or line is None or styles.declared(element, "overflow-y") not in _CLIPS:
        return False
    heights = [_side(element, name, size, styles, window) for name in ("height", "max-height")]
    height = min((each for each in heights if each is not None), default=None)
    if height is None:
        return False
    lines = sum(1 for _ in element.find("br")) + 1
    if styles.value(element, "white-space") not in _UNBROKEN:
        lines = max(lines, ceil(len(text) * _NARROW * size / _width(element, styles, window)))
    return lines * line > height * slack


def _is_cut_across(element: Element, text: str, styles: Styles, window: _Window, slack: float) -> bool:
    size = styles.font_size(element)
    if size is None or styles.declared(element, "overflow-x") not in _CLIPS:
        return False
    if styles.value(element, "white-space") not in _UNBROKEN or styles.declared(element, "text-overflow") != "":
        return False
    return len(text) * _NARROW * size > _width(element, styles, window) * slack


def _offers_more(element: Element) -> bool:
    """Whether the rest can be reached: a link or a button in the box, around it, or right after it."""
    if element.closest(*_OPENERS) is not None or any(each.tag in _OPENERS for each in element.descendants):
        return True
    after = element.document.elements[element.end : element.end + _MOST_AFTER]
    follower = after[0] if after and after[0].parent is element.parent else None
    return follower is not None and any(each.tag in _OPENERS for each in after if follower.contains(each))


def _line_height(element: Element, size: float | None, styles: Styles) -> float | None:
    value = styles.value(element, "line-height")
    if value is None or size is None:
        return None
    if value in ("", "normal"):
        return size * _LINE
    plain = pixels(value + "em", em=size)
    return plain if plain is not None else pixels(value, em=size, percent=size)


def _side(element: Element, name: str, size: float, styles: Styles, window: _Window) -> float | None:
    """A length in CSS pixels; None where none is declared, or none that can be known."""
    value = styles.declared(element, name)
    if not value:
        return None
    for unit, whole in zip(("vw", "vh"), window, strict=True):
        if value.endswith(unit):
            return pixels(value.removesuffix(unit) + "%", percent=whole)
    return pixels(value, em=size, rem=16.0)


def _width(element: Element, styles: Styles, window: _Window) -> float:
    """The most that the element can be wide in the window."""
    width = window[0]
    for each in reversed([element, *element.ancestors]):
        size = styles.font_size(each) or 16.0
        for name in ("width", "max-width"):
            value = styles.declared(each, name) or ""
            share = pixels(value, percent=width) if value.endswith("%") else _side(each, name, size, styles, window)
            width = min(width, share) if share is not None else width
    return max(width, 1.0)
