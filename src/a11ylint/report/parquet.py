"""Results as a Parquet table, a row a page: the records of `a11ylint.report.pages`, written group by group of rows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from a11ylint.arrow import SCHEMA
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.pages import page_record

_COMPRESSION: Final = "zstd"
_AT_ONCE: Final = 32  # records that are turned into columns together
# When a group of rows is written: what comes first.
_MOST_ROWS: Final = 10_000
_MOST_BYTES: Final = 8 * 1024 * 1024


class _Sink(io.RawIOBase):
    """Takes what a writer writes until it is asked for."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


class Table:
    """Gives the bytes of the file as they come."""

    def __init__(self, setting: Setting) -> None:
        self._sink = _Sink()
        self._writer = pq.ParquetWriter(pa.PythonFile(self._sink, mode="w"), SCHEMA, compression=_COMPRESSION)
        self._results: list[FileResult] = []
        self._batches: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0  # of the batches

    def add(self, result: FileResult) -> Iterator[bytes]:
        self._results.append(result)
        if len(self._results) >= _AT_ONCE:
            self._pack()
        if self._rows >= _MOST_ROWS or self._bytes >= _MOST_BYTES:
            self._write()
            yield self._sink.taken()

    def close(self, summary: Summary) -> Iterator[bytes]:
        self._pack()
        self._write()
        self._writer.close()
        yield self._sink.taken()

    def _pack(self) -> None:
        records = [page_record(result) for result in self._results]
        batch = pa.RecordBatch.from_pylist(records, SCHEMA)
        self._batches.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes
        self._results.clear()

    def _write(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._batches, SCHEMA))
        self._batches.clear()
        self._rows = self._bytes = 0


def parquet_of(batches: Sequence[pa.RecordBatch]) -> bytes:
    """A whole table of these batches."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_batches(batches, SCHEMA), file, compression=_COMPRESSION)
    return file.getvalue()
