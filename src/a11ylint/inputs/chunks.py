"""How large the pages of a Parquet column chunk are, by what their headers say: nothing is unpacked.

A page is what a reader unpacks at once. The file's metadata says how large a whole chunk is, not how large its pages
are: a gigabyte in one page among a thousand that are empty looks like an honest chunk. Headers are structs of Thrift's
compact protocol (parquet-format, `PageHeader`; thrift/doc/specs/thrift-compact-protocol.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

_STOP: Final = 0
_TRUE, _FALSE, _BYTE, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 6, 7, 8, 9, 10, 11, 12
_UNPACKED, _PACKED = 2, 3  # fields of a header: the sizes of what follows it, in bytes
_DEEPEST: Final = 8  # structs within structs; headers have three
_MOST_ELEMENTS: Final = 1000  # of a list in a header


class PageSize(NamedTuple):
    """The bytes that a page unpacks to, and those that it has in the file."""

    unpacked: int
    packed: int


def page_sizes(file: BinaryIO, start: int, length: int) -> Iterator[PageSize]:
    """The sizes of a chunk's pages, as their headers say; the chunk stands at `start` and has `length` bytes. Raises
    `ValueError` where a header is none, and `OSError`."""
    place = start
    while place < start + length:
        file.seek(place)
        fields = _struct(file)
        size = PageSize(fields.get(_UNPACKED, -1), fields.get(_PACKED, -1))
        if min(size) < 0:
            raise ValueError("a page has no size")
        yield size
        place = file.tell() + size.packed


def _struct(file: BinaryIO, depth: int = 0) -> dict[int, int]:
    """The whole numbers among a struct's fields; the file stands behind it then."""
    if depth > _DEEPEST:
        raise ValueError("structs nest too deeply")
    numbers: dict[int, int] = {}
    field = 0
    while (head := _byte(file)) != _STOP:
        field = field + (head >> 4) if head >> 4 else _zigzag(_varint(file))
        kind = head & 0x0F
        if _BYTE < kind <= _I64:
            numbers[field] = _zigzag(_varint(file))
        elif kind not in (_TRUE, _FALSE):  # their value is the kind
            _pass(file, kind, depth)
    return numbers


def _pass(file: BinaryIO, kind: int, depth: int) -> None:
    """Go past a value that nobody asks for."""
    if kind in (_TRUE, _FALSE, _BYTE):
        _byte(file)
    elif kind <= _I64:
        _varint(file)
    elif kind == _DOUBLE:
        file.seek(8, 1)
    elif kind == _BINARY:
        file.seek(_varint(file), 1)
    elif kind in (_LIST, _SET):
        head = _byte(file)
        _pass_all(file, _varint(file) if head >> 4 == 15 else head >> 4, (head & 0x0F,), depth)
    elif kind == _MAP:
        if number := _varint(file):
            head = _byte(file)
            _pass_all(file, number, (head >> 4, head & 0x0F), depth)
    elif kind == _STRUCT:
        _struct(file, depth + 1)
    else:
        raise ValueError("a field is of no kind")


def _pass_all(file: BinaryIO, number: int, kinds: tuple[int, ...], depth: int) -> None:
    if number > _MOST_ELEMENTS or depth > _DEEPEST:
        raise ValueError("a list is too long, or nests too deeply")
    for _ in range(number):
        for kind in kinds:
            _pass(file, kind, depth + 1)


def _byte(file: BinaryIO) -> int:
    data = file.read(1)
    if not data:
        raise ValueError("the file ends within a header")
    return data[0]


def _varint(file: BinaryIO) -> int:
    """A number without sign, seven bits a byte, the lowest first."""
    number = 0
    for shift in range(0, 70, 7):
        byte = _byte(file)
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number
    raise ValueError("a number is too long")


def _zigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)
