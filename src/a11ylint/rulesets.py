"""Settings to rulesets: which rules run, how severe they are and with which options."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from a11ylint.article.agencies import House
from a11ylint.engine import ActiveRule, Ruleset, activate
from a11ylint.findings import Severity
from a11ylint.packs import (
    PackError,
    PackWarning,
    all_rules,
    built_in_pack,
    installed_name,
    installed_names,
    installed_packs,
    packs_at,
    with_pack,
)
from a11ylint.rulepage import NAMED, Vouched
from a11ylint.settings import OFF, RECOMMENDED, Settings, SettingsError, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from a11ylint.page import OptionValue
    from a11ylint.rulepage import Rule

ALL: Final = "all"
_NAMES: Final = "…"
_STYLE: Final = "style"  # the option that one setting gives to every rule that has it


def warn(message: str) -> None:
    """Tell of an installed pack that is left out, as Python tells of what does not stop it."""
    warnings.warn(message, PackWarning, stacklevel=2)


def known_rules(settings: Settings, tell: Callable[[str], None] = warn) -> tuple[Rule, ...]:
    """Every rule that can be had: built in, named in the settings, and installed.

    What settings name must be usable: raises `PackError`, `RulePageError`. An installed pack that they do not name
    is left out where it cannot be used, and `tell` is given a sentence about it.
    """
    named = (pack for path in settings.packs for pack in packs_at(path, _vouched(path, settings)))
    known = {rule.id: rule for rule in all_rules((built_in_pack(), *named))}
    asked_for = {installed_name(path) for path in settings.packs}
    for name in installed_names():
        if name in asked_for:
            continue
        try:
            for pack in installed_packs(name):
                known = with_pack(known, pack)
        except PackError as error:
            tell(f"{error}; it is left out")
    return tuple(known.values())


def _vouched(pack: Path, settings: Settings) -> Vouched:
    return Vouched(refused=pack) if pack in settings.unvouched else NAMED


def active_rules(settings: Settings, known: Sequence[Rule] | None = None) -> Ruleset:
    """The rules that run, ready to run. Raises `SettingsError` where the settings name what does not exist."""
    rules = tuple(known) if known is not None else known_rules(settings)
    ids = {rule.id for rule in rules}
    for tables in (settings.rules, *(each.rules for each in settings.overrides)):
        for name in tables:
            if name not in ids:
                raise SettingsError(
                    f"{settings.origin('rules')}rules.{name}: there is no such rule{nearest(name, ids)}"
                )
    chosen = _chosen(rules, settings.select, settings, "select") - _chosen(rules, settings.ignore, settings, "ignore")
    return Ruleset(
        tuple(_activated(rule, settings) for rule in rules if _runs(rule, chosen, settings)),
        rules,
        _chosen(rules, settings.require_reason, settings, "require-reason"),
        house_of(settings),
    )


def house_of(settings: Settings) -> House:
    """What the newsroom adds to our lists; in a phrase, an ellipsis stands for the names."""
    phrases = [phrase.replace("...", _NAMES).strip() for phrase in settings.attribution_phrases]
    closing = tuple(phrase.strip(f"{_NAMES} ") for phrase in phrases if phrase.startswith(_NAMES))
    opening = tuple(phrase.strip(f"{_NAMES} ") for phrase in phrases if not phrase.startswith(_NAMES))
    return House(settings.agencies, opening, closing)


def groups_of(rules: Iterable[Rule]) -> Mapping[str, frozenset[str]]:
    """Names that stand for several rules: topics, presets, "recommended", "all"."""
    rules = tuple(rules)
    groups: dict[str, set[str]] = {
        ALL: {rule.id for rule in rules},
        RECOMMENDED: {rule.id for rule in rules if rule.default},
    }
    for rule in rules:
        for group in (rule.topic, *rule.presets):
            groups.setdefault(group, set()).add(rule.id)
    return {name: frozenset(ids) for name, ids in groups.items()}


def ids_of(rules: Iterable[Rule], names: Iterable[str], where: str = "select") -> frozenset[str]:
    """The ids of the rules that names (ids, topics, presets) stand for.

    Raises `SettingsError` for a name that stands for none; `where` says in it who gave the name.
    """
    rules = tuple(rules)
    ids, groups = {rule.id for rule in rules}, groups_of(rules)
    found: set[str] = set()
    for name in names:
        if name in ids:
            found.add(name)
        elif name in groups:
            found |= groups[name]
        else:
            hint = nearest(name, {*ids, *groups}) or "; a11ylint rule list shows them all"
            raise SettingsError(f"{where}: {name!r} is no rule, topic or preset{hint}")
    return frozenset(found)


def _chosen(rules: Sequence[Rule], names: Sequence[str], settings: Settings, key: str) -> frozenset[str]:
    return ids_of(rules, names, f"{settings.origin(key)}{key}") if names else frozenset()


def _runs(rule: Rule, chosen: frozenset[str], settings: Settings) -> bool:
    severity = settings.rules.get(rule.id, {}).get("severity")
    if severity == OFF:
        return False
    # A severity in the file switches a rule on; a selection of one's own stays as narrow as it is.
    return rule.id in chosen or (severity is not None and settings.select == (RECOMMENDED,))


def _activated(rule: Rule, settings: Settings) -> ActiveRule:
    table = settings.rules.get(rule.id, {})
    severity = table.get("severity")
    return activate(rule, Severity(severity) if severity else None, dict(_options(rule, table, settings)))


def _options(rule: Rule, table: Mapping[str, Any], settings: Settings) -> Iterator[tuple[str, OptionValue]]:
    where = f"{settings.origin('rules')}rules.{rule.id}"
    if settings.style and _STYLE in rule.options and _STYLE not in table:
        yield _STYLE, _accepted(rule, _STYLE, settings.style, f"{settings.origin(_STYLE)}{_STYLE}")
    for name, value in table.items():
        if name == "severity":
            continue
        if name not in rule.options:
            known = f"; it has {', '.join(rule.options)}" if rule.options else "; it has none"
            raise SettingsError(f"{where}.{name}: the rule has no such option{nearest(name, rule.options) or known}")
        yield name, _accepted(rule, name, value, f"{where}.{name}")


def _accepted(rule: Rule, name: str, value: object, where: str) -> OptionValue:
    option = rule.options[name]
    try:
        return option.accept(value)
    except ValueError as error:
        raise SettingsError(f"{where}: {error}{nearest(str(value), option.values)}") from None
