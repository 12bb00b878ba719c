"""A date in figures can be read with day and month either way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from a11ylint.plugin import MonthForm, Order, Page, Problem, TextDate
from a11ylint.records import dataclass


def check(page: Page) -> Iterator[Problem]:
    shown = (*page.article.text_dates, *page.article.head_dates)
    known = _known(found for _, each in shown for found in each)
    for passage, each in shown:
        for found in each:
            if found.ambiguous and len(found.readings()) > 1 and not _is_settled(found, known):
                first, second = (f"{reading.day} {reading:%B}" for reading in found.readings())
                yield Problem(
                    passage.part(found.start, found.end),
                    f'Is "{found.text}" {first} or {second}? Write the month as a word.',
                )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the article's clear dates tell: marks between figures whose order they show, and days."""

    separators: frozenset[str]
    days: frozenset[date]
    yearless: frozenset[tuple[int, int]]


def _known(dates: Iterable[TextDate]) -> _Known:
    clear = [each for each in dates if not each.ambiguous and each.style.order is not Order.YEAR_FIRST]
    return _Known(
        frozenset(each.style.separator for each in clear if each.style.month is MonthForm.NUMERIC),
        frozenset(day for each in clear if (day := each.date()) is not None),
        frozenset((each.month, each.day) for each in clear if each.year is None),
    )


def _is_settled(found: TextDate, known: _Known) -> bool:
    """Whether its weekday, or another date that the article shows, tells which reading is meant."""
    days = [day.weekday() for day in found.readings()]
    if found.weekday is not None and days.count(found.weekday) == 1:
        return True
    # 27/06/2018 shows the order of its fellows.
    return found.style.separator in known.separators or any(
        day in known.days or (day.month, day.day) in known.yearless for day in found.readings()
    )
