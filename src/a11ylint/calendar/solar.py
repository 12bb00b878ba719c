"""The Solar Hijri calendar of Iran and Afghanistan, by the 33-year cycle (Borkowski, "The Persian calendar for 3000
years", Earth, Moon, and Planets 74, 1996; the break years are his)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_BREAKS: Final = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip


def gregorian_of(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Solar Hijri date, or None where it does not exist."""
    if not (1 <= month <= 12 and _BREAKS[1] <= year < _BREAKS[-1] - 1 and day >= 1):
        return None
    new_year = _new_year(year)
    length = 31 if month <= 6 else 30 if month <= 11 else (_new_year(year + 1) - new_year).days - 336
    if day > length:
        return None
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return new_year + timedelta(days=before + day - 1)


def _new_year(year: int) -> date:
    """1 Farvardin of a year as a Gregorian day."""
    leaps, previous, jump = -14, _BREAKS[0], 0
    for end in _BREAKS[1:]:
        jump = end - previous
        if year < end:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        previous = end
    n = year - previous
    leaps += n // 33 * 8 + (n % 33 + 3) // 4
    if jump % 33 == 4 and jump - n == 4:
        leaps += 1
    gregorian = year + 621
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 1) + timedelta(days=20 + leaps - gregorian_leaps - 1)
