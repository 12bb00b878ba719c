"""The date that readers see is not the date that machines are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from typing import Final

from a11ylint.plugin import (
    DateClaim,
    DateRole,
    Element,
    Moment,
    MonthForm,
    Page,
    Passage,
    Problem,
    TextDate,
    find_dates,
    passage_of,
    read_machine,
)

_BESIDE: Final = 60  # elements between a headline and the date under it
_ABOVE: Final = 25  # and over it
_OLD: Final = 1900  # a machine date before this is no date but a zero, which date-template-unfilled reports
_ELEMENTS: Final = 20
_LONGEST: Final = 200  # characters, white space of the source included
_MADE_PUBLIC: Final = ("json-ld", "article:published_time", "datepublished")


def check(page: Page) -> Iterator[Problem]:
    judged = [element for element in page.document.find("time") if element.closest("template") is None]
    yield from (problem for element in judged for problem in _within(page, element))
    yield from _across(page)


def _within(page: Page, element: Element) -> Iterator[Problem]:
    """One element whose words say another day than its `datetime`."""
    attribute = element.attribute("datetime")
    moment = read_machine(attribute.value) if attribute is not None else None
    if attribute is None or moment is None or moment.day.year < _OLD or not _is_small(element):
        return
    words = passage_of(element)
    found = _only_date(words, page.article.languages)
    if found is not None and not _agrees(found, moment):
        yield Problem(
            words.part(found.start, found.end),
            f"Readers see {found.text} here, but the element's datetime says {moment.day.isoformat()}. "
            "Correct the one that is wrong.",
            ((attribute, "What machines are told."),),
        )


def _is_small(element: Element) -> bool:
    """Whether an element holds a date and little else."""
    return element.end - element.index <= _ELEMENTS and len(element.raw.text) <= _LONGEST


def _only_date(words: Passage, languages: Sequence[str]) -> TextDate | None:
    """The date in some words, where they give one, in full."""
    dates = list(find_dates(words.text, languages))
    if len(dates) != 1 or dates[0].year is None or dates[0].last_day is not None or not dates[0].exists:
        return None
    return dates[0]


def _across(page: Page) -> Iterator[Problem]:
    """The date beside the headline and those in metadata, where none of the latter can be the former."""
    claims = page.article.date_claims
    told = [claim for claim in claims if not claim.visible and claim.moment and claim.moment.day.year >= _OLD]
    shown = [claim for claim in claims if claim.visible]
    published = next((c for c in told if c.where in _MADE_PUBLIC and c.role is DateRole.PUBLISHED), None)
    if published is None or published.moment is None or len({claim.moment.day for claim in shown if claim.moment}) != 1:
        return
    claim = shown[0]
    if claim.role is not DateRole.PUBLISHED or claim.element is None or not _is_beside_headline(page, claim):
        return
    found = _only_date(passage_of(claim.element), page.article.languages)
    if found is None or any(_agrees(found, each.moment) for each in told if each.moment is not None):
        return
    yield Problem(
        claim.span,
        f"Readers see {found.text} here, but machines are told that this was published on "
        f"{published.moment.day.isoformat()}. Correct the one that is wrong.",
        ((published.span, "What machines are told."),),
    )


def _is_beside_headline(page: Page, claim: DateClaim) -> bool:
    headline, element = page.article.headline_element, claim.element
    if headline is None or element is None or element.closest("a", "figure", "aside", "nav", "li", "td") is not None:
        return False
    return -_ABOVE <= element.index - headline.end <= _BESIDE


def _agrees(found: TextDate, moment: Moment) -> bool:
    return any(Moment(day).may_be_same_day(moment) for day in _readings(found))


def _readings(found: TextDate) -> Iterator[date]:
    """Every day that a date can mean: in figures, "03/05/24" may be of any order."""
    day = found.date()
    if day is not None:
        yield day
    if found.style.month is MonthForm.NUMERIC and day is not None:
        for year, month, number in permutations((day.year % 100, day.month, day.day)):
            try:
                yield date(2000 + year if found.style.short_year else day.year, month, number)
            except ValueError:
                continue
