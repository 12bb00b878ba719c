"""A date lacks the year without which a reader cannot tell which one is meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from a11ylint.plugin import Calendar, Edit, Fix, MonthForm, Order, Page, Passage, Problem, TextDate, without_quotations


def check(page: Page) -> Iterator[Problem]:
    published = page.article.published
    if published is None or published.moment is None:
        return
    day = published.moment.day
    old = _is_old(page, day)
    far = timedelta(days=page.option("far", int))
    for passage, dates in page.article.text_dates:
        own_words = without_quotations(passage.text)
        for found in dates:
            if found.year is not None or own_words[found.start].isspace() or found.style.month is MonthForm.NUMERIC:
                continue
            meant = found.nearest(day)
            if meant is not None and (old or (abs(meant - day) > far and found.weekday is None)):
                yield _problem(page, passage, found, meant, old)


def _is_old(page: Page, day: date) -> bool:
    """Whether the article is old on the day that the options give; without one, nothing is."""
    today = page.option("today", str)
    if not today:
        return False
    try:
        return date.fromisoformat(today) - day > timedelta(days=page.option("old", int))
    except ValueError:
        return False


def _problem(page: Page, passage: Passage, found: TextDate, meant: date, old: bool) -> Problem:
    place = passage.part(found.start, found.end)
    why = "The article is old by now" if old else "It lies far from the day of publication"
    return Problem(
        place,
        f'Which year is "{found.text}" of? {why}, so give the year.',
        fixes=_fixes(page, place, found, meant),
    )


def _fixes(page: Page, place: Passage, found: TextDate, meant: date) -> tuple[Fix, ...]:
    """The year of the nearest such day, where English says how a year is added."""
    if found.language != "en" or found.calendar is not Calendar.GREGORIAN or not found.text[-1].isalnum():
        return ()
    if page.source.cut(place.span) != place.text:
        return ()
    comma = "," if found.style.order is Order.MONTH_FIRST else ""
    return (Fix(f"Add the year {meant.year}.", (Edit(place.span, f"{place.text}{comma} {meant.year}"),), safe=False),)
