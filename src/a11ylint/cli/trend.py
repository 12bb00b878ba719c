"""``a11ylint report --trend``: what has changed between runs, as text, Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final

from a11ylint.cli.tables import aligned, piped
from a11ylint.findings import Severity
from a11ylint.report.csv import row_of
from a11ylint.report.json import dump
from a11ylint.report.markdown import escaped
from a11ylint.report.text import counted, printable
from a11ylint.results import Dimension
from a11ylint.trend import ChangedRow, Changes, NewFinding, RunCounts, State, Step, Tally, Trend

LISTED: Final = 1000  # new findings that JSON lists
_LISTED: Final = 10  # that people read
_SHOWN: Final = 10  # rows of each table of an overview
_VERSION: Final = 1
_RUN_HEAD: Final = ("run", "pages", "not readable", "findings", "per 100 pages", "errors", "warnings", "notices")
_HEADS: Final = {
    State.NEW: "new",
    State.MENDED: "mended",
    State.STANDING: "standing",
    State.ON_NEW_PAGES: "on new pages",
    State.ON_GONE_PAGES: "gone with pages",
}
_SEVERITIES: Final = tuple(each.value for each in Severity)
_PLURALS: Final = {each: f"{each.value}s" for each in Dimension}


def as_text(trend: Trend, *, whole: bool) -> Iterator[str]:
    """A table of the runs, a sentence or two on each step, and tables of the last step."""
    yield from aligned([_RUN_HEAD, *map(_run_cells, trend.runs)])
    for told in _told_steps(trend):
        yield ""
        yield from told
    for dimension, rows in _tables(trend):
        shown = rows if whole else rows[:_SHOWN]
        yield ""
        yield from aligned(_changed_cells(dimension, shown))
        if len(shown) < len(rows):
            yield f"… and {len(rows) - len(shown):,} more: --by {dimension.value}"
    new = trend.steps[-1].new
    if new and not whole:
        yield "\nnew findings, the worst first"
        yield from (
            f"{_place(each)}: {printable(each.severity)}: {_said(each)} [{printable(each.rule)}]"
            for each in new[:_LISTED]
        )
        yield from _more(trend)


def as_markdown(trend: Trend, *, whole: bool) -> Iterator[str]:
    """The same in Markdown."""
    yield "# a11ylint: trend\n"
    yield from piped([_RUN_HEAD, *map(_run_cells, trend.runs)])
    for told in _told_steps(trend):
        yield ""
        yield from map(escaped, told)
    for dimension, rows in _tables(trend):
        shown = rows if whole else rows[:_SHOWN]
        yield f"\n## {_PLURALS[dimension].capitalize()}\n"
        yield from piped(_changed_cells(dimension, shown))
        if len(shown) < len(rows):
            yield f"\n… and {len(rows) - len(shown):,} more."
    new = trend.steps[-1].new
    if new and not whole:
        yield "\n## New findings\n"
        for each in new[:_LISTED]:
            said = f"**{escaped(each.severity)}** {escaped(_said(each))} ({escaped(printable(each.rule))})"
            yield f"- {escaped(_place(each))} {said}"
        yield from _more(trend)


def as_csv(trend: Trend) -> Iterator[str]:
    """A row for every row of every step's tables."""
    states = [f"{state}{part}" for state in State for part in ("", *(f"_{each}" for each in _SEVERITIES))]
    yield row_of(["from", "to", "by", "name", "before", "now", *states])
    for (before, now), step in zip(pairwise(trend.runs), trend.steps, strict=True):
        for dimension, rows in step.by.items():
            for row in rows:
                cells = (str(cell) for state in State for cell in asdict(row.changes[state]).values())
                figures = (str(row.changes.before), str(row.changes.now), *cells)
                yield row_of([before.name, now.name, dimension.value, row.name or "", *figures])


def as_json(trend: Trend) -> Iterator[str]:
    """One document; fields may be added within its version."""
    data = {
        "version": _VERSION,
        "runs": [_run_data(run) for run in trend.runs],
        "steps": [_step_data(number, step) for number, step in enumerate(trend.steps)],
    }
    yield dump(data, 2)


def _run_data(run: RunCounts) -> Mapping[str, Any]:
    counts = {**asdict(run.counts), "per_100_pages": run.counts.per_100_pages}
    return {"name": run.name, **counts, "unreadable": run.unreadable}


def _step_data(number: int, step: Step) -> Mapping[str, Any]:
    return {
        "from": number,
        "to": number + 1,
        "pages": asdict(step.pages),
        "totals": _changes_data(step.totals),
        "by": {
            dimension.value: [{"name": row.name, **_changes_data(row.changes)} for row in rows]
            for dimension, rows in step.by.items()
        },
        "new_findings": [asdict(each) for each in step.new],
    }


def _changes_data(changes: Changes) -> Mapping[str, Any]:
    tallies = {state.value: asdict(changes[state]) for state in State}
    return {"before": changes.before, "now": changes.now, **tallies}


def _run_cells(run: RunCounts) -> Sequence[str]:
    counts = run.counts
    figures = (counts.pages, run.unreadable, counts.findings, counts.per_100_pages)
    return (printable(run.name), *(f"{each:,}" for each in (*figures, counts.error, counts.warning, counts.notice)))


def _told_steps(trend: Trend) -> Iterator[Sequence[str]]:
    for (before, now), step in zip(pairwise(trend.runs), trend.steps, strict=True):
        yield tuple(_told(printable(before.name), printable(now.name), step))


def _told(before: str, now: str, step: Step) -> Iterator[str]:
    """What changed, in words: that which is told of only where there is any."""
    changes, pages = step.totals, step.pages
    yield (
        f"{now} since {before}: {_severities(changes[State.NEW])} new, {_severities(changes[State.MENDED])} mended, "
        f"{changes[State.STANDING].findings:,} standing, on {counted(pages.both, 'page')} that both have read"
    )
    if pages.new:
        yield f"{counted(pages.new, 'page')} new, with {counted(changes[State.ON_NEW_PAGES].findings, 'finding')}"
    if pages.gone:
        yield f"{counted(pages.gone, 'page')} gone, with {counted(changes[State.ON_GONE_PAGES].findings, 'finding')}"
    if pages.new and pages.gone:
        yield "(a page with another name is gone, and new)"
    if pages.not_compared:
        then, today = changes[State.NOT_COMPARED_BEFORE].findings, changes[State.NOT_COMPARED_NOW].findings
        yield (
            f"{counted(pages.not_compared, 'page')} not readable in one of the two, whose findings "
            f"({then:,} before, {today:,} now) are neither new nor mended"
        )


def _severities(tally: Tally) -> str:
    if not tally.findings:
        return "0"
    named = ((tally.error, "error"), (tally.warning, "warning"), (tally.notice, "notice"))
    parts = ", ".join(counted(number, name) for number, name in named if number)
    return f"{tally.findings:,} ({parts})" if parts else f"{tally.findings:,}"


def _tables(trend: Trend) -> Iterable[tuple[Dimension, tuple[ChangedRow, ...]]]:
    return trend.steps[-1].by.items()


def _changed_cells(dimension: Dimension, rows: Iterable[ChangedRow]) -> Sequence[Sequence[str]]:
    head = (dimension.value, "before", "now", *_HEADS.values())
    return [head, *((_name(row), *map(_figure, _figures(row))) for row in rows)]


def _figures(row: ChangedRow) -> Iterator[int]:
    yield from (row.changes.before, row.changes.now)
    yield from (row.changes[state].findings for state in _HEADS)


def _figure(number: int) -> str:
    return f"{number:,}"


def _name(row: ChangedRow) -> str:
    return printable(row.name) if row.name else "(unknown)"


def _place(finding: NewFinding) -> str:
    return f"{printable(finding.path)}:{finding.line}:{finding.column}"


def _said(finding: NewFinding) -> str:
    return printable(finding.message)


def _more(trend: Trend) -> Iterator[str]:
    left = trend.steps[-1].totals[State.NEW].findings - _LISTED
    if left > 0:
        yield f"… and {left:,} more"
