"""Settings and baselines that cannot be used, and where in them the fault is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from a11ylint.settings import KEYS
from a11ylint.source import Span, line_starts

_TOML_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")  # as tomllib tells of it
_BASELINE_LINE: Final = re.compile(r":(\d+): ")
_QUOTED: Final = re.compile(r"'([^']{1,200})'")
_KEY: Final = re.compile(r"[\w.\[\]-]+")
_NOWHERE: Final = Span(0, 0)
_PART: Final = re.compile(r"[\w-]+")
_HEADER: Final = re.compile(r"[ \t]*(\[\[?)([^\]\n]+)\]")
_TOML_END: Final = "(at end of document)"


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
    return Trouble(said, file, text, next(_places(text, said), _line_from(text, 1, 1)))


def with_line(message: str) -> str:
    """What a `ConfigurationError` says with the line at fault, if it is found: ``FILE:LINE: …``."""
    file = _file_in(message)
    if file is None:
        return message
    text, said = _read(file), message[len(str(file)) + 2 :]
    for place in _places(text, said):
        return f"{file}:{bisect_right(line_starts(text), place.start)}: {said}"
    return message


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


def _places(text: str, said: str) -> Iterator[Span]:
    """Where the fault may be that is said of a file, the likeliest place first."""
    place = _TOML_PLACE.search(said)
    if place is not None:
        yield _line_from(text, int(place[1]), int(place[2]))
    elif _TOML_END in said:
        yield _line_from(text, len(line_starts(text.rstrip())), 1)
    else:
        yield from _words_at_fault(text, said)


def _words_at_fault(text: str, said: str) -> Iterator[Span]:
    """Where a file holds what a message names: a wrong value, else the key, the innermost part first."""
    said = said.partition(";")[0]  # then follows what would be right
    parts = _key_in(said)
    start = _assigned_at(text, parts)
    end = text.find("\n---", 3) if text.startswith("---") else len(text)  # of a rule's page, the front matter alone
    for name in (*_QUOTED.findall(said), *reversed(parts)):
        found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(text, start, end)
        if found is not None:
            yield Span(*found.span())


def _key_in(said: str) -> tuple[str, ...]:
    """The parts of the key that a message begins with, if it does: of a known one, or of what stands before a colon."""
    key = _KEY.match(said)
    parts = tuple(_PART.findall(key[0])) if key is not None else ()
    is_key = key is not None and parts and (parts[0] in KEYS or said.startswith(":", key.end()))
    return parts if is_key else ()


def _assigned_at(text: str, key: tuple[str, ...]) -> int:
    """Where the line begins that gives a key its value (``("overrides", "1", "files")``), or the innermost of the
    tables around it that stands there; 0 where there is none."""
    best, deepest, offset = 0, 0, 0
    table: tuple[str, ...] = ()
    tables = Counter[tuple[str, ...]]()
    for line in text.splitlines(keepends=True):
        header = _HEADER.match(line)
        name, equals, _ = line.partition("=")
        if header is not None:
            here = table = _own_parts(header[2])
            if header[1] == "[[":
                tables[here] += 1
                here = table = (*here, str(tables[here] - 1))
        else:
            here = (*table, *_own_parts(name)) if equals else ()
        if deepest < len(here) and here == key[: len(here)]:
            best, deepest = offset, len(here)
        offset += len(line)
    return best


def _own_parts(written: str) -> tuple[str, ...]:
    """``tool.a11ylint."rules".x`` as the parts of a key, without the tables that are a project file's alone."""
    parts = tuple(each.strip(" \t\"'") for each in written.split("."))
    return parts[2:] if parts[:2] == ("tool", "a11ylint") else parts


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
