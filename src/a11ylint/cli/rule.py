"""``a11ylint rule`` and ``a11ylint explain``: what rules there are, what they say, whether their examples hold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from a11ylint.cli.common import FINDINGS, SETTINGS_ERRORS, config_options, configuration_from, stop
from a11ylint.packs import all_rules, pack_at
from a11ylint.rulepage import Rule
from a11ylint.ruletest import faults_of


@click.group()
def rule() -> None:
    """List, explain and test rules."""


@rule.command("list")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    show_default=True,
    help="How to list them.",
)
@config_options
def list_(format_: str, config: Path | None, isolated: bool, packs: tuple[Path, ...]) -> None:
    """Every rule: id, severity, whether it is on by default, what it cites."""
    rules = _known(config, isolated, packs)
    if format_ == "json":
        click.echo(json.dumps([_data(each) for each in rules], ensure_ascii=False, indent=2))
    elif format_ == "markdown":
        click.echo("| rule | topic | severity | certainty | default | cites | title |\n|---|---|---|---|---|---|---|")
        for each in rules:
            on = "yes" if each.default else "no"
            click.echo(
                f"| {each.id} | {each.topic} | {each.severity.value} | {each.certainty.value} | {on} | "
                f"{', '.join(each.cites)} | {each.title} |"
            )
    else:
        width = max(len(each.id) for each in rules)
        for each in rules:
            off = "" if each.default else " (off by default)"
            click.echo(f"{each.id:<{width}}  {each.severity.value:<7}  {each.title}{off}")


@rule.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_options
def test(paths: tuple[Path, ...], config: Path | None, isolated: bool, packs: tuple[Path, ...]) -> None:
    """Try the examples on rule pages: all known rules', or those of the folders and pages in PATHS."""
    try:
        rules = all_rules(pack_at(path) for path in (*paths, *packs)) if paths else _known(config, isolated, packs)
        tried, faults = _try_all(rules)
    except SETTINGS_ERRORS as error:
        stop(str(error))
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(rules)} rules, {tried} examples, {len(faults)} wrong")
    sys.exit(FINDINGS if faults else 0)


@rule.command("explain")
@click.argument("rule_id")
@config_options
def explain_(rule_id: str, config: Path | None, isolated: bool, packs: tuple[Path, ...]) -> None:
    """Say what a rule is for, how to mend what it finds, and show its examples."""
    _explain(rule_id, _known(config, isolated, packs))


@click.command()
@click.argument("rule_id")
@config_options
def explain(rule_id: str, config: Path | None, isolated: bool, packs: tuple[Path, ...]) -> None:
    """Say what a rule is for, how to mend what it finds, and show its examples."""
    _explain(rule_id, _known(config, isolated, packs))


def _known(config: Path | None, isolated: bool, packs: tuple[Path, ...]) -> tuple[Rule, ...]:
    try:
        configuration = configuration_from(config, isolated, lambda settings: settings.override(packs=packs))
        return configuration.known(configuration.settings("page.html"))
    except SETTINGS_ERRORS as error:
        stop(str(error))


def _try_all(rules: Sequence[Rule]) -> tuple[int, list[str]]:
    from a11ylint.examples import examples_of

    tried, faults = 0, []
    for each in rules:
        for example in examples_of(each):
            tried += 1
            faults += [f"{example.name}: {fault}" for fault in faults_of(each, example)]
    return tried, faults


def _explain(rule_id: str, rules: Sequence[Rule]) -> None:
    found = next((each for each in rules if each.id == rule_id), None)
    if found is None:
        close = get_close_matches(rule_id, [each.id for each in rules], 1)
        stop(f"there is no rule {rule_id!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    click.echo_via_pager("".join(_page(found))) if sys.stdout.isatty() else click.echo("".join(_page(found)), nl=False)


def _page(rule: Rule) -> Iterator[str]:
    on = "on" if rule.default else "off"
    yield f"{rule.id}: {rule.title}\n"
    yield f"{rule.severity.value}, {rule.certainty.value}, {on} by default, topic {rule.topic}, pack {rule.pack}\n"
    if rule.cites:
        yield f"Cites {', '.join(rule.cites)}\n"
    if rule.options:
        yield "Options:\n"
        for option in rule.options.values():
            values = f" (one of {', '.join(option.values)})" if option.values else ""
            yield f"  {option.name} = {json.dumps(option.default, ensure_ascii=False)}: {option.about}{values}\n"
    yield "\n" + rule.body.strip() + "\n"


def _data(rule: Rule) -> dict[str, Any]:
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
            option.name: {"type": option.type.value, "default": option.default, "about": option.about}
            for option in rule.options.values()
        },
    }
