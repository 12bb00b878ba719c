"""Results as a Parquet table, a row a page: the records of `a11ylint.report.pages`, written group by group of rows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from a11ylint.arrow import SCHEMA
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.pages import page_record

_COMPRESSION: Final = "zstd"
AT_ONCE: Final = 32  # records that are turned into columns together
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


class Gathered:
    """Records on their way into a table, turned into columns some at a time; `rows` and `bytes` count these."""

    def __init__(self) -> None:
        self._records: list[Mapping[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []
        self.rows = self.bytes = 0

    def add(self, record: Mapping[str, Any]) -> None:
        self._records.append(record)
        if len(self._records) >= AT_ONCE:
            self._pack()

    def taken(self) -> pa.Table:
        """All of them; none is left."""
        self._pack()
        table = pa.Table.from_batches(self._batches, SCHEMA)
        self._batches.clear()
        self.rows = self.bytes = 0
        return table

    def _pack(self) -> None:
        if self._records:
            batch = pa.RecordBatch.from_pylist(self._records, SCHEMA)
            self._batches.append(batch)
            self.rows += batch.num_rows
            self.bytes += batch.nbytes
            self._records.clear()


class Table:
    """Gives the bytes of the file as they come."""

    def __init__(self, setting: Setting) -> None:
        self._sink = _Sink()
        self._writer = pq.ParquetWriter(pa.PythonFile(self._sink, mode="w"), SCHEMA, compression=_COMPRESSION)
        self._gathered = Gathered()

    def add(self, result: FileResult) -> Iterator[bytes]:
        self._gathered.add(page_record(result))
        if self._gathered.rows >= _MOST_ROWS or self._gathered.bytes >= _MOST_BYTES:
            self._writer.write_table(self._gathered.taken())
            yield self._sink.taken()

    def close(self, summary: Summary) -> Iterator[bytes]:
        self._writer.write_table(self._gathered.taken())
        self._writer.close()
        yield self._sink.taken()


def parquet_of(table: pa.Table) -> bytes:
    """A whole file of a table."""
    file = io.BytesIO()
    pq.write_table(table, file, compression=_COMPRESSION)
    return file.getvalue()
