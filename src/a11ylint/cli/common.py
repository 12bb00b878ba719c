"""What several commands share: options, and errors said in one line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import click

from a11ylint.cache import Cache
from a11ylint.kind import Kind
from a11ylint.records import dataclass
from a11ylint.report.text import printable, printable_lines
from a11ylint.run import Configuration, RunError
from a11ylint.settings import ConfigurationError, Settings, read_settings
from a11ylint.source import reason_of as reason_of
from a11ylint.store import Store, cache_folder
from a11ylint.trust import Trust

FINDINGS, USAGE, UNREADABLE = 1, 2, 3  # exit codes; 0 is clean
_MOST_JOBS: Final = 1024
SETTINGS_ERRORS: Final = (ConfigurationError, RunError)

Command = TypeVar("Command", bound=Callable[..., Any])


def stop(message: str) -> NoReturn:
    """End with a usage or configuration error: one line on standard error, exit code 2."""
    tell(message)
    sys.exit(USAGE)


def stop_at(error: Exception) -> NoReturn:
    """End because of settings, packs or a baseline that cannot be used, with the line at fault where it is found."""
    from a11ylint.troubles import with_line

    stop(with_line(str(error)) if isinstance(error, ConfigurationError) else str(error))


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the command line says of rules, to be laid over what files say."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    fail_on: str | None = None

    def __call__(self, settings: Settings) -> Settings:
        return settings.override(self.select, self.extend_select, self.ignore, self.packs, self.fail_on)


def configuration_from(
    config: Path | None,
    isolated: bool,
    packs: Sequence[Path],
    trust: bool,
    *,
    select: tuple[str, ...] = (),
    extend_select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    fail_on: str | None = None,
) -> Configuration:
    """The file named or none at all for everything, else the nearest one for each page; what the command line says
    is laid over it. With `trust`, the code of rules that found files name is run. Raises `SettingsError`."""
    adjust = Adjustment(split_lists(select), split_lists(extend_select), split_lists(ignore), tuple(packs), fail_on)
    if isolated:
        return Configuration(adjust, Settings(), tell)
    trusted = Trust(everything=True) if trust else None
    return Configuration(adjust, read_settings(config) if config is not None else None, tell, trusted)


def say(text: str) -> None:
    """Print what was asked for. Names and words come from anywhere: none of them commands the terminal."""
    click.echo(printable_lines(text))


def tell(message: str) -> None:
    """Say what does not stop a run: one line on standard error."""
    click.echo(f"a11ylint: {printable(message)}", err=True)


def tell_unreadable(path: str, reason: str) -> None:
    """Say that an input is left out: one line on standard error."""
    click.echo(f"{printable(path)}: not readable: {printable(reason)}", err=True)


def split_lists(values: tuple[str, ...]) -> tuple[str, ...]:
    """``("a,b", "c")`` as ``("a", "b", "c")``."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def kind_from(name: str | None) -> Kind | None:
    return Kind(name) if name else None


def config_options(command: Command) -> Command:
    """The options that say where settings and packs come from."""
    for option in (
        click.option(
            "--trust",
            is_flag=True,
            help="Run the Python code of rules that configuration files found beside pages name.",
        ),
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


def select_option(command: Command) -> Command:
    """The option that says which rules are meant."""
    return click.option("--select", multiple=True, metavar="NAMES", help="Only these rules, topics or presets.")(
        command
    )


def ignore_option(command: Command) -> Command:
    """The option that says which rules are not."""
    return click.option("--ignore", multiple=True, metavar="NAMES", help="Leave these out.")(command)


def format_option(*formats: str, about: str = "How to show it.") -> Callable[[Command], Command]:
    """The option ``--format`` of a command that shows something; the first of `formats` is the usual one."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help=about
    )


def _jobs(ctx: click.Context, param: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if not value.isdecimal() or not 1 <= int(value) <= _MOST_JOBS:
        raise click.BadParameter(f"{value!r} is neither auto nor a number from 1 to {_MOST_JOBS}")
    return int(value)


def jobs_option(command: Command) -> Command:
    """The option that says how many processes lint at once."""
    return click.option(
        "-j",
        "--jobs",
        default="auto",
        callback=_jobs,
        metavar="N|auto",
        help="How many processes lint at once.  [default: auto, as many as there are cores, where that pays]",
    )(command)


def cache_options(command: Command) -> Command:
    """The options that say whether and where results are remembered."""
    for option in (
        click.option(
            "--cache-dir",
            type=click.Path(file_okay=False, path_type=Path),
            help="Where results are remembered.  [default: $A11YLINT_CACHE_DIR, or the user's cache folder]",
        ),
        click.option(
            "--no-cache", "use_cache", flag_value=False, default=True, help="Lint pages that are unchanged too."
        ),
    ):
        command = option(command)
    return command


def cache_from(folder: Path | None) -> Cache:
    """The results remembered in a folder, or where they usually are."""
    return Cache(Store(folder or cache_folder()))


def kind_option(command: Command) -> Command:
    """The option that says what the inputs are."""
    return click.option(
        "--kind",
        type=click.Choice([kind.value for kind in Kind]),
        help="Take inputs for this, whatever they look like.",
    )(command)
