"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content: the old one or the new one is there at every instant, also after a crash.

    Permissions and links stay, as `written_atomically` has it. Raises `OSError`, and then the file is as it was.
    """
    with written_atomically(path) as file:
        file.write(data)


@contextlib.contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """The same for content that comes bit by bit: it is the file's when the block ends without an error.

    Permissions, and the owner where the system lets us, stay as they were; a symbolic link stays one and its
    target is written. Raises `OSError`, and then the file is as it was.
    """
    import tempfile  # of all runs, few write

    target = Path(os.path.realpath(path))
    old = target.stat() if target.exists() else None
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            with contextlib.suppress(OSError):
                os.chown(name, old.st_uid, old.st_gid)
            Path(name).chmod(stat.S_IMODE(old.st_mode))
        else:
            Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
