"""Tar archives, plain or packed, read from their beginning to their end."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from a11ylint.inputs.archives import (
    CUT_SHORT,
    EMPTY,
    TOO_LARGE,
    Broken,
    Forward,
    Readable,
    damaged,
    found,
    is_wanted,
    named,
    refuse_bomb,
)
from a11ylint.inputs.files import Input
from a11ylint.source import MOST_BYTES

_GZIP, _BZIP2, _XZ, _ZSTD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
_MOST_MAGIC: Final = 6
_MOST_HEADERS: Final = 4 * 1024 * 1024  # bytes from one member to the next that describe it: long names, maps of holes


class _Metered(Forward):
    """A stream of which no more is read at once than was allowed: `tarfile` takes names and maps of any length."""

    def __init__(self, file: Readable) -> None:
        super().__init__(file)
        self._most = 0

    def allow(self, size: int) -> None:
        """Let so many more bytes be read."""
        self._most = self.tell() + size

    def read(self, size: int = -1, /) -> bytes:
        if self.tell() > self._most:
            raise Broken(f"it has a header of more than {_MOST_HEADERS >> 20} MB")
        return super().read(size)


def members_of(path: str, file: BinaryIO) -> Iterator[Input]:
    """Each page among an archive's files; links and devices are none."""
    stream = _Metered(_unpacked(file))
    stream.allow(_MOST_HEADERS)
    try:
        with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r|", errorlevel=1) as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps all that it has passed
                refuse_bomb(member.size, file)
                stream.allow(member.size + _MOST_HEADERS)
                if not member.isreg() or not is_wanted(member.name):
                    continue
                if member.size > MOST_BYTES:
                    yield Input(named(path, member.name), TOO_LARGE, found=True)
                    continue
                content = archive.extractfile(member)
                data = content.read() if content is not None else b""
                if len(data) < member.size:
                    raise Broken(CUT_SHORT)
                yield from found(path, member.name, data)
    except tarfile.TarError as error:
        raise Broken(_told(str(error))) from None


def _told(reason: str) -> str:
    """tarfile's reasons in our words."""
    if reason == "empty file":
        return EMPTY
    return CUT_SHORT if reason == "unexpected end of data" else damaged(reason)


def _unpacked(file: BinaryIO) -> Readable:
    """What an archive is packed with, its first bytes tell."""
    start = file.read(_MOST_MAGIC)
    file.seek(0)
    if start.startswith(_GZIP):
        return cast(Readable, gzip.GzipFile(fileobj=file))
    if start.startswith(_BZIP2):
        return cast(Readable, bz2.BZ2File(file))
    if start.startswith(_XZ):
        return cast(Readable, lzma.LZMAFile(file))
    return _without_zstd(file) if start.startswith(_ZSTD) else cast(Readable, file)


def _without_zstd(file: BinaryIO) -> Readable:
    try:
        from compression import zstd  # type: ignore[import-not-found]  # since Python 3.14
    except ImportError:
        raise Broken("Zstandard archives need Python 3.14; unpack it, or pack it as .tar.gz or .tar.xz") from None
    return cast(Readable, zstd.ZstdFile(file))
