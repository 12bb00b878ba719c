"""Dates as machines write them: reading them, judging them by HTML's grammar, and templates left unfilled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from a11ylint import patterns as re
from a11ylint.calendar.moment import Moment

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?:(?P<dash>[-/.])(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})|(?P<basic_month>\d\d)(?P<basic_day>\d\d))"
    r"(?:(?:[Tt]|\s{1,3}|,\s?)(?P<hour>\d{1,2})(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,12}))?)?)"
    r"\s?(?P<meridiem>[AaPp][Mm])?)?"
    r"\s?(?P<zone>[Zz]|UTC|GMT|(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?)?(?:\[[\w/]{1,40}\])?\Z",
    re.ASCII,
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = "(?P<month>" + "|".join(_MONTHS) + ")"
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_ZONE: Final = r"(?P<zone>[A-Z]{1,4}[+-]\d{4}|[A-Z]{1,4}|[+-]\d\d:?\d\d)"
_NOTE: Final = r"(?:\s\([^)]{1,60}\))?\Z"  # "(CEST)"
_RFC: Final = (
    # RFC 2822: Wed, 27 Jun 2018 16:30:00 GMT
    rf"(?:[a-z]{{3,9}},?\s{{1,3}})?(?P<day>\d{{1,2}})[ -]{_MONTH}[a-z]{{0,6}}[ -](?P<year>\d{{4}})"
    rf"(?:\s{{1,3}}{_CLOCK})?(?:\s?{_ZONE})?{_NOTE}",
    # ECMAScript's Date.toString: Wed Jun 27 2018 16:30:00 GMT+0200 (CEST)
    rf"[a-z]{{3}},?\s{{1,3}}{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}}),?\s{{1,3}}(?P<year>\d{{4}})"
    rf"(?:\s{{1,3}}{_CLOCK})?(?:\s{_ZONE})?{_NOTE}",
    # C's asctime, and date(1): Wed Jun 27 16:30:00 UTC 2018
    rf"[a-z]{{3}}\s{{1,3}}{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}{_CLOCK}(?:\s{_ZONE})?\s{{1,3}}(?P<year>\d{{4}})\Z",
)  # compiled where first needed: most dates are ISO's
_OBSOLETE_ZONES: Final = {  # RFC 2822, 4.3: minutes from UTC
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "CET": 60, "CEST": 120, "BST": 60, "MSK": 180, "JST": 540, "KST": 540,
}  # fmt: skip
_EPOCH: Final = re.compile(r"\d{9,10}(?:\.\d{1,6})?\Z|\d{12,13}\Z", re.ASCII)


def read_machine(text: str) -> Moment | None:
    """Read a date as programs write it: ISO 8601 and RFC 3339 (with a T or a space, extended or basic), RFC 2822,
    what ``Date.toString`` and ``date`` print, seconds or milliseconds since 1970. None where it is none of these,
    or names a day or time that does not exist."""
    text = text.strip()
    if len(text) > 80:
        return None
    try:
        if _EPOCH.match(text):
            value = float(text)
            return _of(datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC))
        if len(text) == 14 and text.isdecimal():
            text = f"{text[:8]}T{text[8:]}"
        if match := _ISO.match(text):
            return _iso(match)
        for pattern in _RFC:
            if match := re.match(pattern, text, re.ASCII | re.IGNORECASE):
                return _rfc(match)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _of(moment: datetime) -> Moment:
    return Moment(moment.date(), moment.time(), moment.utcoffset())


def _iso(match: re.Match[str]) -> Moment:
    day = date(
        int(match["year"]),
        int(match["month"] or match["basic_month"]),
        int(match["day"] or match["basic_day"]),
    )
    if match["hour"] is None:
        return Moment(day, None, _offset(match["zone"]))
    hour = int(match["hour"])
    if match["meridiem"]:
        hour = hour % 12 + (12 if match["meridiem"].lower() == "pm" else 0)
    fraction = int((match["fraction"] or "0").ljust(6, "0")[:6])
    clock = time(hour % 24, int(match["minute"] or 0), min(int(match["second"] or 0), 59), fraction)
    if hour >= 24:
        if hour > 24 or clock != time():
            raise ValueError("no such hour")
        day += timedelta(days=1)  # ISO 8601: 24:00 is the end of the day
    return Moment(day, clock, _offset(match["zone"]))


def _rfc(match: re.Match[str]) -> Moment:
    day = date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    if match["hour"] is None:
        return Moment(day, None, _offset(match["zone"]))
    clock = time(int(match["hour"]), int(match["minute"]), min(int(match["second"] or 0), 59))
    return Moment(day, clock, _offset(match["zone"]))


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    name = zone.upper()
    if name in _OBSOLETE_ZONES:
        return timedelta(minutes=_OBSOLETE_ZONES[name])
    sign, digits = -1 if "-" in zone else 1, "".join(character for character in zone if character.isdigit())
    if not digits:
        return None
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 23 or minutes > 59:
        raise ValueError("no such zone")
    return sign * timedelta(hours=hours, minutes=minutes)


# Templates

_PLACEHOLDER: Final = (
    r"\{\{[^{}]{0,80}\}\}|\$\{[^{}]{0,80}\}|#\{[^{}]{0,80}\}|\{%[^%]{0,80}%\}|<%[^%]{0,80}%>|\{[A-Za-z_][\w.]{0,40}\}"
    r"|\[(?:hours?|minutes?|seconds?|days?|months?|years?|weekday|date|time|datetime|ampm|timezone|tz|zone|hh?|mm?|dd?|yy(?:yy)?)\]"
    r"|(?<!\w)%[a-zA-Z](?![\w%])(?:[-/:. ,T]{1,2}%[a-zA-Z](?!\w))*|%%[A-Za-z_]{2,40}%%"
    r"|\b(?:YYYY|yyyy|YY|yy|DD|dd|MM|JJJJ)(?:[-/.: T](?:YYYY|yyyy|YY|yy|DD|dd|MM|mm|HH|hh|SS|ss|TT)){1,6}\b"
    r"|\bInvalid [Dd]ate\b|\bNaN(?:[-:/]NaN)*\b|\A(?:undefined|null|None|nil|false|true)\Z|\A0000-00-00\b"
)


def find_placeholder(text: str) -> tuple[int, int] | None:
    """Where a date template was left unfilled ("{{date}}", "[hour]:[minute]", "%Y-%m", "YYYY-MM-DD") or a program
    printed that it had no date ("Invalid date", "NaN", "undefined"): the range of the first such piece, or None."""
    match = re.search(_PLACEHOLDER, text[:2000], re.IGNORECASE)
    return match.span() if match else None
