"""A date stands in running text as programs write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    MonthForm,
    Order,
    Page,
    Passage,
    Problem,
    TextDate,
    find_dates,
    primary,
    without_quotations,
    year_first_in_figures,
)

_HYPHENATED: Final = re.compile(r"\d-\s?\d")
# Beside these, the figures belong to a file's name, an address or a code: "report_2018-06-27.pdf", "#2018-06-27".
_CODE_BEFORE: Final = re.compile(r"[\w/#@:.=+\-]\Z")
_CODE_AFTER: Final = re.compile(r"[/_T=@]|[.:-]\w")


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    language = article.language or article.languages[0]
    # With a house style, date-style finds the same in English, and knows the right form.
    if year_first_in_figures(language) or (page.option("style", str) and primary(language) == "en"):
        return
    for passage in article.prose:
        if not _HYPHENATED.search(passage.text):
            continue
        text = without_quotations(passage.text)
        for found in find_dates(text, article.languages):
            if _is_iso(found) and not _is_code(text, found):
                yield _problem(passage, found)


def _is_iso(found: TextDate) -> bool:
    style = found.style
    return style.month is MonthForm.NUMERIC and style.order is Order.YEAR_FIRST and style.separator == "-"


def _is_code(text: str, found: TextDate) -> bool:
    return bool(_CODE_BEFORE.search(text, max(found.start - 1, 0), found.start) or _CODE_AFTER.match(text, found.end))


def _problem(passage: Passage, found: TextDate) -> Problem:
    return Problem(
        passage.part(found.start, found.end),
        f'"{found.text}" is a date for programs. In a sentence, write the month as a word.',
    )
