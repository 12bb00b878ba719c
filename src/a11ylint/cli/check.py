"""``a11ylint check``: lint files and report what was found."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import click

from a11ylint.article import read_article
from a11ylint.cli.common import (
    FINDINGS,
    SETTINGS_ERRORS,
    UNREADABLE,
    config_options,
    kind_from,
    kind_option,
    settings_from,
    split_lists,
    stop,
)
from a11ylint.document import Kind, parse
from a11ylint.engine import Ruleset, lint_article
from a11ylint.inputs import STDIN, Input, find_inputs, read_source
from a11ylint.report import FileResult, Summary
from a11ylint.settings import FAIL_ON, active_rules
from a11ylint.source import Unreadable

_ISSUES: Final = "this is a fault of a11ylint, please report it"


class _Reporter(Protocol):
    """Takes results one by one; both methods give the lines to write."""

    def add(self, result: FileResult) -> Iterator[str]: ...

    def close(self, summary: Summary) -> Iterator[str]: ...


class _Text:
    def __init__(self, *, one_line: bool, quiet: bool, colour: bool) -> None:
        from a11ylint.report import text

        self._text = text
        self._write = text.concise if one_line else text.full
        self._quiet = quiet
        columns = shutil.get_terminal_size((110, 24)).columns if colour or sys.stdout.isatty() else 110
        self._style = text.Style(colour, max(columns, 40))

    def add(self, result: FileResult) -> Iterator[str]:
        return self._write(result, self._style)

    def close(self, summary: Summary) -> Iterator[str]:
        if not self._quiet:
            yield self._text.summary_line(summary, self._style)


class _Json:
    def __init__(self) -> None:
        from a11ylint.report import json

        self._collector = json.Collector()

    def add(self, result: FileResult) -> Iterator[str]:
        self._collector.add(result)
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        yield self._collector.document(summary)


class _JsonLines:
    def add(self, result: FileResult) -> Iterator[str]:
        from a11ylint.report import json

        return iter(json.lines(result))

    def close(self, summary: Summary) -> Iterator[str]:
        return iter(())


_FORMATS: Final = ("full", "concise", "json", "jsonl")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", *_FORMATS)),
    default="text",
    show_default=True,
    help="How to report: text (the same as full), concise (a line each), json, jsonl.",
)
@click.option("--select", multiple=True, metavar="NAMES", help="Only these rules, topics or presets.")
@click.option("--extend-select", multiple=True, metavar="NAMES", help="These too.")
@click.option("--ignore", multiple=True, metavar="NAMES", help="Leave these out.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="The least severity that makes the exit code 1.  [default: error]",
)
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input in the report.")
@kind_option
@config_options
@click.option("--color/--no-color", "colour", default=None, help="Colours, or none.  [default: on a terminal only]")
@click.option("-q", "--quiet", is_flag=True, help="No summary line.")
def check(
    paths: tuple[str, ...],
    format_: str,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    stdin_filename: str | None,
    kind: str | None,
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    colour: bool | None,
    quiet: bool,
) -> None:
    """Lint PATHS: files, folders (the pages in them), patterns such as "pages/**/*.html", or - for standard input.

    \b
    Exit codes: 0 nothing found at or above --fail-on; 1 something found; 2 usage or configuration;
    3 some input could not be read (whatever was found in the others).
    """
    if not paths:
        if stdin_filename is None:
            stop("nothing to check: name files or folders, or - for standard input")
        paths = (STDIN,)
    try:
        settings = settings_from(config, isolated).override(
            split_lists(select), split_lists(extend_select), split_lists(ignore), packs, fail_on
        )
        rules = active_rules(settings)
    except SETTINGS_ERRORS as error:
        stop(str(error))
    reporter = _reporter(format_, quiet=quiet, colour=_wants_colour(colour))
    summary, interrupted = _run(paths, rules, kind_from(kind), stdin_filename or "<stdin>", reporter)
    _write(reporter.close(summary))
    if not summary.files and not summary.skipped and not interrupted:
        click.echo(f"a11ylint: no pages in {', '.join(paths)}", err=True)
    if interrupted:
        click.echo("a11ylint: interrupted; the rest was not checked", err=True)
        sys.exit(130)
    if summary.skipped:
        sys.exit(UNREADABLE)
    sys.exit(FINDINGS if summary.reaches(settings.fail_on) else 0)


def _run(
    paths: Sequence[str],
    rules: Ruleset,
    kind: Kind | None,
    stdin_name: str,
    reporter: _Reporter,
) -> tuple[Summary, bool]:
    """Lint everything; whether somebody interrupted it. What was found until then is reported."""
    summary = Summary()
    try:
        for given in find_inputs(paths):
            result = _lint_one(given, rules, kind, stdin_name)
            summary = summary.plus(result)
            _write(reporter.add(result))
    except KeyboardInterrupt:
        return summary, True
    return summary, False


def _lint_one(given: Input, rules: Ruleset, kind: Kind | None, stdin_name: str) -> FileResult:
    path = stdin_name if given.path == STDIN else given.path
    if given.trouble:
        return FileResult(path, None, (), given.trouble)
    try:
        source = read_source(given.path, sys.stdin.buffer, stdin_name)
        article = read_article(parse(source, kind))
        return FileResult(path, source, lint_article(article, rules), article=article)
    except Unreadable as error:
        return FileResult(path, None, (), str(error))
    except MemoryError:
        return FileResult(path, None, (), "it takes more memory than this machine has; split it")
    except Exception as error:  # one file's trouble is never the end of the others
        return FileResult(path, None, (), f"internal error ({type(error).__name__}: {error}); {_ISSUES}")


def _reporter(format_: str, *, quiet: bool, colour: bool) -> _Reporter:
    makers: dict[str, Callable[[], _Reporter]] = {"json": _Json, "jsonl": _JsonLines}
    if format_ in makers:
        return makers[format_]()
    return _Text(one_line=format_ == "concise", quiet=quiet, colour=colour)


def _wants_colour(asked: bool | None) -> bool:
    """What was asked; else NO_COLOR and FORCE_COLOR (no-color.org, force-color.org); else whether it is a terminal."""
    if asked is not None:
        return asked
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _write(lines: Iterator[str]) -> None:
    """Write lines as UTF-8, whatever the locale; a reader who goes away (``| head``) ends the run quietly."""
    try:
        for line in lines:
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINDINGS)
