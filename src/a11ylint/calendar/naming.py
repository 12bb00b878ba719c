"""What the weekday in a date should be called: the same form of the word, of the same language, for another day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from a11ylint import patterns as re
from a11ylint.calendar.dates import TextDate
from a11ylint.calendar.locale import weekday_forms
from a11ylint.records import dataclass

# "Malam Minggu, 4 Mei": the eve of a Sunday is a Saturday.
_EVE_OF: Final = re.compile(r"(?:\b[Mm]alam|\bليلة|\b[Ee]ve of|\bnight before)\s\Z")
_LOOK_BACK: Final = 20  # characters


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """The weekday written in a date: ``date.text[start:end]``, and the `right` word to stand there.

    `right` is empty where the word is inflected: the other weekday's form of that case is not known.
    """

    start: int
    end: int
    right: str


def weekday_name(date: TextDate, number: int, languages: Sequence[str]) -> WeekdayName | None:
    """Where a date writes its weekday, and the word of that form for the weekday `number` (Monday = 0).

    None where the date has no weekday, or its word cannot be told from its surroundings.
    """
    if date.weekday is None:
        return None
    found = [name for tag in (date.language, *languages) if tag for name in _names(date, number, tag)]
    return max(found, key=lambda name: name.end - name.start, default=None)


def names_eve(text: str, date: TextDate) -> bool:
    """Whether the words before a date make it the eve of the weekday that it names: a Saturday, for a Sunday."""
    return bool(_EVE_OF.search(text[max(date.start - _LOOK_BACK, 0) : date.start]))


def _names(date: TextDate, number: int, tag: str) -> Iterator[WeekdayName]:
    assert date.weekday is not None
    right = dict(weekday_forms(tag, number))
    for kind, written in weekday_forms(tag, date.weekday):
        # A weekday opens or closes its date; 月 and 日 stand in the middle too, where they are no weekday.
        start = 0 if date.text.startswith(written) else date.text.rfind(written)
        if start >= 0:
            yield WeekdayName(start, start + len(written), right.get(kind, ""))
