"""The processes that lint, as the process that answers HTTP sees them: how many, how long, how much at once."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from a11ylint.serve import frames
from a11ylint.serve.asked import Asked
from a11ylint.serve.problem import Problem
from a11ylint.settings import Settings

_PATIENCE_START: Final = 120.0  # seconds for a process to be ready: all is loaded, on a machine that may be busy
_PATIENCE_END: Final = 2.0
_PAUSE: Final = 1.0  # seconds before a process is tried again that could not be started
_PIPE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server takes upon itself.

    `workers` processes lint; `waiting` more requests than those may be there at once. An article is of at most
    `size` bytes and is linted for at most `seconds`; a process may take `memory` bytes, and is replaced after `tasks`
    articles or when it has grown by a quarter of that. A body must come within `upload` seconds.
    """

    workers: int = 2
    waiting: int = 32
    size: int = 4 << 20
    seconds: float = 20.0
    memory: int = 1 << 30
    tasks: int = 5000
    upload: float = 30.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to send: its status, its body, and of a view its preview."""

    status: int
    body: bytes
    preview: bytes = b""


@dataclass(eq=False, slots=True)
class _Worker:
    process: asyncio.subprocess.Process
    tasks: int = 0
    memory: int = 0  # bytes when it was ready

    async def exchange(self, message: bytes) -> frames.Message:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(message)
        await self.process.stdin.drain()
        return await frames.receive(self.process.stdout)

    async def end(self) -> None:
        """Close its line, and kill it if it does not go."""
        with suppress(ProcessLookupError, OSError):
            if self.process.stdin is not None:
                self.process.stdin.close()
            try:
                async with asyncio.timeout(_PATIENCE_END):
                    await self.process.wait()
            except TimeoutError:
                self.process.kill()
                await self.process.wait()

    async def kill(self) -> None:
        """End it, whatever it does."""
        assert self.process.stdout is not None
        if self.process.stdout.at_eof():  # it has ended, or is about to: killing what has ended confuses who waits
            await self.end()
            return
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@dataclass(eq=False)
class Crew:
    """Processes that answer; each is replaced when it dies, takes too long or has grown.

    Raises, where it cannot answer, `Problem`: 503 with more to do than it takes on, 504 where a lint takes too long,
    500 where a process dies of a page.
    """

    settings: Settings
    limits: Limits
    _idle: asyncio.Queue[_Worker] = field(default_factory=asyncio.Queue)
    _all: set[_Worker] = field(default_factory=set)
    _hiring: set[asyncio.Task[None]] = field(default_factory=set)
    _seats: int = 0
    _ending: bool = False

    async def start(self) -> None:
        """Start all processes and wait until they are ready."""
        await asyncio.gather(*(self._hire() for _ in range(self.limits.workers)))

    async def stop(self) -> None:
        """End all processes: those that are done at once, the others by force."""
        self._ending = True
        for task in self._hiring:
            task.cancel()
        await asyncio.gather(*self._hiring, return_exceptions=True)
        await asyncio.gather(*(each.end() for each in tuple(self._all)))
        self._all.clear()

    @property
    def processes(self) -> list[int]:
        """The ids of the processes there are."""
        return sorted(each.process.pid for each in self._all)

    @asynccontextmanager
    async def seat(self) -> AsyncIterator[None]:
        """A place for one request, from its first byte to its answer: however many come, so many are taken in."""
        if self._seats >= self.limits.workers + self.limits.waiting:
            raise _busy()
        self._seats += 1
        try:
            yield
        finally:
            self._seats -= 1

    async def ask(self, verb: str, asked: Asked) -> Reply:
        """What a process answers."""
        try:
            async with asyncio.timeout(self.limits.seconds):
                worker = await self._idle.get()
        except TimeoutError:
            raise _busy() from None
        fit = False
        try:
            message = frames.pack({"verb": verb, "asked": asked.header()}, asked.content)
            async with asyncio.timeout(self.limits.seconds):
                head, (body, preview) = await worker.exchange(message)
            worker.tasks += 1
            fit = worker.tasks < self.limits.tasks and head["memory"] <= worker.memory + self.limits.memory // 4
            return Reply(head["status"], body, preview)
        except TimeoutError:
            raise Problem(
                504, f"linting this article took more than {self.limits.seconds:g} seconds and was broken off; split it"
            ) from None
        except (OSError, EOFError):
            raise Problem(500, "the process that linted this article died; split the article or leave it out") from None
        finally:
            if fit and not self._ending:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        """End a process, which may be busy, and start another."""
        task = asyncio.create_task(self._after(worker))
        self._hiring.add(task)
        task.add_done_callback(self._hiring.discard)

    async def _after(self, worker: _Worker) -> None:
        await worker.kill()
        self._all.discard(worker)
        while not self._ending:
            try:
                await self._hire()
                return
            except (OSError, EOFError, TimeoutError):
                await asyncio.sleep(_PAUSE)

    async def _hire(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "a11ylint.serve.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            limit=_PIPE,
        )
        worker = _Worker(process)
        self._all.add(worker)
        terms = {"limit": self.limits.size, "memory": self.limits.memory, "seconds": self.limits.seconds}
        try:
            async with asyncio.timeout(_PATIENCE_START):
                head, _ = await worker.exchange(frames.pack(terms, pickle.dumps(self.settings)))
                worker.memory = head["memory"]
        except BaseException:
            await worker.kill()
            self._all.discard(worker)
            raise
        self._idle.put_nowait(worker)


def _busy() -> Problem:
    return Problem(503, "there is too much to do at the moment; try again in a second", {"retry-after": "1"})
