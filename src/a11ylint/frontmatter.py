"""Front matter of rule pages, remembered between runs: reading YAML is most of what finding the rules would cost.

What is remembered is kept in the user's cache folder, a JSON file for each folder of rules. An entry counts only
while its page has the size and time of change it was read at; a file that is damaged, or cannot be written, is no
loss.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any

import a11ylint
from a11ylint.store import cache_folder
from a11ylint.writing import write_atomically


class FrontMatter:
    """The front matter of the pages in one folder; written back when closed, if anything was new."""

    def __init__(self, home: Path) -> None:
        subject = f"{a11ylint.__version__}\x1f{home.absolute()}".encode("utf-8", "surrogateescape")
        self._file = cache_folder() / f"rules-{blake2b(subject, digest_size=8).hexdigest()}.json"
        self._known: dict[str, list[Any]] = {}
        self._changed = False
        with suppress(OSError, ValueError):
            loaded = json.loads(self._file.read_bytes())
            if isinstance(loaded, dict):
                self._known = loaded

    def __enter__(self) -> FrontMatter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._changed and error is None:
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._file, json.dumps(self._known).encode())

    def read(self, page: Path) -> str | dict[str, Any]:
        """A page's front matter as it was read last time, or the page's text if that must be read anew.

        Raises `OSError` and `UnicodeDecodeError` as reading does.
        """
        state = page.stat()
        known = self._known.get(str(page))
        match known:
            case [state.st_mtime_ns, state.st_size, dict() as data]:
                return data
        return page.read_text("utf-8")

    def remember(self, page: Path, data: object) -> None:
        """Keep what a page's front matter was read as; what JSON cannot hold is read anew each time."""
        state = page.stat()
        with suppress(TypeError, ValueError):
            if isinstance(data, dict) and json.loads(json.dumps(data)) == data:
                self._known[str(page)] = [state.st_mtime_ns, state.st_size, data]
                self._changed = True
