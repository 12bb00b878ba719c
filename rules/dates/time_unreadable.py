"""A <time> without `datetime` whose words are no machine-readable date (HTML, 4.5.14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, Span, find_dates, find_placeholder, passage_of, valid_datetime

_ELEMENTS: Final = 20  # in a <time>; one that was left open may hold half the page


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("time"):
        if element.has("datetime") or element.closest("template") is not None or page.document.is_hidden(element):
            continue
        if element.end - element.index > _ELEMENTS:
            continue
        words = passage_of(element)
        if words and valid_datetime(words.text) is not None and not find_placeholder(words.text):
            yield Problem(
                element,
                f'Programs cannot read the date "{words.text[:60]}". Add datetime with year, month and day '
                "(and time and zone).",
                fixes=_fixes(page, element.span, words.text),
            )


def _fixes(page: Page, tag: Span, words: str) -> tuple[Fix, ...]:
    """The day in full, where the words are nothing but one date."""
    dates = list(find_dates(words, page.article.languages))
    if len(dates) != 1 or dates[0].ambiguous or dates[0].style.short_year or dates[0].text != words.strip(" .,"):
        return ()
    day = dates[0].date()
    if day is None or dates[0].last_day is not None or not page.source.cut(tag).startswith("<time"):
        return ()
    place = tag.start + len("<time")
    return (Fix(f"Add the day, {day.isoformat()}.", (Edit(Span(place, place), f' datetime="{day.isoformat()}"'),)),)
