"""Many processes, one order: work is handed out as it comes and given back in the order it came in.

A process that dies takes the task it was at with it and no other. No more is looked ahead than the processes need to
stay busy, however many tasks there are and however slowly results are taken. There are no threads in this process, so
that new processes can be forked safely at any time.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Final, Generic, TypeVar

from a11ylint.records import dataclass

Task = TypeVar("Task")
Result = TypeVar("Result")

_AT_HAND: Final = 4  # tasks a process has before it: the next is there when one is done
_AHEAD: Final = 64  # results for each process that may wait for one that takes longer
_PATIENCE: Final = 2.0  # seconds for a process to go


def forks() -> bool:
    """Whether a new process begins with all that this one has loaded: cheap. Else it has to load it anew."""
    return sys.platform == "linux" and threading.active_count() == 1


def in_order(
    work: Callable[[Task], Result], tasks: Iterator[Task], jobs: int, lost: Callable[[Task, str], Result]
) -> Iterator[Result]:
    """The results of all tasks, in the order of the tasks, worked out by so many processes.

    What `work` raises is raised here when that task's turn comes. Where a process dies, `lost` says what the task it
    was at has come to; it is told why. `work`, tasks and results must be picklable. However the iteration ends, the
    processes are gone then.
    """
    pool: _Pool[Task, Result] = _Pool(work, lost)
    try:
        for _ in range(jobs):
            pool.hire()
        yield from pool.run(tasks)
    finally:
        pool.dismiss()


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a task raised instead of giving a result."""

    error: BaseException


@dataclass(eq=False)
class _Worker(Generic[Task]):
    """A process, our ends of the lines to and from it, and the tasks it has, with their numbers; it is at the first.

    There are two lines, each one-way: what a process sent before it died can be read from a pipe, not from a socket.
    """

    process: BaseProcess
    sending: Connection
    receiving: Connection
    tasks: deque[tuple[int, Task]] = field(default_factory=deque)


class _Pool(Generic[Task, Result]):
    def __init__(self, work: Callable[[Task], Result], lost: Callable[[Task, str], Result]) -> None:
        self._work = work
        self._lost = lost
        if not forks():  # a new Python would look for modules in the working folder first, where pages lie
            os.environ.setdefault("PYTHONSAFEPATH", "1")
        self._context: BaseContext = multiprocessing.get_context("fork" if forks() else "spawn")
        self._workers: list[_Worker[Task]] = []
        self._done: dict[int, Result | _Raised] = {}
        self._again: deque[tuple[int, Task]] = deque()  # tasks that a process left behind when it died

    def hire(self) -> None:
        """Start one more process."""
        their_receiving, sending = self._context.Pipe(duplex=False)
        receiving, their_sending = self._context.Pipe(duplex=False)
        forked = self._context.get_start_method() == "fork"
        if forked:
            gc.freeze()  # what is loaded stays shared: the collector does not write to it in every process
        # A forked process inherits our ends of the lines to the others: it closes them, or none would see us go.
        others = [line for each in self._workers for line in (each.sending, each.receiving)]
        inherited = (sending, receiving, *others) if forked else ()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(their_receiving, their_sending, self._work, inherited), daemon=True
        )
        process.start()
        their_receiving.close()
        their_sending.close()
        self._workers.append(_Worker(process, sending, receiving))

    def run(self, tasks: Iterator[Task]) -> Iterator[Result]:
        numbered = enumerate(tasks)
        ahead = _AHEAD * len(self._workers)
        given = given_back = 0
        exhausted = False
        while True:
            while self._again or (not exhausted and given - given_back < ahead):
                worker = min(self._workers, key=lambda each: len(each.tasks))
                if len(worker.tasks) >= _AT_HAND:
                    break
                if self._again:
                    number, task = self._again.popleft()
                else:
                    try:
                        number, task = next(numbered)
                    except StopIteration:
                        exhausted = True
                        break
                    except Exception as error:  # its turn comes after what was before it
                        self._done[given] = _Raised(error)
                        given, exhausted = given + 1, True
                        break
                    given = number + 1
                self._give(worker, number, task)
            if given_back in self._done:
                result = self._done.pop(given_back)
                given_back += 1
                if isinstance(result, _Raised):
                    raise result.error
                yield result
            elif exhausted and given_back == given:
                return
            else:
                self._receive()

    def dismiss(self) -> None:
        """End all processes, also while somebody presses Ctrl-C again and again."""
        with _no_interrupt():
            for each in self._workers:
                each.process.terminate()
            for each in self._workers:
                each.process.join(_PATIENCE)
                if each.process.is_alive():
                    each.process.kill()
                    each.process.join()
                each.sending.close()
                each.receiving.close()
            self._workers.clear()

    def _give(self, worker: _Worker[Task], number: int, task: Task) -> None:
        worker.tasks.append((number, task))
        with suppress(OSError):  # it has died: what it sent before is still to be received, and then the end
            worker.sending.send(task)

    def _receive(self) -> None:
        """Take a result from each process that has one."""
        lines = {each.receiving: each for each in self._workers}
        for line in wait(list(lines)):
            worker = lines[line]  # type: ignore[index]
            try:
                result = worker.receiving.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._done[worker.tasks.popleft()[0]] = result

    def _bury(self, worker: _Worker[Task]) -> None:
        """A process has died: what it was at is lost, what it had before it is given to others."""
        worker.process.join(_PATIENCE)
        if worker.tasks:
            number, task = worker.tasks.popleft()
            self._done[number] = self._lost(task, _cause(worker.process.exitcode))
        self._again.extend(worker.tasks)
        worker.sending.close()
        worker.receiving.close()
        self._workers.remove(worker)
        self.hire()


def _serve(
    receiving: Connection, sending: Connection, work: Callable[[Any], Any], inherited: Sequence[Connection]
) -> None:
    """A process's life: work on what comes in, until nothing more does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that prints
    for each in inherited:
        each.close()
    tasks: SimpleQueue[Any] = SimpleQueue()
    # Tasks are taken in at once, lest each side wait for the other to read; and if that process goes, so do we.
    threading.Thread(target=_take_in, args=(receiving, tasks), daemon=True).start()
    while True:
        try:
            result = work(tasks.get())
        except Exception as error:
            result = _Raised(error)
        try:
            sending.send(result)
        except OSError:  # nobody is there to take it
            os._exit(0)


def _take_in(receiving: Connection, tasks: SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(receiving.recv())
    except (EOFError, OSError):
        os._exit(0)


def _cause(exitcode: int | None) -> str:
    """Why a process ended, in words: "killed by SIGKILL"."""
    if exitcode is None or exitcode >= 0:
        return f"it ended with code {exitcode}"
    try:
        return f"killed by {signal.Signals(-exitcode).name}"
    except ValueError:
        return f"killed by signal {-exitcode}"


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C is left out of account within."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
