"""Space between letters, words and lines that a ``style`` attribute fixes with ``!important``, so that readers cannot
widen it: WCAG 2.2, 1.4.12, as the ACT rules 24afc2, 9e45ec and 78fd32 have it.

Where the size of the letters hangs on sheets that are not read, and is needed, nothing is known. Whether a text takes
more than one line is reckoned from its length, with letters that are rather narrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.style import VIEWPORT, Declaration, Styles, pixels
from a11ylint.document import Document, Element, Text
from a11ylint.records import dataclass

LEAST: Final[Mapping[str, float]] = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}  # times the size

_NORMAL: Final[Mapping[str, float]] = {"letter-spacing": 0.0, "word-spacing": 0.0, "line-height": 1.2}
_INHERITING: Final = frozenset({"inherit", "unset"})
_UNDECIDED: Final = frozenset({"revert", "revert-layer"})
_RELATIVE: Final = re.compile(r"([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(em|%)?\Z")
_SIZED_TAGS: Final = frozenset(
    "h1 h2 h3 h5 h6 small big sub sup rt input select button textarea pre code kbd samp tt".split()
)
_LAST_SPACED: Final = "\u052f"  # of the Latin, Greek and Cyrillic letters; not all other scripts use such spaces
_NARROW: Final = 0.45  # of the size: a letter's width, on average
_INLINE: Final = frozenset({"inline", "contents"})
_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Cramped:
    """A declaration that keeps the space of some visible `text` below `least` times the size of its letters."""

    element: Element
    declaration: Declaration
    text: Text
    times: float
    least: float


def cramped(name: str, document: Document, styles: Styles, exposure: Exposure) -> Iterator[Cramped]:
    """The important declarations of a spacing property that are too narrow, in document order."""
    long: dict[int, bool] = {}
    for element in document.select("[style*=important i]"):
        declaration = styles.inline(element).get(name)
        if declaration is None or not declaration.important or element.closest("svg", "math") is not None:
            continue
        value = declaration.value.lower()
        if value in _INHERITING or value in _UNDECIDED:
            continue
        for text in _texts(element, name, styles, exposure):
            times = _times(value, name, element, text.parent, styles)
            if times is None or times >= LEAST[name] - _ROUNDING:
                continue
            if name != "line-height" or _wraps(text.parent, styles, long):
                yield Cramped(element, declaration, text, times, LEAST[name])
                break


def _texts(element: Element, name: str, styles: Styles, exposure: Exposure) -> Iterator[Text]:
    """Visible text inside that gets the element's value, not one set further in."""

    def keep(child: Element) -> bool:
        declared = styles.declared(child, name)
        return (declared == "" or declared in _INHERITING) and exposure.is_rendered(child)

    if not exposure.is_visible(element):
        return
    for node in element.texts(keep):
        if not isinstance(node, Text) or not exposure.is_visible(node.parent) or exposure.hides_text(node.parent):
            continue
        if any(letter.isalpha() and letter <= _LAST_SPACED for letter in node.data):
            yield node


def _times(value: str, name: str, element: Element, holder: Element, styles: Styles) -> float | None:
    """The space as a multiple of the size of the letters that stand in `holder`; None where it is not known."""
    if value in ("normal", "initial"):
        return _NORMAL[name]
    match = _RELATIVE.match(value)
    if match is not None and (match.group(2) or name == "line-height"):
        number, unit = float(match.group(1)), match.group(2)
        if unit == "%":
            if name != "line-height":
                return None
            number /= 100
        if unit is None or _has_same_size(element, holder, styles):
            return number
        own, size = _size(element, styles), _size(holder, styles)
        return number * own / size if own and size else None
    length, size = pixels(value, rem=_root_size(styles)), _size(holder, styles)
    return length / size if length is not None and size else 0.0 if length == 0 else None


def _has_same_size(element: Element, holder: Element, styles: Styles) -> bool:
    """Whether nothing between the two changes the size of the letters."""
    at: Element | None = holder
    while at is not None and at is not element:
        if styles.external or at.tag in _SIZED_TAGS or styles.declared(at, "font-size") != "":
            return False
        at = at.parent
    return True


def _size(element: Element, styles: Styles) -> float | None:
    if not styles.external:
        return styles.font_size(element)
    own = styles.inline(element).get("font-size")
    return pixels(own.value.lower()) if own is not None else None


def _root_size(styles: Styles) -> float | None:
    root = styles.document.root
    return _size(root, styles) if root is not None else None


def _wraps(holder: Element, styles: Styles, known: dict[int, bool]) -> bool:
    """Whether the paragraph around a text is too long for one line; `known` keeps every answer."""
    if styles.value(holder, "white-space") in ("nowrap", "pre"):
        return False
    block: Element = holder
    while block.parent is not None and styles.display(block) in _INLINE:
        block = block.parent
    if block.index not in known:
        size = _size(holder, styles) or 16.0
        known[block.index] = _longest_line(block) * _NARROW * size > width_of(block, styles)
    return known[block.index]


def _longest_line(block: Element) -> int:
    """The most letters that stand between two forced line breaks."""
    lines: list[list[str]] = [[]]
    for node in block.texts():
        if isinstance(node, Text):
            lines[-1].append(node.data)
        elif node.tag == "br":
            lines.append([])
    return max(len(" ".join("".join(line).split())) for line in lines)


def width_of(element: Element, styles: Styles) -> float:
    """The most CSS pixels that the element can be wide, as far as the page's own styles tell."""
    path = [element, *element.ancestors]
    width = float(VIEWPORT[0])
    for each in reversed(path):
        size = _size(each, styles) or 16.0
        own = _side(each, "width", size, width, styles)
        most = _side(each, "max-width", size, width, styles)
        width = min(own if own is not None else width, most if most is not None else float("inf"))
    return width


def _side(element: Element, name: str, size: float, around: float, styles: Styles) -> float | None:
    declared = styles.declared(element, name)
    if not declared:
        return None
    if declared.endswith("vw"):
        return pixels(declared.removesuffix("vw") + "%", percent=float(VIEWPORT[0]))
    if declared.endswith("ch"):
        return pixels(declared.removesuffix("ch") + "em", em=size / 2)
    return pixels(declared, em=size, rem=16.0, percent=around)
