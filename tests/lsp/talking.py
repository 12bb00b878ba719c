"""An editor made of plain JSON-RPC frames: it shares no code with the server, and records every message."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

Message = dict[str, Any]

PATIENCE: Final = 60.0  # seconds: a busy machine is no failure
ABILITIES: Final[Message] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "tagSupport": {"valueSet": [1, 2]},
            "versionSupport": True,
            "codeDescriptionSupport": True,
            "dataSupport": True,
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
            "isPreferredSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
}


class Editor:
    """A session with a server process. `received` is all that it said, in order, with the time of each message."""

    def __init__(self, folder: Path, *arguments: str, abilities: Message = ABILITIES) -> None:
        self.folder = folder
        self.abilities = abilities
        self.received: list[tuple[float, Message]] = []
        self._number = 0
        self._came = threading.Condition()
        self._ended = False
        self.process = subprocess.Popen(
            [sys.executable, "-m", "a11ylint", "lsp", *arguments],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONWARNINGS": "default"},
        )
        self.complaints = b""
        self._readers = [threading.Thread(target=each, daemon=True) for each in (self._read, self._read_complaints)]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join(PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()

    # What an editor does

    def initialize(self, folders: Sequence[Path] = ()) -> Message:
        folders = folders or (self.folder,)
        result = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folders[0].as_uri(),
                "workspaceFolders": [{"uri": each.as_uri(), "name": each.name} for each in folders],
                "capabilities": self.abilities,
            },
        )
        self.tell("initialized", {})
        return result  # type: ignore[no-any-return]

    def open(self, path: Path, text: str, language: str = "html", version: int = 1) -> str:
        uri = path.as_uri()
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, *changes: Message) -> None:
        self.tell(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)},
        )

    def close(self, uri: str) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def end(self) -> int:
        """Shut down in order; the exit code."""
        assert self.ask("shutdown", None) is None
        self.tell("exit", None)
        return self.process.wait(PATIENCE)

    # What it knows

    def diagnostics(self, uri: str, version: int | None = None, after: int = 0) -> list[Message]:
        """What was found in a document, or in one version of it, as the first message after so many says."""

        def says(message: Message) -> bool:
            if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != uri:
                return False
            return version is None or message["params"].get("version") == version

        found: list[Message] = self.wait_for(says, after)["params"]["diagnostics"]
        return found

    def rules(self, uri: str, version: int | None = None, after: int = 0) -> list[str]:
        return [str(each.get("code", each["message"])) for each in self.diagnostics(uri, version, after)]

    def versions(self, uri: str) -> list[int | None]:
        """The versions for which something was published, in order."""
        return [
            message["params"].get("version")
            for _, message in self.received
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
        ]

    def actions(self, uri: str, where: Message, only: Sequence[str] | None = None) -> list[Message]:
        context = {"diagnostics": [], **({"only": list(only)} if only is not None else {})}
        asked = {"textDocument": {"uri": uri}, "range": where, "context": context}
        found: list[Message] = self.ask("textDocument/codeAction", asked)
        return found

    # Messages

    def ask(self, method: str, params: object) -> Any:  # noqa: ANN401
        """Send a request and wait for what it gives; raises `RuntimeError` with the error it is answered by."""
        number = self.send(method, params)
        answer = self.wait_for(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def send(self, method: str, params: object) -> int:
        self._number += 1
        self.write({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def tell(self, method: str, params: object) -> None:
        self.write({"jsonrpc": "2.0", "method": method, "params": params})

    def write(self, message: Message) -> None:
        self.write_body(json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def write_body(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def wait_for(self, is_it: Callable[[Message], bool], after: int = 0) -> Message:
        """The first message for which something holds, of those after the first so many."""
        until = time.monotonic() + PATIENCE
        with self._came:
            while True:
                for _, message in self.received[after:]:
                    if is_it(message):
                        return message
                if self._ended or not self._came.wait(until - time.monotonic()):
                    raise TimeoutError(f"it never came; all that did: {self.received[after:]}; {self.complaints!r}")

    def said(self, method: str) -> list[Message]:
        """The parameters of every message of a kind."""
        return [message["params"] for _, message in self.received if message.get("method") == method]

    def _read(self) -> None:
        pipe = self.process.stdout
        assert pipe is not None
        while (header := pipe.readline()) != b"":
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = pipe.readline()
            message = json.loads(pipe.read(length))
            with self._came:
                self.received.append((time.monotonic(), message))
                self._came.notify_all()
            if message.get("method") and "id" in message:  # what the server asks of an editor is granted
                with suppress(OSError, ValueError):  # it may have been told to end
                    self.write({"jsonrpc": "2.0", "id": message["id"], "result": None})
        with self._came:
            self._ended = True
            self._came.notify_all()

    def _read_complaints(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.complaints += line


def edited(text: str, edits: Sequence[Message]) -> str:
    """A text after an editor has made edits; places are worked out on UTF-16 alone."""
    data = text.encode("utf-16-le")
    placed = [
        (_byte(text, each["range"]["start"]), _byte(text, each["range"]["end"]), each["newText"]) for each in edits
    ]
    for start, end, new in sorted(placed, reverse=True):
        data = data[:start] + new.encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")


def _byte(text: str, place: Message) -> int:
    """Where a place is in the UTF-16 of a text."""
    starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]
    return 2 * int(place["character"]) + len(text[: starts[place["line"]]].encode("utf-16-le"))


def words_at(text: str, where: Message) -> str:
    """The characters that a range selects."""
    return text.encode("utf-16-le")[_byte(text, where["start"]) : _byte(text, where["end"])].decode("utf-16-le")
