"""Pages in a Parquet file, a row each: streamed, and never unpacked where that would take too much memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from a11ylint.inputs.archives import Broken, damaged
from a11ylint.inputs.chunks import PageSize, page_sizes
from a11ylint.inputs.files import Input
from a11ylint.inputs.tables import NAMES, TooLarge, no_column, page_of
from a11ylint.source import MOST_BYTES

_READ: Final = 1024 * 1024  # bytes
_ROWS: Final = 8  # of Parquet that are held at once
# Of a column's chunk: no honest one is larger and packed harder.
_MOST_CHUNK: Final = 16 * MOST_BYTES
_MOST_PACKED: Final = 1000
# Of a page, in Parquet's words, which is unpacked at once. Writers that look at its size after each thousand rows only
# make large ones too; but none that are packed so hard.
_MOST_PAGE: Final = 32 * MOST_BYTES
_SUSPECT_PAGE: Final = 4 * MOST_BYTES
_MOST_PACKED_PAGE: Final = 100
_LARGE_PAGE: Final = MOST_BYTES // 2  # from here on, one row is held at once: its cells may all be one large value


def rows_in(path: str, column: str) -> Iterator[Input]:
    """The pages of one Parquet file. Raises `Broken` and `OSError`."""
    try:
        # Streamed: else a whole group of rows, which may be the whole file, would be held.
        with pq.ParquetFile(path, buffer_size=_READ, pre_buffer=False) as table:
            names = table.schema_arrow.names
            if column not in names:
                raise Broken(no_column(column, names))
            with Path(path).open("rb") as file:
                yield from _rows(path, table, column, file)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Broken(damaged(str(error).partition(". ")[0].partition("\n")[0][:200])) from None


def _rows(path: str, table: pq.ParquetFile, column: str, file: BinaryIO) -> Iterator[Input]:
    columns = [name for name in table.schema_arrow.names if name == column or name in NAMES]
    number = 0
    for group in range(table.num_row_groups):
        chunks = list(_chunks(table, group, columns))
        pages = [page for chunk in chunks if not _is_bomb(chunk) for page in _pages(file, chunk)]
        if any(map(_is_bomb, chunks)) or any(map(_is_bomb_page, pages)):
            rows = table.metadata.row_group(group).num_rows
            yield Input(
                path, f"its rows {number + 1:,} to {number + rows:,} unpack to far too much; they were not read"
            )
            number += rows
            continue
        rows = 1 if any(page.unpacked > _LARGE_PAGE for page in pages) else _ROWS
        for batch in table.iter_batches(batch_size=rows, row_groups=[group], columns=columns, use_threads=False):
            for place in range(batch.num_rows):
                number += 1
                row = {name: _cell(cells[place]) for name, cells in zip(columns, batch.columns, strict=True)}
                yield page_of(path, number, row, column)


def _cell(scalar: pa.Scalar) -> object:
    """A cell's value; one that is too large is left where it is."""
    value = scalar.value if isinstance(scalar, pa.DictionaryScalar) else scalar
    if isinstance(value, pa.BinaryScalar) and value.is_valid and value.as_buffer().size > MOST_BYTES:
        return TooLarge()
    return scalar.as_py()


def _chunks(table: pq.ParquetFile, group: int, columns: Sequence[str]) -> Iterator[pq.ColumnChunkMetaData]:
    """The chunks of these columns."""
    chunks = table.metadata.row_group(group)
    for place in range(chunks.num_columns):
        chunk = chunks.column(place)
        if chunk.path_in_schema.partition(".")[0] in columns:
            yield chunk


def _is_bomb(chunk: pq.ColumnChunkMetaData) -> bool:
    """Whether a column's chunk claims to unpack to what no chunk of pages does."""
    size, packed = chunk.total_uncompressed_size, max(chunk.total_compressed_size, 1)
    return bool(size > _MOST_CHUNK and (size > packed * _MOST_PACKED or size > chunk.num_values * MOST_BYTES))


def _is_bomb_page(page: PageSize) -> bool:
    """Whether a page claims to unpack to what no page of a table of pages does."""
    packed = max(page.packed, 1)
    return page.unpacked > _MOST_PAGE or page.unpacked > max(_SUSPECT_PAGE, packed * _MOST_PACKED_PAGE)


def _pages(file: BinaryIO, chunk: pq.ColumnChunkMetaData) -> Iterator[PageSize]:
    """A chunk's pages. Raises `Broken`."""
    start = min(place for place in (chunk.dictionary_page_offset, chunk.data_page_offset) if place)
    try:
        yield from page_sizes(file, start, chunk.total_compressed_size)
    except ValueError as error:
        raise Broken(damaged(error)) from None
