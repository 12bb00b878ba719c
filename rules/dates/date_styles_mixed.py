"""One article writes its dates or times in two styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    Clock,
    MonthForm,
    Order,
    Page,
    Passage,
    Problem,
    TextDate,
    TextTime,
    weekday_name,
    without_quotations,
)
from a11ylint.records import dataclass

# Days that are names, and keep the form they are known by.
_NAMED_DAYS: Final = frozenset({(9, 11), (7, 4), (1, 6), (10, 7), (5, 1), (5, 9), (11, 5), (7, 7), (3, 8)})
# A name this short is spelled out even where longer ones are cut (AP, "March 5" beside "Sept. 6").
_SHORT_NAME: Final = 5
_SAID_AS_TIME: Final = re.compile(
    r"(?:\b(?:at|from|until|till|by|before|after|around|about|since|to)|[(–—-])\s?\Z", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOK_BACK: Final = 8  # characters
_SHORTEST_PROSE: Final = 60  # characters
_SHOWN: Final = 5  # other places that a finding names


@dataclass(frozen=True, slots=True)
class _Use:
    """One place where a style is used, and how the style is called."""

    style: str
    place: Passage


def check(page: Page) -> Iterator[Problem]:
    uses: dict[str, list[_Use]] = {}
    for passage, start, end, traits in _traits(page):
        for question, style in traits:
            uses.setdefault(question, []).append(_Use(style, passage.part(start, end)))
    for question, found in uses.items():
        yield from _mixed(question, found)


def _traits(page: Page) -> Iterator[tuple[Passage, int, int, list[tuple[str, str]]]]:
    """Each date and time of the running text, and how it answers the questions of style that it raises."""
    paragraphs = {id(passage) for passage in page.article.paragraphs}  # captions have their agencies' styles
    for passage, dates in page.article.text_dates:
        if id(passage) in paragraphs and (prose := _prose(passage)) is not None:
            for date in dates:
                if not prose[date.start].isspace():
                    yield passage, date.start, date.end, list(_date_traits(date, page))
    for passage, times in page.article.text_times:
        if id(passage) in paragraphs and (prose := _prose(passage)) is not None:
            for time in times:
                if not prose[time.start].isspace():
                    before = prose[max(time.start - _LOOK_BACK, 0) : time.start]
                    yield passage, time.start, time.end, list(_time_traits(time, before))


def _prose(passage: Passage) -> str | None:
    """A paragraph's words, what it quotes blanked out; None for a date line of its own."""
    return without_quotations(passage.text) if len(passage.text) >= _SHORTEST_PROSE else None


def _date_traits(date: TextDate, page: Page) -> Iterator[tuple[str, str]]:
    if date.style.month is MonthForm.NUMERIC or (date.month, date.day) in _NAMED_DAYS:
        return
    if date.style.order in (Order.DAY_FIRST, Order.MONTH_FIRST):
        yield "order", "the day first" if date.style.order is Order.DAY_FIRST else "the month first"
    if date.style.month is MonthForm.ABBREVIATED:
        yield "month", "months cut short"
    elif date.style.month is MonthForm.WIDE and _month_letters(date, page) > _SHORT_NAME:
        yield "month", "months in full"
    if date.language == "en" and date.style.order is Order.MONTH_FIRST:
        yield "ordinal", "an ending on the day" if date.style.ordinal else "the bare number of the day"


def _month_letters(date: TextDate, page: Page) -> int:
    """How long the month's name is: the longest word of the date but the weekday."""
    name = weekday_name(date, date.weekday, page.article.languages) if date.weekday is not None else None
    text = date.text[: name.start] + date.text[name.end :] if name is not None else date.text
    return max(map(len, _WORD.findall(text)), default=0)


def _time_traits(time: TextTime, before: str) -> Iterator[tuple[str, str]]:
    if time.style.clock is Clock.TWELVE:
        if time.style.meridiem.isascii():
            half = time.style.meridiem.replace("a", "p").replace("A", "P")
            yield "clock", "the 12-hour clock"
            yield "meridiem", f'the form "7{" " if time.style.spaced else ""}{half}"'
    # Without a word that makes it a time, 21:15 may be a score or a verse; for GMT everybody counts to 24.
    elif not time.zone and (time.hour >= 13 or time.style.padded) and _SAID_AS_TIME.search(before):
        yield "clock", "the 24-hour clock"


def _mixed(question: str, found: list[_Use]) -> Iterator[Problem]:
    """One finding for a question that the article answers in two ways, at the first place of the rarer."""
    counts = Counter(use.style for use in found)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda style: (counts[style], -_first(found, style)))
    odd = [use for use in found if use.style != usual]
    first = found[_first(found, usual)]
    yield Problem(
        odd[0].place,
        f'"{odd[0].place.text}" has {odd[0].style}, while "{first.place.text}" has {usual}. Use one style throughout.',
        (
            (first.place, f"Here with {usual}."),
            *((use.place, f"Here too with {use.style}.") for use in odd[1:_SHOWN]),
        ),
    )


def _first(found: list[_Use], style: str) -> int:
    return next(number for number, use in enumerate(found) if use.style == style)
