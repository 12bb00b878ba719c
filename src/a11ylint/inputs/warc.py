"""Web archives (WARC/1.1, ISO 28500): the HTML pages among their responses."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, Final, cast

from a11ylint import patterns as re
from a11ylint.inputs.archives import (
    CUT_SHORT,
    DAMAGES,
    EMPTY,
    TOO_LARGE,
    Broken,
    Forward,
    Readable,
    damaged,
    named,
    refuse_bomb,
)
from a11ylint.inputs.files import Input
from a11ylint.source import MOST_BYTES

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_OVERHEAD: Final = 1024 * 1024  # bytes that HTTP headers and the sizes of chunks may add to a page
_READ: Final = 256 * 1024  # bytes
_CHUNK_SIZE: Final = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1024})?\r\n")
_GZIP: Final = b"\x1f\x8b"
_END: Final = b"\r\n\r\n"  # of every record (ISO 28500, 4)


class _Undecodable(Exception):
    """A response does not hold what its headers say."""


def records_of(path: str, file: BufferedReader) -> Iterator[Input]:
    """Each HTML page that a server answered with (status 200 and its like), by its address. What was archived as
    unchanged since an earlier visit (``revisit``), requests and everything else is passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise Broken("web archives need FastWARC: pip install 'a11ylint[archive]'") from None
    packed = file.peek(len(_GZIP)).startswith(_GZIP)
    plain = Forward(cast(Readable, gzip.GzipFile(fileobj=file) if packed else file))
    records = iter(ArchiveIterator(plain, parse_http=False, stream_detect=False, fsspec_args=False))
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            raise _told(error) from None
        if record is None:
            break
        refuse_bomb(record.content_length, file)
        if record.record_type == WarcRecordType.response and record.is_http:
            yield from _page(path, record)
        elif record.reader.consume() < record.content_length:
            raise Broken(CUT_SHORT)
    if plain.tail != _END:  # FastWARC takes an archive that stops within a record's headers for a whole one
        raise Broken(CUT_SHORT if plain.tell() else EMPTY)


def _told(error: OSError) -> Exception:
    """An error in FastWARC's words in ours; what reading the file raised stays as it is."""
    if error.errno or isinstance(error, DAMAGES):
        return error
    return Broken(damaged(str(error).removesuffix(".").lower()))


def _page(path: str, record: WarcRecord) -> Iterator[Input]:
    length = record.content_length
    name = named(path, _address(record))
    try:
        record.parse_http(auto_decode="none")
    except OSError as error:
        if error.errno or isinstance(error, DAMAGES):
            raise
        yield Input(name, f"its HTTP headers are damaged ({error})", found=True)
        return
    status = record.http_headers.status_code
    kind = (record.http_content_type or "").partition(";")[0].strip().lower()
    if kind not in _HTML or (status is not None and not 200 <= status < 300):
        if record.reader.consume() < record.content_length:
            raise Broken(CUT_SHORT)
    elif length > MOST_BYTES + _OVERHEAD:
        yield Input(name, TOO_LARGE, found=True)
    elif (reason := record.headers.get("WARC-Truncated")) is not None:
        yield Input(name, f"only its beginning was archived ({reason}); leave it out", found=True)
    else:
        body = _all_of(record)
        if len(body) < record.content_length:
            raise Broken(CUT_SHORT)
        try:
            data = _decoded(body, record)
        except _Undecodable as error:
            yield Input(name, str(error), found=True)
        else:
            yield Input(name, found=True, data=data, encoding=record.http_charset or "")


def _address(record: WarcRecord) -> str:
    address = record.headers.get_bytes(b"WARC-Target-URI") or record.headers.get_bytes(b"WARC-Record-ID") or b""
    return address.decode("utf-8", "surrogateescape").strip().removeprefix("<").removesuffix(">")


def _all_of(record: WarcRecord) -> bytes:
    parts: list[bytes] = []
    while part := record.reader.read(_READ):
        parts.append(part)
    return b"".join(parts)


def _decoded(body: bytes, record: WarcRecord) -> bytes:
    """A response's content, without the codings its headers name (RFC 9110, 8.4; RFC 9112, 7). Some archives keep the
    headers and undo the codings: content that is not coded is taken as it is. Raises `_Undecodable`."""
    if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
        body = _joined(body)
    codings = ",".join(record.http_headers.get_multiple("Content-Encoding")).lower().split(",")
    for coding in reversed([name.strip() for name in codings]):
        body = _without(coding, body)
    if len(body) > MOST_BYTES:
        raise _Undecodable(TOO_LARGE)
    return body


def _without(coding: str, body: bytes) -> bytes:
    if coding in ("", "identity") or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31) if body.startswith(_GZIP) else body
    if coding == "deflate":
        # zlib's format (RFC 1950: method 8, a checked header); but many servers send bare DEFLATE.
        is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
        return _inflated(body, 15 if is_zlib else -15)
    if coding in ("br", "zstd"):
        return _unpacked(body, coding)
    raise _Undecodable(f"its content encoding {coding!r} is unknown")


def _joined(body: bytes) -> bytes:
    """The data of chunks (RFC 9112, 7.1)."""
    chunks: list[bytes] = []
    place = 0
    while size := _CHUNK_SIZE.match(body, place):
        end = size.end() + int(size[1], 16)
        if end == size.end():
            return b"".join(chunks)
        if end > len(body):
            break
        chunks.append(body[size.end() : end])
        place = end + 2
    if chunks:
        raise _Undecodable("its chunks are cut short or damaged")
    return body


def _inflated(body: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        data = unpacker.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise _Undecodable(f"its compressed content is damaged ({error})") from None
    if len(data) <= MOST_BYTES and not unpacker.eof:
        raise _Undecodable("its compressed content is cut short")
    return data


def _unpacked(body: bytes, coding: str) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = (BrotliReader if coding == "br" else ZstdReader)(BytesIO(body))
    parts: list[bytes] = []
    room = MOST_BYTES + 1
    try:
        while room > 0 and (part := reader.read(min(room, _READ))):
            parts.append(part)
            room -= len(part)
    except OSError as error:
        raise _Undecodable(f"its compressed content is damaged ({error})") from None
    return b"".join(parts)
