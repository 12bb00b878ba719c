"""A time of day is not written as the house style has it."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, style_problems, time_departures


def check(page: Page) -> Iterator[Problem]:
    return style_problems(page, "times", time_departures, lambda style: style.write_time(19, 30))
