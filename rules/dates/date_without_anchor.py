"""A day is named only by its distance from the day of writing."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    Page,
    Problem,
    RelativeDate,
    TextDate,
    find_dates,
    find_relative_dates,
    without_quotations,
)

# What may stand between a phrase and the date that explains it: "last week (18-22 June)", "yesterday, on June 26".
_BESIDE: Final = re.compile(r"[\s,(\[–—-]{0,4}(?:[^\W\d_]{1,4}\s)?[\s(]?")


def check(page: Page) -> Iterator[Problem]:
    language = page.article.language or page.article.languages[0]
    for passage in page.article.prose:
        text = without_quotations(passage.text)
        found = list(find_relative_dates(text, language))
        dates = list(find_dates(text, page.article.languages)) if found else []
        for phrase in found:
            place = bisect(dates, phrase.start, key=_start)
            if not any(_explains(text, date, phrase) for date in dates[max(place - 1, 0) : place + 1]):
                yield Problem(
                    passage.part(phrase.start, phrase.end),
                    f'Who reads this later cannot tell when "{phrase.text}" was. Give the date.',
                )


def _start(date: TextDate) -> int:
    return date.start


def _explains(text: str, date: TextDate, phrase: RelativeDate) -> bool:
    first, last = sorted(((date.start, date.end), (phrase.start, phrase.end)))
    return bool(_BESIDE.fullmatch(text, first[1], last[0]))
