"""Archives and tables as the tests need them, written by us."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

PAGE: Final = b"<!doctype html><html lang=en><title>Harbour</title><h1>Harbour</h1><p>The harbour opens.</p></html>\n"


def brotli(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="brotli", asbytes=True))


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODINGS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli,
    "zstd": zstd,
}


def chunked(data: bytes, size: int = 64) -> bytes:
    chunks = (data[place : place + size] for place in range(0, len(data), size))
    return b"".join(b"%x;note=ours\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def record(
    address: str,
    body: bytes = PAGE,
    *headers: str,
    content_type: str = "text/html",
    status: str = "200 OK",
    kind: str = "response",
    more: str = "",
) -> bytes:
    """One record of a web archive: what a server answered."""
    http = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers)).encode()
    block = http + b"\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:uuid:{hash(address)}>\r\n"
        f"WARC-Date: 2024-05-01T10:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n{more}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode("utf-8", "surrogateescape") + block + b"\r\n\r\n"


def warc(path: Path, records: Iterable[bytes]) -> Path:
    """A web archive; with ``.gz``, each record is packed by itself, as the standard has it."""
    with path.open("wb") as file:
        for each in records:
            file.write(gzip.compress(each) if path.suffix == ".gz" else each)
    return path


def zipped(path: Path, members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def tarred(path: Path, members: Iterable[tuple[str, bytes]]) -> Path:
    packing = {".gz": "w:gz", ".tgz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz"}.get(path.suffix, "w")
    with tarfile.open(path, packing) as archive:  # type: ignore[call-overload]
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
            archive.members = []
    return path


def lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    with gzip.open(path, "wt") if path.suffix == ".gz" else path.open("w") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")
    return path


def parquet(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    batches = _in_batches(rows)
    first = pa.Table.from_pylist(next(batches))
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for batch in batches:
            writer.write_table(pa.Table.from_pylist(batch, first.schema))
    return path


def _in_batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(dict(row))
        if len(batch) == 1000:
            yield batch
            batch = []
    if batch:
        yield batch
