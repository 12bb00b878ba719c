"""Which rules run, how severe they are and with which options: the nearest configuration file, then the command.

``a11ylint.toml``, or the table ``[tool.a11ylint]`` of ``pyproject.toml``:

.. code-block:: toml

    select = ["recommended"]            # rule ids, topics, "recommended" or "all"
    ignore = ["readability"]
    packs = ["newsroom-rules"]          # folders of rules or single pages, relative to this file
    fail-on = "error"                   # or "warning", "notice", "never"
    require-reason = ["all"]            # rules whose suppression needs a reason
    style = "ap"                        # the house style, for every rule that has an option of that name

    [rules]
    photo-without-credit = "warning"    # a severity, or "off"
    hard-to-read = { severity = "notice", limit = 40 }
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from a11ylint.engine import ActiveRule, Ruleset, activate
from a11ylint.findings import Severity
from a11ylint.packs import all_rules, built_in_pack, installed_packs, pack_at

if TYPE_CHECKING:
    from a11ylint.page import OptionValue
    from a11ylint.rulepage import Rule

RECOMMENDED: Final = "recommended"
ALL: Final = "all"
OFF: Final = "off"
FAIL_ON: Final = ("error", "warning", "notice", "never")
_KEYS: Final = ("select", "ignore", "packs", "fail-on", "require-reason", "style", "rules")
_STYLE: Final = "style"


class SettingsError(Exception):
    """The configuration is wrong; the message names the file, the key and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration file and the command line ask for; `origin` is the file, if there is one."""

    select: tuple[str, ...] = (RECOMMENDED,)
    ignore: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    fail_on: str = "error"
    require_reason: tuple[str, ...] = ()
    style: str = ""
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    origin: Path | None = None

    def override(
        self,
        select: Sequence[str] = (),
        extend_select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        packs: Sequence[Path] = (),
        fail_on: str | None = None,
    ) -> Settings:
        """The same with what the command line says on top."""
        return replace(
            self,
            select=(*(select or self.select), *extend_select),
            ignore=(*(self.ignore if not select else ()), *ignore),
            packs=(*self.packs, *packs),
            fail_on=fail_on or self.fail_on,
        )


def find_settings_file(start: Path) -> Path | None:
    """The nearest ``a11ylint.toml`` or ``pyproject.toml`` with our table, from a folder upwards."""
    for folder in (start, *start.parents):
        own = folder / "a11ylint.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "a11ylint" in _toml(project).get("tool", {}):
            return project
    return None


def read_settings(path: Path) -> Settings:
    """Read a configuration file. Raises `SettingsError`."""
    data = _toml(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("a11ylint", {})
    _known(path, "", data, _KEYS)
    fail_on = data.get("fail-on", "error")
    if fail_on not in FAIL_ON:
        raise SettingsError(f"{path}: fail-on is one of {', '.join(FAIL_ON)}, not {fail_on!r}")
    rules = data.get("rules", {})
    if not isinstance(rules, dict):
        raise SettingsError(f"{path}: rules is a table of rule ids")
    return Settings(
        select=_strings(path, data, "select") or (RECOMMENDED,),
        ignore=_strings(path, data, "ignore"),
        packs=tuple(path.parent / each for each in _strings(path, data, "packs")),
        fail_on=fail_on,
        require_reason=_strings(path, data, "require-reason"),
        style=_string(path, data, _STYLE),
        rules={str(name): _rule_table(path, name, value) for name, value in rules.items()},
        origin=path,
    )


def known_rules(settings: Settings) -> tuple[Rule, ...]:
    """Every rule that can be had: built in, installed, and named in the settings."""
    return all_rules((built_in_pack(), *installed_packs(), *(pack_at(path) for path in settings.packs)))


def active_rules(settings: Settings) -> Ruleset:
    """The rules that run, ready to run. Raises `SettingsError` where the settings name what does not exist."""
    rules = known_rules(settings)
    ids = {rule.id for rule in rules}
    for name in settings.rules:
        if name not in ids:
            raise SettingsError(f"{_origin(settings)}rules.{name}: there is no such rule{_nearest(name, ids)}")
    chosen = _chosen(rules, settings.select, settings) - _chosen(rules, settings.ignore, settings)
    return Ruleset(
        tuple(_activated(rule, settings) for rule in rules if _runs(rule, chosen, settings)),
        rules,
        _chosen(rules, settings.require_reason, settings),
    )


def _runs(rule: Rule, chosen: frozenset[str], settings: Settings) -> bool:
    wanted = settings.rules.get(rule.id, {})
    severity = wanted.get("severity")
    if severity == OFF:
        return False
    # Giving a rule a severity in the file switches it on; the command line's own choice stays narrower.
    return rule.id in chosen or (severity is not None and settings.select == (RECOMMENDED,))


def _activated(rule: Rule, settings: Settings) -> ActiveRule:
    table = settings.rules.get(rule.id, {})
    severity = table.get("severity")
    return activate(rule, Severity(severity) if severity else None, dict(_options(rule, table, settings)))


def _options(rule: Rule, table: Mapping[str, Any], settings: Settings) -> Iterator[tuple[str, OptionValue]]:
    if settings.style and _STYLE in rule.options and _STYLE not in table:
        try:
            yield _STYLE, rule.options[_STYLE].accept(settings.style)
        except ValueError as error:
            raise SettingsError(f"{_origin(settings)}style: {error}") from None
    for name, value in table.items():
        if name == "severity":
            continue
        if name not in rule.options:
            known = f"; it has {', '.join(rule.options)}" if rule.options else "; it has none"
            raise SettingsError(
                f"{_origin(settings)}rules.{rule.id}.{name}: the rule has no such option"
                f"{_nearest(name, rule.options) or known}"
            )
        try:
            yield name, rule.options[name].accept(value)
        except ValueError as error:
            raise SettingsError(f"{_origin(settings)}rules.{rule.id}.{name}: {error}") from None


def _chosen(rules: Sequence[Rule], names: Iterable[str], settings: Settings) -> frozenset[str]:
    ids = {rule.id for rule in rules}
    groups: dict[str, set[str]] = {ALL: set(ids), RECOMMENDED: {rule.id for rule in rules if rule.default}}
    for rule in rules:
        for group in (rule.topic, *rule.presets):
            groups.setdefault(group, set()).add(rule.id)
    found: set[str] = set()
    for name in names:
        if name in ids:
            found.add(name)
        elif name in groups:
            found |= groups[name]
        else:
            raise SettingsError(
                f"{_origin(settings)}{name!r} is no rule, topic or preset{_nearest(name, {*ids, *groups})}"
            )
    return frozenset(found)


def _rule_table(path: Path, name: str, value: object) -> dict[str, Any]:
    table = value if isinstance(value, dict) else {"severity": value}
    severity = table.get("severity")
    allowed = (*(each.value for each in Severity), OFF)
    if "severity" in table and severity not in allowed:
        raise SettingsError(f"{path}: rules.{name}: the severity is one of {', '.join(allowed)}, not {severity!r}")
    return table


def _strings(path: Path, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f"{path}: {key} is a list of strings, not {value!r}")
    return tuple(value)


def _string(path: Path, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise SettingsError(f"{path}: {key} is a string, not {value!r}")
    return value


def _known(path: Path, where: str, data: Mapping[str, Any], keys: Iterable[str]) -> None:
    for key in data:
        if key not in keys:
            hint = _nearest(key, keys) or f"; known are {', '.join(keys)}"
            raise SettingsError(f"{path}: {where}{key}: there is no such key{hint}")


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1, 0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def _origin(settings: Settings) -> str:
    return f"{settings.origin}: " if settings.origin is not None else ""


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is no valid TOML: {error}") from None
