"""A time of day is given twice, and the second is not what the clock said in the city named with it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
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
from a11ylint.records import dataclass

_ONE_TIME: Final = ("(", "/")
# Where no year is known, a city's clock is asked for all of these.
_YEARS: Final = range(1995, 2031)
_SEASONS: Final = ((1, 15), (7, 15))
_QUARTER: Final = timedelta(minutes=15)
_NEAR: Final = timedelta(days=10)  # an event near the day of publication may be on the other side of a clock change
_SHOWN: Final = 2  # cities that a message names
_DAYS: Final = 12  # a paragraph with more dates is a calendar


@dataclass(frozen=True, slots=True)
class _Places:
    """The cities that a paragraph names, in order, the dateline's, and the offsets that each keeps in those days."""

    located: tuple[City, ...]
    dateline: tuple[City, ...]
    kept: Mapping[str, frozenset[timedelta]]

    def decisive(self, time: TextTime) -> tuple[City, ...]:
        """The city named last before the time with "in" before it, and the dateline's."""
        place = bisect(self.located, time.start, key=_end)
        return (*self.located[max(place - 1, 0) : place], *self.dateline)


def check(page: Page) -> Iterator[Problem]:
    dates = {passage.span: found for passage, found in page.article.text_dates}
    for passage, times in page.article.text_times:
        double = [time for time in times if time.also is not None and _is_one_time(passage, time, time.also)]
        if double:
            places = _places(page, passage, dates.get(passage.span, ()))
            for time in double:
                if time.also is not None:
                    yield from _judged(passage, time, time.also, places)


def _is_one_time(passage: Passage, time: TextTime, other: TextTime) -> bool:
    return passage.text[time.start : other.start].rstrip()[-1:] in _ONE_TIME and not (time.second or other.second)


def _places(page: Page, passage: Passage, dates: tuple[TextDate, ...]) -> _Places:
    named = tuple(find_cities(passage.text))
    line = page.article.dateline
    dateline = tuple(find_cities(line.value)) if line is not None else ()
    days = _days(page, dates)
    kept = {city.name: city.zones for city in (*dateline, *named)}
    return _Places(
        tuple(city for city in named if city.located),
        dateline,
        {name: city_offsets(zones, days) for name, zones in kept.items()},
    )


def _end(city: City) -> int:
    return city.end


def _judged(passage: Passage, time: TextTime, other: TextTime, places: _Places) -> Iterator[Problem]:
    implied = implied_offsets(time, other)
    closed = passage.text[other.end : other.end + 1] == ")"
    place = passage.part(time.start, other.end + closed)
    if time.zone:
        if implied and implied.isdisjoint(time.offsets):
            yield Problem(place, f'"{time.text}" is not the same time as "{other.text}". Correct one of them.')
        return
    cities = places.decisive(time)
    # What fits no quarter of an hour fits no city; time-zone-impossible says so.
    if not implied or not cities or any(offset % _QUARTER for offset in implied):
        return
    if any(not offsets or not implied.isdisjoint(offsets) for offsets in places.kept.values()):
        return
    names = [city.name.title() if city.name.isupper() else city.name for city in cities][:_SHOWN]
    right = max(places.kept[cities[0].name])
    yield Problem(
        place,
        f'In {" or ".join(dict.fromkeys(names))}, "{time.text}" is not "{other.text}": '
        f"clocks there are {_spoken(right)} UTC. Correct one of the times, or name the place that they are for.",
    )


def _days(page: Page, dates: tuple[TextDate, ...]) -> list[date]:
    """The days that the time may be of."""
    published = page.article.published
    day = published.moment.day if published is not None and published.moment is not None else None
    if day is not None:
        said = [found.date(day.year) for found in dates[:_DAYS]]
        return [day - _NEAR, day, day + _NEAR, *(each for each in said if each is not None)]
    years = [found.year for found in dates[:_DAYS] if found.year is not None] or list(_YEARS)
    if dates:
        return [each for found in dates[:_DAYS] for year in years if (each := found.date(year)) is not None]
    return [date(year, month, day_of_month) for year in years for month, day_of_month in _SEASONS]


def _spoken(offset: timedelta) -> str:
    hours, minutes = divmod(round(abs(offset) / timedelta(minutes=1)), 60)
    length = f"{hours}:{minutes:02} hours" if minutes else f"{hours} hour{'s' * (hours != 1)}"
    return f"{length} {'behind' if offset < timedelta() else 'ahead of'}" if offset else "at"
