"""The command ``a11ylint``. Commands are imported when they are called: start-up is part of every run."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

import a11ylint

# name -> (module, function); in the order that --help shows.
_COMMANDS: Final = {
    "check": ("a11ylint.cli.check", "check"),
    "fix": ("a11ylint.cli.fix", "fix"),
    "baseline": ("a11ylint.cli.baseline", "baseline"),
    "article": ("a11ylint.cli.article", "article"),
    "report": ("a11ylint.cli.report", "report"),
    "lsp": ("a11ylint.cli.lsp", "lsp"),
    "serve": ("a11ylint.cli.serve", "serve"),
    "init": ("a11ylint.cli.init", "init"),
    "config": ("a11ylint.cli.config", "config"),
    "explain": ("a11ylint.cli.rule", "explain"),
    "rule": ("a11ylint.cli.rule", "rule"),
    "trust": ("a11ylint.cli.trust", "trust"),
    "cache": ("a11ylint.cli.cache", "cache"),
    "completion": ("a11ylint.cli.completion", "completion"),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            from difflib import get_close_matches

            for close in get_close_matches(args[0], _COMMANDS, 1):
                ctx.fail(f"there is no command {args[0]!r}; did you mean {close!r}?")
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(a11ylint.__version__, "-V", "--version", message="a11ylint %(version)s")
def main() -> None:
    """The linter for news articles: finds what makes an article inaccessible or wrong on the page."""
