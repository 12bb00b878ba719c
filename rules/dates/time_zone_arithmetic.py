"""A time of day is given twice, and the second is not what the clock said in the city named with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from a11ylint.plugin import (
    City,
    Page,
    Passage,
    Problem,
    TextDate,
    TextTime,
    city_offsets,
    find_cities,
    implied_offsets,
)

_ONE_TIME: Final = ("(", "/")
# Where no year is known, a city's clock is asked for all of these.
_YEARS: Final = range(1995, 2031)
_SEASONS: Final = ((1, 15), (7, 15))
_QUARTER: Final = timedelta(minutes=15)
_NEAR: Final = timedelta(days=10)  # an event near the day of publication may be on the other side of a clock change
_SHOWN: Final = 2  # cities that a message names


def check(page: Page) -> Iterator[Problem]:
    dates = {passage.span: found for passage, found in page.article.text_dates}
    for passage, times in page.article.text_times:
        for time in times:
            if time.also is not None and passage.text[time.start : time.also.start].rstrip()[-1:] in _ONE_TIME:
                yield from _judged(page, passage, time, time.also, dates.get(passage.span, ()))


def _judged(
    page: Page, passage: Passage, time: TextTime, other: TextTime, dates: tuple[TextDate, ...]
) -> Iterator[Problem]:
    implied = implied_offsets(time, other)
    if time.second or other.second or not implied:
        return
    closed = passage.text[other.end : other.end + 1] == ")"
    place = passage.part(time.start, other.end + closed)
    if time.zone:
        if implied.isdisjoint(time.offsets):
            yield Problem(place, f'"{time.text}" is not the same time as "{other.text}". Correct one of them.')
        return
    named = list(find_cities(passage.text))
    cities = _decisive(page, named, time)
    days = _days(page, dates)
    kept = {city.name: city_offsets(city.zones, days) for city in (*cities, *named)}
    # What fits no quarter of an hour fits no city; time-zone-impossible says so.
    if not cities or any(offset % _QUARTER for offset in implied):
        return
    if any(not offsets or not implied.isdisjoint(offsets) for offsets in kept.values()):
        return
    names = [city.name.title() if city.name.isupper() else city.name for city in cities][:_SHOWN]
    right = sorted(kept[cities[0].name])[-1]
    yield Problem(
        place,
        f'In {" or ".join(dict.fromkeys(names))}, "{time.text}" is not "{other.text}": '
        f"clocks there are {_spoken(right)} UTC. Correct one of the times, or name the place that they are for.",
    )


def _decisive(page: Page, named: list[City], time: TextTime) -> list[City]:
    """The city named last before the time with "in" before it, and the dateline's."""
    before = [city for city in named if city.located and city.end <= time.start]
    dateline = page.article.dateline
    return [*before[-1:], *(find_cities(dateline.value) if dateline is not None else ())]


def _days(page: Page, dates: tuple[TextDate, ...]) -> list[date]:
    """The days that the time may be of."""
    published = page.article.published
    day = published.moment.day if published is not None and published.moment is not None else None
    if day is not None:
        said = [found.date(day.year) for found in dates]
        return [day - _NEAR, day, day + _NEAR, *(each for each in said if each is not None)]
    years = [found.year for found in dates if found.year is not None] or list(_YEARS)
    if dates:
        return [each for found in dates for year in years if (each := found.date(year)) is not None]
    return [date(year, month, day_of_month) for year in years for month, day_of_month in _SEASONS]


def _spoken(offset: timedelta) -> str:
    hours, minutes = divmod(round(abs(offset) / timedelta(minutes=1)), 60)
    length = f"{hours}:{minutes:02} hours" if minutes else f"{hours} hour{'s' * (hours != 1)}"
    return f"{length} {'behind' if offset < timedelta() else 'ahead of'}" if offset else "at"
