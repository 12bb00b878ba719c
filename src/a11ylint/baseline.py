"""The baseline: findings that stood on the pages when a newsroom began to lint, so that only new ones fail.

A text file beside the configuration, one finding a line, sorted, so that two branches' changes merge line by line.
A finding is known by its file, its rule and its fingerprint, which edits elsewhere do not change.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from a11ylint.findings import INTERNAL_ERROR, Finding
from a11ylint.records import dataclass
from a11ylint.writing import write_atomically

FILE_NAME: Final = ".a11ylint-baseline.jsonl"

Key = tuple[str, str]  # rule, fingerprint


class BaselineError(Exception):
    """The baseline cannot be read; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by file; files are named from the folder that the baseline stands in."""

    path: Path
    known: Mapping[str, frozenset[Key]]

    def __len__(self) -> int:
        return sum(map(len, self.known.values()))

    def name_of(self, path: str) -> str:
        """How the baseline calls a file."""
        return PurePath(os.path.relpath(Path(path).absolute(), self.path.absolute().parent)).as_posix()

    def new(self, path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those findings on a file that the baseline does not know."""
        known = self.known.get(self.name_of(path), frozenset())
        return tuple(finding for finding in findings if _key(finding) not in known)

    def record(self, path: str, findings: Iterable[Finding]) -> Baseline:
        """The baseline with exactly these findings known on a file; an internal error is never known."""
        keys = frozenset(_key(finding) for finding in findings if finding.rule != INTERNAL_ERROR)
        return replace(self, known={**self.known, self.name_of(path): keys})

    def without_mended(self, found: Mapping[str, frozenset[Key]], ran: Container[str]) -> Baseline:
        """The baseline without what the rules that `ran` no longer find on the files that `found` names."""
        kept = {
            name: frozenset(key for key in keys if name not in found or key in found[name] or key[0] not in ran)
            for name, keys in self.known.items()
        }
        return replace(self, known=kept)

    def write(self) -> None:
        """Replace the file. Raises `OSError`."""
        write_atomically(self.path, "".join(f"{line}\n" for line in self._lines()).encode("utf-8"))

    def _lines(self) -> Iterator[str]:
        for name in sorted(self.known):
            for rule, fingerprint in sorted(self.known[name]):
                yield json.dumps({"path": name, "rule": rule, "fingerprint": fingerprint})


def find_baseline(start: Path) -> Path | None:
    """The nearest baseline, from a folder upwards."""
    return next((path for folder in (start, *start.parents) if (path := folder / FILE_NAME).is_file()), None)


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Lines that a merge left twice count once. Raises `BaselineError`."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{path}: cannot be read ({error})") from None
    known: dict[str, set[Key]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            known.setdefault(str(entry["path"]), set()).add((str(entry["rule"]), str(entry["fingerprint"])))
        except (ValueError, KeyError, TypeError):
            hint = (
                "finish the merge"
                if line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
                else "run a11ylint baseline again"
            )
            raise BaselineError(f"{path}:{number}: this line is no finding; {hint}") from None
    return Baseline(path, {name: frozenset(keys) for name, keys in known.items()})


def keys_of(findings: Iterable[Finding]) -> frozenset[Key]:
    """What a baseline knows findings by."""
    return frozenset(map(_key, findings))


def _key(finding: Finding) -> Key:
    return finding.rule, finding.fingerprint
