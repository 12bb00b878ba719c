"""A date names a day that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    Calendar,
    MonthForm,
    Order,
    Page,
    Passage,
    Problem,
    TextDate,
    without_quotations,
)

# In the traditional calendars of East Asia every month may have thirty days.
_LUNAR: Final = re.compile(r"(?:農曆|农历|陰曆|阴历|旧暦|음력)\s?\Z")
_ON: Final = re.compile(r"\b[Oo]n\s(?:the\s)?\Z")
_IN: Final = re.compile(r"\b[Ii]n\s(?:early\s|mid-|late\s)?\Z")
_STOPS: Final = re.compile(r"\s?(?:[.,;:!?)\]|–—]|\Z)")
_LOOK_BACK: Final = 24  # characters
_EARLIEST: Final = 1800  # before, several countries changed calendars in ways of their own: Sweden had a 30 February


def check(page: Page) -> Iterator[Problem]:
    for passage, dates in (*page.article.text_dates, *page.article.head_dates):
        wrong = [found for found in dates if not _exists(found) and _is_certainly_a_date(passage, found)]
        own_words = without_quotations(passage.text) if wrong else ""
        for found in wrong:
            if not own_words[found.start].isspace():
                yield Problem(
                    passage.part(found.start, found.end),
                    f'There is no such day as "{found.text}". Correct the day or the month.',
                )


def _exists(found: TextDate) -> bool:
    return found.exists and (found.last_day is None or replace(found, day=found.last_day).exists)


def _is_certainly_a_date(passage: Passage, found: TextDate) -> bool:
    before = passage.text[max(found.start - _LOOK_BACK, 0) : found.start]
    if found.ambiguous or _LUNAR.search(before):
        return False
    if found.year is not None:
        recent = found.year >= _EARLIEST or found.calendar is not Calendar.GREGORIAN
        return recent and not (found.style.month is MonthForm.NUMERIC and found.style.short_year)
    if found.style.month is MonthForm.NUMERIC:
        return found.style.order is Order.YEAR_FIRST and found.style.separator == "年"
    if found.weekday is not None or found.last_day is not None:
        return True
    # "In February 30 people were hurt", "the 31 June arrests": a count beside a month.
    if _IN.search(before):
        return False
    return bool(_ON.search(before) or _STOPS.match(passage.text, found.end)) or found.style.ordinal == "."
