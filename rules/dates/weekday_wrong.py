"""A date is given with a weekday that it did not fall on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Passage, Problem, Span, TextDate, names_eve, weekday_name

# Before these years a date may be of the Julian calendar, which Russia and Greece kept longest.
_FIRST_YEAR: Final = 1930
_LONGEST_ABBREVIATION: Final = 5
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(page: Page) -> Iterator[Problem]:
    for passage, dates in (*page.article.text_dates, *page.article.head_dates):
        for found in dates:
            day = found.date()
            if day is None or not _is_wrong(found, day) or _ends_sentence(found):
                continue
            if not names_eve(passage.text, found):
                yield _problem(page, passage, found, day)


def _is_wrong(found: TextDate, day: date) -> bool:
    if found.weekday is None or found.year is None or day.year < _FIRST_YEAR:
        return False
    sure = not found.ambiguous and found.last_day is None and not found.style.short_year
    return sure and found.weekday != day.weekday()


def _ends_sentence(found: TextDate) -> bool:
    """Whether the weekday closes one sentence and the date opens the next ("He left on Friday. 3 May 2024 was …")."""
    word, stop, _ = found.text.partition(". ")
    return bool(stop) and word.isalpha() and len(word) > _LONGEST_ABBREVIATION


def _problem(page: Page, passage: Passage, found: TextDate, day: date) -> Problem:
    assert found.weekday is not None
    name = weekday_name(found, day.weekday(), page.article.languages)
    start, end, right = (name.start, name.end, name.right) if name is not None else (0, len(found.text), "")
    place = passage.part(found.start + start, found.start + end).span
    return Problem(
        place,
        f'"{found.text}" is no {_NAMES[found.weekday]}: that day is a {_NAMES[day.weekday()]}. '
        "Correct the weekday or the date.",
        fixes=_fixes(page, place, found.text[start:end], right),
    )


def _fixes(page: Page, word: Span, written: str, right: str) -> tuple[Fix, ...]:
    if not right or page.source.cut(word) != written:
        return ()
    return (Fix(f'Write "{right}".', (Edit(word, right),), safe=False),)
