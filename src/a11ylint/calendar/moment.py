"""Moment: a day, perhaps with the time of day, perhaps with its zone; compared with what is not known in mind."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from a11ylint.records import dataclass

# The zones in use reach from UTC-12 to UTC+14 and differ from UTC by quarters of an hour (IANA tz database).
WESTERNMOST: Final = timedelta(hours=-12)
EASTERNMOST: Final = timedelta(hours=14)
_QUARTER: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)
_ZERO: Final = timedelta()


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as far as it was said: `clock` is None where only the day is given, `offset` (from UTC)
    where no zone is."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None

    def __str__(self) -> str:
        """ISO 8601, in as much detail as is known."""
        if self.clock is None:
            return self.day.isoformat()
        if self.offset is None:
            return f"{self.day.isoformat()}T{self.clock.isoformat()}"
        minutes = round(self.offset / timedelta(minutes=1))
        sign = "-" if minutes < 0 else "+"
        hours, rest = divmod(abs(minutes), 60)
        zone = f"{sign}{hours:02}:{rest:02}" if minutes else "Z"
        return f"{self.day.isoformat()}T{self.clock.isoformat()}{zone}"

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC, where clock and zone are both known."""
        return self.earliest if self.clock is not None and self.offset is not None else None

    @property
    def earliest(self) -> datetime:
        """The first instant (UTC) that this can mean in any zone."""
        return _shift(self.day, self.clock or time(), -(EASTERNMOST if self.offset is None else self.offset))

    @property
    def latest(self) -> datetime:
        """The last instant (UTC) that this can mean in any zone."""
        offset = WESTERNMOST if self.offset is None else self.offset
        return _shift(self.day, time.max if self.clock is None else self.clock, -offset)

    def is_before(self, other: Moment) -> bool:
        """Whether this is certainly earlier, whatever the zones that are not given."""
        return self.latest < other.earliest

    def may_be_same_instant(self, other: Moment, tolerance: timedelta = timedelta(minutes=1)) -> bool:
        """Whether both can mean one instant, give or take `tolerance`.

        A zone that is not given may be any zone in use; zones differ by quarters of an hour, so 14:03 and 16:40
        are two instants wherever they were written. A moment without a time of day may be any time of its day.
        """
        if self.earliest > other.latest + tolerance or other.earliest > self.latest + tolerance:
            return False
        if self.clock is None or other.clock is None or None not in (self.offset, other.offset):
            return True
        apart = (_local(self) - (self.offset or _ZERO)) - (_local(other) - (other.offset or _ZERO))
        rest = apart % _QUARTER
        return rest <= tolerance or _QUARTER - rest <= tolerance

    def may_be_same_day(self, other: Moment) -> bool:
        """Whether there is a zone in which both fall on one calendar day.

        A machine's day is often UTC's and the visible one local: days a night apart can be the same rightly.
        """
        if self.day == other.day:
            return True
        return abs(self.day - other.day) <= _DAY and (self.earliest <= other.latest and other.earliest <= self.latest)


def _local(moment: Moment) -> timedelta:
    """Time since the year 1, as the clocks on the spot count."""
    clock = moment.clock or time()
    return timedelta(moment.day.toordinal(), clock.hour * 3600 + clock.minute * 60 + clock.second, clock.microsecond)


def _shift(day: date, clock: time, by: timedelta) -> datetime:
    """A day and time, moved; the ends of the calendar hold."""
    local = datetime.combine(day, clock.replace(tzinfo=None), UTC)
    try:
        return local + by
    except OverflowError:
        return local
