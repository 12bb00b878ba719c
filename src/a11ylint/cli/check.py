"""``a11ylint check``: lint files and report what was found."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, NamedTuple

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
from a11ylint.report import FORMATS, FileResult, Reporter, Setting, Summary, make_reporter
from a11ylint.rulepage import Rule
from a11ylint.settings import FAIL_ON, active_rules
from a11ylint.source import Unreadable
from a11ylint.writing import write_atomically

_ISSUES: Final = "this is a fault of a11ylint, please report it"
_FORMAT_HELP: Final = "; ".join(
    ("text: the same as full", *(f"{name}: {about}" for name, (_, _, about) in FORMATS.items()))
)


class _Output(NamedTuple):
    """A report and where it goes; None is standard output."""

    reporter: Reporter
    path: Path | None


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[:FILE]",
    help=f"How to report, and into which file; may be given several times.  [default: text]  {_FORMAT_HELP}",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the report that names no file to this one.")
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
    formats: tuple[str, ...],
    output: Path | None,
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
    known = {rule.id: rule for rule in rules.known}
    outputs = _outputs(formats or ("text",), output, known, quiet=quiet, colour=colour)
    with _files(outputs) as files:
        summary, interrupted = _run(paths, rules, kind_from(kind), stdin_filename or "<stdin>", outputs, files)
        for each in outputs:
            _write(each.reporter.close(summary), files[each])
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
    outputs: Sequence[_Output],
    files: Mapping[_Output, BinaryIO],
) -> tuple[Summary, bool]:
    """Lint everything; whether somebody interrupted it. What was found until then is reported."""
    summary = Summary()
    try:
        for given in find_inputs(paths):
            result = _lint_one(given, rules, kind, stdin_name)
            summary = summary.plus(result)
            for each in outputs:
                _write(each.reporter.add(result), files[each])
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


def _outputs(
    formats: Sequence[str], output: Path | None, known: Mapping[str, Rule], *, quiet: bool, colour: bool | None
) -> tuple[_Output, ...]:
    """The reports asked for. Ends with a usage error where one does not exist or two want standard output."""
    outputs: list[_Output] = []
    for asked in formats:
        name, _, file = asked.partition(":")
        if name != "text" and name not in FORMATS:
            close = get_close_matches(name, FORMATS, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are text, {', '.join(FORMATS)}"
            stop(f"there is no format {name!r}; {hint}")
        path = Path(file) if file else output
        painted = path is None and _wants_colour(colour)
        columns = shutil.get_terminal_size((110, 24)).columns if path is None and sys.stdout.isatty() else 110
        setting = Setting(known, colour=painted, width=max(columns, 40), quiet=quiet)
        outputs.append(_Output(make_reporter(name, setting), path))
    places = [each.path for each in outputs]
    if len(set(places)) < len(places):
        stop("two reports would go to the same place; write --format NAME:FILE")
    return tuple(outputs)


@contextmanager
def _files(outputs: Sequence[_Output]) -> Iterator[dict[_Output, BinaryIO]]:
    """Where each report is written; files appear whole, at the end."""
    with ExitStack() as stack:
        buffers: dict[_Output, BinaryIO] = {
            each: sys.stdout.buffer if each.path is None else stack.enter_context(TemporaryFile()) for each in outputs
        }
        yield buffers
        for each, buffer in buffers.items():
            if each.path is not None:
                buffer.seek(0)
                try:
                    write_atomically(each.path, buffer.read())
                except OSError as error:
                    stop(f"{each.path}: the report cannot be written ({(error.strerror or str(error)).lower()})")


def _wants_colour(asked: bool | None) -> bool:
    """What was asked; else NO_COLOR and FORCE_COLOR (no-color.org, force-color.org); else whether it is a terminal."""
    if asked is not None:
        return asked
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _write(lines: Iterator[str], file: BinaryIO) -> None:
    """Write lines as UTF-8, whatever the locale; a reader who goes away (``| head``) ends the run quietly."""
    try:
        for line in lines:
            file.write(line.encode("utf-8", "replace") + b"\n")
        file.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINDINGS)
