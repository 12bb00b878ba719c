"""The days of a range are joined by another dash than the newsroom's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Edit, Fix, MonthForm, Page, Passage, Problem, TextDate

_DASHES: Final = {"hyphen": "-", "en-dash": "–"}
_IN_DATE: Final = re.compile(r"\d[^\s\d]{0,4}\s?(?P<dash>[-–—])\s?\d{1,2}(?!\d)")
_BETWEEN: Final = re.compile(r"\s?(?P<dash>[-–—])\s?")


def check(page: Page) -> Iterator[Problem]:
    name = page.option("dash", str)
    for passage, dates in page.article.text_dates:
        for start, end in _dashes(passage.text, dates):
            if passage.text[start:end] != _DASHES[name]:
                yield _problem(page, passage.part(start, end), name)


def _dashes(text: str, dates: tuple[TextDate, ...]) -> Iterator[tuple[int, int]]:
    """The dash of each range: "June 25-26", "30 June - 2 July"."""
    before: TextDate | None = None
    for date in dates:
        if date.style.month is not MonthForm.NUMERIC:
            if before is not None and (match := _BETWEEN.fullmatch(text, before.end, date.start)):
                yield match.span("dash")
            if date.last_day is not None and (match := _IN_DATE.search(text, date.start, date.end)):
                yield match.span("dash")
            before = date
        else:
            before = None


def _problem(page: Page, place: Passage, name: str) -> Problem:
    exact = page.source.cut(place.span) == place.text
    fix = Fix(f"Write {_spoken(name)}.", (Edit(place.span, _DASHES[name]),))
    return Problem(place, f"Join the days of this range by {_spoken(name)}.", fixes=(fix,) if exact else ())


def _spoken(name: str) -> str:
    return "a hyphen" if name == "hyphen" else "an en dash"
