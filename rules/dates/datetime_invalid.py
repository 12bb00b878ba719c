"""A machine-readable date that machines cannot read (HTML, 4.5.14 The time element; 4.7.3 on ins and del)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    Attribute,
    Edit,
    Element,
    Fix,
    Moment,
    Page,
    Problem,
    find_placeholder,
    read_machine,
    valid_datetime,
)

_FINE_FRACTION: Final = re.compile(r"\.(\d{3})\d{1,9}(?!\d)")
_SHOWN: Final = 60  # characters of a value that the message repeats


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("time", "ins", "del"):
        attribute = element.attribute("datetime")
        if attribute is None or element.closest("template") is not None:
            continue
        reason = _reason(element, attribute.value)
        if reason is not None:
            shown = attribute.value if len(attribute.value) <= _SHOWN else attribute.value[: _SHOWN - 1] + "…"
            named = f'The datetime "{" ".join(shown.split())}"' if shown.strip() else "The datetime"
            yield Problem(attribute, f"{named} {reason}.", fixes=_fixes(page, attribute))


def _reason(element: Element, value: str) -> str | None:
    if find_placeholder(value):
        return None  # date-template-unfilled says so
    reason = valid_datetime(value)
    if reason is not None or element.tag == "time":
        return reason
    # A change's time is a date, perhaps with a time of day and its zone: no month, duration or bare time.
    moment = read_machine(value)
    if moment is None or (moment.clock is not None and moment.offset is None):
        return "is no date, nor a date and time with its time zone"
    return None


def _fixes(page: Page, attribute: Attribute) -> tuple[Fix, ...]:
    mended = _mended(attribute)
    if mended is None or attribute.value_span.start == attribute.value_span.end:
        return ()
    if "=" not in page.source.cut(attribute.span):
        return ()
    return (Fix(f'Write "{mended}".', (Edit(attribute.value_span, mended),)),)


def _mended(attribute: Attribute) -> str | None:
    """The same moment as HTML writes it, where the value can mean only one."""
    value = attribute.value.strip()
    if valid_datetime(value) is None:
        return value
    moment = read_machine(value)
    if moment is None or moment.day.year < 1000:
        return None
    mended = _FINE_FRACTION.sub(r".\1", str(_without_fine_fraction(moment)))
    return mended if valid_datetime(mended) is None else None


def _without_fine_fraction(moment: Moment) -> Moment:
    if moment.clock is None:
        return moment
    clock = moment.clock.replace(microsecond=moment.clock.microsecond // 1000 * 1000)
    return Moment(moment.day, clock, moment.offset)
