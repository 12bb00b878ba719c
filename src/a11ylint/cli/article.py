"""``a11ylint article``: show what the model sees in a page, and where."""

from __future__ import annotations

import sys

import click

from a11ylint.article import read_article
from a11ylint.article.describe import as_json, describe
from a11ylint.cli.common import UNREADABLE, format_option, kind_from, kind_option, say, tell_unreadable
from a11ylint.document import parse
from a11ylint.inputs import read_source
from a11ylint.report.json import dump
from a11ylint.report.text import printable
from a11ylint.source import Unreadable


@click.command(short_help="Show what the model sees in a page.")
@click.argument("file", type=click.Path())
@format_option("text", "json")
@kind_option
def article(file: str, format_: str, kind: str | None) -> None:
    """Show the article of FILE as the rules see it: each part, its evidence, and its place. - is standard input."""
    try:
        source = read_source(file, sys.stdin.buffer, "<stdin>")
        model = read_article(parse(source, kind_from(kind)))
        if format_ == "json":
            click.echo(dump(as_json(model), 2))
            return
        for row in describe(model):
            position = source.position(row.span.start) if row.span is not None else None
            place = f"{position.line}:{position.column}" if position is not None else ""
            say(f"{row.part:<17} {printable(row.value)}  ({', '.join(filter(None, (row.where, place)))})")
    except Unreadable as error:
        tell_unreadable(file, str(error))
        sys.exit(UNREADABLE)
