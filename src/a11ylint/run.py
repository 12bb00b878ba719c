"""A run: many inputs, each with the rules of the nearest settings, one result after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final

from a11ylint.article import Article, read_article
from a11ylint.document import Kind, parse_all
from a11ylint.engine import Ruleset, lint_articles
from a11ylint.inputs import STDIN, Input, Opening, file_of, find_inputs, member_of, read_source
from a11ylint.report.model import About, FileResult
from a11ylint.rulepage import Rule
from a11ylint.rulesets import active_rules, known_rules, warn
from a11ylint.settings import Settings, find_settings_file, read_settings
from a11ylint.source import Source, Unreadable

OUR_FAULT: Final = "this is a fault of a11ylint, please report it"
_MOST_FOLDERS: Final = 1000  # whose settings are kept at hand: lists of files have no end


@dataclass
class Configuration:
    """Which settings and rules hold for a file; what is worked out for one folder serves its others.

    `adjust` lays the command line over what files say. With `fixed`, one configuration holds everywhere.
    `tell` is given a sentence about each installed pack that cannot be used and is left out.
    """

    adjust: Callable[[Settings], Settings]
    fixed: Settings | None = None
    tell: Callable[[str], None] = warn
    _settings: dict[Path, Settings] = field(default_factory=dict, repr=False)
    _files: dict[Path | None, Settings] = field(default_factory=dict, repr=False)
    _known: dict[tuple[Path, ...], tuple[Rule, ...]] = field(default_factory=dict, repr=False)
    _rulesets: dict[str, Ruleset] = field(default_factory=dict, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What is needed to work the rest out again: rules hold code, which cannot be pickled."""
        return {"adjust": self.adjust, "fixed": self.fixed, "tell": self.tell}

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
                self._adjusted(file, read_settings(file) if file is not None else Settings())
            self._settings[folder] = self._files[file]
        return self._settings[folder]

    def rules(self, path: str) -> Ruleset:
        """The rules that run on a file. Raises `SettingsError`, `PackError`, `RulePageError`."""
        settings = self.settings(path)
        settings = settings.for_file(Path(path)) if settings.overrides else settings
        # All that `active_rules` reads; `overrides` are laid over by now.
        key = repr(
            (
                *(settings.select, settings.ignore, settings.packs, settings.require_reason, settings.style),
                *(settings.rules, settings.agencies, settings.attribution_phrases),
            )
        )
        if key not in self._rulesets:
            self._rulesets[key] = active_rules(settings, self.known(settings))
        return self._rulesets[key]

    def known(self, settings: Settings) -> tuple[Rule, ...]:
        """Every rule that settings let one name."""
        if settings.packs not in self._known:
            self._known[settings.packs] = known_rules(settings, self.tell)
        return self._known[settings.packs]

    def _adjusted(self, file: Path | None, settings: Settings) -> Settings:
        if file not in self._files:
            self._files[file] = self.adjust(settings)
        return self._files[file]


@dataclass(frozen=True)
class Run:
    """What to lint and how: `paths`, and then the names `listed`, of which archives are opened as `opening` says.
    `stdin` is read for ``-``, which reports call `stdin_name`.

    With `describe`, results say what the article is, too.
    """

    paths: Sequence[str]
    configuration: Configuration
    stdin: BinaryIO
    stdin_name: str = "<stdin>"
    kind: Kind | None = None
    describe: bool = False
    listed: Iterable[str] = ()
    opening: Opening | None = None

    def results(self) -> Iterator[FileResult]:
        """Each input's result, in order. Raises what `Configuration.rules` does for settings that are wrong."""
        for given in self.inputs():
            yield self.lint(given)

    def inputs(self) -> Iterator[Input]:
        """The inputs without those that settings exclude."""
        for given in find_inputs(self.paths, self.listed, self.opening):
            settings = self.configuration.settings(self.name_of(given))
            if not (given.found and settings.exclude and settings.excludes(Path(given.path), member_of(given.path))):
                yield given

    def name_of(self, given: Input) -> str:
        return self.stdin_name if given.path == STDIN else given.path

    def lint(self, given: Input) -> FileResult:
        """One input's result: whatever is wrong with it is said there, and stops no other."""
        path = self.name_of(given)
        rules = self.configuration.rules(path)
        try:
            source = self.read(given)
            articles = (read_article(document, rules.house) for document in parse_all(source, self.kind))
            first = next(articles, None)
            findings = lint_articles(chain(() if first is None else (first,), articles), rules)
            return FileResult(path, source, findings, about=self._about(first))
        except Unreadable as error:
            return FileResult(path, None, (), str(error))
        except MemoryError:
            return FileResult(path, None, (), "it takes more memory than this machine has; split it")
        except Exception as error:  # one file's trouble is never the end of the others
            return FileResult(path, None, (), f"internal error ({type(error).__name__}: {error}); {OUR_FAULT}")

    def _about(self, article: Article | None) -> About | None:
        if not self.describe or article is None:
            return None
        from a11ylint.report.about import about

        return about(article)

    def read(self, given: Input) -> Source:
        """An input's source. Raises `Unreadable`."""
        if given.trouble:
            raise Unreadable(given.trouble)
        if given.data is not None:
            return Source.from_bytes(given.data, given.path, given.encoding)
        return read_source(given.path, self.stdin, self.stdin_name)
