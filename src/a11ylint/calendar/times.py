"""Times of day in text: where they stand, what they say, the zone they name, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Final

from a11ylint import patterns as re
from a11ylint.calendar.locale import Vocabulary, broken_off, joined, vocabulary, zones
from a11ylint.records import dataclass


class Clock(Enum):
    """How hours are counted. EITHER: an hour up to twelve with nothing to tell ("9:30")."""

    TWELVE = 12
    TWENTY_FOUR = 24
    EITHER = 0


@dataclass(frozen=True, slots=True)
class TimeStyle:
    """How a time of day is written.

    `meridiem` is as given ("p.m.", "PM", "午後"), `spaced` whether a space parts it from the figures; `separator`
    stands between hour and minute; `padded` tells whether an hour below ten has a leading zero (None for others).
    """

    clock: Clock
    separator: str = ""
    meridiem: str = ""
    spaced: bool = False
    padded: bool | None = None


@dataclass(frozen=True, slots=True)
class TextTime:
    """A time of day: ``text[start:end]``, its zone included; `hour` 0 to 23.

    `offsets` are the offsets from UTC that the `zone` may mean; empty where no zone is written. `also` is the same
    time said once more for another zone: "7:30 p.m. (1630 GMT/UTC)".
    """

    start: int
    end: int
    text: str
    hour: int
    minute: int
    second: int
    zone: str
    offsets: tuple[timedelta, ...]
    style: TimeStyle
    also: TextTime | None = None

    @property
    def offset(self) -> timedelta | None:
        """The offset from UTC, where the zone's words tell it for certain."""
        return self.offsets[0] if len(self.offsets) == 1 else None


_FIGURES: Final = re.compile(r"\d+")
_TIME: Final = re.compile(
    r"(?P<h>\d{1,2})(?:"
    r"(?P<s>:|\.|\s?[hH]\s?|\s?[時时点點시]\s?)(?P<m>\d\d|\d(?=[分분]|\s분))(?![\d%]|[.,]\d|:\d{3})"
    r"(?::(?P<sec>\d\d)(?!\d))?(?:\s?[分분])?"
    r"|(?P<o>\s?[時时点點시](?!\w{0,3}間))"
    r"|(?![\d.,:]\d))"
)
_MILITARY: Final = re.compile(r"(?P<h>\d\d)(?P<m>\d\d)(?!\w)")
_PART_OF_NUMBER: Final = re.compile(r"[\d$€£][.,:/\-–]?\Z|[.:/]\Z")
# Words that make a time of figures with a full stop: "kl. 16.30", "16.30 Uhr".
_CALLED: Final = re.compile(
    r"\b(?:kl|klo|kello|klokka|klokken|pukul|jam|ore|alle|godz|saat|à|às)\.?\s\Z", re.IGNORECASE
)
_HOUR_WORD: Final = re.compile(r"\s?(?:Uhr|hodin|hod\.|uur|óra|órakor|val|h)(?!\w)")
_OFFSET: Final = re.compile(r"\s?\(?(?P<name>GMT|UTC)?\s?(?P<sign>[+\-−])\s?(?P<h>\d{1,2})(?::?(?P<m>\d\d))?(?!\d)\)?")
_AGAIN: Final = re.compile(
    r"(?:\s(?:local time|local|Ortszeit|heure locale|hora local|ora locale|местного времени))?"
    r"(?:\s?[(/;|]\s?|,?\s(?=\d{4}\s))"
)


def find_times(text: str, languages: Sequence[str]) -> Iterator[TextTime]:
    """Times of day in reading order: "7:30 p.m.", "16h30", "kl. 16.30", "1630 GMT", "午後4時30分".

    `languages` are BCP 47 tags. Figures with a full stop are a time only where a word or the language says so. Linear
    in the length of the text.
    """
    words: Vocabulary | None = None
    floor = 0
    for figures in _FIGURES.finditer(text):
        if figures.start() < floor or len(figures.group()) > 4:
            continue
        words = words or vocabulary(languages)
        found = _time_at(text, figures.start(), words, floor)
        if found is None:
            continue
        again = _AGAIN.match(text, found.end)
        other = _time_at(text, again.end(), words, found.end) if again else None
        if other is not None and other.zone:
            found = replace(found, also=other)
        yield found
        floor = (found.also or found).end


def _time_at(text: str, place: int, words: Vocabulary, floor: int) -> TextTime | None:
    if joined(text, place) or _PART_OF_NUMBER.search(text, max(place - 2, 0), place):
        return None
    military = _MILITARY.match(text, place)
    if military:
        end, zone, offsets = _zone(text, military.end())
        style = TimeStyle(Clock.TWENTY_FOUR)
        hour, minute = int(military["h"]), int(military["m"])
        if not zone[:1].isalpha() or hour > 23 or minute > 59:
            return None
        return TextTime(place, end, text[place:end], hour, minute, 0, zone, offsets, style)
    match = _TIME.match(text, place)
    if match is None:
        return None
    separator = (match["s"] or match["o"] or "").strip()
    start, end, half, spaced = _meridiem(text, place, match.end(), words, floor)
    hour_word = _HOUR_WORD.match(text, end) if not half and separator != "h" else None
    called = _CALLED.search(text, max(place - 9, 0), place)
    if hour_word and (separator or called or hour_word.group().strip() != "h"):
        end = hour_word.end()
    stop, zone, offsets = _zone(text, end)
    if half is None:
        only_h = hour_word is not None and hour_word.group().strip() == "h"
        if separator == "" and (hour_word is None or (only_h and not called)):
            return None
        if separator == "." and not (words.dotted_clock or hour_word or called or zone[:1].isalpha()):
            return None
    hour, minute = int(match["h"]), int(match["m"] or 0)
    second = int(match["sec"] or 0)
    if (
        hour > 24
        or minute > 59
        or second > 59
        or (hour == 24 and minute)
        or (half is not None and not separator and not 1 <= hour <= 12)
    ):
        return None
    written = (
        text[start:place].strip() if start < place else text[match.end() : end].strip() if half is not None else ""
    )
    if half is True and hour < 12:
        hour += 12
    elif half is False and hour == 12:
        hour = 0
    end = stop
    padded = len(match["h"]) > 1 if int(match["h"]) < 10 else None
    if half is not None:
        clock = Clock.TWELVE
    elif 1 <= hour <= 12 and not padded and not hour_word:
        clock = Clock.EITHER
    else:
        clock = Clock.TWENTY_FOUR
    style = TimeStyle(clock, separator, written, spaced, padded)
    return TextTime(
        start, end, text[start:end], hour % 24, minute, second, zone, offsets, style
    )  # fmt: skip


def _meridiem(text: str, start: int, end: int, words: Vocabulary, floor: int) -> tuple[int, int, bool | None, bool]:
    """The range of a time with its half of the day, whether that is the afternoon, and whether a space parts them."""
    space = text[end : end + 1].isspace()
    for place in (end, end + 1) if space else (end,):
        for stop, afternoon in words.meridiem.at(text, place):
            if not broken_off(text, stop):
                return start, stop, afternoon, place > end
    gap = start - 1 if start > floor and text[start - 1].isspace() else start
    before = words.meridiem.before(text, gap, floor)
    if before is not None and not text[before[0] : gap].isascii():  # 午後, 오후; not the German "am 8. April"
        return before[0], end, before[1], gap < start
    return start, end, None, False


def _zone(text: str, place: int) -> tuple[int, str, tuple[timedelta, ...]]:
    """A zone at a place: where it ends, its words and the offsets it may mean."""
    offset = _OFFSET.match(text, place)
    if offset and (offset["name"] or offset["m"]) and int(offset["h"]) <= 14:
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        value = timedelta(minutes=minutes if offset["sign"] == "+" else -minutes)
        return offset.end(), offset.group().strip(" ()"), (value,)
    begin = place
    while begin - place < 2 and text[begin : begin + 1].isspace():
        begin += 1
    bracket = text[begin : begin + 1] == "("
    begin += bracket
    for end, minutes_known in zones().at(text, begin):
        if broken_off(text, end):
            continue
        second = next(zones().at(text, end + 1), None) if text[end : end + 1] == "/" else None
        stop = second[0] if second is not None else end
        if bracket and text[stop : stop + 1] != ")":
            continue
        return stop + bracket, text[begin:stop], tuple(timedelta(minutes=each) for each in minutes_known)
    return place, "", ()
