"""The JSON Schema of the configuration file, made from the rules there are: editors complete and check with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from a11ylint.rulepage import Option, OptionType, Rule
from a11ylint.rulesets import groups_of
from a11ylint.settings import FAIL_ON, SEVERITIES

_TYPES: Final = {
    OptionType.STRING: "string",
    OptionType.INTEGER: "integer",
    OptionType.NUMBER: "number",
    OptionType.BOOLEAN: "boolean",
}


def settings_schema(rules: Sequence[Rule]) -> dict[str, Any]:
    """The schema of ``a11ylint.toml``, and of ``[tool.a11ylint]``, for these rules (JSON Schema 2020-12)."""
    names = sorted({rule.id for rule in rules} | set(groups_of(rules)))
    chosen = {"type": "array", "items": {"enum": names}}
    patterns = {"type": "array", "items": {"type": "string"}}
    tables = {
        "type": "object",
        "additionalProperties": False,
        "properties": {rule.id: _rule(rule) for rule in rules},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a11ylint settings",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extends": _about(
                patterns, "Files (.toml), installed packages or presets that these settings are laid over."
            ),
            "select": _about(chosen, "Which rules run: ids, topics, presets, recommended, all."),
            "ignore": _about(chosen, "Which of them do not."),
            "exclude": _about(patterns, "Pages in folders that are not read, as .gitignore says it."),
            "packs": _about(patterns, "Folders of rules, or single pages, relative to this file."),
            "fail-on": {"enum": list(FAIL_ON), "description": "The least severity that makes the exit code 1."},
            "require-reason": _about(chosen, "Rules whose suppression needs a reason."),
            "style": {"type": "string", "description": "The house style, for every rule with such an option."},
            "agencies": {
                "description": "News agencies besides those known: names, or usual names and the others they go by.",
                "anyOf": [patterns, {"type": "object", "additionalProperties": patterns}],
            },
            "attribution-phrases": _about(
                patterns, "How agency lines begin or end; an ellipsis stands for the names: With notes from …"
            ),
            "rules": _about(tables, "Severities and options of single rules."),
            "overrides": {
                "type": "array",
                "description": "What holds for some files only; later ones win.",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["files"],
                    "properties": {"files": patterns, "select": chosen, "ignore": chosen, "rules": tables},
                },
            },
        },
    }


def _rule(rule: Rule) -> dict[str, Any]:
    severity = {"enum": list(SEVERITIES)}
    options = {option.name: _option(option) for option in rule.options.values()}
    table = {"type": "object", "additionalProperties": False, "properties": {"severity": severity, **options}}
    return {"description": rule.title, "anyOf": [severity, table]}


def _option(option: Option) -> dict[str, Any]:
    about = {"description": option.about, "default": option.default}
    if option.type is OptionType.LIST:
        items: dict[str, Any] = {"enum": list(option.values)} if option.values else {"type": "string"}
        return {"type": "array", "items": items, **about}
    return {"type": _TYPES[option.type], **({"enum": list(option.values)} if option.values else {}), **about}


def _about(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}
