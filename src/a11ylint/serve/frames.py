"""Messages between the process that answers HTTP and those that lint: a head as JSON, and parts as they are."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final

_LENGTH: Final = struct.Struct("!I")
_SIZES: Final = "sizes"

Message = tuple[dict[str, Any], list[bytes]]


def pack(head: Mapping[str, Any], *parts: bytes) -> bytes:
    """A message as bytes."""
    written = json.dumps({**head, _SIZES: [len(part) for part in parts]}).encode()
    return b"".join((_LENGTH.pack(len(written)), written, *parts))


def read(take: Callable[[int], bytes]) -> Message | None:
    """The next message; None at the end. `take` reads so many bytes, fewer only at the end."""
    length = take(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    head = json.loads(take(*_LENGTH.unpack(length)))
    return head, [take(size) for size in head.pop(_SIZES)]


async def receive(stream: asyncio.StreamReader) -> Message:
    """The next message. Raises `asyncio.IncompleteReadError` at the end."""
    (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    head = json.loads(await stream.readexactly(length))
    return head, [await stream.readexactly(size) for size in head.pop(_SIZES)]
