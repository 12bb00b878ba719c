"""A run: many inputs, each with the rules of the nearest settings, one result after the other."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from a11ylint.compiled import remembered
from a11ylint.inputs import STDIN, Input, Opening, file_of, find_inputs, is_archive, member_of, read_data, read_stdin
from a11ylint.records import dataclass
from a11ylint.report.model import FileResult
from a11ylint.settings import Settings, find_settings_file, read_settings
from a11ylint.source import Source, Unreadable

if TYPE_CHECKING:
    from a11ylint.cache import Cache
    from a11ylint.engine import Ruleset
    from a11ylint.kind import Kind
    from a11ylint.rulepage import Rule
    from a11ylint.trust import Trust

OUR_FAULT: Final = "this is a fault of a11ylint, please report it"
# Seconds of linting after which more processes are started: forking one takes some 10 ms, loading all anew 0.5 s.
_PATIENCE_FORK: Final = 0.15
_PATIENCE_SPAWN: Final = 2.0
_PATIENCE_COUNT: Final = 0.5
_MOST_FOLDERS: Final = 1000  # whose settings are kept at hand: lists of files have no end


class RunError(Exception):
    """A run cannot go on as it was asked for; the message says why and what to do."""


def as_they_are(settings: Settings) -> Settings:
    """Settings over which nothing is laid."""
    return settings


@dataclass
class Configuration:
    """Which settings and rules hold for a file; what is worked out for one folder serves its others.

    `adjust` lays the command line over what files say; else they hold as they are. With `fixed`, one configuration
    holds everywhere.
    `tell` is given a sentence about each installed pack that cannot be used and is left out; else it is a warning.
    `trust` says for which code that found files name somebody vouched; else the environment and the user's record do.
    """

    adjust: Callable[[Settings], Settings] = as_they_are
    fixed: Settings | None = None
    tell: Callable[[str], None] | None = None
    trust: Trust | None = None
    _settings: dict[Path, Settings] = field(default_factory=dict, repr=False)
    _files: dict[Path | None, Settings] = field(default_factory=dict, repr=False)
    _known: dict[tuple[tuple[Path, ...], ...], tuple[Rule, ...]] = field(default_factory=dict, repr=False)
    _rulesets: dict[str, Ruleset] = field(default_factory=dict, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What is needed to work the rest out again: rules hold code, which cannot be pickled."""
        return {"adjust": self.adjust, "fixed": self.fixed, "tell": self.tell, "trust": self.trust}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def settings(self, path: str) -> Settings:
        """The settings for a file (or a file's name). Raises `SettingsError`."""
        if self.fixed is not None:
            return self._adjusted(None, self.fixed)
        folder = Path(file_of(path)).absolute().parent
        if folder not in self._settings:
            if len(self._settings) >= _MOST_FOLDERS:
                self._settings.clear()
            file = find_settings_file(folder)
            if file not in self._files:
                self._adjusted(file, self._found(file) if file is not None else Settings())
            self._settings[folder] = self._files[file]
        return self._settings[folder]

    def settings_file(self, path: str) -> Path | None:
        """The file that says the settings for a file (or a file's name); None where none does, or one configuration
        holds everywhere. Raises `SettingsError`."""
        settings = self.settings(path)
        return next((file for file, its in self._files.items() if its is settings), None)

    def rules(self, path: str) -> Ruleset:
        """The rules that run on a file. Raises `SettingsError`, `PackError`, `RulePageError`."""
        settings = self.settings(path).for_file(Path(path))
        if settings.of_rules not in self._rulesets:
            from a11ylint.rulesets import active_rules

            self._rulesets[settings.of_rules] = active_rules(settings, self.known(settings))
        return self._rulesets[settings.of_rules]

    def known(self, settings: Settings) -> tuple[Rule, ...]:
        """Every rule that settings let one name."""
        packs = (settings.packs, settings.unvouched)
        if packs not in self._known:
            from a11ylint.rulesets import known_rules, warn

            self._known[packs] = known_rules(settings, self.tell or warn)
        return self._known[packs]

    def _found(self, file: Path) -> Settings:
        """What a file says that nobody named: its rules' code is run only where somebody vouched for it."""
        settings = read_settings(file)
        if not settings.packs:
            return settings
        from a11ylint.trust import trust_given, unvouched

        trust = self.trust if self.trust is not None else trust_given(os.environ)
        return replace(settings, unvouched=unvouched(settings.packs, trust))

    def _adjusted(self, file: Path | None, settings: Settings) -> Settings:
        if file not in self._files:
            self._files[file] = self.adjust(settings)
        return self._files[file]


@dataclass(frozen=True)
class Linter:
    """Lints one input after the other, each with the rules of the nearest settings; it can be sent to a process."""

    configuration: Configuration
    kind: Kind | None = None
    describe: bool = False
    cache: Cache | None = None
    show: bool = False

    def __call__(self, given: Input) -> FileResult:
        """One input's result: whatever is wrong with it is said there, and stops no other.

        Raises what `Configuration.rules` does for settings that are wrong.
        """
        name = None
        try:
            data = read_data(given)
            if self.cache is not None:
                settings = self.configuration.settings(given.path).for_file(Path(given.path))
                name = self.cache.name(given.path, data, given.encoding, self.kind, settings)
                kept = (
                    self.cache.read(name, given.path, describe=self.describe, show=self.show)
                    if name is not None
                    else None
                )
                if kept is not None:
                    return kept
        except Unreadable as error:
            self.configuration.rules(given.path)
            return FileResult(given.path, None, (), str(error))
        result = self._lint(given, data)
        if self.cache is not None and name is not None:
            self.cache.write(name, result)
        return result

    def _lint(self, given: Input, data: bytes) -> FileResult:
        rules = self.configuration.rules(given.path)
        try:
            return self._through(given, data, rules)
        except Unreadable as error:
            return FileResult(given.path, None, (), str(error))
        except MemoryError:
            return FileResult(given.path, None, (), "it takes more memory than this machine has; split it")
        except Exception as error:  # one file's trouble is never the end of the others
            return FileResult(given.path, None, (), f"internal error ({type(error).__name__}: {error}); {OUR_FAULT}")

    def _through(self, given: Input, data: bytes, rules: Ruleset) -> FileResult:
        """An input through every stage."""
        from a11ylint.linting import lint_source  # all that a lint needs is loaded when there is one

        source = Source.from_bytes(data, given.path, given.encoding)
        return lint_source(source, rules, self.kind, describe=self.describe, show=self.show)


@dataclass(frozen=True)
class Run:
    """What to lint and how: `paths`, and then the names `listed`, of which archives are opened as `opening` says.
    `stdin` is read for ``-``, which reports call `stdin_name`.

    With `describe`, results say what the article is, too; with `show`, they have proofs of pages. `jobs` is how many
    processes lint at once; None: as many as there are cores, where that pays. `cache` is where results are kept for
    other runs, if they are. A `linter` takes the place of the one that kind, description and cache make.
    """

    paths: Sequence[str]
    configuration: Configuration
    stdin: BinaryIO
    stdin_name: str = "<stdin>"
    kind: Kind | None = None
    describe: bool = False
    listed: Iterable[str] = ()
    opening: Opening | None = None
    jobs: int | None = 1
    cache: Cache | None = None
    remaining: Callable[[Iterator[tuple[str, Input]]], Iterator[Input]] | None = None
    linter: Linter | None = None
    show: bool = False

    def results(self) -> Generator[FileResult, None, None]:
        """Each input's result, in order. Raises what `Configuration.rules` does for settings that are wrong.

        More processes than this one begin when there is more to do than starting them takes.
        """
        linter = self.linter or Linter(self.configuration, self.kind, self.describe, self.cache, self.show)
        inputs = map(self._with_data, self.inputs())
        jobs = self.jobs or available_cores()
        if jobs == 1:
            yield from map(linter, inputs)
        else:
            yield from _spread(linter, inputs, jobs, explicit=self.jobs is not None)
        remembered().keep()
        if self.cache is not None:
            self.cache.store.tidy()

    def inputs(self) -> Iterator[Input]:
        """The inputs without those that settings exclude; of a run that is resumed, those that are `remaining`."""
        wanted = self._wanted()
        return wanted if self.remaining is None else self.remaining((self.name_of(given), given) for given in wanted)

    def _wanted(self) -> Iterator[Input]:
        for given in find_inputs(self.paths, self.listed, self.opening):
            settings = self.configuration.settings(self.name_of(given))
            if not (given.found and settings.exclude and settings.excludes(Path(given.path), member_of(given.path))):
                yield given

    def count(self) -> int | None:
        """How many inputs there are, where that can be told without opening archives, lists or a long search."""
        if self.listed:
            return None
        until = time.monotonic() + _PATIENCE_COUNT
        number = 0
        for given in replace(self, opening=Opening(archives=False))._wanted():
            if time.monotonic() > until or given.path == STDIN or (is_archive(given.path) and not given.found):
                return None
            number += 1
        return number

    def name_of(self, given: Input) -> str:
        return self.stdin_name if given.path == STDIN else given.path

    def _with_data(self, given: Input) -> Input:
        """An input that any process can read: what is on standard input is read here."""
        if given.path != STDIN:
            return given
        try:
            return replace(given, path=self.stdin_name, data=read_stdin(self.stdin))
        except Unreadable as error:
            return replace(given, path=self.stdin_name, trouble=str(error))

    def read(self, given: Input) -> Source:
        """An input's source. Raises `Unreadable`."""
        given = self._with_data(given)
        return Source.from_bytes(read_data(given), given.path, given.encoding)


def available_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _spread(linter: Linter, inputs: Iterator[Input], jobs: int, *, explicit: bool) -> Iterator[FileResult]:
    """Results worked out by so many processes; at once, if somebody asked for that number, else when it pays."""
    patience = 0.0 if explicit else _PATIENCE_FORK if sys.platform == "linux" else _PATIENCE_SPAWN
    yield from _for_a_while(linter, inputs, patience)
    following = next(inputs, None)
    if following is not None:
        from a11ylint.pool import in_order

        # Of packs that are left out, this process has told.
        silent = replace(linter, configuration=replace(linter.configuration, tell=say_nothing))
        yield from in_order(silent, chain((following,), inputs), jobs, _lost)


def _for_a_while(linter: Linter, inputs: Iterator[Input], patience: float) -> Iterator[FileResult]:
    """Results until so many seconds have gone into them; the first, for which rules are loaded, is not counted."""
    spent = 0.0
    for number, given in enumerate(inputs):
        start = time.perf_counter()
        result = linter(given)
        spent += time.perf_counter() - start if number else 0.0
        yield result
        if spent >= patience:
            return


def say_nothing(message: str) -> None:
    """Tells nobody: for processes that work for one which has told already."""


def _lost(given: Input, why: str) -> FileResult:
    """What becomes of an input at which a process died."""
    memory = ", perhaps for want of memory" if "SIGKILL" in why else ""
    reason = f"the process that linted it died ({why}{memory}); split it or leave it out"
    return FileResult(given.path, None, (), reason)
