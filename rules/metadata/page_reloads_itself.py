"""The page reloads or moves on after a while (WCAG 2.2.1; ACT bc659a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem

_ENOUGH: Final = 72_000  # seconds: the twenty hours of WCAG 2.2.1


def check(page: Page) -> Iterator[Problem]:
    for meta in page.select("meta[http-equiv=refresh i][content]"):
        refresh = page.accessibility.refresh(meta)
        if refresh is None:
            continue
        if 0 < refresh.seconds <= _ENOUGH:
            does = "goes to another page" if refresh.url else "reloads itself"
            yield Problem(
                meta,
                f"The page {does} after {_time(refresh.seconds)}, whether its reader has finished or not. "
                "Take the refresh out, or let the reader decide.",
                fixes=(Fix("Take the refresh out.", (Edit(meta.span, ""),), safe=False),),
            )
        return  # the browser heeds the first only


def _time(seconds: int) -> str:
    for unit, name in ((3600, "hour"), (60, "minute")):
        if seconds >= unit and seconds % unit == 0:
            return f"{seconds // unit} {name}{'s' if seconds > unit else ''}"
    return f"{seconds} second{'s' if seconds > 1 else ''}"
