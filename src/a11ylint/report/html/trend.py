"""What has changed between runs as one HTML file: no script, no network, every figure in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from a11ylint.report.html import charts
from a11ylint.report.html.charts import Bar
from a11ylint.report.html.layout import Chapter, draw_changes, made_today
from a11ylint.report.html.markup import Content, Markup, join, tag
from a11ylint.report.text import counted
from a11ylint.results import Dimension
from a11ylint.trend import ChangedRow, Changes, NewFinding, RunCounts, State, Step, Trend

_FIRST: Final = 10  # rows of a table that are shown at once
_LISTED: Final = 20  # new findings that are
_CHANGES: Final = ("New", "Mended", "Standing", "Before", "Now")
_TITLES: Final = {
    Dimension.RULE: ("rule", "Rules"),
    Dimension.SECTION: ("section", "Sections"),
    Dimension.PUBLISHER: ("publisher", "Publishers"),
    Dimension.MONTH: ("month of publication", "Months"),
}


def draw_trend(trend: Trend) -> Iterator[str]:
    """The document in pieces. The last step is shown in full, the runs before it by their figures."""
    before, now = trend.runs[-2:]
    step = trend.steps[-1]
    chapters = [
        Chapter("changes", "In figures", join(_figures(step), _told(step))),
        Chapter("tables", "Where it changed", _tables(step)),
        Chapter("runs", "The runs", _runs(trend)),
        Chapter("new", "New findings", _new(step)),
    ]
    lead = f"{_sum(step.totals)} in {now.name}, since {before.name}."
    return draw_changes(
        f"a11ylint: {now.name} since {before.name}", "What is new and what is mended", lead, made_today(), chapters
    )


def _sum(changes: Changes) -> str:
    new, mended, standing = (changes[state].findings for state in (State.NEW, State.MENDED, State.STANDING))
    return f"{counted(new, 'new finding')}, {mended:,} mended, {standing:,} standing"


def _figures(step: Step) -> Markup:
    totals = step.totals
    figures = [
        ("new findings", totals[State.NEW].findings, "error"),
        ("of them errors", totals[State.NEW].error, "error"),
        ("mended", totals[State.MENDED].findings, "mended"),
        ("standing", totals[State.STANDING].findings, ""),
        ("on pages that came", totals[State.ON_NEW_PAGES].findings, ""),
        ("pages compared", step.pages.both, ""),
    ]
    return tag(
        "dl",
        (
            tag("div", tag("dt", name), tag("dd", f"{value:,}"), class_=class_ if value and class_ else None)
            for name, value, class_ in figures
        ),
        class_="figures",
    )


def _told(step: Step) -> Markup:
    """What the figures leave out."""
    totals, pages = step.totals, step.pages
    said = ["New and mended are findings on the pages that both runs have read; what stands in both is standing."]
    if pages.new:
        said.append(
            f"{counted(pages.new, 'page')} came, with {counted(totals[State.ON_NEW_PAGES].findings, 'finding')}."
        )
    if pages.gone:
        said.append(
            f"{counted(pages.gone, 'page')} went, with {counted(totals[State.ON_GONE_PAGES].findings, 'finding')}."
        )
    if pages.new and pages.gone:
        said.append("A page that was renamed has gone, and come.")
    if pages.not_compared:
        then, today = totals[State.NOT_COMPARED_BEFORE].findings, totals[State.NOT_COMPARED_NOW].findings
        said.append(
            f"{counted(pages.not_compared, 'page')} could not be read in one of the two runs: what became of the "
            f"findings there ({then:,} before, {today:,} now) is not known."
        )
    return tag("p", " ".join(said), class_="told")


def _tables(step: Step) -> Markup:
    return tag("div", (_table(dimension, rows) for dimension, rows in step.by.items() if rows), class_="changes")


def _table(dimension: Dimension, all_: Sequence[ChangedRow]) -> Markup:
    name, plural = _TITLES[dimension]
    rows = [Bar(_name(row), _parts(row.changes), tuple(_cells(row.changes))) for row in all_]
    longest = max(row.length for row in rows)
    heads = (dimension.value.capitalize(), *_CHANGES)
    keys = tag("div", tag("span", "new", class_="key new"), tag("span", "mended", class_="key mended"), class_="keys")
    parts = [keys, _scrolled(f"Changes by {name}", heads, rows[:_FIRST], longest)]
    if rest := rows[_FIRST:]:
        more = _scrolled(f"Changes by {name}, continued", heads, rest, longest)
        parts.append(tag("details", tag("summary", f"{len(rest):,} more {plural.lower()}"), more))
    return tag("section", tag("h3", f"By {name}"), parts, class_="chart")


def _scrolled(caption: str, heads: Sequence[str], rows: Sequence[Bar], longest: int) -> Markup:
    """A table that narrow screens scroll within its own bounds, by keyboard too."""
    table = charts.bars(tag("span", caption, class_="vh"), heads, rows, longest)
    return tag("div", table, class_="wide", role="region", aria_label=caption, tabindex="0")


def _parts(changes: Changes) -> Sequence[tuple[str, int]]:
    return tuple((state.value, changes[state].findings) for state in (State.NEW, State.MENDED))


def _cells(changes: Changes) -> Iterator[Markup]:
    for state in (State.NEW, State.MENDED, State.STANDING):
        yield _number(changes[state].findings)
    yield from map(_number, (changes.before, changes.now))


def _number(value: int | float) -> Markup:
    return tag("td", f"{value:,}", class_="number")


def _name(row: ChangedRow) -> Markup:
    return tag("bdi", row.name) if row.name else tag("span", "none given", class_="none")


def _new(step: Step) -> Markup:
    number = step.totals[State.NEW].findings
    if not number:
        return tag("p", "There are none on the pages that both runs have read.", class_="note")
    first, rest = step.new[:_LISTED], step.new[_LISTED:]
    missing = number - len(step.new)
    parts: list[Content] = [tag("ul", map(_finding, first), class_="news")]
    if rest:
        listed = tag("ul", map(_finding, rest), class_="news")
        parts.append(tag("details", tag("summary", f"{len(rest):,} more"), listed))
    if missing:
        parts.append(tag("p", f"{missing:,} more are counted above, and not listed.", class_="note"))
    return join(*parts)


def _finding(finding: NewFinding) -> Markup:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    where = tag("span", tag("code", finding.rule), " at ", tag("bdi", place), class_="where")
    known = finding.severity if finding.severity in ("error", "warning", "notice") else None
    badge = tag("span", finding.severity, class_=f"badge {known}" if known else "badge")
    return tag("li", badge, tag("span", finding.message, dir="auto"), where)


def _runs(trend: Trend) -> Markup:
    """Each run by itself and, where there are several steps, what changed in each."""
    drawn = [_chart("Findings of each run", "Findings of each run", _RUN_HEADS, [_run(run) for run in trend.runs])]
    if len(trend.steps) > 1:
        rows = [
            Bar(tag("bdi", f"{now.name} since {before.name}"), _parts(step.totals), tuple(_cells(step.totals)))
            for (before, now), step in zip(pairwise(trend.runs), trend.steps, strict=True)
        ]
        drawn.append(_chart("Each run since the one before", "Changes in each run", ("Run", *_CHANGES), rows))
    return tag("div", drawn, class_="changes")


_RUN_HEADS: Final = ("Run", "Pages", "Not readable", "Findings", "Per 100 pages")


def _run(run: RunCounts) -> Bar:
    counts = run.counts
    parts = (("error", counts.error), ("warning", counts.warning), ("notice", counts.notice))
    figures = (counts.pages, run.unreadable, counts.findings, counts.per_100_pages)
    return Bar(tag("bdi", run.name), parts, tuple(map(_number, figures)))


def _chart(title: str, caption: str, heads: Sequence[str], rows: Sequence[Bar]) -> Markup:
    keys = ("error", "warning", "notice") if heads is _RUN_HEADS else ("new", "mended")
    plural = "s" if heads is _RUN_HEADS else ""
    legend = tag("div", (tag("span", f"{each}{plural}", class_=f"key {each}") for each in keys), class_="keys")
    table = _scrolled(caption, heads, rows, max(row.length for row in rows))
    return tag("section", tag("h3", title), legend, table, class_="chart")
