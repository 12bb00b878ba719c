"""Dates and times of day in text: where they stand, what they say, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from a11ylint.calendar.locale import Calendar, MonthForm, Vocabulary, vocabulary, zones
from a11ylint.calendar.solar import gregorian_of


class Order(Enum):
    """Which of day, month and year stands first."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


class Clock(Enum):
    TWELVE = 12
    TWENTY_FOUR = 24


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a date is written. `month` as given; `padded` for a day below ten with a leading zero, None where the day
    has two digits anyway; `ordinal` the mark on the day ("th", "."); `separator` between figures."""

    order: Order
    month: MonthForm
    padded: bool | None = None
    ordinal: str = ""
    separator: str = ""
    short_year: bool = False
    native_digits: bool = False


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date in words or figures: ``text[start:end]``.

    `year`, `month` and `day` are as written, also where there is no such day, in the `calendar` named; `year` is None
    where none is written. `weekday` counts from Monday = 0. `last_day` ends a range within the month ("June 25-26").
    `ambiguous`: day and month could be the other way round, and the language does not settle it.
    """

    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int
    weekday: int | None
    last_day: int | None
    style: DateStyle
    language: str
    calendar: Calendar = Calendar.GREGORIAN
    ambiguous: bool = False

    def date(self, year: int | None = None) -> date | None:
        """The Gregorian day, with `year` where none is written; None where no year is known or no such day exists."""
        year = self.year if self.year is not None else year
        if year is None:
            return None
        if self.calendar is Calendar.SOLAR_HIJRI:
            return gregorian_of(year, self.month, self.day)
        try:
            return date(year - 543 if self.calendar is Calendar.BUDDHIST else year, self.month, self.day)
        except ValueError:
            return None

    @property
    def exists(self) -> bool:
        """Whether there is such a day: in its year, or in some year where none is written."""
        if self.calendar is Calendar.SOLAR_HIJRI:
            return gregorian_of(self.year or 1399, self.month, self.day) is not None
        return self.date(None if self.year is not None else 2000) is not None


@dataclass(frozen=True, slots=True)
class TimeStyle:
    """How a time of day is written: `meridiem` as given ("p.m.", "PM"), `separator` between hour and minute, `padded`
    for an hour below ten with a leading zero (None for other hours)."""

    clock: Clock
    separator: str = ""
    meridiem: str = ""
    spaced: bool = False
    padded: bool | None = None


@dataclass(frozen=True, slots=True)
class TextTime:
    """A time of day: ``text[start:end]``, zone words included; `hour` 0 to 23.

    `offsets` are the offsets from UTC that the `zone` may mean; empty where no zone is written. `also` is the same
    time said again for another zone: "7:30 p.m. (1630 GMT/UTC)".
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


_FIGURE: Final = re.compile(r"\d")
_MARGIN: Final = 90  # characters: no date reaches further than this from its figures
_YEARS: Final = range(1583, 2900)  # the Gregorian calendar's; the Buddhist one's among them
_SOLAR_YEARS: Final = range(1250, 1500)
_BUDDHIST_YEARS: Final = range(2443, 2700)
_STARTS: Final = re.compile(r"(?:\A|[|•·(\[–—:\n])\s?\Z")


def find_dates(text: str, languages: Sequence[str]) -> Iterator[TextDate]:
    """Dates of day and month, or all of day, month and year, in reading order; none overlaps another.

    `languages` are BCP 47 tags, the likeliest first: a region settles "06/05/2018". Years without centuries are found
    in figures only. Linear in the length of the text.
    """
    words: Vocabulary | None = None
    for begin, end in _windows(text):
        words = words or vocabulary(languages)
        for match in words.dates.finditer(text, begin, end):
            found = _date(match, words)
            if found is not None:
                yield found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that have figures in reach; text far from any figure holds no date."""
    begin = end = -1
    for match in _FIGURE.finditer(text):
        place = match.start()
        if place - _MARGIN > end:
            if end >= 0:
                yield begin, end
            begin = max(place - _MARGIN, 0)
        end = min(place + _MARGIN, len(text))
    if end >= 0:
        yield begin, end


def _date(match: re.Match[str], words: Vocabulary) -> TextDate | None:
    kind = (match.lastgroup or "").partition("_")[0]
    if kind == "num":
        return _figures(match, words)
    if kind == "iso":
        return _year_first(match, words)
    if kind == "cjk":
        return _cjk(match, words)
    return _named(match, kind, words)


def _named(match: re.Match[str], kind: str, words: Vocabulary) -> TextDate | None:
    group = match.groupdict()
    name = match[f"{kind}_m"]
    month = words.months.get(name) or words.months[name.removesuffix(".")]
    day, end = int(match[f"{kind}_d"]), match.end()
    year_text = group.get(f"{kind}_y")
    year = int(year_text) if year_text else None
    calendar = month.calendar
    if year is not None:
        if calendar is Calendar.GREGORIAN and year in _BUDDHIST_YEARS:
            calendar = Calendar.BUDDHIST
        elif year not in (_SOLAR_YEARS if calendar is Calendar.SOLAR_HIJRI else _YEARS):
            if kind not in ("dmy", "mdy"):
                return None
            year, end = None, match.start(f"{kind}_t")
    last = int(group[f"{kind}_l"]) if group.get(f"{kind}_l") else None
    if not 1 <= day <= (31 if year is None else 39) or (last is not None and not day < last <= 31):
        return None
    bare = month.form is MonthForm.ABBREVIATED and not name.endswith(".") and name[0].islower()
    start = match.start()
    weekday = None
    if before := group.get(f"{kind}_w"):
        if _weekday_holds(before, match[f"{kind}_ws"], match.string, start, words):
            weekday = words.weekdays[before]
        else:
            start = match.end(f"{kind}_ws")
    elif after := (group.get(f"{kind}_wp") or group.get(f"{kind}_wa")):
        if end == match.end():
            short = after in words.short_weekdays and not group.get(f"{kind}_wp")
            weekday = None if short else words.weekdays[after]
            if short:
                end = match.start(f"{kind}_wa")
    if bare and year is None and weekday is None:
        return None  # "in 5 set" is no date
    end = start + len(match.string[start:end].rstrip(" ,،"))
    ordinal = group.get(f"{kind}_o") or ""
    style = DateStyle(
        {"dmy": Order.DAY_FIRST, "mdy": Order.MONTH_FIRST}.get(kind, Order.YEAR_FIRST),
        month.form,
        _padded(match[f"{kind}_d"], day),
        ordinal,
        native_digits=not match[f"{kind}_d"].isascii(),
    )
    return TextDate(
        start, end, match.string[start:end], year, month.number, day, weekday, last, style, month.language, calendar
    )  # fmt: skip


def _weekday_holds(name: str, between: str, text: str, start: int, words: Vocabulary) -> bool:
    """Whether an abbreviation before a date is a weekday's: "Mo, 27. Juni", not "po 27. června" (after 27 June)."""
    return (
        name not in words.short_weekdays or between[0] in ".,،" or bool(_STARTS.search(text[max(start - 2, 0) : start]))
    )


def _padded(figures: str, value: int) -> bool | None:
    return len(figures) > 1 if value < 10 else None


def _cjk(match: re.Match[str], words: Vocabulary) -> TextDate | None:
    year = int(match["cjk_y"]) if match["cjk_y"] else None
    month, day = int(match["cjk_m"]), int(match["cjk_d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    end = match.end()
    written = match["cjk_wp"] or match["cjk_wa"]
    weekday = words.weekdays.get(written) if written else None
    if written and weekday is None:
        end = match.start("cjk_wp" if match["cjk_wp"] else "cjk_wa") - bool(match["cjk_wp"])
    end = match.start() + len(match.string[match.start() : end].rstrip())
    text = match.string[match.start() : end]
    style = DateStyle(Order.YEAR_FIRST, MonthForm.NUMERIC, _padded(match["cjk_d"], day), separator="年")
    language = "ko" if "일" in text else "ja"
    return TextDate(match.start(), end, text, year, month, day, weekday, None, style, language)


def _figures(match: re.Match[str], words: Vocabulary) -> TextDate | None:
    first, second, separator = int(match["num_a"]), int(match["num_b"]), match["num_s"]
    short = len(match["num_y"]) == 2
    year = int(match["num_y"]) + (2000 if short and int(match["num_y"]) < 70 else 1900 if short else 0)
    month_first = words.numeric == "mdy" and separator != "."
    if second > 12:
        month_first = True
    elif first > 12:
        month_first = False
    month, day = (first, second) if month_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    calendar = Calendar.GREGORIAN
    if year in _BUDDHIST_YEARS:
        calendar = Calendar.BUDDHIST
    elif year not in _YEARS:
        return None
    style = DateStyle(
        Order.MONTH_FIRST if month_first else Order.DAY_FIRST,
        MonthForm.NUMERIC,
        _padded(match["num_b" if month_first else "num_a"], day),
        separator=separator,
        short_year=short,
        native_digits=not match["num_a"].isascii(),
    )
    ambiguous = separator != "." and first <= 12 and second <= 12 and first != second and not words.numeric_certain
    return TextDate(
        *match.span(), match.group(), year, month, day, None, None, style, "", calendar, ambiguous
    )  # fmt: skip


def _year_first(match: re.Match[str], words: Vocabulary) -> TextDate | None:
    year, month, day = int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    calendar = Calendar.GREGORIAN
    if year in _SOLAR_YEARS:
        calendar = Calendar.SOLAR_HIJRI
    elif year in _BUDDHIST_YEARS:
        calendar = Calendar.BUDDHIST
    elif year not in _YEARS:
        return None
    style = DateStyle(
        Order.YEAR_FIRST,
        MonthForm.NUMERIC,
        _padded(match["iso_d"], day),
        separator=match["iso_s"],
        native_digits=not match["iso_d"].isascii(),
    )
    return TextDate(*match.span(), match.group(), year, month, day, None, None, style, "", calendar)


# Times

_TIME: Final = re.compile(
    r"(?<![\w.,:/-])(?P<h>\d{1,2})(?:(?P<s>:|\.|\s?[hH時时点點시]\s?)(?P<m>[0-5]\d)(?![\d.]?\d|:\d{3}|[%])(?::(?P<sec>[0-5]\d)(?!\d))?(?:\s?[分분])?|(?P<o>\s?[時时点點시]))?"
)
_MILITARY: Final = re.compile(r"(?<![\w.,:/-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?!\w)")
_CALLED: Final = re.compile(
    r"(?:\b(?:kl|klo|kello|klokka|klokken|pukul|jam|um|ore|ora|alle|à|om|at)\.?\s)\Z", re.IGNORECASE
)
_HOUR_WORD: Final = re.compile(r"\s?(?:Uhr|hodin|hod\.|uur|órakor|val)(?!\w)")
_OFFSET: Final = re.compile(r"\s?(?P<name>GMT|UTC)?\s?(?P<sign>[+\-−])\s?(?P<h>\d{1,2})(?::?(?P<m>\d\d))?(?!\d)")
_AGAIN: Final = re.compile(r"\s?[(/;]\s?|,?\s(?=\d{4}\s)")


def find_times(text: str, languages: Sequence[str]) -> Iterator[TextTime]:
    """Times of day in reading order: "7:30 p.m.", "16h30", "kl. 16.30", "1630 GMT", "午後4時30分"."""
    words: Vocabulary | None = None
    position = 0
    while (figure := _FIGURE.search(text, position)) is not None:
        words = words or vocabulary(languages)
        found = _time_at(text, figure.start(), words)
        if found is None:
            position = _end_of_figures(text, figure.start())
            continue
        again = _AGAIN.match(text, found.end)
        other = _time_at(text, again.end(), words) if again else None
        if other is not None and other.zone:
            found = TextTime(
                found.start, found.end, found.text, found.hour, found.minute, found.second, found.zone, found.offsets,
                found.style, other,
            )  # fmt: skip
        yield found
        position = (found.also or found).end


def _end_of_figures(text: str, place: int) -> int:
    while place < len(text) and (text[place].isdigit() or text[place] in ".,:"):
        place += 1
    return place


def _time_at(text: str, place: int, words: Vocabulary) -> TextTime | None:
    military = _MILITARY.match(text, place)
    if military:
        end, zone, offsets = _zone(text, military.end())
        if not zone:
            return None
        style = TimeStyle(Clock.TWENTY_FOUR)
        return TextTime(place, end, text[place:end], int(military["h"]), int(military["m"]), 0, zone, offsets, style)
    match = _TIME.match(text, place)
    if not match:
        return None
    hour, minute, separator = int(match["h"]), int(match["m"] or 0), (match["s"] or match["o"] or "").strip()
    start, end = place, match.end()
    before = text[max(place - 6, 0) : place]
    half, spaced = "", False
    after = (
        words.meridiem.match(text, end) or words.meridiem.match(text, end + 1)
        if text[end : end + 1].isspace() or True
        else None
    )
    if (
        after
        and not text[after.end() : after.end() + 1].isalnum()
        and (after.start() == end or text[end : end + 1].isspace())
    ):
        half, spaced, end = after.group(), after.start() > end, after.end()
    else:
        for prior in words.meridiem.finditer(text, max(place - 10, 0), place):
            if not text[prior.end() : place].strip():
                half, start = prior.group(), prior.start()
    called = _CALLED.search(before)
    hour_word = _HOUR_WORD.match(text, end)
    if hour_word:
        end = hour_word.end()
    if (
        separator in ("", ".")
        and not half
        and not hour_word
        and not (separator == "." and (called or words.dotted_clock))
    ):
        return None
    if half:
        if not 0 <= hour <= (24 if separator else 12):
            return None
        if re.sub(r"\s", "", half) in words.afternoon:
            hour = hour + 12 if hour < 12 else hour
        elif hour == 12:
            hour = 0
    if hour > 24 or (hour == 24 and minute):
        return None
    end, zone, offsets = _zone(text, end)
    figures = match["h"]
    style = TimeStyle(
        Clock.TWELVE if half else Clock.TWENTY_FOUR,
        separator,
        half,
        spaced,
        len(figures) > 1 if int(figures) < 10 else None,
    )
    return TextTime(
        start, end, text[start:end], hour % 24, minute, int(match["sec"] or 0), zone, offsets, style
    )  # fmt: skip


_ZONE_WORD: Final = re.compile(
    r"\s{0,2}(?P<bracket>\(?)(?P<name>[A-ZİМСКмск]{1,5}(?:/[A-Z]{2,4})?)(?P<close>\)?)(?!\w)"
)


def _zone(text: str, place: int) -> tuple[int, str, tuple[timedelta, ...]]:
    """A zone at a place: where it ends, its words and the offsets it may mean."""
    offset = _OFFSET.match(text, place)
    if offset and (offset["name"] or offset["m"]) and int(offset["h"]) <= 14:
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        value = timedelta(minutes=minutes if offset["sign"] == "+" else -minutes)
        return offset.end(), offset.group().strip(), (value,)
    word = _ZONE_WORD.match(text, place)
    if word and bool(word["bracket"]) == bool(word["close"]):
        known = zones()
        for name in (word["name"], word["name"].partition("/")[0]):
            if name in known:
                return word.end(), word["name"], tuple(timedelta(minutes=m) for m in known[name])
    return place, "", ()
