"""Connections on which nothing goes on are closed: each counts, and whoever held them all would shut others out.

uvicorn closes a connection that rests between two requests. These deadlines are for the rest: a request whose head does
not come, and an answer that nobody takes. Bodies have one of their own, see `a11ylint.serve.app`.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD: Final = 10.0  # seconds in which the head of a request must come
ANSWER: Final = 30.0  # seconds in which some of an answer must be taken

_Protocol: Any = AutoHTTPProtocol  # one of two classes, alike in what is used of them here


class Impatient(_Protocol):  # type: ignore[misc]
    """uvicorn's protocol for one connection, with deadlines."""

    _head: asyncio.TimerHandle | None = None
    _answer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._head = self.loop.call_later(HEAD, transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._head is None and self._is_idle():
            self._head = self.loop.call_later(HEAD, self.transport.abort)
        super().data_received(data)
        if self._head is not None and not self._is_idle():
            self._head.cancel()
            self._head = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._answer = self.loop.call_later(ANSWER, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._forget_answer()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._head is not None:
            self._head.cancel()
        self._forget_answer()
        super().connection_lost(exc)

    def _forget_answer(self) -> None:
        if self._answer is not None:
            self._answer.cancel()
            self._answer = None

    def _is_idle(self) -> bool:
        """Whether no request is being answered, as far as its head has come."""
        return self.cycle is None or bool(self.cycle.response_complete)
