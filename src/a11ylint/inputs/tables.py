"""Tables with a page a row: JSON lines, plain or gzip, and Parquet, as one file or as a folder of parts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from a11ylint.inputs.archives import CUT_SHORT, TOO_LARGE, Broken, named
from a11ylint.inputs.files import Input
from a11ylint.source import MOST_BYTES

HTML_COLUMN: Final = "html"
NAMES: Final = ("path", "url", "id")  # columns that name a page; the first that a row has
_MOST_LINE: Final = 3 * MOST_BYTES + 1024 * 1024  # a page of six bytes for each two, and its other columns
_MOST_SKIPPED: Final = 64 * MOST_BYTES  # of one line, to find the next
_MOST_VALUES: Final = 4_000_000  # of one line: each takes some 60 bytes of memory, and three of the line
_BEFORE_VALUES: Final = (b",", b"[", b"{")
_READ: Final = 1024 * 1024  # bytes
_MOST_NAME: Final = 16 * 1024  # characters


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
            elif len(line) > _MOST_VALUES and sum(map(line.count, _BEFORE_VALUES)) > _MOST_VALUES:
                yield Input(named(path, str(number)), "this line holds far too many values", found=True)
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
        raise Broken(no_column(column, row))
    return page_of(path, number, row, column)


class TooLarge:
    """Stands for a cell that is larger than a page may be, and was not taken out of its table."""


def page_of(path: str, number: int, row: Mapping[str, Any], column: str) -> Input:
    """A row's page."""
    names = (str(row[each]) for each in NAMES if row.get(each) not in (None, ""))
    name = named(path, next((each for each in names if len(each) <= _MOST_NAME), str(number)))
    html = row.get(column)
    if isinstance(html, TooLarge):
        return Input(name, TOO_LARGE, found=True)
    if isinstance(html, bytes):
        return Input(name, found=True, data=html)
    if isinstance(html, str):
        # The text was decoded once: what it declares of its encoding counts no more.
        return Input(name, found=True, data=html.encode("utf-8", "replace"), encoding="utf-8")
    return Input(name, f"its column {column!r} holds no text", found=True)


def no_column(column: str, there: Iterable[str]) -> str:
    """What to say of a table without the column that holds pages."""
    names = ", ".join(map(repr, there)) or "none"
    return f"there is no column {column!r}; say which holds the pages with --html-column (there are {names})"


def _parquet(path: str, column: str) -> Iterator[Input]:
    try:
        from a11ylint.inputs.parquet import rows_in
    except ImportError:
        raise Broken("Parquet needs pyarrow: pip install 'a11ylint[archive]'") from None
    yield from rows_in(path, column)
