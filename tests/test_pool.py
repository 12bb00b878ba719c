"""Many processes, one order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from a11ylint.pool import in_order


def slowly_square(number: int) -> int:
    time.sleep(0.05 if number % 7 == 0 else 0)
    return number * number


def square_or_die(number: int) -> int:
    if number % 10 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def square_or_raise(number: int) -> int:
    if number == 5:
        raise ValueError("five")
    return number * number


def large(number: int) -> bytes:
    return bytes([number % 256]) * 1_000_000


def echo(data: bytes) -> bytes:
    return data


def process(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def lost(task: object, why: str) -> int:
    return -1


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(in_order(slowly_square, iter(range(60)), 3, lost)) == [n * n for n in range(60)]


def test_all_processes_work() -> None:
    pids = set(in_order(process, iter(range(60)), 2, lost))
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_processes_need_not_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("a11ylint.pool.forks", lambda: False)
    results = list(in_order(square_or_die, iter(range(8)), 2, lost))
    assert results == [0, 1, 4, -1, 16, 25, 36, 49]


def test_nothing_to_do_is_soon_done() -> None:
    assert list(in_order(slowly_square, iter(()), 2, lost)) == []


def test_a_process_that_dies_costs_the_task_it_was_at_and_no_other() -> None:
    told: list[tuple[int, str]] = []

    def tell(task: int, why: str) -> int:
        told.append((task, why))
        return -1

    results = list(in_order(square_or_die, iter(range(40)), 2, tell))
    assert results == [-1 if n % 10 == 3 else n * n for n in range(40)]
    assert sorted(told) == [(n, "killed by SIGKILL") for n in (3, 13, 23, 33)]


def test_what_a_task_raises_is_raised_in_its_turn() -> None:
    results = in_order(square_or_raise, iter(range(40)), 2, lost)
    assert [next(results) for _ in range(5)] == [0, 1, 4, 9, 16]
    with pytest.raises(ValueError, match="five"):
        next(results)


def test_what_the_tasks_themselves_raise_comes_after_what_was_before_it() -> None:
    def tasks() -> Iterator[int]:
        yield from range(5)
        raise ValueError("no more")

    results = in_order(slowly_square, tasks(), 2, lost)
    assert [next(results) for _ in range(5)] == [0, 1, 4, 9, 16]
    with pytest.raises(ValueError, match="no more"):
        next(results)


def test_no_more_is_looked_ahead_than_is_needed() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = in_order(slowly_square, tasks(), 2, lost)
    for _ in range(50):
        next(results)
    time.sleep(0.2)
    results.close()  # type: ignore[attr-defined]
    assert taken < 50 + 2 * 64 + 1


def test_large_tasks_and_large_results_do_not_wait_for_each_other() -> None:
    sent = [bytes([n]) * 2_000_000 for n in range(20)]
    assert list(in_order(echo, iter(sent), 2, lambda task, why: b"")) == sent
    assert [len(each) for each in in_order(large, iter(range(20)), 2, lambda task, why: b"")] == [1_000_000] * 20


def test_no_process_is_left_when_nobody_wants_more() -> None:
    results = in_order(process, iter(range(1000)), 2, lost)
    pids = {next(results) for _ in range(20)}
    results.close()  # type: ignore[attr-defined]
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids) or not Path("/proc").exists()


ORPHANS = """
import os, sys, time
sys.path.insert(0, {here!r})
from tests.test_pool import process, lost
from a11ylint.pool import in_order
results = in_order(process, iter(range(100000)), 2, lost)
print(*sorted({{next(results) for _ in range(40)}}), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to look for processes")
def test_no_process_is_left_when_the_first_is_killed() -> None:
    here = str(Path(__file__).parent.parent)
    command = [sys.executable, "-c", ORPHANS.format(here=here)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = parent.stdout.readline().split()
        parent.kill()
        parent.wait()
    assert len(pids) == 2
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
