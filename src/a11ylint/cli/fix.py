"""``a11ylint fix``: mend what can be mended, or show how."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from a11ylint.cli.common import (
    FINDINGS,
    SETTINGS_ERRORS,
    UNREADABLE,
    config_options,
    configuration_from,
    ignore_option,
    kind_from,
    kind_option,
    reason_of,
    select_option,
    stop_at,
    tell_unreadable,
)
from a11ylint.engine import lint
from a11ylint.fixing import Fixed
from a11ylint.fixing import fix as mend
from a11ylint.inputs import STDIN, Opening
from a11ylint.report import FileResult, Summary
from a11ylint.report.text import printable, printable_lines
from a11ylint.run import Run
from a11ylint.source import Source, Unreadable
from a11ylint.writing import write_atomically


@click.command(short_help="Mend what can be mended.")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--unsafe", is_flag=True, help="Use fixes that may change what the article says.")
@select_option
@ignore_option
@click.option("--stdin-filename", metavar="NAME", default="<stdin>", help="What to call standard input.")
@kind_option
@config_options
def fix(
    paths: tuple[str, ...],
    diff: bool,
    unsafe: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    stdin_filename: str,
    kind: str | None,
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    trust: bool,
) -> None:
    """Mend what can be mended in PATHS; standard input (-) is written to standard output.

    \b
    Only the edits change: line ends, encoding and permissions stay. Files are replaced whole.
    Exit codes: 0 nothing is left at or above fail-on; 1 something is (with --diff: something would change);
    2 usage or configuration; 3 some input could not be read or written.
    """
    summary, changed, mended, fails = Summary(), 0, 0, False
    try:
        run = Run(
            paths,
            configuration_from(config, isolated, packs, trust, select=select, ignore=ignore),
            sys.stdin.buffer,
            stdin_filename,
            kind_from(kind),
            opening=Opening(archives=False),
        )
        inputs = list(run.inputs())
        rulesets = [run.configuration.rules(run.name_of(given)) for given in inputs]
    except SETTINGS_ERRORS as error:
        stop_at(error)
    for given, rules in zip(inputs, rulesets, strict=True):
        name = run.name_of(given)
        try:
            source = run.read(given)
            fixed = mend(source, partial(lint, rules=rules, kind=run.kind), unsafe=unsafe)
            _deliver(given.path, source, fixed, diff=diff)
        except Unreadable as error:
            summary = summary.plus(FileResult(name, None, (), str(error)))
            tell_unreadable(name, str(error))
            continue
        except OSError as error:
            summary = summary.plus(FileResult(name, None, (), str(error)))
            click.echo(f"{printable(name)}: not written: {reason_of(error)}", err=True)
            continue
        result = FileResult(name, fixed.source, fixed.left)
        summary = summary.plus(result)
        fails = fails or Summary().plus(result).reaches(run.configuration.settings(name).fail_on)
        changed += bool(fixed.mended)
        mended += len(fixed.mended)
    click.echo(_closing(summary, changed, mended, diff=diff), err=True)
    if summary.skipped:
        sys.exit(UNREADABLE)
    sys.exit(FINDINGS if (changed if diff else fails) else 0)


def _deliver(path: str, source: Source, fixed: Fixed, *, diff: bool) -> None:
    """Show, print or write what a source became. Raises `Unreadable` where its bytes cannot be written back."""
    if diff:
        shown = "".join(_difference(source, fixed.source))
        if sys.stdout.isatty():  # a patch is exact, but what people look at commands no terminal
            shown = printable_lines(shown)
        sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
        return
    if fixed.mended and not source.exact and path != STDIN:
        raise Unreadable("it can be mended, but not written back byte for byte; save it as valid text first")
    if path == STDIN:
        sys.stdout.buffer.write(
            source.encode(fixed.source.text) if source.exact else fixed.source.text.encode("utf-8", "replace")
        )
    elif fixed.mended:
        write_atomically(Path(path), source.encode(fixed.source.text))


def _difference(before: Source, after: Source) -> Iterator[str]:
    """A unified diff."""
    name = printable(before.path)
    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _closing(summary: Summary, changed: int, mended: int, *, diff: bool) -> str:
    left = summary.error + summary.warning + summary.notice
    would = "would be mended" if diff else "mended"
    return f"{mended} {would} in {changed} of {summary.files} files, {left} left"
