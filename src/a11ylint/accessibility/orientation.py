"""Pages that turn themselves when the screen is turned, so that they can be read one way only: WCAG 2.2, 1.3.4, as
the ACT rule b33eff has it. Rotations are CSS Transforms 1 and 2: about the axis that points at the reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, degrees
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.style import Rule, Styles, specificity, split_top
from a11ylint.document import Document, Element
from a11ylint.records import dataclass
from a11ylint.source import Span

_ORIENTATION: Final = re.compile(r"\(\s*orientation\s*:\s*(portrait|landscape)\s*\)", re.IGNORECASE)
_FUNCTION: Final = re.compile(r"(rotate|rotatez|rotate3d|matrix|matrix3d)\(([^()]*)\)")
_ANGLE: Final = re.compile(r"([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(deg|grad|rad|turn)?\Z")
_UNITS: Final = {"deg": 1.0, "grad": 0.9, "rad": degrees(1), "turn": 360.0}
_UNKNOWABLE: Final = re.compile(r"\b(?:var|env|calc|attr|if)\(")
_PROPERTIES: Final = ("transform", "rotate")
_NEAR: Final = 1.0  # degrees
_MOST_OF_IT: Final = 0.5  # of the page's words: what turns less of it turns a picture or a button

_Rank = tuple[bool, tuple[int, int, int], int]


@dataclass(frozen=True, slots=True)
class Turned:
    """A declaration that turns most of the page by a quarter when the screen is held one way."""

    span: Span
    element: Element
    orientation: str


@dataclass(frozen=True, slots=True)
class _Turn:
    """One declaration of a rotation: the way to hold the screen for which it is made, "" for either."""

    rank: _Rank
    rule: Rule | None
    orientation: str
    property: str
    value: str


def turned(document: Document, styles: Styles, exposure: Exposure) -> Iterator[Turned]:
    """The declarations that lock the page to one orientation, in the order of the sheets."""
    if not styles.mention("orientation"):
        return
    if not any(_orientation(rule) and any(name in rule.style for name in _PROPERTIES) for rule in styles.rules):
        return
    turns = _turns(styles, {element.index for element in _holding_most(document)})
    for index in sorted(turns):
        element = document.elements[index]
        if not exposure.is_visible(element):
            continue
        angles = {way: _angle(turns[index], way) for way in ("portrait", "landscape")}
        if None in angles.values() or not _is_quarter(angles["portrait"], angles["landscape"]):
            continue
        for way in angles:
            cause = _cause(turns[index], way)
            if cause is not None:
                yield Turned(_place(cause), element, way)
                break


def _turns(styles: Styles, wanted: set[int]) -> dict[int, list[_Turn]]:
    """By element, what is declared of its rotation, for those that are `wanted`."""
    found: dict[int, list[_Turn]] = {}
    for rule in styles.rules:
        way = _orientation(rule)
        names = [name for name in _PROPERTIES if name in rule.style]
        if not names or (not way and rule.applies is False):
            continue
        for part in split_top(rule.selector, ","):
            for element in styles.matched(part.strip()):
                for name in names if element.index in wanted else ():
                    rank = (rule.style.important(name), specificity(part), rule.order)
                    found.setdefault(element.index, []).append(_Turn(rank, rule, way, name, rule.style[name].lower()))
    for index, turns in found.items():
        inline = styles.inline(styles.document.elements[index])
        for name in _PROPERTIES:
            if name in inline:
                rank = (inline[name].important, (1_000, 0, 0), len(styles.rules))
                turns.append(_Turn(rank, None, "", name, inline[name].value.lower()))
    return found


def _orientation(rule: Rule) -> str:
    """The one way of holding the screen for which a rule is made; "" where it is made for either."""
    ways = {
        match.group(1).lower()
        for condition in rule.conditions
        if condition.startswith("@media") and " not " not in condition and "," not in condition
        for match in _ORIENTATION.finditer(condition)
    }
    return ways.pop() if len(ways) == 1 else ""


def _winner(turns: list[_Turn], name: str, way: str) -> _Turn | None:
    candidates = [turn for turn in turns if turn.property == name and turn.orientation in ("", way)]
    return max(candidates, key=lambda turn: turn.rank, default=None)


def _angle(turns: list[_Turn], way: str) -> float | None:
    """By how many degrees the element is turned when the screen is held so; None where nobody knows."""
    total = 0.0
    for name in _PROPERTIES:
        winner = _winner(turns, name, way)
        if winner is not None:
            angle = rotation(name, winner.value)
            if angle is None:
                return None
            total += angle
    return total


def _cause(turns: list[_Turn], way: str) -> _Turn | None:
    """What is declared for this way of holding the screen, and turns the element."""
    winners = [_winner(turns, name, way) for name in _PROPERTIES]
    return next((turn for turn in winners if turn and turn.orientation and rotation(turn.property, turn.value)), None)


def _is_quarter(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs((one - other) % 180 - 90) <= _NEAR


def rotation(name: str, value: str) -> float | None:
    """The degrees that a ``transform`` or ``rotate`` value turns by, in lower case; None where they are unknown."""
    if _UNKNOWABLE.search(value):
        return None
    if name == "rotate":
        words = value.split()
        about_us = len(words) == 1 or words[:-1] in (["z"], ["0", "0", "1"])
        return (_degrees(words[-1]) or 0.0) if words and about_us else 0.0
    return sum(_turn_of(match.group(1), match.group(2).split(",")) for match in _FUNCTION.finditer(value))


def _turn_of(function: str, arguments: list[str]) -> float:
    parts = [argument.strip() for argument in arguments]
    if function in ("rotate", "rotatez"):
        return _degrees(parts[0]) or 0.0
    if function == "rotate3d":
        numbers = [_number(part) for part in parts[:3]]
        if len(parts) != 4 or numbers[:2] != [0, 0] or not numbers[2]:
            return 0.0
        return (_degrees(parts[3]) or 0.0) * (1 if numbers[2] > 0 else -1)
    numbers = [_number(part) for part in parts]
    if len(numbers) != (6 if function == "matrix" else 16):
        return 0.0
    along, across = numbers[:2]
    return degrees(atan2(across, along)) if along is not None and across is not None else 0.0


def _number(text: str) -> float | None:
    try:
        return float(text) if len(text) < 40 else None
    except ValueError:
        return None


def _degrees(text: str) -> float | None:
    match = _ANGLE.match(text)
    return float(match.group(1)) * _UNITS[match.group(2) or "deg"] if match is not None else None


def _holding_most(document: Document) -> Iterator[Element]:
    """The elements that hold at least half of the page's words, from the root inwards."""
    at = document.root
    least = _MOST_OF_IT * len(document.body.text.split()) if document.body is not None else 0
    while at is not None:
        yield at
        inside = (child for child in at.elements if child.tag != "head")
        at = next((child for child in inside if len(child.text.split()) >= least), None)


def _place(turn: _Turn) -> Span:
    """The declaration in the sheet, else the tag of the sheet."""
    rule = turn.rule
    assert rule is not None
    sheet, document = rule.element, rule.element.document
    body = document.source.text[sheet.span.end : sheet.whole.end]
    query = _ORIENTATION.search(body)
    words = r"\s*".join(re.escape(part) for part in re.findall(r"[\w.%+-]+|[^\s\w]", turn.value))
    match = re.passing(rf"{turn.property}\s*:\s*{words}", re.IGNORECASE).search(body, query.start() if query else 0)
    return Span(sheet.span.end + match.start(), sheet.span.end + match.end()) if match else sheet.span
