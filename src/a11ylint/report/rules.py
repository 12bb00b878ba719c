"""A rule as JSON, for lists of them."""

from __future__ import annotations

from typing import Any

from a11ylint.rulepage import Rule


def rule_data(rule: Rule) -> dict[str, Any]:
    """What a rule's page says of it, without its prose."""
    return {
        "id": rule.id,
        "title": rule.title,
        "topic": rule.topic,
        "pack": rule.pack,
        "severity": rule.severity.value,
        "certainty": rule.certainty.value,
        "default": rule.default,
        "applies": sorted(kind.value for kind in rule.applies),
        "cites": list(rule.cites),
        "presets": list(rule.presets),
        "fix": rule.fix,
        "options": {
            option.name: {
                "type": option.type.value,
                "default": option.default,
                "about": option.about,
                "values": list(option.values),
            }
            for option in rule.options.values()
        },
    }
