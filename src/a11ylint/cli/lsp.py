"""``a11ylint lsp``: findings in an editor as one types."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from a11ylint.cli.common import (
    SETTINGS_ERRORS,
    config_options,
    configuration_from,
    ignore_option,
    select_option,
    stop,
    stop_at,
    tell,
)


@click.command(short_help="Serve an editor (Language Server Protocol).")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output; there is no other way.")
@select_option
@ignore_option
@config_options
def lsp(
    stdio: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    trust: bool,
) -> None:
    """Serve an editor over standard input and output, by the Language Server Protocol.

    \b
    The editor starts it. Exit codes: 0 the editor ended it in order; 1 it went away; 2 usage or configuration.
    """
    try:
        from a11ylint.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        stop("the language server needs pygls; install it with: pip install 'a11ylint[lsp]'")
    configure = partial(configuration_from, config, isolated, packs, trust, select=select, ignore=ignore)
    try:
        configure()
    except SETTINGS_ERRORS as error:
        stop_at(error)
    if sys.stdin.isatty():
        tell("an editor starts this and speaks to it on standard input; press Ctrl-C to leave")
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a thread waits for the editor, which nothing else interrupts
    # Messages only: what rules print goes where people read it.
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        code = serve(configure, sys.stdin.buffer, messages)
    finally:
        with suppress(OSError):  # the editor may be gone
            messages.close()
    sys.exit(code)
