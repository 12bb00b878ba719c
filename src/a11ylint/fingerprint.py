"""What results depend on besides the page: this program and its data, Python, the parser, the rules of every pack.

Files are told from one another by their content. It is read once: as long as names, sizes, inodes and times of change
in a folder are what they were, so is the content.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final

import a11ylint
from a11ylint.settings import Settings
from a11ylint.store import Store, name_of

_PACKAGE: Final = Path(a11ylint.__file__).parent
# Beside the package in a checkout, in it in a wheel: see `packs.built_in_pack`.
_RULES: Final = _PACKAGE.parent.parent / "rules"
# The distributions whose code or data a result may depend on.
_DEPENDENCIES: Final = ("turbohtml-", "lxml-", "beautifulsoup4-", "pyphen-", "cmudict-", "tzdata-")
_SKIPPED: Final = frozenset({"__pycache__", "node_modules"})
_DEEPEST: Final = 6  # folders within folders

_State = tuple[str, int, int, int, int]


class Fingerprints:
    """Fingerprints of all that lints pages, under one settings or another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str | None] = {}
        self._seen: dict[Path, str] = {}
        self._base: tuple[str, ...] | None = None

    def of(self, settings: Settings) -> str | None:
        """What results under these settings depend on; None where that cannot be told, and nothing may be kept.

        `settings` are a file's own: overrides are laid over them.
        """
        if settings.of_rules not in self._known:
            self._known[settings.of_rules] = self._of(settings)
        return self._known[settings.of_rules]

    def hold(self) -> bool:
        """Whether everything still is what it was when the fingerprints were taken: while code is loaded, say."""
        return all(_state_digest(path) == state for path, state in self._seen.items())

    def _of(self, settings: Settings) -> str | None:
        installed = self._installed()
        if installed is None:
            return None
        packs = (part for path in settings.packs for part in (path.name, self._content(path), self._beside(path)))
        return name_of(*self._program(), *installed, "packs", *packs, replace(settings, packs=()).of_rules)

    def _program(self) -> tuple[str, ...]:
        if self._base is None:
            rules = self._content(_RULES) if _RULES.is_dir() else ""
            self._base = (a11ylint.__version__, sys.version, self._content(_PACKAGE), rules)
        return self._base

    def _beside(self, path: Path) -> str:
        """The code beside a pack that is a single page."""
        return self._content(path.with_suffix(".py")) if path.suffix == ".md" else ""

    def _installed(self) -> tuple[str, ...] | None:
        """The distributions that count, and the content of the packs that are installed."""
        found = sorted(_distributions())
        versions = tuple(sorted({name for _, name, *_ in found if name.lower().startswith(_DEPENDENCIES)}))
        state = name_of("installed", repr(found))
        kept = self._store.read(state)
        if kept is None:
            folders = _pack_folders()
            kept = json.dumps(folders).encode()
            self._store.write(state, kept)
        try:
            folders = json.loads(kept)
        except ValueError:
            return None
        if folders is None:
            return None
        return (*versions, *(self._content(Path(folder)) for folder in folders))

    def _content(self, path: Path) -> str:
        """A digest of the content of a file, or of all files in a folder."""
        state = _state_digest(path)
        self._seen[path] = state
        name = name_of("content", str(path.absolute()), state)
        kept = self._store.read(name)
        if kept is None:
            kept = _content_digest(path).encode()
            self._store.write(name, kept)
        return kept.decode("ascii", "replace")


def _state_digest(path: Path) -> str:
    return name_of(repr(sorted(_files_in(path))))


def _content_digest(path: Path) -> str:
    digest = sha256()
    for name, *_ in sorted(_files_in(path)):
        with suppress(OSError):
            digest.update(name_of(name, (path / name if name else path).read_bytes()).encode())
    return digest.hexdigest()


def _files_in(path: Path) -> Iterator[_State]:
    """The files in a folder and below: their names from there and what changes when they do. A file is one itself."""
    if path.is_dir():
        yield from _walk(str(path), "", _DEEPEST)
    else:
        with suppress(OSError):
            stat = path.stat()
            if S_ISREG(stat.st_mode):
                yield _state("", stat)


def _walk(folder: str, prefix: str, depth: int) -> Iterator[_State]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _SKIPPED:
            continue
        with suppress(OSError):
            if not entry.is_dir():
                stat = entry.stat()
                if S_ISREG(stat.st_mode):  # a pipe or a device would be read without end
                    yield _state(f"{prefix}{entry.name}", stat)
            elif depth:
                yield from _walk(entry.path, f"{prefix}{entry.name}/", depth - 1)


def _state(name: str, stat: os.stat_result) -> _State:
    return name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _distributions() -> Iterator[tuple[str, str, int, int]]:
    """The distributions that Python finds, with the times of change of what says which packs they bring."""
    for folder in dict.fromkeys(sys.path):
        try:
            entries = list(os.scandir(folder or "."))
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith((".dist-info", ".egg-info")):
                with suppress(OSError):
                    stat = entry.stat()
                    with suppress(OSError):
                        stat = os.stat(f"{entry.path}/entry_points.txt")  # noqa: PTH116
                    yield folder, entry.name, stat.st_mtime_ns, stat.st_ctime_ns


def _pack_folders() -> list[str] | None:
    """The folders that installed packs have their rules and their other code in; None where one cannot be read."""
    from importlib.util import find_spec

    from a11ylint.packs import PackError, installed_names, installed_packs, installed_roots

    folders: list[str] = []
    try:
        for name in installed_names():
            folders += (str(pack.home) for pack in installed_packs(name))
        for root in installed_roots():
            spec = find_spec(root)
            folders += (spec.submodule_search_locations or []) if spec is not None else []
    except (PackError, ImportError):
        return None
    return sorted(set(folders)) if all(Path(folder).is_dir() for folder in folders) else None
