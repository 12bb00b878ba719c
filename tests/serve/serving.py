"""A server as a process of its own, and somebody who asks it in plain HTTP."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

PATIENCE: Final = 120.0  # seconds: a busy machine is no failure
HTML: Final = {"Content-Type": "text/html; charset=utf-8"}
JSON: Final = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:  # noqa: ANN401 (what JSON holds)
        return json.loads(self.body)

    def is_problem(self, status: int, *words: str) -> bool:
        """Whether it is a problem of this status that says these words."""
        told = self.data
        assert self.headers["content-type"] == "application/problem+json"
        assert (self.status, told["status"]) == (status, status), told
        assert told["title"] and told["type"] == "about:blank"
        return all(word in told["detail"] for word in words)


@dataclass(frozen=True)
class Server:
    """A server that runs; `told` is what it printed until it was ready."""

    process: subprocess.Popen[str]
    address: str
    told: str

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, on a connection of its own."""
        host, port = urlsplit(self.address).hostname, urlsplit(self.address).port
        connection = http.client.HTTPConnection(host or "", port, timeout=PATIENCE)
        try:
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, path, data, dict(headers or {}))
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def html(self, path: str, page: bytes | str, **headers: str) -> Answer:
        """Send a page as it is."""
        return self.ask("POST", path, page, {**HTML, **headers})

    def json(self, path: str, **asked: object) -> Answer:
        """Ask in JSON."""
        return self.ask("POST", path, json.dumps(asked), JSON)

    def workers(self) -> list[int]:
        """The processes that lint; on Linux."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in children.read_text().split()]


@contextmanager
def serving(folder: Path, *arguments: str, **environment: str) -> Iterator[Server]:
    """A server in a folder, at any free port, as long as the block runs; then it is stopped as by Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-m", "a11ylint", "serve", "--port", "0", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        told = process.stdout.readline()
        assert told.startswith("a11ylint serves http://"), (told, process.stderr and process.stderr.read())
        address = told.split()[2]
        if not address.startswith("http://127."):
            told += process.stdout.readline() + process.stdout.readline()
        server = Server(process, address.replace("//0.0.0.0", "//127.0.0.1"), told)
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise


def _wait(server: Server) -> None:
    """Until it answers: it begins to when its processes are ready."""
    assert server.get("/healthz").status == 200


def until(true: Callable[[], bool]) -> None:
    """Wait until a function says yes."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
