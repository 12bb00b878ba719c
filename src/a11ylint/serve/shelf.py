"""Previews kept until others take their place: a frame can only show what has an address."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Final

_MOST: Final = 64
_MOST_BYTES: Final = 48 << 20


class Shelf:
    """The last previews, few and small enough together. Their addresses cannot be guessed."""

    def __init__(self, most: int = _MOST, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def put(self, preview: bytes) -> str:
        """Keep a preview; its name."""
        name = secrets.token_urlsafe(16)
        self._kept[name] = preview
        self._size += len(preview)
        while len(self._kept) > self._most or (self._size > self._most_bytes and len(self._kept) > 1):
            self._size -= len(self._kept.popitem(last=False)[1])
        return name

    def get(self, name: str) -> bytes | None:
        return self._kept.get(name)
