"""What stands around open documents, settings and baselines, and the lint of one document under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from a11ylint.baseline import FILE_NAME, Baseline, BaselineError, find_baseline, read_baseline
from a11ylint.engine import Ruleset, lint
from a11ylint.findings import Finding
from a11ylint.lsp.buffers import Buffer
from a11ylint.run import OUR_FAULT, Configuration
from a11ylint.settings import OWN_FILE, PROJECT_FILE, ConfigurationError, Settings
from a11ylint.source import MOST_BYTES, Source, Unreadable
from a11ylint.troubles import Trouble, baseline_trouble, settings_trouble
from a11ylint.trust import record_file

_ANY_PAGE: Final = "page.html"


@dataclass(frozen=True, slots=True)
class Linted:
    """What came of one state of a document: what was found, or a `note` why nothing could be looked for.

    `ruleset` is None where it is not to be linted. `troubles` are what is wrong with the settings that are its own.
    """

    buffer: Buffer
    source: Source
    findings: tuple[Finding, ...] = ()
    ruleset: Ruleset | None = None
    baseline: Baseline | None = None
    note: str = ""
    troubles: tuple[Trouble, ...] = ()

    def lint(self, source: Source) -> tuple[Finding, ...]:
        """What is found in another state of its text, under the same settings."""
        if self.ruleset is None or not source.text.strip():
            return ()
        found = lint(source, self.ruleset)
        return self.baseline.new(source.path, found) if self.baseline is not None else found


class _Rules(NamedTuple):
    """What holds for one page."""

    settings: Settings
    ruleset: Ruleset


class _Stamp(NamedTuple):
    """One state of a file."""

    path: Path
    modified: int  # nanoseconds
    size: int


class Project:
    """Settings and baselines as files say them now.

    `configure` makes a configuration that has read no page's settings yet, or raises `ConfigurationError`. Files that
    change are read anew at the next lint. While a page's settings are wrong, those that were last right hold for it.
    Only one thread may use a project.
    """

    def __init__(self, configure: Callable[[], Configuration]) -> None:
        self._configure = configure
        self._last_good: dict[Path, _Rules] = {}
        self.reload()

    def reload(self) -> None:
        """Forget what files said."""
        self._configuration: Configuration | None = None
        self._troubles: dict[Path, Trouble] = {}
        self._stamps: dict[Path, tuple[_Stamp, ...]] = {}
        self._baselines: dict[Path, Baseline | Trouble] = {}

    def lint(self, buffer: Buffer) -> Linted:
        """Lint one state of a document. Whatever is wrong with it, or with us, is said in the result."""
        nothing = Linted(buffer, Source(str(buffer.path), buffer.contents.text))
        if buffer.is_settings:
            _, trouble = self._rules(buffer.path.with_name(_ANY_PAGE))
            return replace(nothing, troubles=trouble)
        if not buffer.is_article:
            return nothing
        rules, troubles = self._rules(buffer.path)
        if rules is None or rules.settings.excludes(buffer.path):
            return replace(nothing, troubles=troubles)
        baseline = self._baseline(buffer.path.parent)
        if isinstance(baseline, Trouble):
            troubles, baseline = (*troubles, baseline), None
        return _with_findings(replace(nothing, ruleset=rules.ruleset, baseline=baseline, troubles=troubles))

    def _rules(self, page: Path) -> tuple[_Rules | None, tuple[Trouble, ...]]:
        """What holds for a page, and what is wrong with that which would."""
        stamps = self._stamps.get(page)
        if stamps is not None and stamps != _stamps(page, (stamp.path for stamp in stamps)):
            self.reload()
        if page not in self._troubles:
            try:
                if self._configuration is None:
                    self._configuration = self._configure()
                rules = _Rules(self._configuration.settings(str(page)), self._configuration.rules(str(page)))
            except ConfigurationError as error:
                trouble = self._troubles[page] = settings_trouble(str(error))
                self._stamps[page] = _stamps(page, () if trouble.file is None else (trouble.file,))
            else:
                self._last_good[page] = rules
                self._stamps[page] = _stamps(page, rules.settings.origins.values())
        wrong = self._troubles.get(page)
        return self._last_good.get(page), (wrong,) if wrong is not None else ()

    def _baseline(self, folder: Path) -> Baseline | Trouble | None:
        path = find_baseline(folder)
        if path is None:
            return None
        if path not in self._baselines:
            try:
                self._baselines[path] = read_baseline(path)
            except BaselineError as error:
                self._baselines[path] = baseline_trouble(path, str(error))
        return self._baselines[path]


def _with_findings(linted: Linted) -> Linted:
    if len(linted.source.text) > MOST_BYTES:
        return replace(linted, note=f"it is larger than {MOST_BYTES >> 20} MB; split it")
    try:
        return replace(linted, findings=linted.lint(linted.source))
    except Unreadable as error:
        return replace(linted, note=str(error))
    except MemoryError:
        return replace(linted, note="it takes more memory than this machine has; split it")
    except (
        Exception,
        SystemExit,
    ) as error:  # one page's trouble is not the end of all others, nor of the next state of this one
        return replace(linted, note=f"internal error ({type(error).__name__}: {error}); {OUR_FAULT}")


def _stamps(page: Path, others: Iterable[Path]) -> tuple[_Stamp, ...]:
    """The states of the files that may say what holds for a page, of the record of trust, and of others."""
    names = (OWN_FILE, PROJECT_FILE, FILE_NAME)
    nearby = (folder / name for folder in page.parents for name in names)
    return tuple(_stamped(dict.fromkeys((*nearby, record_file(), *others))))


def _stamped(paths: Iterable[Path]) -> Iterator[_Stamp]:
    for path in paths:
        with suppress(OSError, ValueError):  # ValueError: a name with a NUL
            state = path.stat()
            yield _Stamp(path, state.st_mtime_ns, state.st_size)
