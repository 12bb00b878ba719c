"""The progress line, read as a terminal would show it."""

from __future__ import annotations

import io

from a11ylint.cli.progress import Progress, status
from a11ylint.report.model import Summary


def test_it_says_how_far_how_fast_how_long_and_how_much() -> None:
    line = status(Summary(files=40, skipped=10, error=1200, warning=3), 5.0, 100)
    assert line == "50/100 pages ██████████           10/s, 5 s left, 1,203 findings"


def test_it_does_not_say_what_it_does_not_know() -> None:
    assert status(Summary(files=3, error=1), 2.0, None) == "3 pages 1.5/s, 1 finding"
    assert status(Summary(files=7), 1.0, 5) == "7 pages 7.0/s, 0 findings"  # files came while it was counting


def test_a_long_way_is_told_in_minutes_and_hours() -> None:
    assert "2 min 5 s left" in status(Summary(files=1), 1.0, 126)
    assert "2 h 46 min left" in status(Summary(files=1), 1.0, 10_001)


def test_a_short_run_shows_nothing() -> None:
    terminal = io.StringIO()
    with Progress(terminal, lambda: 3, now=0.0) as progress:
        progress.show(Summary(files=1), now=0.4)
        progress.show(Summary(files=2), now=0.9)
    assert terminal.getvalue() == ""


def test_a_long_run_shows_a_line_that_is_gone_at_its_end() -> None:
    terminal = io.StringIO()
    with Progress(terminal, lambda: 30, now=0.0) as progress:
        progress.show(Summary(files=10), now=1.0)
        assert "10/30 pages" in terminal.getvalue()
        progress.show(Summary(files=11), now=1.01)  # too soon to be read
        assert "11/30" not in terminal.getvalue()
        with progress.hidden():
            assert terminal.getvalue().endswith("\r\x1b[K")
        progress.show(Summary(files=20), now=1.2)
        assert "20/30 pages" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\n" not in terminal.getvalue()


def test_pages_are_counted_once_and_only_for_a_long_run() -> None:
    asked: list[int] = []

    def count() -> int:
        asked.append(1)
        return 5

    with Progress(io.StringIO(), count, now=0.0) as progress:
        progress.show(Summary(files=1), now=0.5)
        assert not asked
        progress.show(Summary(files=2), now=1.5)
        progress.show(Summary(files=3), now=2.5)
    assert len(asked) == 1
