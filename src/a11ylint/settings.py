"""Settings: what configuration files say, the nearest one above a page first.

``a11ylint.toml``, or the table ``[tool.a11ylint]`` of ``pyproject.toml``:

.. code-block:: toml

    extends = ["../house.toml"]         # files, installed packages, presets; what stands here comes on top
    select = ["recommended"]            # rule ids, topics, presets, "all"
    ignore = ["readability"]
    exclude = ["drafts/"]               # pages in folders that are not read, as .gitignore says it
    packs = ["newsroom-rules"]          # folders of rules or single pages, relative to this file
    fail-on = "error"                   # or "warning", "notice", "never"
    require-reason = ["all"]            # rules whose suppression needs a reason
    style = "ap"                        # the house style, for every rule that has an option of that name
    attribution-phrases = ["With notes from …", "… helped with this story"]  # so agency lines begin, and end

    [agencies]                          # besides those that are known; a list of names will do
    "Harbour Press" = ["HP", "Harbour Press Agency"]  # the usual name, and the others it goes by

    [rules]
    photo-without-credit = "warning"    # a severity, or "off"
    hard-to-read = { severity = "notice", limit = 40 }

    [[overrides]]
    files = ["archive/**"]              # as .gitignore says it; later overrides win
    ignore = ["dates"]
    rules = { skip-link-missing = "off" }
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from a11ylint import patterns as re
from a11ylint.findings import Severity
from a11ylint.records import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

RECOMMENDED: Final = "recommended"
OFF: Final = "off"
FAIL_ON: Final = ("error", "warning", "notice", "never")
SEVERITIES: Final = (*(severity.value for severity in Severity), OFF)
OWN_FILE: Final = "a11ylint.toml"
PROJECT_FILE: Final = "pyproject.toml"

KEYS: Final = (
    "extends",
    "select",
    "ignore",
    "exclude",
    "packs",
    "fail-on",
    "require-reason",
    "style",
    "agencies",
    "attribution-phrases",
    "rules",
    "overrides",
)
OVERRIDE_KEYS: Final = ("files", "select", "ignore", "rules")

_ELSEWHERE: Final = re.compile(r"[\\/]{2}|[A-Za-z][A-Za-z0-9+.-]+:[\\/]{2}")
_MOST_WILDCARDS: Final = 4  # in a part of a pattern: with each more, a long name takes a hundred times as long
_MOST_BYTES: Final = 1 << 20  # of a configuration file

RuleTables = Mapping[str, Mapping[str, Any]]


class ConfigurationError(Exception):
    """What was asked for cannot be done: settings, packs or rules are not as they must be. The message says all."""


class SettingsError(ConfigurationError):
    """The configuration is wrong; the message names the file, the key and what to do."""


@dataclass(frozen=True)
class Override:
    """What holds for some files only; `origin` is the file that says so, from whose folder patterns are read."""

    origin: Path
    files: tuple[str, ...]
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    rules: RuleTables = field(default_factory=dict)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return _pattern(self.files, self.origin.parent)

    @property
    def given(self) -> tuple[str, ...]:
        """The keys that it gives."""
        given = {"select": self.select is not None, "ignore": self.ignore, "rules": self.rules}
        return tuple(key for key, says in given.items() if says)

    def covers(self, path: Path) -> bool:
        """Whether a file is among those this override is for."""
        return _matches(self._spec, path, self.origin.parent)


@dataclass(frozen=True)
class Settings:
    """What a configuration asks for. `origins` names, for each key given, the file that gave it.

    `unvouched` are the packs whose Python code must not run: see `a11ylint.trust`.
    """

    select: tuple[str, ...] = (RECOMMENDED,)
    ignore: tuple[str, ...] = ()
    exclude: tuple[tuple[str, Path], ...] = ()
    packs: tuple[Path, ...] = ()
    unvouched: tuple[Path, ...] = ()
    fail_on: str = "error"
    require_reason: tuple[str, ...] = ()
    style: str = ""
    agencies: tuple[tuple[str, ...], ...] = ()
    attribution_phrases: tuple[str, ...] = ()
    rules: RuleTables = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    origins: Mapping[str, Path] = field(default_factory=dict)

    def override(
        self,
        select: Sequence[str] = (),
        extend_select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        packs: Sequence[Path] = (),
        fail_on: str | None = None,
    ) -> Settings:
        """The same with what the command line says on top; a selection there is not widened by files, and whoever
        names a pack there vouches for it."""
        named = {pack.resolve() for pack in packs}
        overrides = tuple(replace(each, select=None) for each in self.overrides) if select else self.overrides
        said = {"select": (*select, *extend_select), "ignore": ignore}
        return replace(
            self,
            select=(*(select or self.select), *extend_select),
            ignore=(*(() if select else self.ignore), *ignore),
            packs=(*(pack for pack in self.packs if pack.resolve() not in named), *packs),
            unvouched=tuple(pack for pack in self.unvouched if pack.resolve() not in named),
            fail_on=fail_on or self.fail_on,
            overrides=overrides,
            origins={key: origin for key, origin in self.origins.items() if not said.get(key)},
        )

    def for_file(self, path: Path) -> Settings:
        """The settings of one file: those overrides that cover it laid over the rest, in order."""
        if not self.overrides:
            return self
        covering = tuple(number for number, each in enumerate(self.overrides) if each.covers(path))
        if covering not in self._with_overrides:
            settings = self
            for each in (self.overrides[number] for number in covering):
                settings = replace(
                    settings,
                    select=settings.select if each.select is None else each.select,
                    ignore=(*settings.ignore, *each.ignore),
                    rules=merged(settings.rules, each.rules),
                    origins={**settings.origins, **dict.fromkeys(each.given, each.origin)},
                )
            self._with_overrides[covering] = replace(settings, overrides=())
        return self._with_overrides[covering]

    @cached_property
    def _with_overrides(self) -> dict[tuple[int, ...], Settings]:
        """The settings under each set of overrides that has come up."""
        return {}

    @cached_property
    def of_rules(self) -> str:
        """All that decides which rules run, and how: settings alike in this run the same rules the same way."""
        return repr(
            (
                *(self.select, self.ignore, self.packs, self.unvouched, self.require_reason, self.style),
                *(self.rules, self.agencies, self.attribution_phrases),
            )
        )

    @cached_property
    def _exclusions(self) -> tuple[tuple[GitIgnoreSpec, Path], ...]:
        return tuple((_pattern((pattern,), origin), origin) for pattern, origin in self.exclude)

    def excludes(self, path: Path, member: str = "") -> bool:
        """Whether a page that stands in a folder or an archive to be read is to be left out: by its path, or by its
        name in the archive, from whose root patterns are read too."""
        return any(
            _matches(spec, path, origin) or (member and spec.match_file(member)) for spec, origin in self._exclusions
        )

    def origin(self, key: str) -> str:
        """``"FILE: "`` for messages about a key, or nothing where no file gave it."""
        return f"{self.origins[key]}: " if key in self.origins else ""


def find_settings_file(start: Path) -> Path | None:
    """The nearest ``a11ylint.toml`` or ``pyproject.toml`` with our table, from a folder upwards."""
    for folder in (start, *start.parents):
        own = folder / OWN_FILE
        if os.path.isfile(own):  # noqa: PTH113 (Path raises where a folder's name is too long to be one)
            return own
        project = folder / PROJECT_FILE
        if os.path.isfile(project) and _has_our_table(project):  # noqa: PTH113
            return project
    return None


def _has_our_table(project: Path) -> bool:
    """Whether a project's file has our table; one that does not name us anywhere is not taken apart."""
    with suppress(OSError):
        if b"a11ylint" not in project.read_bytes():
            return False
    return "a11ylint" in _toml(project).get("tool", {})


def read_settings(path: Path) -> Settings:
    """Read a configuration file and what it extends. Raises `SettingsError`."""
    return _read(path, ())


def merged(base: RuleTables, over: RuleTables) -> RuleTables:
    """Tables of rules, option by option."""
    return {**base, **{name: {**base.get(name, {}), **table} for name, table in over.items()}}


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the right word: ``"; did you mean 'x'?"``, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), 1, 0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def _read(path: Path, chain: tuple[Path, ...]) -> Settings:
    resolved = path.resolve()
    if resolved in chain:
        raise SettingsError(f"{chain[-1]}: extends {path}, which extends it in turn")
    data = _toml(path)
    if path.name == PROJECT_FILE:
        data = data.get("tool", {}).get("a11ylint", {})
    _known(path, "", data, KEYS)
    base = Settings()
    for name in _strings(path, "extends", data.get("extends", [])):
        base = _laid_over(base, _extended(path, name, (*chain, resolved)))
    return _laid_over(base, _own(path, data))


def _own(path: Path, data: Mapping[str, Any]) -> Settings:
    """What one file says itself."""
    fail_on = data.get("fail-on", "error")
    if fail_on not in FAIL_ON:
        raise SettingsError(f"{path}: fail-on is one of {', '.join(FAIL_ON)}, not {fail_on!r}")
    overrides = data.get("overrides", [])
    if not isinstance(overrides, list) or not all(isinstance(each, dict) for each in overrides):
        raise SettingsError(f"{path}: overrides is a list of tables; write [[overrides]]")
    return Settings(
        select=_strings(path, "select", data.get("select", [])) or (RECOMMENDED,),
        ignore=_strings(path, "ignore", data.get("ignore", [])),
        exclude=tuple((each, path.parent) for each in _strings(path, "exclude", data.get("exclude", []))),
        packs=tuple(_place(path, "packs", each) for each in _strings(path, "packs", data.get("packs", []))),
        fail_on=fail_on,
        require_reason=_strings(path, "require-reason", data.get("require-reason", [])),
        style=_string(path, "style", data.get("style", "")),
        agencies=_agencies(path, data.get("agencies", [])),
        attribution_phrases=_names(path, "attribution-phrases", data.get("attribution-phrases", [])),
        rules=_rule_tables(path, "rules", data.get("rules", {})),
        overrides=tuple(_override(path, number, each) for number, each in enumerate(overrides)),
        origins=dict.fromkeys(data, path),
    )


def _laid_over(base: Settings, own: Settings) -> Settings:
    """One file's settings over those it extends: single values and lists are replaced, tables merged."""
    given = own.origins
    return Settings(
        select=own.select if "select" in given else base.select,
        ignore=own.ignore if "ignore" in given else base.ignore,
        exclude=(*base.exclude, *own.exclude),
        packs=(*base.packs, *(each for each in own.packs if each not in base.packs)),
        fail_on=own.fail_on if "fail-on" in given else base.fail_on,
        require_reason=own.require_reason if "require-reason" in given else base.require_reason,
        style=own.style if "style" in given else base.style,
        agencies=(*base.agencies, *own.agencies),
        attribution_phrases=(*base.attribution_phrases, *own.attribution_phrases),
        rules=merged(base.rules, own.rules),
        overrides=(*base.overrides, *own.overrides),
        origins={**base.origins, **given},
    )


def _extended(path: Path, name: str, chain: tuple[Path, ...]) -> Settings:
    """What an entry of `extends` means: a file, the ``a11ylint.toml`` of an installed package, or else a preset."""
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return _read(_place(path, "extends", name), chain)
    for folder in _package_folders(name):
        if (folder / OWN_FILE).is_file():
            return _read(folder / OWN_FILE, chain)
    # Which presets there are is known once the rules are: a name that means nothing is told then.
    return Settings(select=(name,), origins={"select": path})


def _place(path: Path, key: str, name: str) -> Path:
    """What a file names in its own folder or elsewhere on this machine: never what Windows would fetch from another
    one, and show its password to."""
    if _ELSEWHERE.match(name):
        raise SettingsError(
            f"{path}: {key}: {name!r} is on another machine, and nothing is fetched; copy it to this one"
        )
    return path.parent / name


def _package_folders(name: str) -> Iterator[Path]:
    """The folders of an installed package. It is not imported, nor are those around it: to name one runs nothing."""
    if not all(part.isidentifier() for part in name.split(".")):
        return
    from importlib.util import find_spec

    first, *rest = name.split(".")
    spec = find_spec(first)
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        yield Path(folder, *rest)


def _override(path: Path, number: int, data: Mapping[str, Any]) -> Override:
    where = f"overrides[{number}]."
    _known(path, where, data, OVERRIDE_KEYS)
    files = _strings(path, f"{where}files", data.get("files", []))
    if not files:
        raise SettingsError(f"{path}: {where}files is missing: the patterns of the files it is for")
    return Override(
        origin=path,
        files=files,
        select=_strings(path, f"{where}select", data["select"]) if "select" in data else None,
        ignore=_strings(path, f"{where}ignore", data.get("ignore", [])),
        rules=_rule_tables(path, f"{where}rules", data.get("rules", {})),
    )


def _agencies(path: Path, data: object) -> tuple[tuple[str, ...], ...]:
    """Agencies as a list of names, or as a table of usual names and the others that they go by."""
    if isinstance(data, list):
        return tuple((name,) for name in _names(path, "agencies", data))
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: agencies is a list of names, or a table of names and others they go by")
    return tuple(
        _names(path, f"agencies.{name}", [name, *_strings(path, f"agencies.{name}", data[name])]) for name in data
    )


def _names(path: Path, where: str, value: object) -> tuple[str, ...]:
    names = _strings(path, where, value)
    for name in names:
        if not any(map(str.isalnum, name)):
            raise SettingsError(f"{path}: {where}: {name!r} says nothing")
    return names


def _rule_tables(path: Path, where: str, data: object) -> dict[str, Mapping[str, Any]]:
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: {where} is a table of rule ids")
    return {str(name): _rule_table(path, f"{where}.{name}", value) for name, value in data.items()}


def _rule_table(path: Path, where: str, value: object) -> dict[str, Any]:
    table = value if isinstance(value, dict) else {"severity": value}
    severity = table.get("severity")
    if "severity" in table and severity not in SEVERITIES:
        hint = nearest(str(severity), SEVERITIES)
        raise SettingsError(f"{path}: {where}: the severity is one of {', '.join(SEVERITIES)}, not {severity!r}{hint}")
    return table


def _string(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{path}: {key} is a string, not {value!r}")
    return value


def _strings(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f"{path}: {key} is a list of strings, not {value!r}")
    return tuple(value)


def _known(path: Path, where: str, data: Mapping[str, Any], keys: Iterable[str]) -> None:
    for key in data:
        if key not in keys:
            hint = nearest(key, keys) or f"; known are {', '.join(keys)}"
            raise SettingsError(f"{path}: {where}{key}: there is no such key{hint}")


def _pattern(patterns: Iterable[str], origin: Path) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    patterns = tuple(patterns)
    for pattern in patterns:
        parts = pattern.split("/")
        if parts.count("**") > _MOST_WILDCARDS or any(part.count("*") > _MOST_WILDCARDS for part in parts):
            raise SettingsError(
                f"{origin}: the pattern {pattern!r} has too many wildcards; write it in several patterns"
            )
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise SettingsError(f"{origin}: a pattern is wrong: {error}") from None


def _matches(spec: GitIgnoreSpec, path: Path, origin: Path) -> bool:
    try:
        relative = path.resolve().relative_to(origin.resolve())
    except ValueError:
        return False
    return spec.match_file(relative.as_posix())


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"{path}: is no file; name one")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise SettingsError(f"{path}: is no configuration: it is larger than {_MOST_BYTES >> 20} MB")
        return tomllib.loads(data.decode("utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is no valid TOML: {error}") from None
