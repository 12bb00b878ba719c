"""ZIP archives (APPNOTE 6.3.10), read entry by entry of their directory.

`zipfile` holds the whole directory in memory, some 600 bytes a member; here one entry is held at a time. Where the
directory at the end is missing, because the archive is cut short, its members are read from the beginning.
"""

from __future__ import annotations

import bz2
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Protocol

from a11ylint.inputs.archives import CUT_SHORT, TOO_LARGE, Broken, damaged, found, is_wanted, named
from a11ylint.inputs.files import Input
from a11ylint.records import dataclass
from a11ylint.source import MOST_BYTES

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_ENTRY: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_LOCATOR: Final = struct.Struct("<4sIQI")
_END_64: Final = struct.Struct("<4sQ2H2I4Q")
_LOCAL_SIGN, _ENTRY_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCATOR_SIGN, _END_64_SIGN = b"PK\x06\x07", b"PK\x06\x06"
_MOST_COMMENT: Final = 0xFFFF
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_ZIP64: Final = 1  # the extra field that holds what does not fit into 32 bits
_ENCRYPTED, _SIZES_LATER, _IN_UTF_8 = 0x1, 0x8, 0x800  # general purpose flags
_UNIX: Final = 3  # the system whose file modes stand in the upper half of the external attributes
_KIND, _LINK = 0o170000, 0o120000
_STORED, _DEFLATED, _BZIP2 = 0, 8, 12  # methods
_READ: Final = 64 * 1024  # bytes


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Inflater:
    """zlib's decompressor with the ways of the others: it keeps what it did not take yet."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-15)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


class _Damaged(Exception):
    """One member cannot be read; the message says why."""


class _Directory(NamedTuple):
    """Where the directory begins, how many entries it has, and how far all offsets are shifted by what stands before
    the archive (a program that unpacks itself)."""

    start: int
    entries: int
    shift: int


@dataclass(frozen=True, slots=True)
class _Member:
    """An entry of the directory, or a local header; sizes and offset in bytes."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int = 0
    is_link: bool = False


def members_of(path: str, file: BinaryIO) -> Iterator[Input]:
    """Each page among an archive's files; links are none."""
    directory = _directory(file)
    if directory is None:
        yield from _without_directory(path, file)
        return
    with Path(path).open("rb") as entries:
        entries.seek(directory.start)
        for _ in range(directory.entries):
            member = _entry(entries)
            if member.is_link or not is_wanted(member.name):
                continue
            file.seek(member.offset + directory.shift)
            if _local(file) is None:
                yield Input(named(path, member.name), "it is not where the archive's directory says", found=True)
            else:
                yield from _page(path, file, member)


def _without_directory(path: str, file: BinaryIO) -> Iterator[Input]:
    """The members from the first on, as far as their own headers tell where the next one begins."""
    file.seek(0)
    number = 0
    while (member := _local(file)) is not None and not (member.flags & _SIZES_LATER and not member.packed):
        number += 1
        end = file.tell() + member.packed
        if is_wanted(member.name):
            yield from _page(path, file, member)
        file.seek(end)
    raise Broken(CUT_SHORT if number or member is not None else damaged("it has no directory"))


def _page(path: str, file: BinaryIO, member: _Member) -> Iterator[Input]:
    """A member whose data begins where the file stands."""
    name = named(path, member.name)
    if member.flags & _ENCRYPTED:
        yield Input(name, "it is encrypted; unpack it with its password", found=True)
    elif member.size > MOST_BYTES:
        yield Input(name, TOO_LARGE, found=True)
    else:
        try:
            data = _data(file, member)
        except _Damaged as error:
            yield Input(name, str(error), found=True)
        else:
            yield from found(path, member.name, data)


def _data(file: BinaryIO, member: _Member) -> bytes:
    """A member's content. Raises `_Damaged`, and `EOFError` where the archive ends before the member does."""
    unpacker = _unpacker(member.method)
    parts: list[bytes] = []
    left, room = member.packed, member.size + 1  # one more, to see whether it says less than it holds
    try:
        while left > 0 and room > 0 and not (unpacker is not None and unpacker.eof):
            packed = file.read(min(left, _READ))
            if not packed:
                raise EOFError
            left -= len(packed)
            part = packed if unpacker is None else unpacker.decompress(packed, room)
            parts.append(part)
            room -= len(part)
    except (zlib.error, OSError) as error:
        raise _Damaged(f"its compressed data is damaged ({error})") from None
    data = b"".join(parts)
    if len(data) > member.size:
        raise _Damaged("it unpacks to more than the archive says; it was not read further")
    if len(data) < member.size or zlib.crc32(data) != member.crc:
        raise _Damaged("its data is damaged: the checksum is wrong")
    return data


def _unpacker(method: int) -> _Unpacker | None:
    if method == _STORED:
        return None
    if method == _DEFLATED:
        return _Inflater()
    if method == _BZIP2:
        return bz2.BZ2Decompressor()
    raise _Damaged(f"it is packed in a way that is not read (method {method}); pack it anew")


def _directory(file: BinaryIO) -> _Directory | None:
    """What the record at the archive's end says (APPNOTE, 4.3.14 to 4.3.16)."""
    size = file.seek(0, 2)
    begin = max(size - _END.size - _MOST_COMMENT, 0)
    file.seek(begin)
    tail = file.read()
    place = tail.rfind(_END_SIGN)
    if place < 0 or len(tail) - place < _END.size:
        return None
    end = begin + place
    *_, entries, length, start, _ = _END.unpack_from(tail, place)
    if entries == _FULL_16 or length == _FULL_32 or start == _FULL_32:
        large = _zip64_end(file, end)
        if large is not None:
            end, entries, length, start = large
    shift = end - length - start
    if shift < 0:
        return None
    return _Directory(start + shift, entries, shift)


def _zip64_end(file: BinaryIO, end: int) -> tuple[int, int, int, int] | None:
    """Where the larger record stands, the number of entries, the directory's length and its start."""
    if end < _LOCATOR.size:
        return None
    file.seek(end - _LOCATOR.size)
    sign, _, place, _ = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if sign != _LOCATOR_SIGN:
        return None
    # Just before the locator, if nothing stands between; where it says, otherwise.
    for candidate in (end - _LOCATOR.size - _END_64.size, place):
        file.seek(max(candidate, 0))
        data = file.read(_END_64.size)
        if len(data) == _END_64.size and data.startswith(_END_64_SIGN):
            *_, entries, length, start = _END_64.unpack(data)
            return candidate, entries, length, start
    return None


def _entry(entries: BinaryIO) -> _Member:
    """The next entry of the directory (APPNOTE, 4.3.12). Raises `Broken`."""
    data = entries.read(_ENTRY.size)
    if len(data) < _ENTRY.size or not data.startswith(_ENTRY_SIGN):
        raise Broken(damaged("its directory"))
    _, made_by, _, flags, method, _, _, crc, packed, size, *rest = _ENTRY.unpack(data)
    name_length, extra_length, comment_length, _, _, attributes, offset = rest
    name = _name(entries.read(name_length), flags)
    extra = entries.read(extra_length)
    entries.seek(comment_length, 1)
    is_link = made_by >> 8 == _UNIX and attributes >> 16 & _KIND == _LINK
    return _widened(_Member(name, flags, method, crc, packed, size, offset, is_link), extra)


def _local(file: BinaryIO) -> _Member | None:
    """The header that stands before a member's data (APPNOTE, 4.3.7); the file stands at the data then."""
    data = file.read(_LOCAL.size)
    if len(data) < _LOCAL.size or not data.startswith(_LOCAL_SIGN):
        return None
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack(data)
    name = _name(file.read(name_length), flags)
    return _widened(_Member(name, flags, method, crc, packed, size), file.read(extra_length))


def _widened(member: _Member, extra: bytes) -> _Member:
    """A member with the numbers that did not fit into 32 bits (APPNOTE, 4.5.3)."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == _ZIP64:
            numbers = iter(struct.unpack_from(f"<{min(length, len(extra) - place - 4) // 8}Q", extra, place + 4))
            size = next(numbers, member.size) if member.size == _FULL_32 else member.size
            packed = next(numbers, member.packed) if member.packed == _FULL_32 else member.packed
            offset = next(numbers, member.offset) if member.offset == _FULL_32 else member.offset
            return replace(member, size=size, packed=packed, offset=offset)
        place += 4 + length
    return member


def _name(name: bytes, flags: int) -> str:
    """UTF-8 where the flag says so or the bytes are that; else code page 437 (APPNOTE, appendix D)."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "surrogateescape") if flags & _IN_UTF_8 else name.decode("cp437")
