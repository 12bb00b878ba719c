"""``<meta http-equiv=refresh>`` and ``<meta name=viewport>``: what their ``content`` means.

Refresh: HTML, 4.2.5.3, *shared declarative refresh steps*. Viewport: the parsing algorithm of CSS Device Adaptation
1, 9.4, as HTML's viewport clause refers to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from a11ylint import patterns as re
from a11ylint.records import dataclass

_SPACE: Final = "\t\n\f\r "
_DIGITS: Final = re.compile(r"[0-9]*+")
_DIGITS_AND_STOPS: Final = re.compile(r"[0-9.]*+")
_URL: Final = re.compile(r"(?:url[\t\n\f\r ]*+=[\t\n\f\r ]*+)?+", re.IGNORECASE)
_LONGEST_WAIT: Final = 10  # digits


@dataclass(frozen=True, slots=True)
class Refresh:
    """After `seconds` the browser goes to `url` as written; "" for the page itself."""

    seconds: int
    url: str


def parse_refresh(content: str) -> Refresh | None:
    """What a refresh does; None where browsers do nothing."""
    rest = content.lstrip(_SPACE)
    digits = _match(_DIGITS, rest)
    if not digits and not rest.startswith("."):
        return None
    seconds = int(digits[:_LONGEST_WAIT] or "0")
    rest = rest[len(digits) :]
    rest = rest[len(_match(_DIGITS_AND_STOPS, rest)) :]
    if not rest:
        return Refresh(seconds, "")
    if rest[0] not in f";,{_SPACE}":
        return None
    rest = rest.lstrip(_SPACE)
    if rest[:1] in (";", ","):
        rest = rest[1:].lstrip(_SPACE)
    rest = rest[len(_match(_URL, rest)) :]
    if rest[:1] in ("'", '"'):
        quote, rest = rest[0], rest[1:]
        rest = rest.partition(quote)[0]
    return Refresh(seconds, rest.rstrip(_SPACE))


def _match(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match.group() if match is not None else ""


@dataclass(frozen=True, slots=True)
class Viewport:
    """The properties of a viewport, the last of each name counting, in lower case."""

    properties: Mapping[str, str]

    @property
    def user_scalable(self) -> bool:
        """Whether people may zoom: not for ``no``, nor for numbers nearer to nought than one (9.4.5)."""
        value = self.properties.get("user-scalable")
        if value is None or value in ("yes", "device-width", "device-height"):
            return True
        number = _leading_number(value)
        return number is not None and abs(number) >= 1

    @property
    def maximum_scale(self) -> float | None:
        """How far people may zoom, from 0.1 to 10; None where nothing limits it (9.4.3)."""
        value = self.properties.get("maximum-scale")
        if value is None:
            return None
        if value == "yes":
            return 1.0
        if value in ("device-width", "device-height"):
            return 10.0
        number = _leading_number(value)
        if number is None:
            return 0.1
        return None if number < 0 else max(0.1, min(10.0, number))

    @property
    def prevents_zoom(self) -> str:
        """The property that keeps people from zooming in to twice the size (WCAG 1.4.4), "" where none does."""
        if not self.user_scalable:
            return "user-scalable"
        most = self.maximum_scale
        return "maximum-scale" if most is not None and most < 2 else ""


# Name, whatever stands before the sign, value; it takes in what has no value too, so that nothing is read twice.
_PROPERTY: Final = re.compile(r"([^\s,;=]++)[^,;=]*+(?:=[\s=]*+([^\s,;=]*+))?+")


def parse_viewport(content: str) -> Viewport:
    """The properties that a viewport's ``content`` sets; commas, semicolons and, after a value, white space part
    them."""
    return Viewport({name: value for name, value in _PROPERTY.findall(content.lower()) if value})


_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})")


def _leading_number(value: str) -> float | None:
    """``strtod``'s reading: the number at the start, whatever follows."""
    text = _match(_NUMBER, value)
    return float(text) if text else None
