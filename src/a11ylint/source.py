"""Bytes to Source: the decoded text of one input, and where its lines begin.

Everything later points into this text with half-open character offsets; lines and columns are derived
from them only when somebody wants to read them.
"""

from __future__ import annotations

import gzip
import re
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from turbohtml import detect

_LINE_END: Final = re.compile(r"\r\n?|\n")
_UNPACKED_LIMIT: Final = 512 * 1024 * 1024

# What a file that is not a page begins with, and what to call it.
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
)


class Unreadable(Exception):
    """This input cannot be linted; the message says why and what to do, in one line."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of character offsets into `Source.text`."""

    start: int
    end: int


class Position(NamedTuple):
    """A place for people and editors: line and column from 1, columns in characters and in UTF-16 units."""

    line: int
    column: int
    utf16_column: int


@dataclass(frozen=True, slots=True)
class Source:
    """One input, decoded.

    `text` holds the characters exactly as decoded, line ends included, without a byte order mark.
    `replaced` counts the bytes that were not valid in `encoding` and stand as U+FFFD.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    replaced: int = 0
    line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "line_starts", (0, *(m.end() for m in _LINE_END.finditer(self.text))))

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "<stdin>") -> Source:
        """Decode a file as a browser would: byte order mark, declared encoding, then what the bytes look like.

        A gzip file is unpacked first. Raises `Unreadable` for data that is no text.
        """
        data = _unpacked(data)
        _refuse_binary(data)
        match = detect.detect(data)
        label = (match.encoding or "utf-8").lower()
        bom = b""
        for mark, name in (
            (b"\xef\xbb\xbf", "utf-8"),
            (b"\xff\xfe", "utf-16-le"),
            (b"\xfe\xff", "utf-16-be"),
        ):
            if data.startswith(mark):
                bom, label = mark, name
        if label in ("replacement", "x-user-defined"):
            raise Unreadable(f"its declared encoding is {label!r}; save it as UTF-8")
        codec = {"gbk": "gb18030", "utf-8-sig": "utf-8", "windows-31j": "cp932"}.get(label, label)
        body = data[len(bom) :]
        try:
            return cls(path, body.decode(codec), codec, bom)
        except LookupError:
            raise Unreadable(f"its encoding {label!r} is unknown; save it as UTF-8") from None
        except UnicodeDecodeError:
            text = body.decode(codec, "replace")
            return cls(path, text, codec, bom, replaced=text.count("\ufffd"))

    def position(self, offset: int) -> Position:
        """The line and columns of a character offset (0 to ``len(text)``)."""
        line = bisect_right(self.line_starts, offset) - 1
        before = self.text[self.line_starts[line] : offset]
        astral = sum(character > "\uffff" for character in before)
        return Position(line + 1, len(before) + 1, len(before) + astral + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def cut(self, span: Span) -> str:
        """The characters a span selects."""
        return self.text[span.start : span.end]


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        unpacker = zlib.decompressobj(wbits=31)
        unpacked = unpacker.decompress(data, _UNPACKED_LIMIT)
    except (zlib.error, gzip.BadGzipFile, EOFError) as error:
        raise Unreadable(f"it is a damaged gzip file ({error}); fetch it again") from None
    if unpacker.unconsumed_tail:
        raise Unreadable("it is a gzip file of more than 512 MB; unpack it and split it")
    if not unpacker.eof:
        raise Unreadable("it is a gzip file cut short; fetch it again")
    return unpacked


def _refuse_binary(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"it is {what}, not an article; leave it out or give it its right name")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    sample = data[:4096]
    if data.startswith(b"RIFF") or sample.count(0) > len(sample) // 100:
        raise Unreadable("it is binary data, not text; leave it out")
