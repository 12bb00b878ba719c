"""``a11ylint config``: which settings hold for a file, and which file says so; the schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from a11ylint.cli.common import SETTINGS_ERRORS, config_options, configuration_from, format_option, say, stop_at
from a11ylint.report.json import dump
from a11ylint.run import Configuration
from a11ylint.schema import settings_schema
from a11ylint.settings import Settings, find_settings_file

_DEFAULT = "default"


@click.command(short_help="Show the settings that hold for a file.")
@click.argument("file", type=click.Path(), default="page.html")
@format_option("text", "json")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a11ylint.toml, for editors.")
@config_options
def config(
    file: str, format_: str, schema: bool, config: Path | None, isolated: bool, packs: tuple[Path, ...], trust: bool
) -> None:
    """Show the settings that hold for FILE (which need not exist), where each comes from, and the rules that run."""
    try:
        configuration = configuration_from(config, isolated, packs, trust)
        settings = configuration.settings(file)
        if schema:
            click.echo(dump(settings_schema(configuration.known(settings)), 2))
            return
        data = _data(file, configuration, settings, None if isolated else config)
    except SETTINGS_ERRORS as error:
        stop_at(error)
    if format_ == "json":
        click.echo(dump(data, 2))
        return
    say(f"{file}: settings from {data['file'] or 'no file, only defaults'}")
    for key, entry in data["settings"].items():
        say(f"  {key} = {dump(entry['value'])}  ({entry['from']})")
    say(f"{len(data['rules'])} rules run:")
    width = max((len(name) for name in data["rules"]), default=0)
    for name, rule in data["rules"].items():
        options = ", ".join(f"{key} = {dump(value)}" for key, value in rule["options"].items())
        say(f"  {name:<{width}}  {rule['severity']:<7}  {options}".rstrip())


def _data(file: str, configuration: Configuration, settings: Settings, config: Path | None) -> dict[str, Any]:
    here = settings.for_file(Path(file))
    covering = [each for each in settings.overrides if each.covers(Path(file))]
    values: dict[str, Any] = {
        "select": here.select,
        "ignore": here.ignore,
        "exclude": [pattern for pattern, _ in settings.exclude],
        "packs": [str(path) for path in settings.packs],
        "fail-on": settings.fail_on,
        "require-reason": settings.require_reason,
        "style": settings.style,
        "agencies": settings.agencies,
        "attribution-phrases": settings.attribution_phrases,
        "rules": here.rules,
        "overrides": [list(each.files) for each in covering],
    }
    found = config or find_settings_file(Path(file).absolute().parent)
    return {
        "file": str(found) if found is not None else None,
        "settings": {
            key: {"value": value, "from": str(here.origins.get(key, _DEFAULT))} for key, value in values.items()
        },
        "rules": {
            active.rule.id: {"severity": active.severity.value, "options": dict(active.options)}
            for active in configuration.rules(file)
        },
    }
