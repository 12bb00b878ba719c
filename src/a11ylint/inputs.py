"""From what a command was given to the sources it means: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from a11ylint.feeds import is_feed
from a11ylint.source import Source, Unreadable
from a11ylint.templates import template_suffixes

STDIN: Final = "-"
PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
FEED_SUFFIXES: Final = frozenset({".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml"})
_BEGINNING: Final = 64 * 1024  # bytes
_PAGE_TAG: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|header|footer|nav|aside|div|h[1-6]|p|ul|ol|table|figure|img)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_SKIPPED_FOLDERS: Final = frozenset(
    ".git .hg .svn .tox .venv venv node_modules __pycache__ .mypy_cache .ruff_cache .pytest_cache".split()
)


@dataclass(frozen=True, slots=True)
class Input:
    """One file that is to be linted, or the reason why it cannot be; `found` in a folder, not named itself."""

    path: str
    trouble: str = ""
    found: bool = False


def find_inputs(paths: Sequence[str]) -> Iterator[Input]:
    """The files that paths mean, each once: a folder stands for the pages in it, a pattern for what it matches."""
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            key = os.path.realpath(found.path) if found.path != STDIN else STDIN
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str) -> Iterator[Input]:
    if path == STDIN or Path(path).is_file():
        yield Input(path)
    elif Path(path).is_dir():
        yield from _pages_in(path)
    elif any(character in path for character in "*?["):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (patterns may be absolute)
        for each in found:
            yield from _expand(each)
        if not found:
            yield Input(path, "no file matches this pattern")
    elif os.path.lexists(path):
        yield Input(path, "it is no regular file")
    else:
        yield Input(path, "there is no such file or folder")


def _pages_in(folder: str) -> Iterator[Input]:
    troubles: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            path = Path(here) / name
            if name.lower().endswith(PAGE_SUFFIXES) or _holds_pages(path):
                yield Input(str(path), found=True)
    for trouble in troubles:
        yield Input(str(trouble.filename or folder), _reason(trouble))


def _holds_pages(path: Path) -> bool:
    """Whether a file that need be no page begins as one: a template of a page, a feed."""
    suffix = path.suffix.lower()
    if suffix not in FEED_SUFFIXES and suffix not in template_suffixes():
        return False
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING).decode("utf-8", "replace").lstrip("\ufeff")
    except OSError:
        return True  # to be told of when it is read
    return is_feed(beginning) if suffix in FEED_SUFFIXES else _PAGE_TAG.search(beginning) is not None


def read_source(path: str, stdin: BinaryIO, stdin_name: str) -> Source:
    """Read and decode one input. Raises `Unreadable`."""
    try:
        data = stdin.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(_reason(error)) from None
    except MemoryError:
        raise Unreadable("it is larger than the memory of this machine; split it") from None
    return Source.from_bytes(data, stdin_name if path == STDIN else path)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied; make it readable or leave it out"
    return (error.strerror or str(error)).lower()
