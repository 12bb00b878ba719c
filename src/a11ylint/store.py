"""What is remembered between runs, on disk, for any number of processes at once.

An entry is a file of its own, named by all that its content depends on. It is written beside its place and moved there
whole, and it says its own name and checksum: one that is torn, damaged or somebody else's is as good as none. It holds
plain JSON, never code. Any number of processes may read and write at once. What nobody has asked for in a month goes,
and the oldest go where all together would take too much room.
"""

from __future__ import annotations

import os
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

CACHE_VARIABLE: Final = "A11YLINT_CACHE_DIR"
_DAY: Final = 24 * 60 * 60.0  # seconds
_KEPT: Final = 30 * _DAY
_MOST_BYTES: Final = 512 * 1024 * 1024  # on disk
_LARGEST: Final = 64 * 1024 * 1024  # bytes of one entry, unpacked
_MAGIC: Final = b"a11ylint\n"
_CHECKSUM: Final = 32  # bytes
_NAMES = count()
_TAG: Final = """Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of a11ylint (https://bford.info/cachedir/): it can be deleted at any time.
"""


def cache_folder() -> Path:
    """Where things are remembered: ``A11YLINT_CACHE_DIR``, else the user's cache folder (XDG Base Directory)."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "a11ylint"


class Store:
    """The entries in one folder. What cannot be read is not there, what cannot be written is not kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writable = True

    def read(self, name: str, *, own: bool = False) -> bytes | None:
        """What is kept under a name (hexadecimal digits, 4 at least); None where that is nothing.

        With `own`, only what this user has written counts, where not everybody else might have.
        """
        path = self._path(name)
        try:
            with path.open("rb") as file:
                state = os.fstat(file.fileno())
                if own and not _is_own(state):
                    return None
                data = file.read()
                if time.time() - state.st_mtime > _DAY:
                    os.utime(path)  # it is in use: see `tidy`
        except OSError:
            return None
        start = len(_MAGIC) + _CHECKSUM
        payload = data[start:]
        if data[:start] != _MAGIC + _checksum(name, payload):
            return None
        unpacker = zlib.decompressobj()
        with suppress(zlib.error):
            content = unpacker.decompress(payload, _LARGEST)
            return content if unpacker.eof else None
        return None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name."""
        if not self._writable:
            return
        payload = zlib.compress(content, 1)
        path = self._path(name)
        written = path.with_name(f".{os.getpid()}-{next(_NAMES)}-{time.time_ns()}")
        try:
            try:
                descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            except FileNotFoundError:
                self._make(path.parent)
                descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_MAGIC + _checksum(name, payload) + payload)
            written.replace(path)
        except OSError:  # a full disk, a folder that is not ours: what we do goes on without
            self._writable = False
            with suppress(OSError):
                written.unlink()

    def tidy(self, *, now: float | None = None) -> None:
        """Once a day: drop what is old or too much, and what dead processes left."""
        now = time.time() if now is None else now
        stamp = self.folder / "tidied"
        with suppress(OSError):
            if not self.folder.is_dir() or (stamp.exists() and now - stamp.stat().st_mtime < _DAY):
                return
            stamp.touch()
            left: list[tuple[float, int, Path]] = []
            for path in self._entries():
                with suppress(OSError):
                    state = path.stat()
                    if now - state.st_mtime > (_DAY if path.name.startswith(".") else _KEPT):
                        path.unlink()
                    else:
                        left.append((state.st_mtime, state.st_size, path))
            room = _MOST_BYTES
            for _, size, path in sorted(left, reverse=True):
                room -= size
                if room < 0:
                    with suppress(OSError):
                        path.unlink()

    def clear(self) -> int:
        """Drop everything that is kept; how many entries that were. Raises `OSError`."""
        number = 0
        for path in self._entries():
            with suppress(FileNotFoundError):
                path.unlink()
                number += not path.name.startswith(".")
        return number

    def size(self) -> tuple[int, int]:
        """How many entries there are, and their bytes."""
        sizes = [path.stat().st_size for path in self._entries() if not path.name.startswith(".")]
        return len(sizes), sum(sizes)

    def _path(self, name: str) -> Path:
        return self.folder / "results" / name[:2] / name[2:]

    def _entries(self) -> Iterator[Path]:
        for folder in sorted((self.folder / "results").glob("*")):
            with suppress(NotADirectoryError):
                yield from folder.iterdir()

    def _make(self, folder: Path) -> None:
        """A folder for entries; a new cache says what it is to version control and to backups."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
            with suppress(FileExistsError), (self.folder / name).open("x") as file:
                file.write(text)


def name_of(*parts: str | bytes) -> str:
    """A name for what depends on these parts and nothing else."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:40]


def _is_own(state: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & stat.S_IWOTH)


def _checksum(name: str, payload: bytes) -> bytes:
    return sha256(name.encode() + payload).digest()
