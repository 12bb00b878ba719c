"""A time of day without a time zone, in an article that gives one for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Passage, Problem, TextTime, without_quotations
from a11ylint.records import dataclass

_LOCAL: Final = re.compile(
    r"[\s(,]{0,2}(?:(?:in\s)?(?:\w+\s)?(?:local|central|eastern|pacific|mountain|\w+)\s(?:standard\s|daylight\s)?time\b|local(?:ly)?\b|"
    r"heure\slocale|hora\slocal|ora\slocale|Ortszeit|lokal\w*\s(?:tid|Zeit)|по\s\w+|за\s\w+\sчасом|czasu\s\w+|yerel\ssaat)",
    re.IGNORECASE,
)
_LOCAL_BEFORE: Final = re.compile(r"\b(?:local\stime|Ortszeit|heure\slocale|hora\slocal)\W{0,3}\Z", re.IGNORECASE)


_LOOK_BACK: Final = 24  # characters


@dataclass(frozen=True, slots=True)
class _Mention:
    """A time of day, and whether its zone is named beside it."""

    paragraph: int
    place: Passage
    zoned: bool


def check(page: Page) -> Iterator[Problem]:
    mentions = list(_mentions(page))
    first = next((mention for mention in mentions if mention.zoned), None)
    if first is None:
        return
    told = {mention.paragraph for mention in mentions if mention.zoned}
    for mention in mentions:
        # Beside a time with a zone, another is understood to be of the same.
        if not mention.zoned and told.isdisjoint(range(mention.paragraph - 1, mention.paragraph + 2)):
            yield Problem(
                mention.place,
                f'For which time zone is "{mention.place.text}"? Elsewhere the article says it: "{first.place.text}".',
                ((first.place, "Here with its zone."),),
            )


def _mentions(page: Page) -> Iterator[_Mention]:
    """The times of the running text, quotations left out."""
    numbers = {id(passage): number for number, passage in enumerate(page.article.paragraphs)}
    for passage, times in page.article.text_times:
        if (number := numbers.get(id(passage))) is not None:
            prose = without_quotations(passage.text)
            for time in times:
                if not prose[time.start].isspace():
                    yield _Mention(number, passage.part(time.start, time.end), _has_zone(time, passage.text))


def _has_zone(time: TextTime, text: str) -> bool:
    if time.zone or (time.also is not None and time.also.zone):
        return True
    return bool(
        _LOCAL.match(text, time.end) or _LOCAL_BEFORE.search(text[max(time.start - _LOOK_BACK, 0) : time.start])
    )
