"""What has changed between runs: which findings are new, mended, standing; asked of result files with DuckDB.

A page is known by its path, a finding on it by its rule and fingerprint, which stays when the page is edited elsewhere.
Equal findings of a page are counted, so that a third copy of two is new. A page that is in one run only, renamed ones
among them, is new or gone with its findings; where a page could not be read in one of the runs, nobody knows what
became of its findings: they are neither new nor mended.

Files are scanned, and what is at hand of them in between goes to disk where it is much: memory does not grow with their
pages.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from a11ylint.findings import Severity
from a11ylint.records import dataclass
from a11ylint.results import (
    ALL,
    MONTH,
    Asked,
    Counts,
    Dimension,
    Results,
    ResultsError,
    connect,
    first_line,
    largest_record,
    read_pages,
    result_files,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Bytes that DuckDB may use before it writes to disk, besides what two runs' largest records are read with.
_MEMORY: Final = 320_000_000
_PLACE: Final = 'STRUCT(line INTEGER, "column" INTEGER, "offset" INTEGER)'
_OF_A_FINDING: Final = {
    "rule": "VARCHAR",
    "severity": "VARCHAR",
    "fingerprint": "VARCHAR",
    "message": "VARCHAR",
    "start": _PLACE,
}
_SEVERITIES: Final = tuple(each.value for each in Severity)
_BUCKETS: Final = (*_SEVERITIES, "other")  # worst first; no severity of ours is any other


class State(StrEnum):
    """What has become of a finding from one run to the next."""

    NEW = "new"
    MENDED = "mended"
    STANDING = "standing"
    ON_NEW_PAGES = "on_new_pages"
    ON_GONE_PAGES = "on_gone_pages"
    # On pages that one of the runs could not read.
    NOT_COMPARED_BEFORE = "not_compared_before"
    NOT_COMPARED_NOW = "not_compared_now"


_BEFORE: Final = (State.STANDING, State.MENDED, State.ON_GONE_PAGES, State.NOT_COMPARED_BEFORE)
_NOW: Final = (State.STANDING, State.NEW, State.ON_NEW_PAGES, State.NOT_COMPARED_NOW)


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings, and how many of them are of each severity; of standing ones, that which they have now."""

    findings: int = 0
    error: int = 0
    warning: int = 0
    notice: int = 0

    def reaches(self, severity: Severity) -> bool:
        """Whether one is at least as bad."""
        return any(getattr(self, each.value) for each in Severity if each.rank <= severity.rank)


@dataclass(frozen=True, slots=True)
class Changes:
    """The findings of two runs, by what has become of them: each is counted once, under one state."""

    tallies: Mapping[State, Tally]

    def __getitem__(self, state: State) -> Tally:
        return self.tallies[state]

    @property
    def before(self) -> int:
        """The findings of the earlier run."""
        return sum(self.tallies[state].findings for state in _BEFORE)

    @property
    def now(self) -> int:
        """The findings of the later run."""
        return sum(self.tallies[state].findings for state in _NOW)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """The changes of one rule, section, publisher or month; None is for pages that do not say theirs. What a page says
    in the later run counts, if it says anything there."""

    name: str | None
    changes: Changes


@dataclass(frozen=True, slots=True)
class PagesCompared:
    """Pages of two runs: readable in `both`, in the later run only, in the earlier one only, and those in both that one
    of them could not read."""

    both: int
    new: int
    gone: int
    not_compared: int


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding that is new on a page of both runs; line and column count from 1."""

    path: str
    line: int
    column: int
    rule: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Step:
    """What changed from one run to the next; `new` are the worst of the new findings, as many as were asked for."""

    pages: PagesCompared
    totals: Changes
    by: Mapping[Dimension, tuple[ChangedRow, ...]]
    new: tuple[NewFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class RunCounts:
    """One run by itself."""

    name: str
    counts: Counts
    unreadable: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Runs in order, and the steps from each to the next: one fewer. `damaged` lines of the files hold no record."""

    runs: tuple[RunCounts, ...]
    steps: tuple[Step, ...]
    damaged: int = 0


def compare(
    runs: Sequence[str],
    asked: Asked = ALL,
    dimensions: Sequence[Dimension] = tuple(Dimension),
    *,
    listed: int = 0,
) -> Trend:
    """Compare runs, two at least, each given as a result file, a folder of such, or a pattern, the earliest first. The
    last step lists so many of its new findings. Raises `ResultsError`."""
    files = [result_files([name]) for name in runs]
    largest = largest_record(chain.from_iterable(files))
    with _connected(_MEMORY + 4 * largest) as connection:
        opened = []
        for number, names in enumerate(files):
            read_pages(connection, names, _OF_A_FINDING, largest).create_view(_run(number))
            opened.append(Results(connection, _run(number)))
        counts = tuple(
            RunCounts(name, each.totals(asked), each.unreadable(asked)) for name, each in zip(runs, opened, strict=True)
        )
        steps = []
        for before, now in pairwise(range(len(files))):
            _match(connection, _run(before), _run(now), asked)
            steps.append(_step(connection, dimensions))
        if listed and steps:
            new = _new(connection, asked, listed)
            steps[-1] = replace(steps[-1], new=new)
        return Trend(counts, tuple(steps), sum(each.damaged() for each in opened))


@contextmanager
def _connected(memory: int) -> Iterator[DuckDBPyConnection]:
    """A database that writes to a folder of its own what is too much for memory. Its errors are ours."""
    folder = tempfile.mkdtemp(prefix="a11ylint-")
    try:
        with connect({"memory_limit": f"{memory}B", "temp_directory": folder, "threads": "1"}) as connection:
            import duckdb

            try:
                yield connection
            except duckdb.Error as error:
                raise ResultsError(f"the results cannot be read ({first_line(error)})") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(number: int) -> str:
    """What a run's pages are called in the database."""
    return f"run_{number}"


def _pages(run: str) -> str:
    return f"""
        SELECT path, min(section) AS section, min(publisher) AS publisher, min(published) AS published,
            bool_and(unreadable IS NULL) AS readable
        FROM {run} WHERE path IS NOT NULL GROUP BY path
    """


def _findings(run: str, *, later: bool) -> str:
    return f"""
        SELECT id, each.rule AS rule, coalesce(each.fingerprint, '') AS fingerprint, each.severity AS severity,
            {later} AS later
        FROM (SELECT id, unnest(findings) AS each FROM {run} JOIN matched USING (path))
        WHERE len($rules) = 0 OR list_contains($rules, each.rule)
    """


# Each page that is asked about, by what has become of it.
_MATCHED: Final = f"""
    CREATE OR REPLACE TEMP TABLE matched AS
    WITH pages AS (
        SELECT path, coalesce(now.section, before.section) AS section,
            coalesce(now.publisher, before.publisher) AS publisher,
            coalesce(now.published, before.published) AS published,
            CASE WHEN before.readable IS NULL THEN 'new' WHEN now.readable IS NULL THEN 'gone'
                WHEN before.readable AND now.readable THEN 'both' ELSE 'not_compared' END AS state
        FROM ({_pages("run_before")}) AS before FULL JOIN ({_pages("run_now")}) AS now USING (path)
    )
    SELECT row_number() OVER () AS id, path, section, publisher, {MONTH} AS month, state FROM pages
    WHERE (len($publishers) = 0 OR list_contains($publishers, publisher)) AND ($since = '' OR published >= $since)
"""


def _of_severity(severity: str) -> str:
    if severity == "other":
        return f"severity IS NULL OR severity NOT IN ({', '.join(map(repr, _SEVERITIES))})"
    return f"severity = '{severity}'"


def _counted() -> str:
    """How often each finding of a page is in the runs, by severity."""
    return ", ".join(
        f"count(*) FILTER ({side} AND ({_of_severity(severity)})) AS {name}_{severity}"
        for side, name in (("NOT later", "before"), ("later", "now"))
        for severity in _BUCKETS
    )


def _matching() -> str:
    """How many of each severity have their like in the other run: where there are fewer of them there, the worst."""
    columns = ["least(before_total, now_total) AS alike"]
    for side in ("before", "now"):
        worse = "0"
        for severity in _BUCKETS:
            columns.append(f"greatest(least({side}_{severity}, alike - ({worse})), 0) AS {side}_alike_{severity}")
            worse += f" + {side}_{severity}"
    return ", ".join(columns)


def _becoming() -> str:
    """How many of each severity are in each state."""
    of_state = {
        State.NEW: ("both", "now_{0} - now_alike_{0}"),
        State.MENDED: ("both", "before_{0} - before_alike_{0}"),
        State.STANDING: ("both", "now_alike_{0}"),
        State.ON_NEW_PAGES: ("new", "now_{0}"),
        State.ON_GONE_PAGES: ("gone", "before_{0}"),
        State.NOT_COMPARED_BEFORE: ("not_compared", "before_{0}"),
        State.NOT_COMPARED_NOW: ("not_compared", "now_{0}"),
    }
    return ", ".join(
        f"CASE WHEN state = '{page}' THEN {number.format(severity)} ELSE 0 END AS {state}_{severity}"
        for state, (page, number) in of_state.items()
        for severity in _BUCKETS
    )


_STATES: Final = tuple(f"{state}_{severity}" for state in State for severity in _BUCKETS)
# What has become of the findings, summed for every rule in every section, publisher and month together.
_CHANGED: Final = f"""
    CREATE OR REPLACE TEMP TABLE changed AS
    WITH found AS ({_findings("run_before", later=False)} UNION ALL {_findings("run_now", later=True)}),
        counted AS (SELECT id, rule, {_counted()} FROM found GROUP BY id, rule, fingerprint),
        summed AS (SELECT *, {" + ".join(f"before_{each}" for each in _BUCKETS)} AS before_total,
            {" + ".join(f"now_{each}" for each in _BUCKETS)} AS now_total FROM counted),
        matching AS (SELECT *, {_matching()} FROM summed),
        becoming AS (SELECT rule, section, publisher, month, {_becoming()} FROM matching JOIN matched USING (id))
    SELECT rule, section, publisher, month, {", ".join(f"sum({each}) AS {each}" for each in _STATES)}
    FROM becoming GROUP BY rule, section, publisher, month
"""
_SUMS: Final = ", ".join(f"coalesce(sum({each}), 0)" for each in _STATES)


def _match(connection: DuckDBPyConnection, before: str, now: str, asked: Asked) -> None:
    """Work out what has become of the pages and findings of one run in another."""
    values = asked.values()
    for view, run in (("run_before", before), ("run_now", now)):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM {run}")
    connection.execute(_MATCHED, {name: values[name] for name in ("publishers", "since")})
    connection.execute(_CHANGED, {"rules": values["rules"]})


def _step(connection: DuckDBPyConnection, dimensions: Sequence[Dimension]) -> Step:
    """What `_match` worked out."""
    states = dict(connection.execute("SELECT state, count(*) FROM matched GROUP BY state").fetchall())
    pages = PagesCompared(*(states.get(state, 0) for state in ("both", "new", "gone", "not_compared")))
    [totals] = connection.execute(f"SELECT {_SUMS} FROM changed").fetchall()
    return Step(pages, _changes(totals), {each: tuple(_rows(connection, each)) for each in dimensions})


def _rows(connection: DuckDBPyConnection, dimension: Dimension) -> Iterator[ChangedRow]:
    """A row for each rule and the like, most new findings first, then most mended; months in order."""
    # A dimension's name is one of ours, and a column's.
    found = connection.execute(f"SELECT {dimension.value}, {_SUMS} FROM changed GROUP BY {dimension.value}").fetchall()
    rows = [ChangedRow(name, _changes(numbers)) for name, *numbers in found]
    return iter(sorted(rows, key=_by_name if dimension is Dimension.MONTH else _by_change))


def _by_name(row: ChangedRow) -> tuple[Any, ...]:
    return row.name is None, row.name or ""


def _by_change(row: ChangedRow) -> tuple[Any, ...]:
    changes = row.changes
    return -changes[State.NEW].findings, -changes[State.MENDED].findings, -changes.now, *_by_name(row)


def _changes(numbers: Sequence[int]) -> Changes:
    left = map(int, numbers)
    tallies = {}
    for state in State:
        error, warning, notice, other = (next(left) for _ in _BUCKETS)
        tallies[state] = Tally(error + warning + notice + other, error, warning, notice)
    return Changes(tallies)


_RANK: Final = f"coalesce(list_position({list(_SEVERITIES)!r}, each.severity), {len(_BUCKETS)})"
_KEY: Final = "id, each.rule AS rule, coalesce(each.fingerprint, '') AS fingerprint"
# The worst of the new findings: of equal ones on a page, those beyond as many as there were.
_NEW: Final = f"""
    WITH earlier AS (
        SELECT {_KEY}, count(*) AS known
        FROM (SELECT id, unnest(findings) AS each FROM run_before JOIN matched USING (path) WHERE state = 'both')
        GROUP BY ALL
    ),
    later AS (
        SELECT {_KEY}, path, {_RANK} AS rank, each,
            row_number() OVER (
                PARTITION BY id, each.rule, coalesce(each.fingerprint, '') ORDER BY {_RANK}, each.start.offset
            ) AS number
        FROM (SELECT id, path, unnest(findings) AS each FROM run_now JOIN matched USING (path) WHERE state = 'both')
        WHERE len($rules) = 0 OR list_contains($rules, each.rule)
    )
    SELECT path, coalesce(each.start.line, 1), coalesce(each.start.column, 1), rule, each.severity, each.message
    FROM later LEFT JOIN earlier USING (id, rule, fingerprint)
    WHERE number > coalesce(known, 0)
    ORDER BY rank, path, each.start.offset, rule LIMIT $most
"""


def _new(connection: DuckDBPyConnection, asked: Asked, most: int) -> tuple[NewFinding, ...]:
    """The worst of the findings that are new between the runs that were matched last."""
    values = {"rules": list(asked.rules), "most": most}
    return tuple(
        NewFinding(path, line, column, rule or "", severity or "", message or "")
        for path, line, column, rule, severity, message in connection.execute(_NEW, values).fetchall()
    )
