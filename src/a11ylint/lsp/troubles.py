"""Settings and baselines that cannot be used, and where in them the fault is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from a11ylint.source import Span, line_starts

_TOML_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")  # as tomllib tells of it
_BASELINE_LINE: Final = re.compile(r":(\d+): ")
_QUOTED: Final = re.compile(r"'([^']{1,200})'")
_KEY: Final = re.compile(r"[\w.\[\]-]+")
_NOWHERE: Final = Span(0, 0)
_PART: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, the file it is in, if one can be told, that file's text and the characters at fault."""

    message: str
    file: Path | None = None
    text: str = ""
    span: Span = _NOWHERE


def settings_trouble(message: str) -> Trouble:
    """What a `ConfigurationError` says; its message begins with the file's name and then, as a rule, the key."""
    file = _file_in(message)
    if file is None:
        return Trouble(message)
    text, said = _read(file), message[len(str(file)) + 2 :]
    place = _TOML_PLACE.search(said)
    if place is not None:
        return Trouble(said, file, text, _line_from(text, int(place[1]), int(place[2])))
    return Trouble(said, file, text, next(_words_at_fault(text, said), _line_from(text, 1, 1)))


def baseline_trouble(file: Path, message: str) -> Trouble:
    """What a `BaselineError` says; its message names the line."""
    text, line = _read(file), _BASELINE_LINE.search(message)
    said = message.removeprefix(str(file)).lstrip(":0123456789 ")
    return Trouble(said, file, text, _line_from(text, int(line[1]) if line else 1, 1))


def _file_in(message: str) -> Path | None:
    """The file whose name a message begins with."""
    end = message.find(": ")
    while end != -1:
        with suppress(OSError):
            if Path(message[:end]).is_file():
                return Path(message[:end])
        end = message.find(": ", end + 1)
    return None


def _words_at_fault(text: str, said: str) -> Iterator[Span]:
    """Where a file may hold what a message names: a wrong value, else the key, the innermost part first."""
    said = said.partition(";")[0]  # then follows what would be right
    key = _KEY.match(said)
    parts = _PART.findall(key[0]) if key is not None else []
    for name in (*_QUOTED.findall(said), *reversed(parts)):
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
        if found is not None:
            yield Span(*found.span())


def _line_from(text: str, line: int, column: int) -> Span:
    """A line from a column on; both count from 1."""
    starts = (*line_starts(text), len(text))
    line = min(line, len(starts) - 1)
    end = starts[line - 1] + len(text[starts[line - 1] : starts[line]].rstrip("\r\n"))
    return Span(min(starts[line - 1] + column - 1, end), end)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
