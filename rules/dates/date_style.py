"""A date is not written as the house style has it."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, date_departures, style_problems


def check(page: Page) -> Iterator[Problem]:
    return style_problems(page, "dates", date_departures, lambda style: style.write_date(6, 27))
