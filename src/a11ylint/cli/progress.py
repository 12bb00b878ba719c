"""How far a long run has come: one line on a terminal's standard error, gone when the run is over."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, TextIO

from a11ylint.report.model import Summary

_WAIT: Final = 1.0  # seconds: shorter runs need no line
_EVERY: Final = 0.1
_CLEAR: Final = "\r\x1b[K"
_PARTS: Final = " ▏▎▍▌▋▊▉█"
_WIDTH: Final = 20  # characters of the bar


class Progress:
    """The line: pages done of all, how fast, how long to go, how much was found. A context: it is gone at its end."""

    def __init__(self, file: TextIO | None, count: Callable[[], int | None], now: float | None = None) -> None:
        """`file` is the terminal, None for none; `count` tells how many pages there are, where that can be told."""
        self._file = file
        self._count = count
        self._start = time.monotonic() if now is None else now
        self._next = self._start + _WAIT
        self._total: int | None = None
        self._counted = False
        self._line = ""

    @classmethod
    def on_terminal(cls, count: Callable[[], int | None], *, shown: bool = True) -> Progress:
        """A line on standard error, where that is a terminal that can take a line back."""
        able = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return cls(sys.stderr if able else None, count)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()
        self._file = None

    def show(self, summary: Summary, now: float | None = None) -> None:
        """Say how far the run has come, if it is time to."""
        if self._file is None:
            return
        now = time.monotonic() if now is None else now
        if now < self._next:
            return
        self._next = now + _EVERY
        if not self._counted:
            self._counted = True
            self._total = self._count()
        import shutil

        columns = shutil.get_terminal_size().columns
        self._line = status(summary, now - self._start, self._total)[: max(columns - 1, 0)]
        self._write(f"{_CLEAR}{self._line}")

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Out of the way of what is printed within."""
        self._clear()
        yield

    def _clear(self) -> None:
        if self._line:
            self._write(_CLEAR)
            self._line = ""

    def _write(self, text: str) -> None:
        if self._file is None:
            return
        try:
            self._file.write(text)
            self._file.flush()
        except (OSError, ValueError):  # the terminal is gone: so is the line
            self._file = None


def status(summary: Summary, seconds: float, total: int | None) -> str:
    """``412/1,000 pages ███████▌ 61/s, 10 s left, 3,120 findings``"""
    done = summary.files + summary.skipped
    rate = done / seconds if seconds > 0 else 0.0
    found = summary.error + summary.warning + summary.notice
    parts = [f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"]
    pages = f"{done:,} pages"
    if total is not None and total >= done:
        pages = f"{done:,}/{total:,} pages {_bar(done / total)}"
        if rate:
            parts.append(f"{_duration((total - done) / rate)} left")
    parts.append(f"{found:,} {'finding' if found == 1 else 'findings'}")
    return f"{pages} {', '.join(parts)}"


def _bar(share: float) -> str:
    whole, rest = divmod(round(share * _WIDTH * 8), 8)
    return f"{_PARTS[8] * whole}{_PARTS[rest] if rest else ''}".ljust(_WIDTH)


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
