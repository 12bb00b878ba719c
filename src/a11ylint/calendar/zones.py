"""Which offset from UTC a time of day implies, and which one a city keeps.

Cities and offsets are data (``data/cities.json``); the rules of each zone are those of the IANA time zone database,
which Python reads from the system or from the package tzdata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from a11ylint import patterns as re
from a11ylint.calendar.locale import Lexicon, broken_off
from a11ylint.calendar.moment import EASTERNMOST, WESTERNMOST
from a11ylint.calendar.times import Clock, TextTime
from a11ylint.data import read_data
from a11ylint.records import dataclass

_DAY: Final = timedelta(days=1)
_HALF_DAY: Final = timedelta(hours=12)
_WORD: Final = re.compile(r"\b[^\W\d_]+")
# "in Moscow", in the languages that the names of cities are known in; "at" goes with stadiums and summits.
_IN: Final = re.compile(r"\b(?:in|at|near|outside|à|a|en|em|te|i|von|de)\s\Z", re.IGNORECASE)
_LONGEST_PREPOSITION: Final = 8


@dataclass(frozen=True, slots=True)
class City:
    """A city named in a text, ``text[start:end]``; `zones` (IANA names) it may be in. `located`: "in" stands before."""

    start: int
    end: int
    name: str
    zones: tuple[str, ...]
    located: bool


def find_cities(text: str) -> Iterator[City]:
    """Cities in reading order, with a capital or in capitals."""
    floor = 0
    for match in _WORD.finditer(text):
        place = match.start()
        if place < floor or not text[place].isupper():
            continue
        for end, zones in _cities().at(text, place):
            if not broken_off(text, end):
                located = bool(_IN.search(text, max(place - _LONGEST_PREPOSITION, 0), place))
                yield City(place, end, text[place:end], zones, located)
                floor = end
                break


def offsets_in_use() -> frozenset[timedelta]:
    """Every offset from UTC that some place has kept since 1973."""
    return frozenset(timedelta(minutes=minutes) for minutes in _data()["offsets"])


def implied_offsets(local: TextTime, other: TextTime) -> frozenset[timedelta]:
    """The offsets from UTC at which `local` is the same moment as `other`, whose zone is written.

    Empty only where `other` has no zone. A time that may be of either half of the day stands for both.
    """
    return frozenset(
        offset
        for here in _clocks(local)
        for there in _clocks(other)
        for zone in other.offsets
        for offset in _around(here - (there - zone))
    )


def _clocks(time: TextTime) -> Iterator[timedelta]:
    clock = timedelta(hours=time.hour, minutes=time.minute)
    yield clock
    if time.style.clock is Clock.EITHER:
        yield (clock + _HALF_DAY) % _DAY


def _around(difference: timedelta) -> Iterator[timedelta]:
    """A difference between two clocks, as offsets: 19 hours ahead are 5 hours behind."""
    ahead = difference % _DAY
    for offset in (ahead, ahead - _DAY):
        if WESTERNMOST <= offset <= EASTERNMOST:
            yield offset


def city_offsets(zones: Iterable[str], days: Iterable[date]) -> frozenset[timedelta]:
    """The offsets from UTC that zones (IANA names) keep at noon on some days; those unknown here are left out."""
    # Few articles say a time twice, and reading zones costs more than linting one.
    from zoneinfo import ZoneInfo

    found: set[timedelta] = set()
    for name in zones:
        try:
            zone = ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            continue
        offsets = (datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() for day in days)
        found.update(offset for offset in offsets if offset is not None)
    return frozenset(found)


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_data("cities")
    return found


@lru_cache(maxsize=1)
def _cities() -> Lexicon[tuple[str, ...]]:
    names = _data()["cities"]
    return Lexicon({form: tuple(zones) for city, zones in names.items() for form in (city, city.upper())})
