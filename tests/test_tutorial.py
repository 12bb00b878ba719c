"""The tutorial as a newcomer follows it: every file written, every command run, every output compared.

It is run in an empty folder. In place of PyPI there is a package index on this machine. It has the a11ylint that is
tested and what is installed where the tests run, packed again into wheels; it takes uploads; nothing else is reached.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from threading import Lock, Thread
from typing import Final, NamedTuple
from zipfile import ZipFile

import pytest

from tests.distribution import ROOT

TUTORIAL: Final = ROOT / "docs" / "tutorial.md"
_BLOCK: Final = re.compile(r'^(`{3,})(\w+)(?: title="([^"\n]+)")?\n(.*?)^\1$', re.DOTALL | re.MULTILINE)
_MARK: Final = "--- step {} ---"


class Block(NamedTuple):
    """A fenced block of the tutorial: commands (``sh``), what they print (``text``), or a file with its path."""

    language: str
    path: str
    text: str


def blocks() -> list[Block]:
    return [Block(match[2], match[3] or "", match[4]) for match in _BLOCK.finditer(TUTORIAL.read_text("utf-8"))]


class Step(NamedTuple):
    """Commands, and what the last of them must print; empty where the tutorial does not say."""

    commands: str
    printed: str


def steps() -> Iterator[Step]:
    """The tutorial as commands: a file is written by a command too."""
    known = blocks()
    for number, block in enumerate(known):
        following = known[number + 1] if number + 1 < len(known) else Block("", "", "")
        if block.path:
            yield Step(f"cat > '{block.path}' <<'END-OF-FILE'\n{block.text}END-OF-FILE\n", "")
        elif block.language == "sh":
            yield Step(block.text, following.text if following.language == "text" else "")


class Index(ThreadingHTTPServer):
    """A package index: the simple interface (PEP 503) for pip, the upload interface for twine; files are on `shelf`."""

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf
        self.packing = Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def files(self, project: str) -> list[str]:
        """The names of a project's files; what is not there yet is packed, if it is installed here."""
        with self.packing:
            found = self.found(project)
            if not found:
                with suppress(PackageNotFoundError):
                    pack_again(distribution(project), self.shelf)
            return found or self.found(project)

    def found(self, project: str) -> list[str]:
        return [path.name for path in self.shelf.iterdir() if normalised(path.name.partition("-")[0]) == project]


def normalised(name: str) -> str:
    """A project's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pack_again(installed: Distribution, folder: Path) -> None:
    """Make a wheel of an installed distribution: the files its record has, without what the installer made."""
    tags = [line.split()[1].split("-") for line in (installed.read_text("WHEEL") or "").splitlines() if "Tag:" in line]
    tag = "-".join(".".join(sorted(set(parts))) for parts in zip(*tags, strict=True))
    name = f"{normalised(installed.name).replace('-', '_')}-{installed.version}-{tag}.whl"
    with ZipFile(folder / name, "w") as wheel:
        for path in installed.files or ():
            if ".." not in path.parts and path.suffix != ".pyc" and Path(str(path.locate())).is_file():
                wheel.write(str(path.locate()), str(path))


class Handler(BaseHTTPRequestHandler):
    server: Index

    def do_GET(self) -> None:
        kind, name = self.path.strip("/").split("/")
        if kind == "files":
            self.answer((self.server.shelf / name).read_bytes())
        elif files := self.server.files(name):
            self.answer("".join(f'<a href="/files/{each}">{each}</a>\n' for each in files).encode())
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        for part in message_from_bytes(head + body, policy=HTTP).iter_parts():
            if part.get_filename():
                (self.server.shelf / Path(str(part.get_filename())).name).write_bytes(part.get_content())
        self.answer(b"")

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is for the tests."""


@contextmanager
def serving(folder: Path) -> Iterator[Index]:
    with Index(folder) as index:
        thread = Thread(target=index.serve_forever, daemon=True)
        thread.start()
        try:
            yield index
        finally:
            index.shutdown()
            thread.join()


def test_every_block_is_a_command_its_output_or_a_file() -> None:
    for number, block in enumerate(blocks()):
        assert block.language in ("sh", "text") or block.path, f"nothing is done with {block.text!r}"
        if block.language == "text":
            assert blocks()[number - 1].language == "sh"


def test_whoever_follows_it_has_a_published_pack(built: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (wheel,) = built.glob("*.whl")
    (shelf / wheel.name).write_bytes(wheel.read_bytes())
    desk = tmp_path / "desk"
    desk.mkdir()
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "TWINE_", "VIRTUAL_ENV")) and not name.lower().endswith("_proxy")
    }
    script = "set -e\n"
    for number, step in enumerate(steps()):
        script += f"echo '{_MARK.format(number)}'\n{step.commands}"
    with serving(shelf) as index:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=desk,
            env={
                **inherited,
                "HOME": str(tmp_path),
                "NO_COLOR": "1",
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_INDEX_URL": f"{index.address}/simple/",
                "TWINE_REPOSITORY_URL": f"{index.address}/upload/",
                "TWINE_USERNAME": "__token__",
                "TWINE_PASSWORD": "a token for tests",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        pytest.fail(f"the tutorial ends with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    for number, step in enumerate(steps()):
        if step.printed:
            output = done.stdout.partition(f"{_MARK.format(number)}\n")[2].partition(_MARK.format(number + 1))[0]
            assert output[-len(step.printed) :] == step.printed
    published = sorted(path.name for path in shelf.glob("lantern*"))
    assert published == ["lantern_rules-0.1.0-py3-none-any.whl", "lantern_rules-0.1.0.tar.gz"]
