"""House styles: how a newsroom's stylebook writes dates and times, and where a text departs from it.

Each style is a data file, ``data/styles/NAME.json``, that names its stylebook and says in our own words what it asks
for. What a stylebook leaves open is null there, and is left as it is written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any, Final

from a11ylint import patterns as re
from a11ylint.calendar.dates import Order, TextDate, find_dates
from a11ylint.calendar.locale import Calendar, MonthForm
from a11ylint.calendar.times import Clock, TextTime, find_times
from a11ylint.data import read_data
from a11ylint.records import dataclass

STYLES: Final = ("ap", "bbc", "chicago", "guardian", "reuters", "rferl")


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a style writes days: `months` beside a day, `months_alone` without one, January first.

    `dash` joins the days of a range. `year_commas`: both sides of a year in "June 6, 2024, at noon" have a comma; None
    leaves the second as it is. `weekday_comma`: one parts the weekday from the date. None leaves as it is written.
    """

    order: Order
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    weekdays: tuple[str, ...]
    dash: str | None
    year_commas: bool | None
    weekday_comma: bool | None


@dataclass(frozen=True, slots=True)
class TimeForm:
    """How a style writes times of day; `am` and `pm` are empty with the 24-hour clock.

    `whole_hours`: "7 p.m." and never "7:00 p.m."; `named`: "noon" and "midnight", for twelve o'clock.
    """

    clock: Clock
    separator: str
    am: str
    pm: str
    spaced: bool
    whole_hours: bool
    named: bool


@dataclass(frozen=True, slots=True)
class UniversalForm:
    """How a style writes a time that is given for the world: `separator` between the figures of "1630 GMT".

    `zones` are the names that the style allows for the zone, the usual first.
    """

    separator: str
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A house style: its `title` as people say it, the `source` it is taken from, and its forms."""

    name: str
    title: str
    source: str
    language: str
    date: DateForm
    time: TimeForm
    universal: UniversalForm | None
    decade: str

    def write_date(
        self,
        month: int,
        day: int,
        year: int | None = None,
        weekday: int | None = None,
        *,
        last_day: int | None = None,
        dash: str = "-",
        weekday_comma: bool = True,
    ) -> str:
        """A date in this style; `weekday` is 0 for Monday, `last_day` ends a range that begins with `day`.

        `dash` and `weekday_comma` are used where the style leaves them open.
        """
        form = self.date
        days = f"{day}{form.dash or dash}{last_day}" if last_day is not None else f"{day}"
        name = form.months[month - 1]
        written = f"{name} {days}" if form.order is Order.MONTH_FIRST else f"{days} {name}"
        if year is not None:
            written += f", {year}" if form.order is Order.MONTH_FIRST else f" {year}"
        if weekday is None:
            return written
        comma = "," if (weekday_comma if form.weekday_comma is None else form.weekday_comma) else ""
        return f"{form.weekdays[weekday]}{comma} {written}"

    def write_time(self, hour: int, minute: int, *, whole: bool = False) -> str:
        """A time of day in this style, without its zone; `whole` drops ":00" where the style leaves that open."""
        form = self.time
        if form.clock is Clock.TWENTY_FOUR:
            return f"{hour:02}{form.separator}{minute:02}"
        if form.named and minute == 0 and hour in (0, 12):
            return "noon" if hour else "midnight"
        figures = f"{hour % 12 or 12}"
        if minute or not (form.whole_hours or whole):
            figures += f"{form.separator}{minute:02}"
        return f"{figures}{' ' if form.spaced else ''}{form.am if hour < 12 else form.pm}"


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a text departs from a style: ``text[start:end]``, and what the style has there.

    `right` is empty where the words around must change too, or where the words do not tell which day is meant; `safe`
    tells whether nothing but the form would change.
    """

    start: int
    end: int
    right: str
    safe: bool = True


@lru_cache(maxsize=len(STYLES))
def house_style(name: str) -> HouseStyle:
    """The style of that name, one of `STYLES`. Raises `KeyError`."""
    if name not in STYLES:
        raise KeyError(name)
    data = read_data(f"styles/{name}")
    universal = data["universal"]
    return HouseStyle(
        name,
        data["title"],
        data["source"],
        data["language"],
        _date_form(data["date"]),
        _time_form(data["time"]),
        UniversalForm(":" if ":" in universal["figures"] else "", tuple(universal["zones"])) if universal else None,
        data["decade"],
    )


def _date_form(data: Mapping[str, Any]) -> DateForm:
    return DateForm(
        Order(data["order"]),
        tuple(data["months"]),
        tuple(data["months_alone"]),
        tuple(data["weekdays"]),
        data["range"],
        data["year_commas"],
        data["weekday_comma"],
    )


def _time_form(data: Mapping[str, Any]) -> TimeForm:
    return TimeForm(
        Clock(data["clock"]),
        data["separator"],
        data["am"] or "",
        data["pm"] or "",
        data["space"],
        data["whole_hours"],
        data["named"],
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """A pattern, compiled when first needed: most newsrooms choose no style, and start-up is not to wait for it."""
    return re.compile(source)


# Dates

_RANGE: Final = r"\d(?:st|nd|rd|th)?\s?([-–—])\s?\d"
_DASH: Final = r"\s?([-–—])\s?\Z"
_THE: Final = r"\b[Tt]he\s\Z"
# Other days that share this one's month: "25 and 26 June", "June 25, 26 and 27".
_DAY_BEFORE: Final = r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?:,|\s?[/&+]|\s(?:and|or|to|until|till|through))\s?(?:the\s)?\Z"
_DAY_AFTER: Final = (
    r"(?:,\s|\s?[/&+]\s?|,?\s(?:and|or|to|until|till|through)\s)(?:the\s)?\d{1,2}(?:st|nd|rd|th)?\b(?!\s[A-Z])"
)
_CLOSING_COMMA: Final = r"(?=\s[a-z])"
_STRAY_COMMA: Final = r",(?=\s[a-z])"
_IN_DATELINE: Final = r",?\s\([A-Z][^()]{1,40}\)\s?[-–—:]"
# A name that begins with a day keeps its form: "the April 6 Youth Movement".
_NAMED_AFTER: Final = (
    r"\s(?:[A-Z]\w+\s)?(?:Agreement|Alliance|Avenue|Barracks|Brigades?|Bridge|Coalition|Day|Division|Forces?|Front|"
    r"Group|Hospital|Movement|Party|Park|Prize|Province|Revolution|School|Square|Stadium|Street|University)\b"
)
_NAMED_DAYS: Final = frozenset({(9, 11), (7, 4)})  # "September 11", "4th of July"
_ABBREVIATIONS: Final = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTH_AND_YEAR: Final = (
    r"(?<![\w.\-])(?P<name>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,?\s(?P<year>(?:19|20)\d\d)(?![\w\-])"
)
_SHORT_MONTH_ALONE: Final = (
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Ll]ate|[Ee]arly|[Tt]his)\s"
    r"(?P<name>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s[a-z]|[,;)])"
)
_COMMA_IN_MONTH_AND_YEAR: Final = rf"\b(?P<name>{_MONTHS}),\s(?P<year>(?:19|20)\d\d)(?=[.,;)]|\Z)"
_DECADE: Final = r"(?i)\b(?:the|early|late|mid)[\s\-](?P<decade>(?:1[6-9]\d|20\d)0)['’]s\b"
_LOOK_BACK: Final = 24  # characters
_LONGEST_SHORT_WEEKDAY: Final = 5


def date_departures(text: str, style: HouseStyle, languages: Sequence[str]) -> Iterator[Departure]:
    """Where dates, months and decades are not written as the style has them, in reading order.

    `text` is running prose in the style's language; `languages` are those of the article, whose region settles dates
    in figures. Names that begin with a day, and the dates of datelines, are left alone.
    """
    dates = tuple(find_dates(text, languages))
    found = [*_day_departures(text, dates, style)]
    taken = [(date.start, date.end) for date in dates]
    found += [
        departure
        for departure in (*_month_departures(text, style), *_decade_departures(text, style))
        if not _overlaps(taken, departure.start, departure.end)
    ]
    yield from sorted(found, key=lambda departure: departure.start)


def _overlaps(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a range meets one of several that stand in order, none over another."""
    place = bisect_left(ranges, (end, 0))
    return place > 0 and ranges[place - 1][1] > start


def _day_departures(text: str, dates: Sequence[TextDate], style: HouseStyle) -> Iterator[Departure]:
    for place, date in enumerate(dates):
        if not _is_judged(text, date, style):
            continue
        departure = _day_departure(text, date, style)
        if departure is not None:
            yield departure
        if place:
            yield from _dash_departure(text, dates[place - 1], date, style)


def _is_judged(text: str, date: TextDate, style: HouseStyle) -> bool:
    if date.language not in ("", style.language) or date.calendar is not Calendar.GREGORIAN or not date.exists:
        return False
    if date.year is None and (date.month, date.day) in _NAMED_DAYS and date.last_day is None:
        return False
    if date.text.isupper() and date.style.month is not MonthForm.NUMERIC:
        return False  # letters set as capitals for their looks
    word, _, rest = date.text.partition(" ")
    if date.weekday is not None and (not word[0].isalpha() or _ends_sentence(word)):
        return False
    if date.weekday is not None and not rest:
        return False
    return not (_pattern(_IN_DATELINE).match(text, date.end) or _pattern(_NAMED_AFTER).match(text, date.end))


def _ends_sentence(word: str) -> bool:
    """Whether a weekday closes one sentence and its date opens the next: "on Friday. 6 June was fine"."""
    return word.endswith(".") and len(word) > _LONGEST_SHORT_WEEKDAY + 1


def _day_departure(text: str, date: TextDate, style: HouseStyle) -> Departure | None:
    right = _right(date, style)
    start, end = date.start, date.end
    numeric = date.style.month is MonthForm.NUMERIC
    turned = not numeric and date.style.order is not style.date.order
    if numeric and (date.ambiguous or date.style.short_year):
        return Departure(start, end, "")
    if turned and _shares_month(text, date):
        return Departure(start, end, "")
    safe = True
    if style.date.order is Order.MONTH_FIRST and date.year is not None:
        if style.date.year_commas and _pattern(_CLOSING_COMMA).match(text, end):
            right += ","
    elif turned and date.year is not None and _pattern(_STRAY_COMMA).match(text, end):
        end, safe = end + 1, False  # the comma may be the sentence's own
    the = _pattern(_THE).search(text, max(start - 4, 0), start)
    if the and " of " in date.text:
        start = the.start()
        safe = safe and the.group()[0] == "t"
    if " ".join(text[start:end].split()) == right:
        return None
    return Departure(start, end, right, safe)


def _right(date: TextDate, style: HouseStyle) -> str:
    dash = _pattern(_RANGE).search(date.text)
    return style.write_date(
        date.month,
        date.day,
        date.year,
        date.weekday,
        last_day=date.last_day,
        dash=dash[1] if dash else "-",
        weekday_comma="," in date.text.partition(" ")[0],
    )


def _shares_month(text: str, date: TextDate) -> bool:
    if date.weekday is not None:
        return False
    if date.style.order is Order.DAY_FIRST:
        return bool(_pattern(_DAY_BEFORE).search(text, max(date.start - _LOOK_BACK, 0), date.start))
    return bool(_pattern(_DAY_AFTER).match(text, date.end))


def _dash_departure(text: str, first: TextDate, last: TextDate, style: HouseStyle) -> Iterator[Departure]:
    """The dash of a range that reaches into another month: "June 30-July 2"."""
    dash = _pattern(_DASH).fullmatch(text, first.end, last.start)
    if dash and style.date.dash is not None and dash.group() != style.date.dash:
        yield Departure(first.end, last.start, style.date.dash)


def _month_departures(text: str, style: HouseStyle) -> Iterator[Departure]:
    for match in _pattern(_SHORT_MONTH_AND_YEAR).finditer(text):
        right = f"{style.date.months_alone[_ABBREVIATIONS[match['name']] - 1]} {match['year']}"
        yield Departure(*match.span(), right)
    for match in _pattern(_SHORT_MONTH_ALONE).finditer(text):
        start, end = match.start("name"), match.end()
        yield Departure(start, end, style.date.months_alone[_ABBREVIATIONS[match["name"]] - 1])
    for match in _pattern(_COMMA_IN_MONTH_AND_YEAR).finditer(text):
        yield Departure(*match.span(), f"{match['name']} {match['year']}")


def _decade_departures(text: str, style: HouseStyle) -> Iterator[Departure]:
    for match in _pattern(_DECADE).finditer(text):
        right = style.decade.replace("1990", match["decade"])
        yield Departure(match.start("decade"), match.end(), right)


# Times of day

_TWELVE_TWICE: Final = r"\b12(?:[:.]00)?\s(?P<name>noon|midnight)\b"
_SAID_AS_TIME: Final = r"(?i)\b(?:at|from|until|till|by|before|after|around|about|since)\s\Z"
_HOUR_BEFORE: Final = r"\d(?:\s?[-–—]|\s(?:to|and|or|until))\s?\Z"
_UNIVERSAL: Final = frozenset({"GMT", "UTC", "GMT/UTC", "UTC/GMT", "Z"})
_NO_SHIFT: Final = (timedelta(),)


def time_departures(text: str, style: HouseStyle, languages: Sequence[str]) -> Iterator[Departure]:
    """Where times of day are not written as the style has them, in reading order.

    Figures that may be a score or a verse ("7:30" with nothing to tell) are left alone.
    """
    found: list[Departure] = []
    for time in find_times(text, languages):
        parts = (time, time.also) if time.also is not None else (time,)
        found.extend(departure for part in parts if (departure := _time_departure(text, part, style)) is not None)
    if style.time.named:
        taken = [(each.start, each.end) for each in found]
        twice = (match for match in _pattern(_TWELVE_TWICE).finditer(text) if not _overlaps(taken, *match.span()))
        found += [Departure(*match.span(), match["name"]) for match in twice]
    yield from sorted(found, key=lambda departure: departure.start)


def _time_departure(text: str, time: TextTime, style: HouseStyle) -> Departure | None:
    if time.second or (time.style.meridiem and not time.style.meridiem.isascii()):
        return None
    end = _clock_end(time)
    if not time.style.meridiem and time.zone in _UNIVERSAL:
        return _universal_departure(text, time, end, style)
    if not time.style.meridiem and (time.style.clock is Clock.EITHER or not _is_certain(text, time)):
        return None
    if style.time.clock is Clock.TWENTY_FOUR and time.style.meridiem and _shares_half(text, time):
        return Departure(time.start, end, "")
    whole = time.style.separator == "" and time.minute == 0
    right = style.write_time(time.hour, time.minute, whole=whole)
    written = " ".join(text[time.start : end].split())
    if written == right:
        return None
    # "12 p.m." is noon to most and midnight to some; midnight begins one day and ends another.
    safe = right not in ("noon", "midnight")
    return _with_stop(text, Departure(time.start, end, right, safe))


def _is_certain(text: str, time: TextTime) -> bool:
    return bool(time.zone) or bool(_pattern(_SAID_AS_TIME).search(text, max(time.start - 8, 0), time.start))


def _shares_half(text: str, time: TextTime) -> bool:
    """Whether a time before this one leans on its half of the day: "from 7 to 8 p.m."."""
    return bool(_pattern(_HOUR_BEFORE).search(text, max(time.start - 8, 0), time.start))


def _clock_end(time: TextTime) -> int:
    """Where the time ends and its zone has not begun."""
    if not time.zone:
        return time.end
    return time.start + len(time.text[: time.text.rfind(time.zone)].rstrip(" ("))


def _universal_departure(text: str, time: TextTime, end: int, style: HouseStyle) -> Departure | None:
    form = style.universal
    if form is None or time.offsets != _NO_SHIFT:
        return None
    zone = time.zone if time.zone in form.zones else form.zones[0]
    right = f"{time.hour:02}{form.separator}{time.minute:02} {zone}"
    stop = time.start + time.text.rfind(time.zone) + len(time.zone)
    if " ".join(text[time.start : stop].split()) == right or "(" in text[end:stop]:
        return None
    # Before noon a single figure may be an hour of either half of the day.
    return Departure(time.start, stop, right, time.style.clock is not Clock.EITHER)


def _with_stop(text: str, departure: Departure) -> Departure:
    """Keep one full stop where an abbreviation ends its sentence: "at 7 p.m." and "at 7pm."."""
    end, right = departure.end, departure.right
    if right.endswith(".") and text[end : end + 1] == ".":
        return Departure(departure.start, end + 1, right, departure.safe)
    if not text[departure.start : end].endswith(".") or right.endswith("."):
        return departure
    if end == len(text) or text[end] in "\"”'’":
        return Departure(departure.start, end, right + ".", departure.safe)
    follows = text[end : end + 2].strip()
    # Before a capital, the full stop may have ended the sentence as well.
    return Departure(departure.start, end, right, departure.safe and not follows[:1].isupper())
