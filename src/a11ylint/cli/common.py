"""What several commands share: options, and errors said in one line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import click

from a11ylint.document import Kind
from a11ylint.packs import PackError
from a11ylint.rulepage import RulePageError
from a11ylint.run import Configuration
from a11ylint.settings import Settings, SettingsError, read_settings

FINDINGS, USAGE, UNREADABLE = 1, 2, 3  # exit codes; 0 is clean
SETTINGS_ERRORS: Final = (SettingsError, PackError, RulePageError)

Command = TypeVar("Command", bound=Callable[..., Any])


def stop(message: str) -> NoReturn:
    """End with a usage or configuration error: one line on standard error, exit code 2."""
    click.echo(f"a11ylint: {message}", err=True)
    sys.exit(USAGE)


def configuration_from(config: Path | None, isolated: bool, adjust: Callable[[Settings], Settings]) -> Configuration:
    """The file named or none at all for everything, else the nearest one for each page. Raises `SettingsError`."""
    if isolated:
        return Configuration(adjust, Settings(), tell)
    return Configuration(adjust, read_settings(config) if config is not None else None, tell)


def tell(message: str) -> None:
    """Say what does not stop a run: one line on standard error."""
    click.echo(f"a11ylint: {message}", err=True)


def split_lists(values: tuple[str, ...]) -> tuple[str, ...]:
    """``("a,b", "c")`` as ``("a", "b", "c")``."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def kind_from(name: str | None) -> Kind | None:
    return Kind(name) if name else None


def config_options(command: Command) -> Command:
    """The options that say where settings and packs come from."""
    for option in (
        click.option(
            "--pack",
            "packs",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Add a folder of rules, one rule's page, or an installed pack by its name.",
        ),
        click.option("--isolated", is_flag=True, help="Ignore configuration files."),
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Use this file, not the nearest a11ylint.toml or pyproject.toml.",
        ),
    ):
        command = option(command)
    return command


def kind_option(command: Command) -> Command:
    """The option that says what the inputs are."""
    return click.option(
        "--kind",
        type=click.Choice([kind.value for kind in Kind]),
        help="Take inputs for this, whatever they look like.",
    )(command)
