"""A date without a year does not fall on its weekday in the year of the article, nor in those beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Passage, Problem, TextDate, names_eve, weekday_name

_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEARS_AROUND: Final = 1
_FIRST_YEAR: Final = 1990


def check(page: Page) -> Iterator[Problem]:
    published = page.article.published
    if published is None or published.moment is None or published.moment.day.year < _FIRST_YEAR:
        return
    year = published.moment.day.year
    for passage, dates in page.article.text_dates:
        for found in dates:
            if _fits_no_year(found, year) and not names_eve(passage.text, found):
                yield _problem(page, passage, found, year)


def _fits_no_year(found: TextDate, year: int) -> bool:
    if found.weekday is None or found.year is not None or found.ambiguous or found.last_day is not None:
        return False
    word, stop, _ = found.text.partition(". ")
    if stop and word.isalpha() and len(word) > 5:
        return False  # the weekday closes a sentence and the date opens the next
    days = [found.date(each) for each in range(year - _YEARS_AROUND, year + _YEARS_AROUND + 1)]
    return all(day is not None and day.weekday() != found.weekday for day in days)


def _problem(page: Page, passage: Passage, found: TextDate, year: int) -> Problem:
    day = found.date(year)
    assert day is not None and found.weekday is not None
    name = weekday_name(found, day.weekday(), page.article.languages)
    start, end = (name.start, name.end) if name is not None else (0, len(found.text))
    return Problem(
        passage.part(found.start + start, found.start + end),
        f'"{found.text}" is a {_NAMES[day.weekday()]} in {year}, and no {_NAMES[found.weekday]} the year before '
        "or after. Correct the weekday or the date, or name the year.",
    )
