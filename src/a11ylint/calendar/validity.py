"""Whether a string is a valid `datetime` value of HTML's ``<time>``, and if not, why.

HTML Standard, 4.5.14 The time element, and 2.3.5 Dates and times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from a11ylint.calendar.machine import find_placeholder

_DATE: Final = r"(\d{4,9})-(\d\d)-(\d\d)\Z"
_MONTH: Final = r"(\d{4,9})-(\d\d)\Z"
_YEARLESS: Final = r"(?:--)?(\d\d)-(\d\d)\Z"
_WEEK: Final = r"(\d{4,9})-W(\d\d)\Z"
_YEAR: Final = r"(\d{4,9})\Z"
_CLOCK: Final = r"(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?\Z"
_ZONE: Final = r"(?:Z|[+-](\d\d):?(\d\d))\Z"
_ZONED: Final = r"(.*?)(Z|[+-]\d\d:?\d\d)\Z"
_OTHER_ZONE: Final = r"\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:(?![AaPp]\.?[Mm])[A-Za-z]|[+-]\d)"
_PERIOD: Final = r"P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,3})?S)?)?\Z"
_COMPONENT: Final = r"[ \t\n\f\r]*(\d+(\.\d{1,3})?)[ \t\n\f\r]*([WDHMSwdhms])"
_MILLISECONDS: Final = r"\d{12}"  # since 1970; as many seconds are thousands of years
_STRAY_FRACTION: Final = r":\d\d[.,]\d{4,}"
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAMES: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LONGEST: Final = 100


def valid_datetime(text: str) -> str | None:
    """None for a valid value; else what is wrong with it, as the end of a sentence about the value.

    Valid are months, dates, yearless dates, times, local and global dates and times, time-zone offsets, weeks, years
    and durations, as the HTML Standard writes them.
    """
    if not text.strip():
        return "is empty"
    if text != text.strip():
        return "has white space around it"
    if find_placeholder(text):
        return "is a template that was not filled in"
    if len(text) > _LONGEST:
        return "is too long for a date"
    for pattern, judge in _FORMS:
        if match := _match(pattern, text):
            return judge(match)
    if _match(_PERIOD, text) or _is_components(text):
        return None
    head, separator, clock = _split(text)
    if separator and (day := _match(_DATE, head)):
        return _judge_date(day) or _judge_clock(clock)
    return _why(text)


def _match(pattern: str, text: str) -> re.Match[str] | None:
    """Match at the start; the pattern is compiled when first needed, as most pages' dates need only one or two."""
    return re.match(pattern, text, re.ASCII)


def _split(text: str) -> tuple[str, str, str]:
    """The day and the time of day of a value, and what parts them."""
    for separator in ("T", " "):
        if separator in text:
            return text.partition(separator)
    return text, "", ""


def _judge_clock(text: str) -> str | None:
    """Judge a time of day, perhaps with its zone."""
    zoned = _match(_ZONED, text)
    clock, zone = (zoned[1], zoned[2]) if zoned else (text, "")
    match = _match(_CLOCK, clock)
    if match is None:
        if re.search(_STRAY_FRACTION, text):
            return "has more than three figures after the second's point"
        if clock != clock.strip():
            return "has a space before its time zone"
        if _match(_OTHER_ZONE, clock):
            return "has a time zone that is written neither as Z nor as +hours:minutes"
        return "has a time of day that is not written as hours:minutes"
    offset = _match(_ZONE, zone) if zone else None
    return _judge_time(match) or (_judge_zone(offset) if offset else None)


def _judge_time(match: re.Match[str]) -> str | None:
    if int(match[1]) > 23:
        return f"names the hour {match[1]}, which does not exist"
    if int(match[2]) > 59:
        return f"names the minute {match[2]}, which does not exist"
    return f"names the second {match[3]}, which does not exist" if match[3] and int(match[3]) > 59 else None


def _judge_zone(match: re.Match[str]) -> str | None:
    if match[1] and (int(match[1]) > 23 or int(match[2]) > 59):
        return f"names the zone {match.group()}, which does not exist"
    return None


def _judge_year(match: re.Match[str]) -> str | None:
    return "names the year 0, which does not exist" if int(match[1]) == 0 else None


def _judge_month(match: re.Match[str]) -> str | None:
    return _judge_year(match) or _month_exists(int(match[2]))


def _month_exists(month: int) -> str | None:
    return None if 1 <= month <= 12 else f"names the month {month:02}, which does not exist"


def _judge_date(match: re.Match[str]) -> str | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    return _judge_month(match) or _day_exists(year, month, day)


def _day_exists(year: int, month: int, day: int) -> str | None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 28 if month == 2 and not leap else _DAYS[month - 1]
    if 1 <= day <= last:
        return None
    return f"names the day {day} of {_NAMES[month - 1]}, which does not exist" + (
        f" in {year}" if day == 29 and month == 2 else ""
    )


def _judge_yearless(match: re.Match[str]) -> str | None:
    return _month_exists(int(match[1])) or _day_exists(2000, int(match[1]), int(match[2]))


def _judge_week(match: re.Match[str]) -> str | None:
    year, week = int(match[1]), int(match[2])
    if year == 0:
        return _judge_year(match)
    # The calendar repeats every 400 years; 28 December is always in a year's last week.
    last = date(2000 + year % 400, 12, 28).isocalendar().week
    return None if 1 <= week <= last else f"names the week {week:02}, which {year} does not have"


def _is_components(text: str) -> bool:
    """Whether a value is a duration of numbers with units: "4h 18m 3s"."""
    units = ""
    while match := _match(_COMPONENT, text):
        unit = match[3].upper()
        if unit in units or (match[2] and unit != "S"):
            return False
        units += unit
        text = text[match.end() :]
    return bool(units) and not text.strip(" \t\n\f\r")


def _why(text: str) -> str:
    if re.match(r"\d{4}-\d\d-\d\dt\d", text):
        return "needs a capital T between the date and the time"
    if re.match(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)", text):
        return (
            "needs two figures each for month and day"
            if not re.match(r"\d{4}-\d\d-\d\d", text)
            else ("has more after its date than a time of day")
        )
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", text) or re.match(r"\d{4}[/.]\d", text):
        return "is not in the order year-month-day, parted by hyphens"
    if re.match(r"\d{8}(?:T|\Z)", text):
        return "has no hyphens between year, month and day"
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return f"is a count of {'milliseconds' if re.match(_MILLISECONDS, text) else 'seconds'}, not a date"
    if re.search(r"[^\W\d_]{3}", text):
        return "is in words; a machine needs year-month-day"
    return "is not a date, a time or a duration in any form that HTML knows"


_FORMS: Final[tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...]] = (
    (_DATE, _judge_date),
    (_MONTH, _judge_month),
    (_YEARLESS, _judge_yearless),
    (_WEEK, _judge_week),
    (_YEAR, _judge_year),
    (_CLOCK, _judge_time),
    (_ZONE, _judge_zone),
)
