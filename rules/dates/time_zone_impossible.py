"""A time of day is given twice, and no zone on earth makes both the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    Page,
    Passage,
    Problem,
    TextTime,
    implied_offsets,
    offsets_in_use,
)

_ONE_TIME: Final = ("(", "/")  # what joins two forms of one time; a comma or semicolon may join two events
# Before 1973, some places kept offsets of odd minutes.
_LONG_AGO: Final = re.compile(r"(?<!\d)(?:1[0-8]\d\d|19[0-6]\d|197[0-2])(?!\d|\s(?:GMT|UTC))")
# Zones whose name is also used loosely, for the neighbour in summer or for another country's, prove nothing.
_CERTAIN: Final = frozenset({"GMT", "UTC", "GMT/UTC", "UTC/GMT", "Z", "MSK", "JST", "KST"})


def check(page: Page) -> Iterator[Problem]:
    for passage, times in page.article.text_times:
        if _LONG_AGO.search(passage.text):
            continue
        for time in times:
            if time.also is not None and _is_impossible(passage, time, time.also):
                yield _problem(passage, time, time.also)


def _is_impossible(passage: Passage, time: TextTime, other: TextTime) -> bool:
    joined = passage.text[time.start : other.start].rstrip()[-1:] in _ONE_TIME
    if not joined or not _is_certain(other) or time.second or other.second:
        return False
    offsets = implied_offsets(time, other)
    if time.zone:
        return _is_certain(time) and offsets.isdisjoint(time.offsets)
    return offsets.isdisjoint(offsets_in_use())


def _is_certain(time: TextTime) -> bool:
    return time.zone in _CERTAIN or (len(time.offsets) == 1 and any(sign in time.zone for sign in "+-−"))


def _problem(passage: Passage, time: TextTime, other: TextTime) -> Problem:
    closed = passage.text[other.end : other.end + 1] == ")"
    place = passage.part(time.start, other.end + closed)
    if time.zone:
        return Problem(place, f'"{time.text}" and "{other.text}" are two different times. Correct one of them.')
    apart = min(implied_offsets(time, other), key=abs)
    return Problem(
        place,
        f'"{time.text}" and "{other.text}" are {_spoken(apart)} apart, which no place on earth is from '
        f"{other.zone}. Correct one of them.",
    )


def _spoken(apart: timedelta) -> str:
    hours, minutes = divmod(round(abs(apart) / timedelta(minutes=1)), 60)
    words = [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours) + [f"{minutes} minute{'s' * (minutes != 1)}"] * bool(
        minutes
    )
    return " and ".join(words)
