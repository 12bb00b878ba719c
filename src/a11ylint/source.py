"""Bytes to Source: the decoded text of one input, and where its lines begin.

Everything later points into this text with half-open character offsets; lines and columns are derived
from them only when somebody wants to read them.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from io import StringIO
from itertools import accumulate, chain
from typing import Final, NamedTuple

from turbohtml import detect

from a11ylint import patterns as re
from a11ylint.records import dataclass

# Some seven times the largest news pages. A whole lint of much more takes minutes and gigabytes.
MOST_BYTES: Final = 16 * 1024 * 1024

REACH: Final = 240  # characters to each side: what the widest terminals show of a line

_NEWLINE: Final = re.compile("\n")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_XML_ENCODING: Final = re.compile(rb"<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_META_CHARSET: Final = re.compile(rb"<meta\s[^>]{0,300}?\bcharset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_LABEL: Final = re.compile(r"[a-z0-9._:-]{1,40}")
_UTF_16: Final = frozenset({"utf-16", "utf-16le", "utf-16be"})  # in a <meta> these would mean UTF-8
_LATE: Final = 64 * 1024  # browsers wait this long and longer for a <meta charset> past the first 1024 bytes

_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# Python's codec for an encoding of the Encoding Standard, where the name alone finds none or a narrower one.
_CODECS: Final[dict[str, str]] = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "utf-8-sig": "utf-8",
    "utf-16be": "utf-16-be",
    "utf-16le": "utf-16-le",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
}
# Decoding these loses how a character was written, or may: whether it comes back is tried.
_MANY_TO_ONE: Final = frozenset({"big5hkscs", "cp949", "gb18030", "cp932", "euc-jp", "iso-2022-jp"})

# What a file that is not a page begins with, and what to call it.
_SIGNATURES: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"\x89PNG\r\n", "a PNG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBPVP8", "a WebP image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftyphei", "a HEIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "a rich text (RTF) document"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document"),
    (0, b"PK\x03\x04", "a ZIP archive or an Office document"),
    (0, b"7z\xbc\xaf", "a 7z archive"),
    (0, b"Rar!\x1a", "a RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (4, b"1AY&SY", "a bzip2 archive"),
    (0, b"\xfd7zXZ", "an xz archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"wOFF\x00", "a font"),
    (0, b"wOFFOTTO", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"OggS\x00", "a media file"),
    (0, b"ID3\x02", "a media file"),
    (0, b"ID3\x03", "a media file"),
    (0, b"ID3\x04", "a media file"),
    (4, b"ftyp", "a media file"),
    (8, b"WAVEfmt", "a media file"),
    (8, b"AVI LIST", "a media file"),
)
_SAMPLE: Final = 4096
_ABOVE_ASCII: Final = bytes(range(0x80, 0x100))
# Control characters that no text holds; escape belongs to ISO-2022-JP.
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\f\r\x1b"})


def reason_of(error: OSError) -> str:
    """What the system says went wrong: "no space left on device"."""
    return (error.strerror or str(error)).lower()


class Unreadable(Exception):
    """This input cannot be linted; the message says why and what to do, in one line."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of character offsets into `Source.text`."""

    start: int
    end: int


class Window(NamedTuple):
    """What stands on the line a span begins on: `before` it, in it, and `behind` it, `REACH` characters of each."""

    before: str
    marked: str
    behind: str


class Position(NamedTuple):
    """A place for people and editors: line and column from 1, columns in characters and in UTF-16 units."""

    line: int
    column: int
    utf16_column: int


@dataclass(frozen=True)
class Source:
    """One input, decoded.

    `text` holds the characters exactly as decoded, line ends included, without a byte order mark.
    `encoding` is Python's name for the encoding and `bom` the mark the file began with. `replaced` counts the
    places that were not valid in that encoding and stand as U+FFFD. Where `exact`, encoding `text` and setting
    `bom` before it gives the file's own bytes; a file that is not exact (invalid bytes, a gzip file) must not
    be written back.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    replaced: int = 0
    exact: bool = True

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "<stdin>", encoding: str = "") -> Source:
        """Decode a file as a browser would: byte order mark, the `encoding` that HTTP gave, the declared one, then
        what the bytes look like (HTML Standard, 13.2.3.2 Determining the character encoding).

        An `encoding` that no browser knows counts for nothing. A gzip file is unpacked first. Raises `Unreadable` for
        data that is no text, is empty or is too large.
        """
        packed = data.startswith(b"\x1f\x8b")
        if packed:
            data = _unpacked(data)
        if len(data) > MOST_BYTES:
            raise Unreadable(f"it is larger than {MOST_BYTES >> 20} MB; split it or leave it out")
        _refuse_binary(data)
        bom, label = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
        body = data[len(bom) :] if bom else data
        if not body.strip():
            raise Unreadable("it is empty; leave it out or write the article")
        if not label:
            label = _transported(encoding) or _looks_like_utf_16(body) or _encoding_of(body)
        text, codec, exact = _decoded(body, label)
        replaced = text.count("\ufffd") if not exact else 0
        return cls(path, text, codec, bom, replaced, exact and not packed)

    def encode(self, text: str) -> bytes:
        """Bytes to write in place of the file, for a text that edits made from `text`.

        A character that the encoding lacks becomes a numeric character reference. Raises `ValueError` where
        the source is not `exact`: writing would change more than the edits.
        """
        if not self.exact:
            raise ValueError(f"{self.path}: its bytes cannot be written back as they were")
        return self.bom + text.encode(self.encoding, "xmlcharrefreplace")

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Where each line begins. A line ends at LF, CRLF or a lone CR, as in HTML and in editors."""
        return line_starts(self.text)

    def position(self, offset: int) -> Position:
        """The line and columns of a character offset (0 to ``len(text)``)."""
        line = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[line]
        column = offset - start + 1
        astral = self._astral
        pairs = bisect_left(astral, offset) - bisect_left(astral, start) if astral else 0
        return Position(line + 1, column, column + pairs)

    @cached_property
    def _astral(self) -> Sequence[int]:
        """Where the characters stand that are two units in UTF-16."""
        return () if self.text.isascii() else array("q", (match.start() for match in _ASTRAL.finditer(self.text)))

    def window(self, span: Span) -> Window:
        """The line a span begins on, around the span."""
        line = bisect_right(self.line_starts, span.start)
        first = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > first and self.text[end - 1] in "\r\n":
            end -= 1
        last = min(span.end, end)
        return Window(
            self.text[max(first, span.start - REACH) : min(span.start, end)],
            self.text[span.start : min(last, span.start + REACH)],
            self.text[max(last, span.start) : min(end, last + REACH)],
        )

    def cut(self, span: Span) -> str:
        """The characters a span selects."""
        return self.text[span.start : span.end]


def line_starts(text: str) -> Sequence[int]:
    """Where each line of a text begins: at 0, and after each LF, CRLF or lone CR."""
    if "\r" not in text:
        return array("q", chain((0,), (match.end() for match in _NEWLINE.finditer(text))))
    starts = array("q", accumulate(map(len, StringIO(text, newline="")), initial=0))
    if not text.endswith(("\r", "\n")):
        starts.pop()  # the end of a last line that no line end follows
    return starts


def _unpacked(data: bytes) -> bytes:
    """The content of a gzip file, of one member or several."""
    parts: list[bytes] = []
    room = MOST_BYTES
    while data:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(data, room + 1)
        except zlib.error as error:
            if parts:  # padding after the last member, which gzip itself passes over
                break
            raise Unreadable(f"it is a damaged gzip file ({error}); fetch it again") from None
        room -= len(part)
        if room < 0:
            raise Unreadable(f"it is a gzip file of more than {MOST_BYTES >> 20} MB; unpack and split it")
        if not unpacker.eof:
            raise Unreadable("it is a gzip file cut short; fetch it again")
        parts.append(part)
        data = unpacker.unused_data
    return b"".join(parts)


def _refuse_binary(data: bytes) -> None:
    for offset, signature, what in _SIGNATURES:
        if data.startswith(signature, offset):
            raise Unreadable(f"it is {what}, not an article; leave it out or give it its right name")
    sample = data[:_SAMPLE]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf_16(sample):
        return
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 50 > len(sample):
        raise Unreadable("it is binary data, not text; leave it out or give it its right name")


def _transported(label: str) -> str:
    """The Encoding Standard's name for a label of HTTP's, in lower case; else empty."""
    label = label.strip().lower()
    if label in _UTF_16:
        return "utf-16-be" if label.endswith("be") else "utf-16-le"
    return _standard_name(label.encode("ascii")) if _LABEL.fullmatch(label) else ""


def _looks_like_utf_16(data: bytes) -> str:
    """The byte order of UTF-16 that lacks its mark, told by the zero bytes of its ASCII half; else empty."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if half >= 4 and odd * 5 > half and even * 100 <= half:
        return "utf-16-le"
    if half >= 4 and even * 5 > half and odd * 100 <= half:
        return "utf-16-be"
    return ""


def _encoding_of(data: bytes) -> str:
    """The declared encoding; failing that UTF-8 where the bytes are that; failing that what they look like."""
    # Only bytes above ASCII tell undeclared encodings apart: without them, what is left is what is declared.
    declared = (detect.detect(data[:1024].translate(None, _ABOVE_ASCII)).encoding or "").lower()
    if declared not in ("", "windows-1252"):
        return declared
    # Windows-1252 is also the answer for "nothing is declared".
    early = _META_CHARSET.search(data, 0, 1024) or _XML_ENCODING.match(data)
    if early and (name := _standard_name(early.group(1))):
        return name
    if _is_utf_8(data):
        return "utf-8"
    late = _META_CHARSET.search(data, 0, _LATE)
    name = _standard_name(late.group(1)) if late else ""
    return name or (detect.detect(data).encoding or "windows-1252").lower()


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _standard_name(label: bytes) -> str:
    """The Encoding Standard's name for a label such as ``latin1`` or ``x-sjis``, in lower case; else empty."""
    name = (detect.detect(b"<meta charset=" + label + b">").encoding or "").lower()
    fallback = name == "windows-1252" and label.lower() not in _LATIN_1
    return "" if fallback else name


# The labels of windows-1252 (Encoding Standard, 4.2 Names and labels).
_LATIN_1: Final = frozenset(
    b"ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
    b"iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252".split()
)


def _decoded(data: bytes, label: str) -> tuple[str, str, bool]:
    """Text, the name of its codec, and whether encoding the text gives the data again."""
    if label in ("replacement", "x-user-defined"):
        raise Unreadable("it declares an encoding that browsers refuse to read; save it as UTF-8")
    codec = _CODECS.get(label, label)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        if not codec.startswith("utf") and _is_utf_8(data):
            return data.decode("utf-8"), "utf-8", True  # saved anew, and the declaration left as it was
        return data.decode(codec if codec.startswith("utf") else f"whatwg-{label}", "replace"), codec, False
    except LookupError:
        raise Unreadable(f"its encoding {label!r} is unknown; save it as UTF-8") from None
    return text, codec, codec not in _MANY_TO_ONE or text.encode(codec) == data
