"""A date names a day that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from a11ylint.plugin import MonthForm, Order, Page, Passage, Problem, TextDate, find_dates, passage_of

_QUOTED: Final = re.compile(r"[\"“„«‘][^\"“”„«»‘]{0,400}[\"”“»’]")
# In the traditional calendars of East Asia every month may have thirty days.
_LUNAR: Final = re.compile(r"(?:農曆|农历|陰曆|阴历|旧暦|음력)\s?\Z")
_ON: Final = re.compile(r"\b[Oo]n\s(?:the\s)?\Z")
_IN: Final = re.compile(r"\b[Ii]n\s(?:early\s|mid-|late\s)?\Z")
_STOPS: Final = re.compile(r"\s?(?:[.,;:!?)\]|–—]|\Z)")
_EARLIEST: Final = 1800  # before, several countries changed calendars in ways of their own: Sweden had a 30 February


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    elements = {c.element.index: c.element for c in article.date_claims if c.visible and c.element is not None}
    for passage in (*article.passages, *map(passage_of, elements.values())):
        quoted = [match.span() for match in _QUOTED.finditer(passage.text)]
        for found in find_dates(passage.text, article.languages):
            if _exists(found) or any(start < found.start < end for start, end in quoted):
                continue
            if _is_certainly_a_date(passage, found):
                yield Problem(
                    passage.part(found.start, found.end),
                    f'There is no such day as "{found.text}". Correct the day or the month.',
                )


def _exists(found: TextDate) -> bool:
    return found.exists and (found.last_day is None or replace(found, day=found.last_day).exists)


def _is_certainly_a_date(passage: Passage, found: TextDate) -> bool:
    before = passage.text[: found.start][-24:]
    if found.ambiguous or _LUNAR.search(before):
        return False
    if found.year is not None:
        return found.year >= _EARLIEST and not (found.style.month is MonthForm.NUMERIC and found.style.short_year)
    if found.style.month is MonthForm.NUMERIC:
        return found.style.order is Order.YEAR_FIRST and found.style.separator == "年"
    if found.weekday is not None or found.last_day is not None:
        return True
    # "In February 30 people were hurt", "the 31 June arrests": a count beside a month.
    if _IN.search(before):
        return False
    return bool(_ON.search(before) or _STOPS.match(passage.text, found.end)) or found.style.ordinal == "."
