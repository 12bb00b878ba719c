"""A time of day is not written as the house style has it."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import (
    Departure,
    Edit,
    Fix,
    HouseStyle,
    Page,
    Passage,
    Problem,
    house_style,
    primary,
    time_departures,
    without_quotations,
)


def check(page: Page) -> Iterator[Problem]:
    name = page.option("style", str)
    if not name:
        return
    style = house_style(name)
    if primary(page.article.language or page.article.languages[0]) != style.language:
        return
    for passage in page.article.prose:
        text = without_quotations(passage.text)
        for departure in time_departures(text, style, page.article.languages):
            yield _problem(page, passage, departure, style)


def _problem(page: Page, passage: Passage, departure: Departure, style: HouseStyle) -> Problem:
    place = passage.part(departure.start, departure.end)
    if not departure.right:
        example = style.write_time(19, 30)
        return Problem(place, f'"{place.text}" is not in {style.title} style, which writes times as in "{example}".')
    message = f'In {style.title} style, "{place.text}" is written "{departure.right}".'
    return Problem(place, message, fixes=_fixes(page, place, departure))


def _fixes(page: Page, place: Passage, departure: Departure) -> tuple[Fix, ...]:
    """The right form, unless mark-up stands between the words."""
    if " ".join(page.source.cut(place.span).split()) != place.text:
        return ()
    return (Fix(f'Write "{departure.right}".', (Edit(place.span, departure.right),), departure.safe),)
