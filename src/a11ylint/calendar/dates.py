"""Dates in text: where they stand, what they say, and how they are written."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import Final

from a11ylint import patterns as re
from a11ylint.calendar.locale import (
    Calendar,
    Month,
    MonthForm,
    Vocabulary,
    broken_off,
    joined,
    spaceless,
    vocabulary,
)
from a11ylint.calendar.solar import gregorian_of
from a11ylint.records import dataclass


class Order(Enum):
    """Which of day, month and year stands first."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a date is written.

    `month` is the form of the month's name; `padded` tells whether a day below ten has a leading zero, None where the
    day has two figures anyway; `ordinal` is the mark on the day ("th", "."); `separator` what parts figures ("/");
    `short_year` a year without its century; `native_digits` figures other than 0-9.
    """

    order: Order
    month: MonthForm
    padded: bool | None = None
    ordinal: str = ""
    separator: str = ""
    short_year: bool = False
    native_digits: bool = False


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date in words or figures: ``text[start:end]``, its weekday included.

    `year`, `month` and `day` are as written, also where there is no such day, and count in `calendar`; `year` is None
    where none is written. `weekday` counts from Monday = 0. `last_day` ends a range within the month ("June 25-26").
    `ambiguous`: day and month could be the other way round, and the language does not settle it. `language` is the
    one whose names are used, empty for figures.
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

    def date(self, year: int | None = None) -> datetime.date | None:
        """The Gregorian day, with `year` where none is written; None where no year is known or no such day exists."""
        year = self.year if self.year is not None else year
        if year is None:
            return None
        if self.calendar is Calendar.SOLAR_HIJRI:
            return gregorian_of(year, self.month, self.day)
        try:
            return datetime.date(year - 543 if self.calendar is Calendar.BUDDHIST else year, self.month, self.day)
        except ValueError:
            return None

    def nearest(self, day: datetime.date) -> datetime.date | None:
        """The Gregorian day it means if it means the one nearest to `day`; the written year decides, if there is one.

        A written weekday decides too, among the years around; None where there is no such day.
        """
        if self.year is not None:
            return self.date()
        year = day.year + _YEAR_APART[self.calendar]
        found = [each for near in (year - 1, year, year + 1) if (each := self.date(near)) is not None]
        fitting = [each for each in found if each.weekday() == self.weekday] or found
        return min(fitting, key=lambda each: abs(each - day), default=None)

    def readings(self) -> tuple[datetime.date, ...]:
        """Every day it can mean, the likelier first: two where it is `ambiguous`, none where there is no such day."""
        days = [self.date()]
        if self.ambiguous:
            days.append(replace(self, month=self.day, day=self.month).date())
        return tuple(day for day in days if day is not None)

    @property
    def exists(self) -> bool:
        """Whether there is such a day: in its year, or in some year where none is written."""
        if self.year is not None:
            return self.date() is not None
        leap_year = 1399 if self.calendar is Calendar.SOLAR_HIJRI else 2000
        return self.date(leap_year) is not None


# What to add to a Gregorian year, to come near the same year of another calendar.
_YEAR_APART: Final = {Calendar.GREGORIAN: 0, Calendar.SOLAR_HIJRI: -621, Calendar.BUDDHIST: 543}
_FIGURES: Final = re.compile(r"\d+")
_MOST_FIGURES: Final = 4
_NUMBER_SIGNS: Final = frozenset(".,:/-–")
_NUMBER_GOES_ON: Final = re.compile(r"[.,:/\-–]\d")
_GAP: Final = re.compile(r"[,،]?[\s\u200e\u200f]{1,2}|[.\-](?:\s(?!\s))?")
_DAY_TAIL: Final = re.compile(r"[%°]|[.,:/]\d|\s?[-–—]\d{3}|[-–]\d")
_STROKE: Final = re.compile(r"\s?/\s?(?=[^\W\d_])")
_RANGE: Final = re.compile(r"\s?[-–—]\s?(\d{1,2})(?!\d)")
_YEAR_GAP: Final = re.compile(r"[,،]?[\s\u200e\u200f]{1,2}|\.?[,،]\s?|[-./]\s?")
_YEAR: Final = re.compile(r"\d{4}(?!\d)")
_DAY: Final = re.compile(r"\d{1,2}(?!\d)")
_AFTER_YEAR: Final = re.compile(r"[.,]{0,2}\s{1,2}|[.,]\s?")
# Words between a weekday and its date: "Mittwoch, den 27. Juni".
_BETWEEN: Final = re.compile(
    r"(?P<stop>\.?[,،、]?)(?:[\s\u200e\u200f]{1,2}(?:(?:the|den|dem|der|de|el|le|il|am|ngày|u|dana|dne|dnia|na|от|ang|د)\s)?|ที่\s?|\s?(?P<bracket>[(（]))\Z"
)
_CLOSING: Final = re.compile(r"\s{0,2}(?:[.)|•·–—]|\Z|\d\d?[:.]\d\d)")
_OPENING: Final = re.compile(r"(?:\A|[|•·(\[–—:\n])\s?\Z")
_BRACKET: Final = re.compile(r"\s?[(（]")
_BRACKET_CLOSES: Final = re.compile(r"\.?[)）]")
_COMMA: Final = re.compile(r"(?:[,،]|\.,)?[\s\u200e\u200f]{1,2}")
_HAN: Final = re.compile(
    r"(?:(?P<y>\d{4})\s?[年년]\s?)?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?(?P<mark>[日號号일])"
)
_NUMERIC: Final = re.compile(
    r"(?P<a>\d{1,2})\u200f?(?P<s>[./-])(?P<p>[\s\u200f]?)(?P<b>\d{1,2})\u200f?(?P=s)(?P=p)(?P<y>\d{4}|\d{2})(?![\w/-]|[.,:]\d)"
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<y>\d{4})(?P<s>[./-])(?P<p>\s?)(?P<m>\d{1,2})(?P=s)(?P=p)(?P<d>\d{1,2})(?!\d|[/-]\w)"
)
_YEARLESS: Final = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\w/%-]|[.,:]\d)")
_CALLED_DAY: Final = re.compile(r"\b(?:ng(?:à|a\u0300)y|tanggal)\s\Z", re.IGNORECASE)
_YEARS: Final = range(1583, 2900)  # the Gregorian calendar's, and the Buddhist one's
_SOLAR_YEARS: Final = range(1250, 1500)
_BUDDHIST_YEARS: Final = range(2443, 2700)
_LONGEST_NAME: Final = 30


def find_dates(text: str, languages: Sequence[str]) -> Iterator[TextDate]:
    """Dates of day and month, or of day, month and year, in reading order; none overlaps another.

    `languages` are BCP 47 tags, the likeliest first; a region settles "06/05/2018". Linear in the length of the text.
    """
    words: Vocabulary | None = None
    floor = 0
    for match in _FIGURES.finditer(text):
        if match.start() < floor or match.end() - match.start() > _MOST_FIGURES:
            continue
        words = words or vocabulary(languages)
        found = _date_at(text, match, words, floor)
        if found is not None:
            yield found
            floor = found.end


def _date_at(text: str, figures: re.Match[str], words: Vocabulary, floor: int) -> TextDate | None:
    """The date whose first figures these are."""
    place = figures.start()
    if place > 1 and text[place - 1] in _NUMBER_SIGNS and text[place - 2].isdigit():
        return None  # the tail of a longer number
    han = _HAN.match(text, place)
    if han:
        return _han(text, han, words)
    if joined(text, place):
        return None
    if len(figures.group()) == 4:
        numeric = _YEAR_FIRST.match(text, place)
        if numeric:
            return _year_first(text, numeric, words, floor)
        return _after_year(text, place, words, floor)
    if len(figures.group()) > 2:
        return None
    numeric = _NUMERIC.match(text, place)
    if numeric:
        return _numeric(text, numeric, words, floor)
    yearless = _YEARLESS.match(text, place)
    if yearless:
        return _yearless(text, yearless, words, floor)
    return _month_first(text, place, words, floor) or _day_first(text, place, words, floor)


# Days and months in words


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's figures as read: `end` after its mark and after a range."""

    end: int
    day: int
    last: int | None
    ordinal: str
    figures: str


def _day(text: str, place: int, words: Vocabulary) -> _Day | None:
    match = _DAY.match(text, place)
    if match is None:
        return None
    figures, end = match.group(), match.end()
    ordinal = next(words.ordinals.at(text, end), (end, ""))
    if ordinal[1] and broken_off(text, ordinal[0]):
        ordinal = (end, "")
    end = ordinal[0]
    span = _RANGE.match(text, end)
    last = None
    if span:
        last, end = int(span[1]), span.end()
        end = next(words.ordinals.at(text, end), (end, ""))[0]
        if not int(figures) < last <= 31:
            return None
    return _Day(end, int(figures), last, ordinal[1], figures)


def _month_at(text: str, place: int, words: Vocabulary) -> tuple[int, Month, str] | None:
    """A month's name at a place: where it ends with its case ending or full stop, what it says, how it is written.

    A second name after a stroke is the same month's in a sister tongue: "juni/lipanj", "أيار / مايو".
    """
    found = _one_month_at(text, place, words)
    if found is not None and (stroke := _STROKE.match(text, found[0])):
        second = _one_month_at(text, stroke.end(), words)
        if second is not None and second[1].number == found[1].number:
            return second[0], found[1], found[2]
    return found


def _one_month_at(text: str, place: int, words: Vocabulary) -> tuple[int, Month, str] | None:
    for end, month in words.months.at(text, place):
        name = text[place:end]
        if end < len(text) and text[end] == "." and month.form is MonthForm.ABBREVIATED:
            return end + 1, month, name + "."
        if not broken_off(text, end):
            return _longer(text, end, words), month, name
        for stop, _ in words.endings.at(text, end):
            if not broken_off(text, stop):
                return stop, month, name
    return None


def _month_after(text: str, place: int, words: Vocabulary) -> tuple[int, Month, str] | None:
    """A month's name at a place, or past a joining word there."""
    found = _month_at(text, place, words)
    if found is None and (past := _joiner(text, place, words)) > place:
        found = _month_at(text, past, words)
    return found


def _longer(text: str, end: int, words: Vocabulary) -> int:
    """The end of a name with a case ending behind an apostrophe."""
    for stop, ending in words.endings.at(text, end):
        if ending[0] in "'’" and not broken_off(text, stop):
            return stop
    return end


def _joiner(text: str, place: int, words: Vocabulary) -> int:
    """Past a word such as "de" between day and month."""
    for end, word in words.joiners.at(text, place):
        space = text[end : end + 1].isspace()
        if space or word.endswith(("'", "’")) or len(word) == 1:
            return end + space
    return place


def _year_at(text: str, place: int, words: Vocabulary, calendar: Calendar) -> tuple[int, int, Calendar] | None:
    """A year after a place, past a comma or a joining word; where it ends with words such as "года"."""
    gap = _YEAR_GAP.match(text, place)
    if gap is None:
        return None
    match = _YEAR.match(text, _joiner(text, gap.end(), words))
    if match is None:
        return None
    year = int(match.group())
    known = _calendar_of(year, calendar)
    if known is None or _NUMBER_GOES_ON.match(text, match.end()):
        return None
    return _past_suffix(text, match.end(), words), year, known


def _calendar_of(year: int, calendar: Calendar) -> Calendar | None:
    """The calendar that a year with these names belongs to, or None where it is no year of a date."""
    if calendar is Calendar.SOLAR_HIJRI:
        return calendar if year in _SOLAR_YEARS else None
    if year in _BUDDHIST_YEARS:
        return Calendar.BUDDHIST
    return calendar if year in _YEARS else None


def _past_suffix(text: str, place: int, words: Vocabulary) -> int:
    start = place + (text[place : place + 1].isspace())
    for begin in (place, start):
        for end, word in words.year_suffixes.at(text, begin):
            if word[-1] == "." or not broken_off(text, end):
                return end
    return place


def _day_first(text: str, place: int, words: Vocabulary, floor: int) -> TextDate | None:
    day = _day(text, place, words)
    gap = _GAP.match(text, day.end) if day else None
    if day is None or (gap is None and not day.ordinal):
        return None
    at = _month_after(text, gap.end() if gap else day.end, words)
    if at is None or not at[1].orders & {"dmy", "ydm"}:
        return None
    end, month, name = at
    return _finish(text, place, end, day, month, name, Order.DAY_FIRST, words, floor)


def _month_first(text: str, place: int, words: Vocabulary, floor: int) -> TextDate | None:
    start = place - 1
    if start <= floor or not text[start].isspace():
        return None
    if text[start - 1] == ".":
        start -= 1
    before = words.months.before(text, start, floor)
    if before is None or "mdy" not in before[1].orders:
        return None
    begin, month = before
    name = text[begin : place - 1]
    if name.endswith(".") and month.form is MonthForm.WIDE:
        return None
    day = _day(text, place, words)
    if day is None or _DAY_TAIL.match(text, day.end) or broken_off(text, day.end):
        return None
    if day.ordinal == "." and month.language == "en":
        day = _Day(day.end - 1, day.day, day.last, "", day.figures)
    return _finish(text, begin, day.end, day, month, name, Order.MONTH_FIRST, words, floor)


def _after_year(text: str, place: int, words: Vocabulary, floor: int) -> TextDate | None:
    """Dates that begin with the year: "2018. június 27.", "2018 жылғы 27 маусым"."""
    year = int(text[place : place + 4])
    gap = _AFTER_YEAR.match(text, _past_suffix(text, place + 4, words))
    if gap is None:
        return None
    at = _month_after(text, gap.end(), words)
    if at is not None and "ymd" in at[1].orders:
        end, month, name = at
        space = _GAP.match(text, end)
        day = _day(text, space.end(), words) if space else None
        stop = day.end if day else 0
    else:
        day = _day(text, gap.end(), words)
        space = _GAP.match(text, day.end) if day else None
        at = _month_after(text, space.end(), words) if space else None
        if at is None or "ydm" not in at[1].orders:
            return None
        stop, month, name = at
    calendar = _calendar_of(year, month.calendar)
    if day is None or calendar is None:
        return None
    return _finish(text, place, stop, day, month, name, Order.YEAR_FIRST, words, floor, (year, calendar))


def _finish(
    text: str,
    start: int,
    end: int,
    day: _Day,
    month: Month,
    name: str,
    order: Order,
    words: Vocabulary,
    floor: int,
    known: tuple[int, Calendar] | None = None,
) -> TextDate | None:
    """The date, with the year and the weekday that stand around it."""
    year, calendar = known or (None, month.calendar)
    if known is None and (after := _year_at(text, end, words, month.calendar)) is not None:
        end, year, calendar = after
    if not 1 <= day.day <= (31 if year is None else 39):
        return None
    start, end, weekday = _weekday(text, start, end, words, floor)
    if (
        month.form is MonthForm.ABBREVIATED
        and year is None
        and weekday is None
        and not name.endswith(".")
        and name[0].islower()
    ):
        return None  # "in 5 set", "2 mar": the abbreviation may be a word
    style = DateStyle(
        order, month.form, _padded(day.figures), day.ordinal, native_digits=not day.figures.isascii()
    )  # fmt: skip
    return TextDate(
        start, end, text[start:end], year, month.number, day.day, weekday, day.last, style, month.language, calendar
    )  # fmt: skip


def _padded(figures: str) -> bool | None:
    return len(figures) > 1 if int(figures) < 10 else None


def _weekday(text: str, start: int, end: int, words: Vocabulary, floor: int) -> tuple[int, int, int | None]:
    """The weekday before or after a date, if one is there, and the range of both."""
    between = _BETWEEN.search(text, max(start - 12, floor), start)
    if between:
        found = words.weekdays.before(text, between.start(), floor)
        if found is not None:
            begin, weekday = found
            if between["bracket"]:
                end += text[end : end + 1] in (")", "）")
            # An abbreviation may be another word: "Po 27. června" is "after 27 June".
            opens = between.start() - begin > 2 and _OPENING.search(text, max(begin - 2, 0), begin)
            if not weekday.short or between["stop"] or opens:
                return begin, end, weekday.number
    bracket = _BRACKET.match(text, end)
    if bracket:
        for stop, weekday in words.weekdays.at(text, bracket.end()):
            closing = _BRACKET_CLOSES.match(text, stop)
            if closing:
                return start, closing.end(), weekday.number
    gap = _COMMA.match(text, end)
    if gap:
        for stop, weekday in words.weekdays.at(text, gap.end()):
            if not weekday.short and not broken_off(text, stop) and _CLOSING.match(text, stop):
                return start, stop, weekday.number
    return start, end, None


# Dates in figures


def _han(text: str, match: re.Match[str], words: Vocabulary) -> TextDate | None:
    """2018年6月27日(水), 2018년 6월 27일 수요일."""
    year = int(match["y"]) if match["y"] else None
    month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    _, end, weekday = _weekday(text, match.end(), match.end(), words, match.end())
    if weekday is None:
        gap = match.end() + text[match.end() : match.end() + 1].isspace()
        for stop, value in words.weekdays.at(text, gap):
            if not value.short or stop - gap > 1:
                end, weekday = stop, value.number
                break
    style = DateStyle(Order.YEAR_FIRST, MonthForm.NUMERIC, _padded(match["d"]), separator=match["mark"])
    language = "ko" if match["mark"] == "일" else "zh" if match["mark"] in "號号" else "ja"
    return TextDate(
        match.start(), end, text[match.start() : end], year, month, day, weekday, None, style, language
    )  # fmt: skip


def _numeric(text: str, match: re.Match[str], words: Vocabulary, floor: int) -> TextDate | None:
    """27.06.2018, 27/06/2018, 06/27/18."""
    first, second, separator = int(match["a"]), int(match["b"]), match["s"]
    short = len(match["y"]) == 2
    year = int(match["y"]) + (2000 if short and int(match["y"]) < 70 else 1900 if short else 0)
    month_first = words.numeric == "mdy"
    if first > 12 or second > 12:
        month_first = second > 12
    month, day = (first, second) if month_first else (second, first)
    calendar = _calendar_of(year, Calendar.GREGORIAN)
    if calendar is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    style = DateStyle(
        Order.MONTH_FIRST if month_first else Order.DAY_FIRST,
        MonthForm.NUMERIC,
        _padded(match["b" if month_first else "a"]),
        separator=separator,
        short_year=short,
        native_digits=not match["a"].isascii(),
    )
    either = max(first, second) <= 12 and first != second
    # Where the month stands first, full stops are rare, and a habit from elsewhere as often as not.
    ambiguous = either and (not words.numeric_certain or (words.numeric == "mdy" and separator == "."))
    start, end, weekday = _weekday(text, *match.span(), words, floor)
    return TextDate(
        start, end, text[start:end], year, month, day, weekday, None, style, "", calendar, ambiguous
    )  # fmt: skip


def _yearless(text: str, match: re.Match[str], words: Vocabulary, floor: int) -> TextDate | None:
    """Day and month in figures, told from a fraction by weekday and bracket or by a word: 3/9(木), Selasa (20/1)."""
    start, end, weekday = _weekday(text, *match.span(), words, floor)
    bracketed = weekday is not None and _BRACKET.search(text, start, end)
    if not bracketed and not _CALLED_DAY.search(text, max(match.start() - 9, 0), match.start()):
        return None
    first, second = int(match["a"]), int(match["b"])
    # Where a character stands for the weekday, the order is that of years, months, days.
    month_first = words.numeric == "mdy" or spaceless(text[end - 1]) or spaceless(text[max(end - 2, 0)])
    if first > 12 or second > 12:
        month_first = second > 12
    month, day = (first, second) if month_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    style = DateStyle(
        Order.MONTH_FIRST if month_first else Order.DAY_FIRST,
        MonthForm.NUMERIC,
        _padded(match["b" if month_first else "a"]),
        separator="/",
        native_digits=not match["a"].isascii(),
    )
    return TextDate(start, end, text[start:end], None, month, day, weekday, None, style, "")


def _year_first(text: str, match: re.Match[str], words: Vocabulary, floor: int) -> TextDate | None:
    """2018-06-27, 2018/6/27, 2018. 6. 27; ۱۳۹۷/۰۴/۰۶."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    solar = Calendar.SOLAR_HIJRI if year in _SOLAR_YEARS else Calendar.GREGORIAN
    calendar = _calendar_of(year, solar)
    if calendar is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    style = DateStyle(
        Order.YEAR_FIRST,
        MonthForm.NUMERIC,
        _padded(match["d"]),
        separator=match["s"],
        native_digits=not match["d"].isascii(),
    )
    start, end, weekday = _weekday(text, *match.span(), words, floor)
    return TextDate(start, end, text[start:end], year, month, day, weekday, None, style, "", calendar)
