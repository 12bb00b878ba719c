"""A run that can be killed at any instant and resumed: nothing is lost, and nothing is there twice.

Results are kept as they come. JSON lines grow line by line; a torn last line is cut off when the run is resumed.
Parquet becomes a folder of parts, each written whole: what was not yet in a part is linted again. Results stand in the
order of the inputs, so the results that are there say how many inputs are done, and each is compared with its input.

Beside the results stands what run they are of (``FILE.run.json``, in a folder ``_run.json``): only a run with the same
rules and settings may go on with them. Settings are those of every folder that the run has met, each noted before the
first page under it is linted; they count with the code and data of this program and of the packs that they name.
"""

from __future__ import annotations

import glob
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Final, Protocol

import a11ylint
from a11ylint.findings import Severity
from a11ylint.fingerprint import Fingerprints
from a11ylint.inputs import Input
from a11ylint.records import dataclass
from a11ylint.report.json import encodable
from a11ylint.report.model import FileResult, Summary
from a11ylint.report.pages import page_record
from a11ylint.run import Configuration, RunError
from a11ylint.source import reason_of
from a11ylint.store import name_of
from a11ylint.writing import write_atomically

VERSION: Final = 2
_EVERY: Final = 2.0  # seconds after which what was written is forced onto the disk
# When a part is written: it costs a file, and less than it was linted in is lost.
_PART_ROWS: Final = 1000
_PART_BYTES: Final = 16 * 1024 * 1024
_PART_SECONDS: Final = 15.0
_SEARCH: Final = 64 * 1024  # bytes
_PARTS: Final = "part-*.parquet"


class ResumeError(RunError):
    """These results cannot be gone on with; the message says why and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Done:
    """A page whose result is there."""

    path: str
    summary: Summary


class Log(Protocol):
    """Results that are kept as they come. Its methods raise `OSError`."""

    ledger: Ledger

    def done(self) -> Iterator[Done]:
        """The pages whose results were there at the beginning, in order. Raises `ResumeError` for damaged ones."""
        ...

    def add(self, record: Mapping[str, Any]) -> None:
        """Keep one page's record (`a11ylint.report.pages`)."""
        ...

    def close(self) -> None:
        """Keep what is still at hand, for good."""
        ...


@dataclass(frozen=True)
class Kept:
    """The report of a run that can be resumed: it goes to a log."""

    log: Log
    path: Path

    def add(self, result: FileResult) -> Iterator[str]:
        with self.told():
            self.log.add(page_record(result))
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        with self.told():
            self.log.close()
        return iter(())

    @contextmanager
    def told(self) -> Iterator[None]:
        """What the system says against writing is told as `ResumeError`."""
        try:
            yield
        except OSError as error:
            raise ResumeError(
                f"{self.path}: cannot be written ({reason_of(error)}); resume when that is mended"
            ) from None


@dataclass
class Remaining:
    """The inputs that are not done yet. `summary` counts those that are, as far as they were met; `fails` says whether
    one of them does, by its path and counts."""

    reporter: Kept
    held: Held
    fails_with: Callable[[str, Summary], bool]
    summary: Summary = field(default_factory=Summary)
    fails: bool = False

    def of(self, inputs: Iterator[tuple[str, Input]]) -> Iterator[Input]:
        """Those of the inputs, given with their names, that are left. Raises `ResumeError` where they are others."""
        done = self.reporter.log.done()
        for was in done:
            name, _ = next(inputs, ("", None))
            if encodable(name) != was.path:
                here = f"the input is now {encodable(name)!r}" if name else "there is no such input now"
                raise ResumeError(f"the results have {was.path!r} where {here}; {_BEGIN_ANEW}")
            self.held.meet(name, done=True)
            self.summary += was.summary
            self.fails = self.fails or self.fails_with(name, was.summary)
        for name, given in inputs:
            with self.reporter.told():
                self.held.meet(name, done=False)
            yield given


_BEGIN_ANEW: Final = "take the results away to begin anew, or name others"


@dataclass
class Ledger:
    """What run results are of, in the file `state` beside them: its command, and its `settings` as far as it has met
    them, as the names of the files that say them with fingerprints."""

    state: Path
    results: Path
    command: str
    settings: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Note a run that has no results yet."""
        self._write()

    def go_on(self) -> None:
        """Read what was noted. Raises `ResumeError` where that was another run."""
        try:
            was = json.loads(self.state.read_text("utf-8"))
            command, settings = was["command"], dict(was["settings"])
        except FileNotFoundError:
            raise ResumeError(f"{self.results}: was not written by a run that can be resumed; {_BEGIN_ANEW}") from None
        except (OSError, ValueError, KeyError, TypeError):
            raise ResumeError(f"{self.state}: cannot be read; {_BEGIN_ANEW}") from None
        if command != self.command:
            raise self.refusal()
        self.settings = settings

    def note(self, file: str, fingerprint: str) -> None:
        """Note settings that come up for the first time, for good."""
        self.settings[file] = fingerprint
        self._write()

    def refusal(self, file: str = "") -> ResumeError:
        """What to say of results of another run; `file` says the settings that are others now."""
        told = f" ({file} is not what it was)" if file else ""
        return ResumeError(
            f"{self.results}: was written with other rules, settings or another version{told}; {_BEGIN_ANEW}"
        )

    def _write(self) -> None:
        data = {"version": VERSION, "command": self.command, "settings": self.settings}
        write_atomically(self.state, f"{json.dumps(data)}\n".encode())


@dataclass
class Held:
    """The settings of a run, held against those that its results were written with. Its methods raise `ResumeError`
    where they are others, and what `Configuration.rules` does."""

    configuration: Configuration
    fingerprints: Fingerprints
    ledger: Ledger
    _met: set[int] = field(default_factory=set)

    def against_noted(self) -> None:
        """Hold those that are noted against those of today, so that none has changed or is gone."""
        for file, was in self.ledger.settings.items():
            beside = str(Path(file).parent / "page.html")
            if file and (self._file(beside) != file or self._fingerprint(beside) != was):
                raise self.ledger.refusal(file)

    def meet(self, name: str, *, done: bool) -> None:
        """Note the settings of an input; one that is done was under settings that are noted."""
        settings = self.configuration.settings(name)
        if id(settings) in self._met:  # the configuration keeps them: the number is theirs
            return
        file, now = self._file(name), self._fingerprint(name)
        was = self.ledger.settings.get(file)
        if was is None and not done:
            self.ledger.note(file, now)
        elif was != now:
            raise self.ledger.refusal(file)
        self._met.add(id(settings))

    def _file(self, name: str) -> str:
        return str(self.configuration.settings_file(name) or "")

    def _fingerprint(self, name: str) -> str:
        """All that results depend on under the settings of an input, their overrides for some files among it."""
        settings = replace(self.configuration.settings(name), fail_on="never", origins={})
        program = self.fingerprints.of(settings)
        if program is None:  # an installed pack cannot be read: what is left of its rules must do
            program = repr([(each.rule.id, each.severity, each.options) for each in self.configuration.rules(name)])
        return name_of(program, repr(settings))


def open_log(format_: str, path: Path, *command: str) -> Log:
    """The results of a run that begins or goes on: ``pages`` are JSON lines, ``parquet`` is a folder of parts.

    `command` is what decides about results besides pages and settings. Raises `ResumeError` where there are results
    that another run wrote or is writing, and `OSError`.
    """
    named = name_of(a11ylint.__version__, *command)
    return _Parts(path, named) if format_ == "parquet" else _Lines(path, named)


class _Lines:
    def __init__(self, path: Path, command: str) -> None:
        self._path = path
        if path.is_dir():
            raise ResumeError(f"{path}: is a folder; name a file")
        self._file = path.open("ab")
        _lock(self._file.fileno(), path)
        state = path.with_name(f"{path.name}.run.json")
        self.ledger = _ledger(Ledger(state, path, command), there=path.stat().st_size > 0)
        self._whole = _end_of_last_line(path)
        self._file.truncate(self._whole)
        self._synced = time.monotonic()

    def done(self) -> Iterator[Done]:
        with self._path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield _done(json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                    raise ResumeError(f"{self._path}:{number}: this line is no result; {_BEGIN_ANEW}") from None
                if file.tell() >= self._whole:
                    return

    def add(self, record: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        self._file.flush()
        if time.monotonic() - self._synced > _EVERY:
            self._sync()

    def close(self) -> None:
        self._sync()
        self._file.close()

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()


class _Parts:
    def __init__(self, folder: Path, command: str) -> None:
        self._folder = folder
        from a11ylint.report.parquet import Gathered  # what is missing is told of before the work

        if folder.exists() and not folder.is_dir():
            raise ResumeError(f"{folder}: is a file; results that can be resumed are a folder of parts, name another")
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(folder, os.O_RDONLY)
        _lock(self._lock, folder)
        there = any(not each.name.startswith(".") for each in folder.iterdir())
        self.ledger = _ledger(Ledger(folder / "_run.json", folder, command), there=there)
        _clear(folder, "part-")
        self._there = sorted(folder.glob(_PARTS))
        self._next = int(self._there[-1].name[len("part-") : -len(".parquet")]) + 1 if self._there else 0
        self._gathered = Gathered()
        self._written = time.monotonic()

    def done(self) -> Iterator[Done]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from a11ylint.report.parquet import AT_ONCE

        for part in self._there:
            try:
                with pq.ParquetFile(part) as table:
                    for batch in table.iter_batches(AT_ONCE, columns=["path", "unreadable", "findings"]):
                        yield from map(_done, batch.to_pylist())
            except (pa.ArrowException, KeyError, TypeError, ValueError):
                raise ResumeError(f"{part}: is damaged; {_BEGIN_ANEW}") from None

    def add(self, record: Mapping[str, Any]) -> None:
        gathered = self._gathered
        gathered.add(record)
        late = time.monotonic() - self._written >= _PART_SECONDS
        if gathered.rows >= _PART_ROWS or gathered.bytes >= _PART_BYTES or late:
            self._write()

    def close(self) -> None:
        # Where nothing was found at all, one empty part says of which columns.
        self._write(even_empty=not self._next)
        os.close(self._lock)

    def _write(self, *, even_empty: bool = False) -> None:
        from a11ylint.report.parquet import parquet_of

        table = self._gathered.taken()
        if table.num_rows or even_empty:
            # Its temporary name begins with a dot: no reader of the folder takes it for a part.
            write_atomically(self._folder / f"part-{self._next:06}.parquet", parquet_of(table))
            self._next += 1
        self._written = time.monotonic()


def _ledger(ledger: Ledger, *, there: bool) -> Ledger:
    """Begin a ledger where there are no results yet, else go on with that which is there. Raises `ResumeError`."""
    _clear(ledger.state.parent, ledger.state.name)
    if there:
        ledger.go_on()
    else:
        ledger.begin()
    return ledger


def _clear(folder: Path, name: str) -> None:
    """Take away what a process that was killed had half written: the temporary files of `write_atomically`."""
    for torn in folder.glob(f".{glob.escape(name[:40])}*.tmp"):
        torn.unlink(missing_ok=True)


def _lock(file: int, results: Path) -> None:
    """Keep other runs away as long as the file is open, also from a process that is killed then."""
    try:
        import fcntl
    except ImportError:  # on Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ResumeError(f"{results}: another run is writing here; wait for it, or name another file") from None


def _end_of_last_line(path: Path) -> int:
    """How many bytes of a file are whole lines."""
    with path.open("rb") as file:
        place = file.seek(0, os.SEEK_END)
        while place > 0:
            begin = max(place - _SEARCH, 0)
            file.seek(begin)
            last = file.read(place - begin).rfind(b"\n")
            if last >= 0:
                return begin + last + 1
            place = begin
    return 0


def _done(record: Mapping[str, Any]) -> Done:
    path = record["path"]
    if not isinstance(path, str):
        raise TypeError("a path is a string")
    if record["unreadable"]:
        return Done(path, Summary(skipped=1))
    counts = Counter(Severity(finding["severity"]) for finding in record["findings"])
    return Done(path, Summary(1, 0, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTICE]))
