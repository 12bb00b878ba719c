"""Tables with a page a row: JSON lines, plain or gzip, and Parquet, as one file or as a folder of parts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from a11ylint.inputs.archives import CUT_SHORT, TOO_LARGE, Broken, damaged, named
from a11ylint.inputs.files import Input
from a11ylint.source import MOST_BYTES

if TYPE_CHECKING:
    import pyarrow.parquet as pq

HTML_COLUMN: Final = "html"
NAMES: Final = ("path", "url", "id")  # columns that name a page; the first that a row has
_MOST_LINE: Final = 3 * MOST_BYTES + 1024 * 1024  # a page of six bytes for each two, and its other columns
_MOST_SKIPPED: Final = 64 * MOST_BYTES  # of one line, to find the next
_READ: Final = 1024 * 1024  # bytes
_ROWS: Final = 8  # of Parquet that are held at once
# Of a column's chunk: no honest one is larger and packed harder.
_MOST_CHUNK: Final = 16 * MOST_BYTES
_MOST_PACKED: Final = 1000


def rows_of(path: str, html_column: str = "") -> Iterator[Input]:
    """Each row's page, named by its `NAMES`, else by its number from 1. Raises `Broken` and `OSError`."""
    column = html_column or HTML_COLUMN
    if not path.rstrip("/").lower().endswith(".parquet"):
        yield from _lines(path, column)
    elif Path(path).is_dir():
        # What begins with a dot or an underscore is no part: so Hadoop and its heirs have it.
        parts = [each for each in Path(path).rglob("*.parquet") if not each.name.startswith((".", "_"))]
        for part in sorted(parts):
            yield from _parquet(str(part), column)
        if not parts:
            raise Broken("no table is in this folder")
    else:
        yield from _parquet(path, column)


def _lines(path: str, column: str) -> Iterator[Input]:
    with Path(path).open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        file = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
        for number, line in enumerate(_split(file), 1):
            if line is None:
                yield Input(named(path, str(number)), TOO_LARGE, found=True)
            elif line.strip():
                yield _row(path, number, line, column)


def _split(file: BinaryIO) -> Iterator[bytes | None]:
    """A file's lines; None for one that is too long."""
    while line := file.readline(_MOST_LINE):
        if len(line) < _MOST_LINE or line.endswith(b"\n"):
            yield line
            continue
        yield None
        skipped = len(line)
        while (rest := file.readline(_READ)) and not rest.endswith(b"\n"):
            skipped += len(rest)
            if skipped > _MOST_SKIPPED:
                raise Broken(f"it has a line of more than {_MOST_SKIPPED >> 20:,} MB")


def _row(path: str, number: int, line: bytes, column: str) -> Input:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        if not line.endswith(b"\n"):
            raise Broken(CUT_SHORT) from None
        row = None
    if not isinstance(row, dict):
        return Input(named(path, str(number)), "this line is no JSON object", found=True)
    if number == 1 and column not in row:
        raise Broken(_no_column(column, row))
    return _page(path, number, row, column)


def _page(path: str, number: int, row: Mapping[str, Any], column: str) -> Input:
    name = named(path, next((str(row[each]) for each in NAMES if row.get(each) not in (None, "")), str(number)))
    html = row.get(column)
    if isinstance(html, bytes):
        return Input(name, found=True, data=html)
    if isinstance(html, str):
        # The text was decoded once: what it declares of its encoding counts no more.
        return Input(name, found=True, data=html.encode("utf-8", "replace"), encoding="utf-8")
    return Input(name, f"its column {column!r} holds no text", found=True)


def _no_column(column: str, there: Iterable[str]) -> str:
    names = ", ".join(map(repr, there)) or "none"
    return f"there is no column {column!r}; say which holds the pages with --html-column (there are {names})"


def _parquet(path: str, column: str) -> Iterator[Input]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise Broken("Parquet needs pyarrow: pip install 'a11ylint[archive]'") from None
    try:
        # Streamed: else a whole group of rows, which may be the whole file, would be held.
        with pq.ParquetFile(path, buffer_size=_READ, pre_buffer=False) as table:
            names = table.schema_arrow.names
            if column not in names:
                raise Broken(_no_column(column, names))
            yield from _rows(path, table, column)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Broken(damaged(str(error).partition(". ")[0].partition("\n")[0][:200])) from None


def _rows(path: str, table: pq.ParquetFile, column: str) -> Iterator[Input]:
    columns = [name for name in table.schema_arrow.names if name == column or name in NAMES]
    number = 0
    for group in range(table.num_row_groups):
        if _is_bomb(table, group, column):
            rows = table.metadata.row_group(group).num_rows
            yield Input(
                path, f"its rows {number + 1:,} to {number + rows:,} unpack to far too much; they were not read"
            )
            number += rows
            continue
        for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group], columns=columns, use_threads=False):
            for place in range(batch.num_rows):
                number += 1
                row = {name: cell[place].as_py() for name, cell in zip(columns, batch.columns, strict=True)}
                yield _page(path, number, row, column)


def _is_bomb(table: pq.ParquetFile, group: int, column: str) -> bool:
    """Whether a column's chunk claims to unpack to what no chunk of pages does."""
    chunks = table.metadata.row_group(group)
    for place in range(chunks.num_columns):
        chunk = chunks.column(place)
        if chunk.path_in_schema == column or chunk.path_in_schema in NAMES:
            size, packed = chunk.total_uncompressed_size, max(chunk.total_compressed_size, 1)
            if size > _MOST_CHUNK and (size > packed * _MOST_PACKED or size > chunk.num_values * MOST_BYTES):
                return True
    return False
