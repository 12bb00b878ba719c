"""Parts of pages that are made from the code, so that no page can say what the code does not do.

A page asks for one with a comment on a line of its own: ``<!-- make: formats -->``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

import cites
import click
from rule_pages import RulePage, by_topic, cell, headed, options_table

from a11ylint import plugin
from a11ylint.cli import main
from a11ylint.report import FORMATS

_MARKER: Final = re.compile(r"^<!-- make: ([a-z-]+) -->[ \t]*$", re.MULTILINE)


def filled(text: str, pages: Sequence[RulePage]) -> str:
    """A page with every part it asks for. Raises `KeyError` for one that nobody makes."""
    return _MARKER.sub(lambda match: _PARTS[match[1]](pages), text)


def _formats(_: Sequence[RulePage]) -> str:
    rows = [f"| `{name}` | {cell(about)} |" for name, (_, _, about) in FORMATS.items()]
    return "\n".join(("| format | what it is |", "|---|---|", *rows))


def _rules(pages: Sequence[RulePage]) -> str:
    """Every rule by topic."""
    parts = []
    for topic, group in by_topic(pages):
        rows = ["| rule | what it finds | severity | default | fix |", "|---|---|---|---|---|"]
        for page in group:
            rule = page.rule
            severity = rule.severity.value + (" (likely)" if rule.certainty.value == "likely" else "")
            on = "on" if rule.default else "off"
            rows.append(f"| {_link(page)} | {cell(rule.title)} | {severity} | {on} | {rule.fix.replace('none', '–')} |")
        parts.append(f"## {headed(topic)}\n\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _count(pages: Sequence[RulePage]) -> str:
    default = sum(page.rule.default for page in pages)
    mending = sum(page.rule.fix != "none" for page in pages)
    return f"There are {len(pages)} rules, of which {default} run by default and {mending} can mend what they find."


def _coverage(pages: Sequence[RulePage]) -> str:
    """As ``a11ylint rule list --format markdown`` has it, with links."""
    rows = ["| rule | topic | severity | certainty | default | cites |", "|---|---|---|---|---|---|"]
    for page in pages:
        rule = page.rule
        cited = "<br>".join(cites.link(each) for each in rule.cites)
        on = "yes" if rule.default else "no"
        rows.append(
            f"| {_link(page)} | {rule.topic} | {rule.severity.value} | {rule.certainty.value} | {on} | {cited} |"
        )
    return "\n".join(rows)


def _wcag(pages: Sequence[RulePage]) -> str:
    """WCAG's criteria, each with the rules that cite it."""
    citing = _citing(pages, "wcag:")
    rows = ["| criterion | level | rules |", "|---|---|---|"]
    for criterion in sorted(cites.criteria().values(), key=lambda each: each.order):
        if criterion.number in citing:
            found = "<br>".join(map(_link, citing[criterion.number]))
            rows.append(f"| [{criterion.number} {criterion.name}]({criterion.address}) | {criterion.level} | {found} |")
    return "\n".join(rows)


def _act(pages: Sequence[RulePage]) -> str:
    """ACT rules, each with the rules that cite it."""
    rows = ["| ACT rule | rules |", "|---|---|"]
    for name, citing in sorted(_citing(pages, "act:").items()):
        rows.append(f"| {cites.link(f'act:{name}')} | {'<br>'.join(map(_link, citing))} |")
    return "\n".join(rows)


def _presets(pages: Sequence[RulePage]) -> str:
    """Names that stand for several rules, besides topics."""
    found: dict[str, list[RulePage]] = defaultdict(list)
    for page in pages:
        for preset in page.rule.presets:
            found[preset].append(page)
    rows = [
        "| name | rules |",
        "|---|---|",
        "| `recommended` | every rule that is on by default |",
        "| `all` | every rule |",
    ]
    rows += [f"| `{name}` | {', '.join(map(_link, group))} |" for name, group in sorted(found.items())]
    return "\n".join(rows)


def _topics(pages: Sequence[RulePage]) -> str:
    return ", ".join(f"`{topic}`" for topic, _ in by_topic(pages))


def _options(pages: Sequence[RulePage]) -> str:
    """Every option of every rule."""
    parts = []
    for topic, group in by_topic(pages):
        having = [page for page in group if page.rule.options]
        if having:
            parts.append(f"## {headed(topic)}")
        parts += [f"### {_link(page)}\n\n{options_table(page.rule.options.values())}" for page in having]
    return "\n\n".join(parts)


def _command(_: Sequence[RulePage]) -> str:
    """Every command with its arguments and options."""
    return "\n\n".join(_commands("a11ylint", main, click.Context(main, info_name="a11ylint")))


def _commands(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            child = command.get_command(context, each)
            if child is not None and not child.hidden:
                yield from _commands(f"{name} {each}", child, click.Context(child, context, each))
        return
    yield f"## {name}"
    yield _help(command.help or "")
    usage = " ".join((name, *command.collect_usage_pieces(context)))
    yield f"```text\n{usage}\n```"
    records = [
        (parameter, record)
        for parameter in command.params
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context)) is not None
    ]
    if records:
        rows = ["| option | meaning |", "|---|---|"]
        rows += [
            f"| `{flags.replace('|', '&#124;')}` | {cell(' '.join(told.split()))} |" for _, (flags, told) in records
        ]
        yield "\n".join(rows).replace("&#124;", r"\|")


def _help(text: str) -> str:
    """A command's help as prose; click's mark for lines that must not be wrapped is no text."""
    return "\n\n".join(
        " ".join(escape(line.strip(), quote=False) for line in paragraph.replace("\b", "").splitlines())
        for paragraph in text.split("\n\n")
    )


def _schema(_: Sequence[RulePage]) -> str:
    """The report's schema, a table for each of its objects."""
    schema = json.loads(files("a11ylint").joinpath("data/report.schema.json").read_text("utf-8"))
    parts = [f"### The report\n\n{_fields(schema)}"]
    parts += [
        f"### {name.capitalize()}\n\n{_fields(each)}"
        for name, each in schema["$defs"].items()
        if each.get("type") == "object" and each.get("properties")
    ]
    return "\n\n".join(parts)


def _fields(schema: Mapping[str, Any]) -> str:
    rows = ["| field | value | meaning |", "|---|---|---|"]
    required = set(schema.get("required", ()))
    for name, each in _flat(schema, ""):
        about = each.get("description", "")
        optional = "" if "." in name or name in required else "May be absent. "
        rows.append(f"| `{name}` | {cell(_value(each))} | {cell(optional + about)} |")
    return "\n".join(rows)


def _flat(schema: Mapping[str, Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Fields with those of objects inside, which have no name of their own, after them."""
    for name, each in schema.get("properties", {}).items():
        yield f"{where}{name}", each
        inner = each.get("items", each)
        if inner.get("properties"):
            yield from _flat(inner, f"{where}{name}{'[]' if inner is not each else ''}.")


def _value(schema: Mapping[str, Any]) -> str:
    match schema:
        case {"const": value}:
            return json.dumps(value)
        case {"enum": values}:
            return ", ".join(map(json.dumps, values))
        case {"$ref": ref}:
            return str(ref).rpartition("/")[2]
        case {"type": "array", "items": items}:
            return f"list of {_value(items)}"
        case {"type": list() as kinds}:
            return " or ".join(kinds)
        case {"type": kind}:
            return str(kind)
    return ""


# The parts of the API in the order in which the author of a rule meets them; a module not named stands at the end.
_API: Final = {
    "a11ylint.page": "The page and its problems",
    "a11ylint.problems": "Problems that several rules share",
    "a11ylint.findings": "Findings and fixes",
    "a11ylint.source": "The source and its places",
    "a11ylint.document": "The document",
    "a11ylint.passage": "Words with their places",
    "a11ylint.article": "The article",
    "a11ylint.calendar": "Dates and times",
    "a11ylint.readability": "Readability",
    "a11ylint.language": "Languages",
}


def _api(_: Sequence[RulePage]) -> str:
    """What `a11ylint.plugin` offers, by part, as mkdocstrings reads it."""
    parts = [*_API.values(), "More"]
    named = sorted((_part(name), name.islower(), name) for name in plugin.__all__)
    blocks = []
    for number, group in groupby(named, key=lambda each: each[0]):
        blocks.append(f"## {parts[number]}")
        blocks += [f"::: a11ylint.plugin.{name}" for _, _, name in group]
    return "\n\n".join(blocks)


def _part(name: str) -> int:
    module = getattr(getattr(plugin, name), "__module__", "") or ""
    for number, prefix in enumerate(_API):
        if module == prefix or module.startswith(f"{prefix}."):
            return number
    return len(_API)


def _citing(pages: Sequence[RulePage], scheme: str) -> dict[str, list[RulePage]]:
    found: dict[str, list[RulePage]] = defaultdict(list)
    for page in pages:
        for cite in page.rule.cites:
            if cite.startswith(scheme):
                found[cite.removeprefix(scheme)].append(page)
    return found


def _link(page: RulePage) -> str:
    """A link to a rule's page, written so that it holds from every page of the site."""
    return f"[`{page.rule.id}`](/{page.source})"


_PARTS: Final[Mapping[str, Callable[[Sequence[RulePage]], str]]] = {
    "act": _act,
    "api": _api,
    "command": _command,
    "count": _count,
    "coverage": _coverage,
    "formats": _formats,
    "options": _options,
    "presets": _presets,
    "rules": _rules,
    "schema": _schema,
    "topics": _topics,
    "wcag": _wcag,
}
