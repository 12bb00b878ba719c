"""``a11ylint cache``: what is remembered, and how to forget it."""

from __future__ import annotations

import click

from a11ylint.cli.common import reason_of, say, stop
from a11ylint.store import Store, cache_folder


@click.group(short_help="Show or empty what is remembered.", invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show where results are remembered, and how much that is."""
    if context.invoked_subcommand is None:
        store = Store(cache_folder())
        try:
            number, size = store.size()
        except OSError as error:
            stop(f"{store.folder}: cannot be read ({reason_of(error)})")
        say(f"{store.folder}: {number:,} entries, {size / 1e6:,.1f} MB")


@cache.command(short_help="Forget everything.")
def clear() -> None:
    """Forget every result: the next check lints every page."""
    store = Store(cache_folder())
    try:
        number = store.clear()
    except OSError as error:
        stop(f"{store.folder}: cannot be emptied ({reason_of(error)})")
    say(f"{number:,} entries dropped from {store.folder}")
