"""From what a command was given to the pages it means: files, folders, globs, archives, standard input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from a11ylint import patterns as re
from a11ylint.feeds import is_feed
from a11ylint.records import dataclass
from a11ylint.source import Source, Unreadable, reason_of
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
# What holds many pages, and how its name ends.
TABLE_SUFFIXES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".parquet")
ARCHIVE_SUFFIXES: Final = (
    ".warc", ".warc.gz", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst",
    *TABLE_SUFFIXES,
)  # fmt: skip
MEMBER: Final = "!"  # stands between an archive and the name of what is in it
_IN_ARCHIVE: Final = re.compile(f"(?:{'|'.join(map(re.escape, ARCHIVE_SUFFIXES))}){MEMBER}", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
SKIPPED_FOLDERS: Final = frozenset(
    ".git .hg .svn .tox .venv venv node_modules __pycache__ .mypy_cache .ruff_cache .pytest_cache".split()
)


@dataclass(frozen=True, slots=True)
class Input:
    """One page that is to be linted, or the reason why it cannot be; `found` in a folder or archive, not named itself.

    `data` are the bytes of a page out of an archive or a table, whose path is ``archive!member``; a file is read by
    whoever lints it. `encoding` is the label that HTTP gave those bytes, or that a table's text has.
    """

    path: str
    trouble: str = ""
    found: bool = False
    data: bytes | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Which `archives` are opened (all that are named, or none), and the column of tables that holds their pages."""

    archives: bool = True
    html_column: str = ""


def find_inputs(paths: Sequence[str], listed: Iterable[str] = (), opening: Opening | None = None) -> Iterator[Input]:
    """The pages that paths mean, each file once: a folder stands for the pages in it, a pattern for what it matches,
    an archive for its pages. Names `listed` are no patterns, and are taken as they come: a list may be endless.
    """
    opening = opening or Opening()
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            key = os.path.realpath(found.path) if found.path != STDIN else STDIN
            if key not in seen:
                seen.add(key)
                yield from _opened(found, opening)
    for name in listed:
        for found in _named(name):
            yield from _opened(found, opening)


def is_archive(path: str) -> bool:
    """Whether a name is that of an archive or a table of pages."""
    return path.rstrip("/").lower().endswith(ARCHIVE_SUFFIXES)


def file_of(path: str) -> str:
    """The file that a page stands in: the archive, for one of an archive's pages."""
    inside = _IN_ARCHIVE.search(path)
    return path[: inside.end() - len(MEMBER)] if inside is not None else path


def member_of(path: str) -> str:
    """The name that a page has in its archive, from the archive's root: an address without its scheme; else empty."""
    inside = _IN_ARCHIVE.search(path)
    return _SCHEME.sub("", path[inside.end() :], count=1).lstrip("/") if inside is not None else ""


def _opened(found: Input, opening: Opening) -> Iterator[Input]:
    """An archive's pages, or the file itself. What stands in a folder is never opened: it was not asked for."""
    if found.trouble or found.found or not is_archive(found.path):
        yield found
    elif opening.archives:
        from a11ylint.inputs.archives import pages_in

        yield from pages_in(found.path, opening.html_column)
    else:
        yield Input(found.path, "it is an archive; unpack it first")


def _expand(path: str) -> Iterator[Input]:
    if path != STDIN and not os.path.lexists(path) and any(character in path for character in "*?["):
        from glob import glob

        found = sorted(glob(path, recursive=True))  # noqa: PTH207 (patterns may be absolute)
        for each in found:
            yield from _expand(each)
        if not found:
            yield Input(path, "no file matches this pattern")
    else:
        yield from _named(path)


def _named(path: str) -> Iterator[Input]:
    # os.path says no where Path raises: for names that are too long or hold a NUL.
    if path == STDIN or os.path.isfile(path):  # noqa: PTH113
        yield Input(path)
    elif os.path.isdir(path):  # noqa: PTH112
        yield from (Input(path),) if _is_table(path) else _pages_in(path)
    elif os.path.lexists(path):
        yield Input(path, "it is no regular file")
    else:
        yield Input(path, "there is no such file or folder")


def _is_table(folder: str) -> bool:
    """Whether a folder is a table in parts, as Spark and its like write them."""
    return folder.rstrip("/").lower().endswith(".parquet")


def _pages_in(folder: str) -> Iterator[Input]:
    troubles: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
        for name in sorted(names):
            path = Path(here) / name
            if is_page(name) or _holds_pages(path):
                yield Input(str(path), found=True)
    for trouble in troubles:
        yield Input(str(trouble.filename or folder), unreadable_because(trouble))


def _holds_pages(path: Path) -> bool:
    """Whether a file that need be no page begins as one."""
    if not may_be_page(path.name):
        return False
    try:
        with path.open("rb") as file:
            return begins_as_page(path.name, file.read(_BEGINNING))
    except OSError:
        return True  # to be told of when it is read


def is_page(name: str) -> bool:
    """Whether a file is a page by its name."""
    return name.lower().endswith(PAGE_SUFFIXES)


def may_be_page(name: str) -> bool:
    """Whether a file may be a template of a page, or a feed: its beginning tells."""
    suffix = Path(name).suffix.lower()
    return suffix in FEED_SUFFIXES or suffix in template_suffixes()


def begins_as_page(name: str, data: bytes) -> bool:
    """Whether what `may_be_page` begins as one."""
    beginning = data[:_BEGINNING].decode("utf-8", "replace").lstrip("\ufeff")
    return is_feed(beginning) if Path(name).suffix.lower() in FEED_SUFFIXES else _PAGE_TAG.search(beginning) is not None


def read_source(path: str, stdin: BinaryIO, stdin_name: str) -> Source:
    """Read and decode one file, or standard input. Raises `Unreadable`."""
    if path == STDIN:
        return Source.from_bytes(read_stdin(stdin), stdin_name)
    return Source.from_bytes(read_data(Input(path)), path)


def read_data(given: Input) -> bytes:
    """The bytes of one input. Raises `Unreadable`."""
    if given.trouble:
        raise Unreadable(given.trouble)
    return given.data if given.data is not None else _read(Path(given.path).read_bytes)


def read_stdin(stdin: BinaryIO) -> bytes:
    """The bytes on standard input. Raises `Unreadable`."""
    return _read(stdin.read)


def _read(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except OSError as error:
        raise Unreadable(unreadable_because(error)) from None
    except MemoryError:
        raise Unreadable("it is larger than the memory of this machine; split it") from None


def unreadable_because(error: OSError) -> str:
    """What the system says of a file that it does not let us read."""
    if isinstance(error, PermissionError):
        return "permission denied; make it readable or leave it out"
    return reason_of(error)
