"""A date in figures can be read with day and month either way round."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import MonthForm, Order, Page, Passage, Problem, TextDate, find_dates, passage_of


def check(page: Page) -> Iterator[Problem]:
    shown = (*page.article.text_dates, *_dates_in_head(page))
    dates = [found for _, each in shown for found in each]
    for passage, each in shown:
        for found in each:
            if found.ambiguous and len(found.readings()) > 1 and not _is_settled(found, dates):
                first, second = (f"{reading.day} {reading:%B}" for reading in found.readings())
                yield Problem(
                    passage.part(found.start, found.end),
                    f'Is "{found.text}" {first} or {second}? Write the month as a word.',
                )


def _dates_in_head(page: Page) -> Iterator[tuple[Passage, tuple[TextDate, ...]]]:
    """What the page shows as its own date, as far as it is told apart by an element."""
    claims = page.article.date_claims
    elements = {claim.element.index: claim.element for claim in claims if claim.visible and claim.element is not None}
    for element in elements.values():
        words = passage_of(element)
        yield words, tuple(find_dates(words.text, page.article.languages))


def _is_settled(found: TextDate, dates: list[TextDate]) -> bool:
    """Whether its weekday, or another date that the article shows, tells which reading is meant."""
    days = [day.weekday() for day in found.readings()]
    if found.weekday is not None and days.count(found.weekday) == 1:
        return True
    for other in dates:
        if other.ambiguous or other.style.order is Order.YEAR_FIRST:
            continue
        if other.style.month is MonthForm.NUMERIC and other.style.separator == found.style.separator:
            return True  # 27/06/2018 shows the order of its fellows
        if other.date(found.year) in found.readings():
            return True
    return False
