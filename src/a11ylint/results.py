"""Questions about result files: the records of `a11ylint.report.pages`, as JSON lines or Parquet, asked with DuckDB.

Files are scanned, not loaded: memory does not grow with their pages. Nothing that a file or a user says becomes part of
a query: names are bound as values, and files are opened by name.
"""

from __future__ import annotations

import glob
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from a11ylint.records import dataclass

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_TABLE: Final = ".parquet"
_LEAST_LINE: Final = 4 * 1024 * 1024  # bytes
_MOST_LINE: Final = 256 * 1024 * 1024  # bytes of one record
_READ: Final = 1024 * 1024  # bytes
# What of a record is asked about, and of each of its findings.
_COLUMNS: Final = dict.fromkeys(("path", "publisher", "section", "published", "unreadable"), "VARCHAR")
_OF_A_FINDING: Final = {"rule": "VARCHAR", "severity": "VARCHAR"}
_NO_NETWORK: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_PAGES: Final = "the_pages"  # stands in queries for the view of the pages that are asked about
# The month that a page was published in.
MONTH: Final = "CASE WHEN regexp_matches(published, '^[0-9]{4}-[0-9]{2}') THEN substr(published, 1, 7) END"
# The pages that are asked about, each with its findings that are.
_ASKED: Final = f"""
    WITH asked AS (
        SELECT publisher, section, {MONTH} AS month,
            unreadable IS NULL AS readable,
            [each FOR each IN coalesce(findings, []) IF len($rules) = 0 OR list_contains($rules, each.rule)] AS found
        FROM {_PAGES}
        WHERE path IS NOT NULL
            AND (len($publishers) = 0 OR list_contains($publishers, publisher))
            AND ($since = '' OR published >= $since)
    )
"""
_COUNTS: Final = """
    count(*) FILTER (readable), count(*) FILTER (len(found) > 0), coalesce(sum(len(found)), 0),
    coalesce(sum(len([each FOR each IN found IF each.severity = 'error'])), 0),
    coalesce(sum(len([each FOR each IN found IF each.severity = 'warning'])), 0),
    coalesce(sum(len([each FOR each IN found IF each.severity = 'notice'])), 0)
"""
_BY_RULE: Final = f"""{_ASKED},
    findings AS (
        SELECT each.rule AS rule, count(*) AS number, count(*) FILTER (each.severity = 'error') AS errors,
            count(*) FILTER (each.severity = 'warning') AS warnings,
            count(*) FILTER (each.severity = 'notice') AS notices
        FROM (SELECT unnest(found) AS each FROM asked) GROUP BY ALL
    ),
    touched AS (
        SELECT rule, count(*) AS number
        FROM (SELECT unnest(list_distinct([each.rule FOR each IN found])) AS rule FROM asked) GROUP BY ALL
    )
    SELECT findings.rule, (SELECT count(*) FILTER (readable) FROM asked), touched.number, findings.number,
        errors, warnings, notices
    FROM findings JOIN touched USING (rule)
    ORDER BY findings.number DESC, findings.rule
"""


class ResultsError(Exception):
    """What was named holds no results that can be read; the message says why, in one line."""


class Dimension(StrEnum):
    """What results are counted by."""

    RULE = "rule"
    SECTION = "section"
    PUBLISHER = "publisher"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which results: those of these rules, of these publishers' pages, of pages published `since` (the beginning of an
    ISO 8601 date). What is empty asks for all."""

    rules: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: str = ""

    def values(self) -> dict[str, Any]:
        return {"rules": list(self.rules), "publishers": list(self.publishers), "since": self.since}


ALL: Final = Asked()


@dataclass(frozen=True, slots=True)
class Counts:
    """Pages linted, how many of them have findings, and the findings."""

    pages: int
    with_findings: int
    findings: int
    error: int
    warning: int
    notice: int

    @property
    def per_100_pages(self) -> float:
        """Findings on 100 pages, as many as there are on average."""
        return round(100 * self.findings / self.pages, 1) if self.pages else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one rule, section, publisher or month; None is for pages that do not say theirs.

    For a rule, `pages` are all that were linted, since every page might have broken it.
    """

    name: str | None
    counts: Counts


class Results:
    """Result files, open to be asked. `damaged` lines of them hold no record: a run that still goes on, or was killed,
    ends in half a line."""

    def __init__(self, connection: DuckDBPyConnection, view: str = "pages") -> None:
        self._connection = connection
        self._view = view

    def damaged(self) -> int:
        """How many lines of the files hold no record."""
        return int(self._rows(f"SELECT count(*) FROM {_PAGES} WHERE path IS NULL", {})[0][0])

    def totals(self, asked: Asked = ALL) -> Counts:
        """The counts over all pages."""
        return Counts(*map(int, self._rows(f"{_ASKED} SELECT {_COUNTS} FROM asked", asked.values())[0]))

    def unreadable(self, asked: Asked = ALL) -> int:
        """How many pages could not be read."""
        return int(self._rows(f"{_ASKED} SELECT count(*) FILTER (NOT readable) FROM asked", asked.values())[0][0])

    def by(self, dimension: Dimension, asked: Asked = ALL) -> tuple[Row, ...]:
        """The counts of each rule, section or publisher, most findings first; or of each month, in order."""
        if dimension is Dimension.RULE:
            query = _BY_RULE
        else:
            # A dimension's name is one of ours, and a column's.
            column = dimension.value
            order = column if dimension is Dimension.MONTH else f"sum(len(found)) DESC, {column}"
            query = f"{_ASKED} SELECT {column}, {_COUNTS} FROM asked GROUP BY {column} ORDER BY {order} NULLS LAST"
        return tuple(Row(name, Counts(*map(int, rest))) for name, *rest in self._rows(query, asked.values()))

    def _rows(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        import duckdb

        used = {name: value for name, value in values.items() if f"${name}" in query}
        try:
            return self._connection.execute(query.replace(_PAGES, self._view), used).fetchall()
        except duckdb.Error as error:
            raise ResultsError(f"the results cannot be read ({first_line(error)})") from None


def open_results(names: Sequence[str]) -> Results:
    """Open result files: JSON lines, Parquet, folders of such, patterns. Raises `ResultsError`."""
    files = result_files(names)
    connection = connect()
    read_pages(connection, files).create_view("pages")
    return Results(connection)


def connect(config: Mapping[str, str] | None = None) -> DuckDBPyConnection:
    """A database in memory, which reaches for nothing over the network. Raises `ResultsError` without DuckDB."""
    try:
        import duckdb
    except ImportError:
        raise ResultsError("reports over results need DuckDB: pip install 'a11ylint[archive]'") from None
    connection = duckdb.connect(":memory:", config={**_NO_NETWORK, **(config or {})})
    # Else a query that takes seconds draws a bar on standard output, among what is written there.
    connection.execute("SET enable_progress_bar = false")
    return connection


def result_files(names: Iterable[str]) -> list[str]:
    """The result files that names mean, each once. Raises `ResultsError`."""
    return list(dict.fromkeys(file for name in names for file in _files(name)))


def read_pages(
    connection: DuckDBPyConnection,
    files: Sequence[str],
    of_a_finding: Mapping[str, str] = _OF_A_FINDING,
    largest: int = 0,
) -> DuckDBPyRelation:
    """The records of result files, with these fields of each finding and their types. A line that holds no record has
    no path. `largest` is their `largest_record`, if that is known. Raises `ResultsError`."""
    finding = f"STRUCT({', '.join(f'{name} {type_}' for name, type_ in of_a_finding.items())})[]"
    lines = [file for file in files if not file.lower().endswith(_TABLE)]
    tables = [file for file in files if file.lower().endswith(_TABLE)]
    for file in lines:
        _refuse_other_lines(file)
    relations = [_table(connection, file, of_a_finding, finding) for file in tables]
    if lines:
        relations.append(
            connection.read_json(
                list(map(glob.escape, lines)),
                columns={**_COLUMNS, "findings": finding},
                format="newline_delimited",
                ignore_errors=True,
                maximum_object_size=largest or largest_record(lines),
            )
        )
    pages = relations[0]
    for relation in relations[1:]:
        pages = pages.union(relation)
    return pages


def _files(name: str) -> Iterator[str]:
    """The result files that a name means."""
    path = Path(name)
    if path.is_dir():
        found = sorted(
            each
            for each in path.rglob("*")
            if each.name.lower().endswith((*_LINES, _TABLE)) and not each.name.startswith((".", "_")) and each.is_file()
        )
        if not found:
            raise ResultsError(f"{name}: no result files are in this folder (.jsonl, .parquet)")
        yield from map(str, found)
    elif path.is_file():
        yield name
    elif matched := sorted(glob.glob(name, recursive=True)):  # noqa: PTH207 (patterns may be absolute)
        for each in matched:
            yield from _files(each)
    else:
        raise ResultsError(f"{name}: there is no such file or folder")


def largest_record(files: Iterable[str]) -> int:
    """The bytes of the largest record in JSON lines, or more: as many, twice, are read at once. No record may have more
    than a quarter of a gigabyte, and to take that for granted would cost half of one."""
    lines = (file for file in files if not file.lower().endswith(_TABLE))
    return min(max((_LEAST_LINE, *map(_longest_line, lines))), _MOST_LINE)


def _longest_line(file: str) -> int:
    """The bytes of a file's longest line, or more."""
    longest = line = 0
    with suppress(OSError, EOFError, zlib.error), _opened(file) as lines:
        while block := lines.read(_READ):
            first, *more = map(len, block.split(b"\n"))
            line += first
            longest = max(longest, line, *more)
            line = more[-1] if more else line
    return longest + 1


def _opened(file: str) -> BinaryIO:
    return cast(BinaryIO, gzip.open(file)) if file.lower().endswith(".gz") else Path(file).open("rb")


def _refuse_other_lines(file: str) -> None:
    """Raise `ResultsError` where a file's first line is no record: an empty file holds no page, but is a result."""
    try:
        with _opened(file) as lines:
            line = lines.readline(_MOST_LINE)
        record = json.loads(line) if line.strip() else None
    except (OSError, EOFError) as error:
        raise ResultsError(f"{file}: cannot be read ({first_line(error)})") from None
    except (ValueError, RecursionError):
        record = {}
    if record is not None and not (isinstance(record, dict) and {"path", "findings"} <= record.keys()):
        raise ResultsError(f"{file}: holds no results; write them with a11ylint check --format pages:FILE")


def _table(
    connection: DuckDBPyConnection, file: str, of_a_finding: Mapping[str, str], finding: str
) -> DuckDBPyRelation:
    import duckdb

    try:
        table = connection.read_parquet(glob.escape(file))
        missing = {*_COLUMNS, "findings"} - set(table.columns)
        if missing:
            raise ResultsError(f"{file}: holds no results; it has no column {min(missing)!r}")
        fields = ", ".join(f"'{name}': each.{name}" for name in of_a_finding)
        return table.project(f"{', '.join(_COLUMNS)}, [{{{fields}}} FOR each IN findings]::{finding} AS findings")
    except duckdb.Error as error:
        raise ResultsError(f"{file}: cannot be read ({first_line(error)})") from None


def first_line(error: Exception) -> str:
    """The beginning of what an error says."""
    return str(error).partition("\n")[0][:200]
