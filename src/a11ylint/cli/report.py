"""``a11ylint report``: what result files say, by rule, section, publisher and month."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from a11ylint import patterns as re
from a11ylint.cli.common import FINDINGS, format_option, reason_of, split_lists, stop, tell
from a11ylint.cli.tables import aligned, piped
from a11ylint.findings import Severity
from a11ylint.report.csv import row_of
from a11ylint.report.json import dump
from a11ylint.report.text import printable
from a11ylint.results import Asked, Counts, Dimension, ResultsError, Row, open_results
from a11ylint.writing import write_atomically

if TYPE_CHECKING:
    from a11ylint.trend import Trend

_SHOWN: Final = 10  # rows of each table of an overview, where people read it
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_HEADS: Final = ("pages", "with findings", "findings", "per 100 pages", "errors", "warnings", "notices")
_PLURALS: Final = {each: f"{each.value}s" for each in Dimension}

_Tables = Mapping[Dimension, Sequence[Row]]


@click.command(short_help="Sum up the results of runs.")
@click.argument("results", nargs=-1, required=True, type=click.Path())
@click.option(
    "--by", type=click.Choice([each.value for each in Dimension]), help="One table, whole.  [default: an overview]"
)
@click.option("--rule", "rules", multiple=True, metavar="NAMES", help="Count the findings of these rules only.")
@click.option("--publisher", "publishers", multiple=True, metavar="NAME", help="Count this publisher's pages only.")
@click.option(
    "--since", metavar="DATE", default="", help="Count pages published from then on: 2024, 2024-05, 2024-05-31."
)
@click.option("--trend", is_flag=True, help="Compare runs: RESULTS are one run each, the earliest first.")
@click.option(
    "--fail-on-new",
    type=click.Choice([each.value for each in Severity]),
    help="With --trend: exit code 1 where the last run has new findings of this severity or a worse one.",
)
@format_option(
    "text", "json", "csv", "markdown", "html", about="How to show it; html is a page that compares runs (--trend)."
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def report(
    results: tuple[str, ...],
    by: str | None,
    rules: tuple[str, ...],
    publishers: tuple[str, ...],
    since: str,
    trend: bool,
    fail_on_new: str | None,
    format_: str,
    output: Path | None,
) -> None:
    """Sum up RESULTS: files that `a11ylint check --format pages:FILE` or `--format parquet:FILE` wrote, folders of
    them, or patterns.

    Several files are counted as one, each page as often as it stands there. With --trend, each is a run of its own, and
    the report says what is new, mended and standing.

    \b
    Exit codes: 0; 1 new findings, with --fail-on-new; 2 usage, or results that cannot be read.
    """
    if since and not _DATE.fullmatch(since):
        stop(f"--since is a date such as 2024, 2024-05 or 2024-05-31, not {since!r}")
    asked = Asked(split_lists(rules), publishers, since)
    dimensions = [Dimension(by)] if by is not None else list(Dimension)
    if trend:
        _report_trend(results, asked, dimensions, Severity(fail_on_new) if fail_on_new else None, format_, output)
        return
    if format_ == "html":
        stop("html compares runs: add --trend; of one run, a11ylint check --format html:FILE makes a page")
    if fail_on_new:
        stop("--fail-on-new needs --trend: what is new is told by comparing runs")
    try:
        opened = open_results(results)
        totals, unreadable, damaged = opened.totals(asked), opened.unreadable(asked), opened.damaged()
        tables = {dimension: opened.by(dimension, asked) for dimension in dimensions}
    except ResultsError as error:
        stop(printable(str(error)))
    _tell_damaged(damaged)
    shown = len(dimensions) == 1
    lines = {
        "text": lambda: _text(totals, unreadable, tables, whole=shown),
        "markdown": lambda: _markdown(totals, unreadable, tables, whole=shown),
        "csv": lambda: _csv(tables),
        "json": lambda: _json(totals, unreadable, tables),
    }[format_]()
    _show(lines, output)


def _report_trend(
    runs: Sequence[str],
    asked: Asked,
    dimensions: Sequence[Dimension],
    gate: Severity | None,
    format_: str,
    output: Path | None,
) -> None:
    """Show what has changed between runs; ends with 1 where the last has what the gate lets not pass."""
    from a11ylint.cli.trend import LISTED, as_csv, as_json, as_markdown, as_text
    from a11ylint.trend import State, compare

    if len(runs) < 2:
        stop("--trend compares runs: name two or more, the earliest first")
    try:
        trend = compare(runs, asked, dimensions, listed=0 if format_ == "csv" else LISTED)
    except ResultsError as error:
        stop(printable(str(error)))
    _tell_damaged(trend.damaged)
    whole = len(dimensions) == 1
    _show(
        {
            "text": lambda: as_text(trend, whole=whole),
            "markdown": lambda: as_markdown(trend, whole=whole),
            "csv": lambda: as_csv(trend),
            "json": lambda: as_json(trend),
            "html": lambda: _html(trend),
        }[format_](),
        output,
    )
    last = trend.steps[-1].totals
    if gate is not None and any(last[state].reaches(gate) for state in (State.NEW, State.ON_NEW_PAGES)):
        sys.exit(FINDINGS)


def _tell_damaged(lines: int) -> None:
    if lines:
        tell(f"{lines:,} {'line is' if lines == 1 else 'lines are'} no record, and not counted")


def _html(trend: Trend) -> Iterator[str]:
    from a11ylint.report.html.trend import draw_trend

    return draw_trend(trend)


def _show(lines: Iterable[str], output: Path | None) -> None:
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        write_atomically(output, data)
    except OSError as error:
        stop(f"{output}: the report cannot be written ({reason_of(error)})")


def _text(totals: Counts, unreadable: int, tables: _Tables, *, whole: bool) -> Iterator[str]:
    yield _sentence(totals, unreadable)
    for dimension, rows in tables.items():
        shown = rows if whole else rows[:_SHOWN]
        yield ""
        yield from aligned(_cells_of(dimension, shown))
        if len(shown) < len(rows):
            yield f"… and {len(rows) - len(shown):,} more: --by {dimension.value}"


def _markdown(totals: Counts, unreadable: int, tables: _Tables, *, whole: bool) -> Iterator[str]:
    yield f"# a11ylint\n\n{_sentence(totals, unreadable)}"
    for dimension, rows in tables.items():
        shown = rows if whole else rows[:_SHOWN]
        yield f"\n## {_PLURALS[dimension].capitalize()}\n"
        yield from piped(_cells_of(dimension, shown))
        if len(shown) < len(rows):
            yield f"\n… and {len(rows) - len(shown):,} more."


def _csv(tables: _Tables) -> Iterator[str]:
    yield row_of(["by", "name", "pages", "with_findings", "findings", "per_100_pages", "error", "warning", "notice"])
    for dimension, rows in tables.items():
        for row in rows:
            counts = row.counts
            numbers = (counts.pages, counts.with_findings, counts.findings, counts.per_100_pages)
            yield row_of(
                [
                    *(dimension.value, row.name or ""),
                    *map(str, (*numbers, counts.error, counts.warning, counts.notice)),
                ]
            )


def _json(totals: Counts, unreadable: int, tables: _Tables) -> Iterator[str]:
    data = {
        "version": 1,
        "totals": {**_numbers(totals), "unreadable": unreadable},
        "by": {
            dimension.value: [{"name": row.name, **_numbers(row.counts)} for row in rows]
            for dimension, rows in tables.items()
        },
    }
    yield dump(data, 2)


def _numbers(counts: Counts) -> dict[str, Any]:
    return {**asdict(counts), "per_100_pages": counts.per_100_pages}


def _sentence(totals: Counts, unreadable: int) -> str:
    unread = f", {unreadable:,} not readable" if unreadable else ""
    return (
        f"{totals.pages:,} pages{unread}; {totals.with_findings:,} with findings: {totals.error:,} errors, "
        f"{totals.warning:,} warnings, {totals.notice:,} notices, {totals.per_100_pages:,} findings per 100 pages"
    )


def _cells_of(dimension: Dimension, rows: Iterable[Row]) -> Sequence[Sequence[str]]:
    return [(dimension.value, *_HEADS), *((_name(row), *_cells(row.counts)) for row in rows)]


def _name(row: Row) -> str:
    return printable(row.name) if row.name else "(unknown)"


def _cells(counts: Counts) -> list[str]:
    numbers = (counts.pages, counts.with_findings, counts.findings)
    severities = (counts.error, counts.warning, counts.notice)
    return [*(f"{each:,}" for each in numbers), f"{counts.per_100_pages:,}", *(f"{each:,}" for each in severities)]
