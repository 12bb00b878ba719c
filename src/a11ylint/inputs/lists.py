"""Lists of files' names: a name a line, or one between each two NULs, as ``find -print0`` writes them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, Final

_READ: Final = 64 * 1024  # bytes; no file's name is longer


def names_in(file: BinaryIO, *, nul: bool = False) -> Iterator[str]:
    """Each name as soon as it is there; empty lines are none. What is too long for a name is cut, and then no file."""
    end = b"\0" if nul else b"\n"
    rest = b""
    while data := _some(file):
        *names, rest = (rest + data).split(end)
        for name in names:
            yield from _name(name, nul=nul)
        rest = rest[:_READ]
    yield from _name(rest, nul=nul)


def _some(file: BinaryIO) -> bytes:
    """What is there, without waiting for more: who writes the list may still be looking for the next file."""
    read1 = getattr(file, "read1", None)
    data: bytes = read1(_READ) if read1 is not None else file.read(_READ)
    return data


def _name(name: bytes, *, nul: bool) -> Iterator[str]:
    name = name if nul else name.removesuffix(b"\r")
    if name:
        yield os.fsdecode(name)
