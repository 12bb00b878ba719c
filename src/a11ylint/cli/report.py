"""``a11ylint report``: what result files say, by rule, section, publisher and month."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import click

from a11ylint import patterns as re
from a11ylint.cli.common import format_option, split_lists, stop, tell
from a11ylint.report.csv import row_of
from a11ylint.report.markdown import escaped
from a11ylint.report.text import printable
from a11ylint.results import Asked, Counts, Dimension, ResultsError, Row, open_results

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
@format_option("text", "json", "csv", "markdown")
def report(
    results: tuple[str, ...],
    by: str | None,
    rules: tuple[str, ...],
    publishers: tuple[str, ...],
    since: str,
    format_: str,
) -> None:
    """Sum up RESULTS: files that `a11ylint check --format pages:FILE` or `--format parquet:FILE` wrote, folders of
    them, or patterns.

    Several files are counted as one, each page as often as it stands there.
    """
    if since and not _DATE.fullmatch(since):
        stop(f"--since is a date such as 2024, 2024-05 or 2024-05-31, not {since!r}")
    asked = Asked(split_lists(rules), publishers, since)
    dimensions = [Dimension(by)] if by is not None else list(Dimension)
    try:
        opened = open_results(results)
        totals, unreadable, damaged = opened.totals(asked), opened.unreadable(asked), opened.damaged()
        tables = {dimension: opened.by(dimension, asked) for dimension in dimensions}
    except ResultsError as error:
        stop(printable(str(error)))
    if damaged:
        tell(f"{damaged:,} {'line is' if damaged == 1 else 'lines are'} no record, and not counted")
    shown = len(dimensions) == 1
    lines = {
        "text": lambda: _text(totals, unreadable, tables, whole=shown),
        "markdown": lambda: _markdown(totals, unreadable, tables, whole=shown),
        "csv": lambda: _csv(tables),
        "json": lambda: _json(totals, unreadable, tables),
    }[format_]()
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def _text(totals: Counts, unreadable: int, tables: _Tables, *, whole: bool) -> Iterator[str]:
    yield _sentence(totals, unreadable)
    for dimension, rows in tables.items():
        shown = rows if whole else rows[:_SHOWN]
        cells = [[dimension.value, *_HEADS], *([_name(row), *_cells(row.counts)] for row in shown)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        yield ""
        for name, *numbers in cells:
            yield "  ".join(
                (name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)))
            )
        if len(shown) < len(rows):
            yield f"… and {len(rows) - len(shown):,} more: --by {dimension.value}"


def _markdown(totals: Counts, unreadable: int, tables: _Tables, *, whole: bool) -> Iterator[str]:
    yield f"# a11ylint\n\n{_sentence(totals, unreadable)}"
    for dimension, rows in tables.items():
        shown = rows if whole else rows[:_SHOWN]
        yield f"\n## {_PLURALS[dimension].capitalize()}\n"
        yield f"| {' | '.join((dimension.value, *_HEADS))} |"
        yield f"|---|{'---:|' * len(_HEADS)}"
        for row in shown:
            yield f"| {' | '.join((escaped(_name(row)), *_cells(row.counts)))} |"
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
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _numbers(counts: Counts) -> dict[str, Any]:
    return {**asdict(counts), "per_100_pages": counts.per_100_pages}


def _sentence(totals: Counts, unreadable: int) -> str:
    unread = f", {unreadable:,} not readable" if unreadable else ""
    return (
        f"{totals.pages:,} pages{unread}; {totals.with_findings:,} with findings: {totals.error:,} errors, "
        f"{totals.warning:,} warnings, {totals.notice:,} notices, {totals.per_100_pages:,} findings per 100 pages"
    )


def _name(row: Row) -> str:
    return printable(row.name) if row.name else "(unknown)"


def _cells(counts: Counts) -> list[str]:
    numbers = (counts.pages, counts.with_findings, counts.findings)
    severities = (counts.error, counts.warning, counts.notice)
    return [*(f"{each:,}" for each in numbers), f"{counts.per_100_pages:,}", *(f"{each:,}" for each in severities)]
