"""Results as a table: the rows are the records, as they come, in groups that are bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow.parquet as pq
import pytest
from tests.report.test_formats import results

from a11ylint.arrow import SCHEMA
from a11ylint.report import FileResult, Setting, Summary, make_reporter
from a11ylint.report import parquet as module
from a11ylint.report.pages import page_record


def table(made: list[FileResult]) -> tuple[pq.ParquetFile, int]:
    """The table of results, and how many bytes came before the end."""
    reporter = make_reporter("parquet", Setting())
    early = b"".join(part for result in made for part in _bytes(reporter.add(result)))
    data = early + b"".join(_bytes(reporter.close(Summary())))
    return pq.ParquetFile(io.BytesIO(data)), len(early)


def _bytes(parts: Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    for part in parts:
        assert isinstance(part, bytes)
        yield part


def test_a_row_is_a_record() -> None:
    made, _ = table(results())
    assert made.schema_arrow.equals(SCHEMA)
    assert made.read().to_pylist() == [page_record(result) for result in results()]


def test_of_no_pages_is_a_table_too() -> None:
    made, _ = table([])
    assert (made.metadata.num_rows, made.schema_arrow.equals(SCHEMA)) == (0, True)


def test_is_written_as_results_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_ROWS", 64)
    made, early = table(results() * 100)
    assert made.metadata.num_row_groups > 3
    assert early > 1000
    assert made.metadata.num_rows == 300
