"""However large, slow or hostile an article is, the server goes on."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest

from a11ylint.serve.app import _body
from a11ylint.serve.crew import Limits
from a11ylint.serve.problem import Problem
from tests.serve.serving import PATIENCE, Server, serving, until

KIB = 1024
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="the system tells nothing of a process's memory and children"
)


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory, slow_pack: Path) -> Iterator[Server]:
    """A server that takes on little: one process, two who wait, two seconds, 64 KiB."""
    arguments = ("--isolated", "--pack", str(slow_pack), "-j", "1", "--queue", "2", "--timeout", "2")
    with serving(
        tmp_path_factory.mktemp("limited"), *arguments, "--max-size", "0.0625", "--max-memory", "512"
    ) as running:
        yield running


def _is_well(server: Server) -> bool:
    return server.html("/lint", "<p>x").status == 200


def test_what_is_too_large_is_refused_before_it_is_read(limited: Server) -> None:
    assert limited.html("/lint", b"<p>" + b"x" * (64 * KIB - 3)).status == 200
    assert limited.html("/lint", b"x" * (64 * KIB + 1)).is_problem(413, "65,536 bytes")
    with socket.create_connection(("127.0.0.1", urlsplit(limited.address).port or 0), 60) as line:
        line.sendall(
            b"POST /lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 9999999999\r\n\r\n"
        )
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")
    with socket.create_connection(("127.0.0.1", urlsplit(limited.address).port or 0), 60) as line:
        line.sendall(
            b"POST /lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        line.sendall((b"4000\r\n" + b"x" * 0x4000 + b"\r\n") * 5)  # 80 KiB, and no end of it
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    class Slow:
        headers: ClassVar[dict[str, str]] = {}

        async def stream(self) -> AsyncIterator[bytes]:
            yield b"<p>"
            await asyncio.sleep(60)

    with pytest.raises(Problem) as caught:
        asyncio.run(_body(Slow(), Limits(upload=0.05)))  # type: ignore[arg-type]
    assert caught.value.status == 408


def test_what_is_small_only_because_it_is_packed_is_too_large_all_the_same(limited: Server) -> None:
    import gzip

    assert limited.html("/lint", gzip.compress(b"<p>" + b"x" * (1 << 20))).is_problem(413)


def test_a_lint_that_takes_too_long_is_broken_off(limited: Server) -> None:
    start = time.monotonic()
    assert limited.html("/lint", "<p>SLEEP").is_problem(504, "more than 2 seconds")
    assert time.monotonic() - start < 60
    assert _is_well(limited)


def test_a_process_that_dies_is_replaced(limited: Server) -> None:
    assert limited.html("/lint", "<p>DIE").is_problem(500, "died")
    assert _is_well(limited)


def test_a_rule_that_ends_or_prints_does_no_harm(limited: Server) -> None:
    assert limited.html("/lint", "<p>RAISE").status in (200, 500)
    assert limited.html("/lint", "<p>PRINT").status == 200
    assert _is_well(limited)


@LINUX
def test_a_page_that_wants_all_memory_gets_an_answer_instead(limited: Server) -> None:
    answer = limited.html("/lint", "<p>EAT")
    assert answer.status in (200, 413, 500)
    if answer.status == 200:  # the rule's failure, told as that of any rule
        assert answer.data["findings"][0]["rule"] == "internal-error"
    assert _is_well(limited)


def test_no_more_is_taken_on_than_can_be_done(limited: Server) -> None:
    with ThreadPoolExecutor(12) as many:
        answers = list(many.map(lambda _: limited.html("/lint", "<p>SLEEP"), range(12)))
    refused = [each for each in answers if each.status == 503]
    assert len(refused) >= 9
    for each in refused:
        assert each.is_problem(503, "try again")
        assert each.headers["retry-after"] == "1"
    assert {each.status for each in answers} <= {503, 504}
    assert limited.get("/healthz").status == 200
    assert _is_well(limited)


@LINUX
def test_memory_stays_where_it_is(tmp_path: Path) -> None:
    page = "<h1>Night trains return</h1>" + "<p>The first of twelve cars left the hall. It was blue.</p>" * 60
    with serving(tmp_path, "--isolated", "-j", "1") as server:

        def held() -> int:
            return sum(_resident(each) for each in (server.process.pid, *server.workers()))

        for number in range(150):
            assert server.html("/lint", f"{page}<p>{number}").status == 200
        before = held()
        for number in range(450):
            assert server.html("/lint", f"{page}<p>{number} more").status == 200
        assert held() < before + (16 << 20)


@LINUX
def test_what_was_at_work_is_not_left_behind_when_the_server_is_killed(tmp_path: Path, slow_pack: Path) -> None:
    with serving(tmp_path, "--isolated", "--pack", str(slow_pack), "-j", "1", "--timeout", "1") as server:
        workers = server.workers()
        assert len(workers) == 1
        with ThreadPoolExecutor(1) as one:
            asked = one.submit(server.html, "/lint", "<p>SLEEP")
            time.sleep(0.3)
            server.process.kill()
            with pytest.raises(OSError):
                asked.result()
    until(lambda: not any(_runs(each) for each in workers))


def _resident(process: int) -> int:
    """Bytes."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def test_processes_that_cannot_be_started_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "odd.md").write_text("---\nid: odd\ntitle: Odd\nseverity: notice\n---\n\n# Odd\n", "utf-8")
    (tmp_path / "odd.py").write_text(
        "import os, sys\nif 'worker' in sys.argv[0]:\n    os._exit(5)\ndef check(page):\n    return iter(())\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "a11ylint", "serve", "--isolated", "--pack", ".", "--port", "0", "-j", "2"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert done.stderr == "a11ylint: its processes could not be started; what they said stands above\n"


class TestConnectionsOnWhichNothingGoesOn:
    """They are closed, lest whoever holds them all shut others out."""

    @pytest.fixture
    def address(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
        """A server with short deadlines, that answers anything with 32 MB, more than the system holds for it."""
        import uvicorn

        from a11ylint.serve import deadlines

        monkeypatch.setattr(deadlines, "HEAD", 0.3)
        monkeypatch.setattr(deadlines, "ANSWER", 0.3)

        async def answer(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 (what ASGI passes)
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"33554432")]})
            await send({"type": "http.response.body", "body": bytes(33_554_432)})

        listening = socket.create_server(("127.0.0.1", 0))
        running = uvicorn.Server(
            uvicorn.Config(answer, lifespan="off", log_level="critical", http=deadlines.Impatient, ws="none")
        )
        thread = threading.Thread(target=lambda: asyncio.run(running.serve([listening])), daemon=True)
        thread.start()
        yield listening.getsockname()
        running.should_exit = True
        thread.join(PATIENCE)

    @pytest.mark.parametrize(
        "begun",
        [b"", b"GET / HTTP/1.1\r\nHost: x", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"],
        ids=["none", "half", "whole"],
    )
    def test_are_closed(self, address: tuple[str, int], begun: bytes) -> None:
        """Nothing comes, half a head comes, or a request whose answer is not taken."""
        with socket.create_connection(address, PATIENCE) as line:
            line.sendall(begun)
            time.sleep(1.2)
            taken = 0
            with suppress(ConnectionError):
                while part := line.recv(1 << 16):
                    taken += len(part)
            assert taken < 33_554_432

    def test_are_closed_where_the_second_request_does_not_come(self, address: tuple[str, int]) -> None:
        with socket.create_connection(address, PATIENCE) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            taken = 0
            while taken < 33_554_432:
                taken += len(line.recv(1 << 16))
            line.sendall(b"GET / HTTP/1.1\r\nHost: x")
            start = time.monotonic()
            with suppress(ConnectionError):
                while line.recv(1 << 16):
                    pass
            assert time.monotonic() - start < 4  # it is not waited for as between requests
