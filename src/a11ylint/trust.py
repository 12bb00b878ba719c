"""Whose Python code is run.

A rule may have code, and a configuration that lies beside pages may name folders of rules: whoever sends us the pages
would send us a program. So there are two kinds of configuration. What somebody *named* (``--config``, ``--pack``) is
trusted, and so are packs that somebody installed. What was merely *found* is data: its settings hold and its rules
without code run, but code that it names runs only where somebody vouched for it:

- ``--trust``, or ``A11YLINT_TRUST=1``: for all that is found, as in CI over a repository of one's own;
- ``A11YLINT_TRUST=/folder:/other``: for what lies in these folders;
- ``a11ylint trust``: for what a project's settings name, as it is now; recorded in the user's own folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from a11ylint.settings import ConfigurationError

TRUST_VARIABLE: Final = "A11YLINT_TRUST"
ALWAYS: Final = "always"  # in the record, in place of a digest: whatever the code becomes
_YES: Final = frozenset({"1", "true", "yes", "on"})
_NO: Final = frozenset({"", "0", "false", "no", "off"})
_CODE: Final = frozenset({".py", ".pyc", ".pyd", ".so"})  # what Python can run
_MOST_FILES: Final = 10_000  # that are looked at in one pack


class TrustError(ConfigurationError):
    """What was vouched for cannot be read or recorded; the message says why."""


@dataclass(frozen=True)
class Trust:
    """For which packs that a found configuration names somebody vouched: all, those in `folders`, or those whose code
    is what its digest in `recorded` says."""

    everything: bool = False
    folders: tuple[Path, ...] = ()
    recorded: Mapping[str, str] = field(default_factory=dict)

    def covers(self, pack: Path) -> bool:
        """Whether the code of a pack (a folder of rules, or one rule's page) may be run."""
        if self.everything:
            return True
        home = pack.resolve()
        if any(home.is_relative_to(folder) for folder in (*self.folders, *_installed())):
            return True
        known = self.recorded.get(str(home))
        return known is not None and known in (ALWAYS, digest_of(home))


def trust_given(environment: Mapping[str, str]) -> Trust:
    """What the environment and the user's record say. Raises `TrustError` for a folder that is no whole path."""
    said = environment.get(TRUST_VARIABLE, "").strip()
    if said.lower() in _YES:
        return Trust(everything=True)
    folders = [] if said.lower() in _NO else [Path(part) for part in said.split(os.pathsep) if part]
    for folder in folders:
        if not folder.is_absolute():
            raise TrustError(f"{TRUST_VARIABLE} is 1, or whole paths of folders; {str(folder)!r} is neither")
    return Trust(folders=tuple(folder.resolve() for folder in folders), recorded=read_record())


def code_in(pack: Path) -> list[Path]:
    """The files of a pack that Python could run, in order: beside a page, or anywhere in a folder."""
    if not pack.is_dir():
        beside = pack.with_suffix(".py")
        return [beside] if pack.suffix == ".md" and beside.is_file() else []
    return sorted(_code_below(pack))


def digest_of(pack: Path) -> str:
    """What tells a pack's code from any other. Raises `TrustError` where it cannot be read whole."""
    digest = sha256()
    for path in code_in(pack):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise TrustError(f"{path}: cannot be read ({error.strerror})") from None
        for part in (os.fsencode(path.relative_to(pack.parent)), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def record_file() -> Path:
    """Where trust is recorded: with the user's own settings (XDG Base Directory), never in a cache, which may come
    from elsewhere."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(base) if base else Path("~/.config").expanduser()) / "a11ylint" / "trusted.json"


def read_record() -> dict[str, str]:
    """Digests, or `ALWAYS`, by pack; none where there is no record, or nothing that we wrote."""
    with suppress(OSError, ValueError):
        found = json.loads(record_file().read_bytes())
        if isinstance(found, dict):
            return {str(pack): said for pack, said in found.items() if isinstance(said, str)}
    return {}


def write_record(record: Mapping[str, str]) -> None:
    """Replace the record; nobody else may write to it. Raises `TrustError`."""
    from a11ylint.writing import write_atomically

    file = record_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(file, json.dumps(dict(sorted(record.items())), indent=2).encode() + b"\n")
        file.chmod(0o600)
    except OSError as error:
        raise TrustError(f"{file}: cannot be written ({error.strerror})") from None


def unvouched(packs: Iterable[Path], trust: Trust) -> tuple[Path, ...]:
    """Those packs of a found configuration that nobody vouched for."""
    return tuple(pack for pack in packs if not trust.covers(pack))


def _installed() -> Iterator[Path]:
    """The folders that distributions are installed in, for this Python: settings may extend those of a package."""
    import sysconfig

    return (Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib"))


def _code_below(folder: Path) -> Iterator[Path]:
    """Python's own remembered bytecode is left out: it is never loaded for rules that are not installed."""
    looked_at = 0
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        looked_at += len(files) + len(folders)
        if looked_at > _MOST_FILES:
            raise TrustError(f"{folder}: more than {_MOST_FILES:,} files are in it; that is no folder of rules")
        yield from (Path(path, name) for name in files if Path(name).suffix in _CODE)
