"""Archives, opened page by page: nothing is unpacked to disk, and no more is held than one page.

A page that is too large, locked or damaged is told of in a line of its own; where an archive itself is damaged or cut
short, what came before is kept and one line tells of the rest. Archives within archives are not opened.
"""

from __future__ import annotations

import gzip
import lzma
import os
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, Protocol

from a11ylint.inputs.files import (
    MEMBER,
    SKIPPED_FOLDERS,
    TABLE_SUFFIXES,
    Input,
    begins_as_page,
    is_page,
    may_be_page,
    unreadable_because,
)
from a11ylint.source import MOST_BYTES

TOO_LARGE: Final = f"it is larger than {MOST_BYTES >> 20} MB; split it or leave it out"
CUT_SHORT: Final = "it is cut short"
EMPTY: Final = "it is empty"
_READ: Final = 256 * 1024  # bytes
_TAIL: Final = 4
# What the standard library raises over bytes that are not what they should be.
DAMAGES: Final = (zlib.error, lzma.LZMAError, gzip.BadGzipFile)
# What is passed over is unpacked all the same, and thrown away. What claims to be larger than this, and more than so
# many times what is left of its archive, is made to hurt.
_MOST_SKIPPED: Final = 1024 * 1024 * 1024
_MOST_PACKED: Final = 1000

# The path of an archive and its bytes; raises `Broken`, `OSError`, `EOFError` and `DAMAGES` after what could be read.
_Reader = Callable[[str, BufferedReader], Iterator[Input]]


class Broken(Exception):
    """An archive cannot be read on from here; the message says why, in one line."""


class Readable(Protocol):
    """What can be read from its beginning to its end."""

    def read1(self, size: int = -1, /) -> bytes: ...


class Forward:
    """A stream that gives all its bytes before it raises what is wrong with the rest; `tail` are the last of them."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._place = 0
        self._trouble: Exception | None = None
        self.tail = b""

    def read(self, size: int = -1, /) -> bytes:
        parts: list[bytes] = []
        left = size if size > 0 else _READ
        while left > 0 and self._trouble is None:
            try:
                part = self._file.read1(left)
            except (EOFError, OSError, *DAMAGES) as error:
                self._trouble = error
                break
            if not part:
                break
            parts.append(part)
            left -= len(part)
        data = b"".join(parts)
        if not data and self._trouble is not None:
            raise self._trouble
        self._place += len(data)
        self.tail = (self.tail + data[-_TAIL:])[-_TAIL:]
        return data

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise OSError("this stream is read from its beginning to its end")

    def close(self) -> None:
        pass


def pages_in(path: str, html_column: str = "") -> Iterator[Input]:
    """The pages of an archive or a table, in their order. `html_column` is the column of a table that holds them."""
    return _told_of(path, _pages(path, html_column))


def pages_from(path: str, file: BufferedReader) -> Iterator[Input]:
    """The pages of an archive whose bytes come from elsewhere; only web archives can be read without going back."""
    return _told_of(path, _reader(path.lower())(path, file))


def _told_of(path: str, pages: Iterator[Input]) -> Iterator[Input]:
    """Pages, and in the end what is wrong with the archive."""
    given = 0
    try:
        for page in pages:
            given += 1
            yield page
    except (Broken, EOFError, OSError, *DAMAGES) as error:
        kept = "; what came before was read" if given else ""
        yield Input(path, f"{_told(error)}{kept}")


def _told(error: Exception) -> str:
    """What is wrong with an archive."""
    if isinstance(error, Broken):
        return str(error)
    if isinstance(error, EOFError):
        return CUT_SHORT
    if isinstance(error, OSError) and error.errno:
        return unreadable_because(error)
    return damaged(error)


def _pages(path: str, html_column: str) -> Iterator[Input]:
    if path.rstrip("/").lower().endswith(TABLE_SUFFIXES):
        from a11ylint.inputs.tables import rows_of

        yield from rows_of(path, html_column)
    else:
        with Path(path).open("rb") as file:
            yield from _reader(path.lower())(path, file)


def _reader(name: str) -> _Reader:
    if name.endswith((".warc", ".warc.gz")):
        from a11ylint.inputs.warc import records_of

        return records_of
    if name.endswith(".zip"):
        from a11ylint.inputs.zipped import members_of as in_zip

        return in_zip
    from a11ylint.inputs.tarred import members_of as in_tar

    return in_tar


def damaged(error: object) -> str:
    """What to say of an archive whose bytes are not what its name promises."""
    return f"it is damaged, or not what its name says ({error})"


def named(archive: str, member: str) -> str:
    """What a page in an archive is called."""
    return f"{archive}{MEMBER}{member}"


def is_wanted(member: str) -> bool:
    """Whether a member of an archive may be a page, as a file in a folder may."""
    path = PurePosixPath(member)
    # What macOS puts beside each file is no page, whatever its name.
    aside = path.name.startswith("._") or not SKIPPED_FOLDERS.isdisjoint(path.parts[:-1])
    return not aside and (is_page(member) or may_be_page(member))


def found(archive: str, member: str, data: bytes) -> Iterator[Input]:
    """A member as an input, if it is a page."""
    if is_page(member) or begins_as_page(member, data):
        yield Input(named(archive, member), found=True, data=data)


def refuse_bomb(size: int, file: BinaryIO) -> None:
    """Raise `Broken` where to pass over `size` bytes would mean to unpack what is left of `file` to far more than it
    can honestly hold. Of a stream from elsewhere nobody knows what is left."""
    if size <= _MOST_SKIPPED or not file.seekable():
        return
    left = max(os.fstat(file.fileno()).st_size - file.tell(), 1)
    if size > left * _MOST_PACKED:
        raise Broken(f"it claims to hold {size >> 20:,} MB in {left:,} bytes")
