"""``a11ylint check``: lint files and report what was found."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, NoReturn

import click

from a11ylint.baseline import Baseline, BaselineError, find_baseline, keys_of, read_baseline
from a11ylint.cli.common import (
    FINDINGS,
    SETTINGS_ERRORS,
    UNREADABLE,
    cache_from,
    cache_options,
    config_options,
    configuration_from,
    ignore_option,
    jobs_option,
    kind_from,
    kind_option,
    reason_of,
    select_option,
    stop,
    stop_at,
    tell,
)
from a11ylint.cli.progress import Progress
from a11ylint.inputs import STDIN, Opening
from a11ylint.report import (
    BINARY,
    DESCRIBING,
    EXPLAINING,
    FORMATS,
    RESUMABLE,
    SHOWING,
    Reporter,
    Setting,
    Summary,
    make_reporter,
)
from a11ylint.run import Configuration, Run, RunError
from a11ylint.settings import FAIL_ON, Settings
from a11ylint.store import Store
from a11ylint.writing import written_atomically

if TYPE_CHECKING:
    from a11ylint.resuming import Remaining
    from a11ylint.rulepage import Rule
    from a11ylint.timing import Clock

_COLUMNS: Final = 110  # of a report that is read elsewhere


class _Output(NamedTuple):
    """A report and where it goes; None is standard output."""

    reporter: Reporter
    path: Path | None


class _WithFormats(click.Command):
    """A command whose help ends with the formats there are."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Formats"):
            about = {name: about for name, (_, _, about) in FORMATS.items()}
            formatter.write_dl([*{"text": "the same as full", **about}.items()])


@click.command(cls=_WithFormats, short_help="Lint pages and report what is found.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[:FILE]",
    help="How to report (see Formats below), and into which file; may be given several times.  [default: text]",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the report that names no file to this one.")
@select_option
@click.option("--extend-select", multiple=True, metavar="NAMES", help="These too.")
@ignore_option
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="The least severity that makes the exit code 1.  [default: error]",
)
@click.option(
    "--files-from",
    multiple=True,
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="Check the files that this one names, one a line, too; - reads their names from standard input.",
)
@click.option("-0", "--null", "nul", is_flag=True, help="Names in --files-from end with a NUL, as find -print0 has it.")
@click.option(
    "--html-column",
    metavar="NAME",
    default="",
    help="The column that holds the pages, in JSON lines and Parquet.  [default: html]",
)
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input in the report.")
@kind_option
@config_options
@click.option("--color/--no-color", "colour", default=None, help="Colours, or none.  [default: on a terminal only]")
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Report only what this file does not know.  [default: the nearest .a11ylint-baseline.jsonl]",
)
@click.option("--no-baseline", "use_baseline", flag_value=False, default=True, help="Report what is known too.")
@jobs_option
@cache_options
@click.option(
    "--resume",
    is_flag=True,
    help="Keep results as they come, and go on where an earlier run was killed; "
    "with --format pages:FILE or parquet:FOLDER alone.",
)
@click.option("--timing", is_flag=True, help="Say where the time went, by stage and rule: one process, no cache.")
@click.option(
    "--timing-output", type=click.Path(dir_okay=False, path_type=Path), help="Write that as JSON to this file."
)
@click.option("-q", "--quiet", is_flag=True, help="No summary line, no progress bar.")
def check(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    files_from: tuple[str, ...],
    nul: bool,
    html_column: str,
    stdin_filename: str | None,
    kind: str | None,
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    trust: bool,
    colour: bool | None,
    baseline: Path | None,
    use_baseline: bool,
    jobs: int | None,
    use_cache: bool,
    cache_dir: Path | None,
    timing: bool,
    timing_output: Path | None,
    resume: bool,
    quiet: bool,
) -> None:
    """Lint PATHS: files, folders (the pages in them), patterns such as "pages/**/*.html", or - for standard input.

    Archives and tables are opened: .warc, .zip, .tar, and .jsonl or .parquet with a page a row.

    \b
    Exit codes: 0 nothing found at or above --fail-on; 1 something found; 2 usage or configuration;
    3 some input could not be read (whatever was found in the others).
    """
    if not paths and not files_from:
        if stdin_filename is None:
            stop("nothing to check: name files or folders, or - for standard input")
        paths = (STDIN,)
    try:
        configuration = configuration_from(
            config, isolated, packs, trust, select=select, extend_select=extend_select, ignore=ignore, fail_on=fail_on
        )
    except SETTINGS_ERRORS as error:
        stop_at(error)
    run = Run(
        paths,
        configuration,
        sys.stdin.buffer,
        stdin_filename or "<stdin>",
        kind_from(kind),
        describe=not DESCRIBING.isdisjoint(map(_name_of, formats)),
        show=not SHOWING.isdisjoint(map(_name_of, formats)),
        listed=_listed(files_from, paths, nul=nul),
        opening=Opening(html_column=html_column),
        jobs=jobs,
        cache=cache_from(cache_dir) if use_cache else None,
    )
    clock = None
    if timing or timing_output is not None:
        from a11ylint.timing import Clock, TimedLinter

        clock = Clock()
        run = replace(
            run,
            jobs=1,
            cache=None,
            linter=TimedLinter(configuration, run.kind, run.describe, show=run.show, clock=clock),
        )
    try:
        first = configuration.settings(run.stdin_name if paths in ((), (STDIN,)) else paths[0])
        told_of = EXPLAINING.intersection(map(_name_of, formats))
        rules = {rule.id: rule for rule in configuration.known(first)} if told_of else {}
        known = _baseline(baseline) if use_baseline else None
    except (*SETTINGS_ERRORS, BaselineError) as error:
        stop_at(error)
    remaining = _resumed(run, formats, output, known) if resume else None
    if remaining is not None:
        run = replace(run, remaining=remaining.of)
        outputs: tuple[_Output, ...] = (_Output(remaining.reporter, None),)
    else:
        outputs = _outputs(formats or ("text",), output, rules, quiet=quiet, colour=colour)
    if clock is not None:
        outputs = tuple(each._replace(reporter=clock.reporter(each.reporter)) for each in outputs)
    with _files(outputs) as files:
        end = _report(run, outputs, files, known, Progress.on_terminal(run.count, shown=not quiet))
        try:
            for each in outputs:
                _write(each.reporter.close(end.summary), files[each])
        except RunError as error:
            stop(str(error))
    if remaining is not None:
        end = end._replace(summary=end.summary + remaining.summary, fails=end.fails or remaining.fails)
    if not end.summary.files and not end.summary.skipped and not end.interrupted:
        _hold_known(configuration, first)
        tell(f"no pages in {', '.join((*paths, *files_from))}")
    if known is not None and remaining is None:
        _tell_of_baseline(known, end, quiet=quiet)
    if clock is not None:
        _tell_timing(clock, timing_output, shown=timing)
    if end.interrupted:
        tell("interrupted; the rest was not checked")
        sys.exit(130)
    if end.summary.skipped:
        sys.exit(UNREADABLE)
    sys.exit(FINDINGS if end.fails else 0)


def _listed(files: Sequence[str], paths: Sequence[str], *, nul: bool) -> Iterable[str]:
    """The names that files list. Ends with a usage error where one cannot be read."""
    if not files:
        return ()
    if [*files, *paths].count(STDIN) > 1:
        stop("standard input can be read once only: it is a page, or a list of files")
    from a11ylint.inputs.lists import names_in

    try:
        # They are read until the run ends.
        opened = [sys.stdin.buffer if name == STDIN else Path(name).open("rb") for name in files]  # noqa: SIM115
    except OSError as error:
        stop(f"{error.filename}: the list cannot be read ({reason_of(error)})")
    return chain.from_iterable(names_in(file, nul=nul) for file in opened)


def _name_of(asked: str) -> str:
    """The format that ``NAME:FILE`` names."""
    return asked.partition(":")[0]


def _hold_known(configuration: Configuration, settings: Settings) -> None:
    """End with a usage error where settings name packs that cannot be used: no page has brought that up."""
    try:
        configuration.known(settings)
    except SETTINGS_ERRORS as error:
        stop_at(error)


def _tell_timing(clock: Clock, path: Path | None, *, shown: bool) -> None:
    """Say where the time went: as a table on standard error, as JSON in a file, or both."""
    from a11ylint.timing import as_json, table
    from a11ylint.writing import write_atomically

    if shown:
        for line in table(clock):
            click.echo(line, err=True)
    if path is not None:
        try:
            write_atomically(path, json.dumps(as_json(clock), indent=2).encode() + b"\n")
        except OSError as error:
            stop(f"{path}: cannot be written ({reason_of(error)})")


class _End(NamedTuple):
    """How a run ended; `found` are the keys of all findings on files that the baseline knows, by its names for them."""

    summary: Summary
    fails: bool
    interrupted: bool
    found: dict[str, frozenset[tuple[str, str]]]
    ran: frozenset[str]


def _report(
    run: Run,
    outputs: Sequence[_Output],
    files: Mapping[_Output, BinaryIO],
    known: Baseline | None,
    progress: Progress,
) -> _End:
    """Lint everything. What was found until somebody interrupts, or settings prove wrong, is reported."""
    summary, fails = Summary(), False
    found: dict[str, frozenset[tuple[str, str]]] = {}
    ran: set[str] = set()
    try:
        with closing(run.results()) as results, progress:
            for result in results:
                shown = result
                if known is not None and result.source is not None:
                    name = known.name_of(result.path)
                    if name in known.known:
                        found[name] = keys_of(result.findings)
                    ran.update(active.rule.id for active in run.configuration.rules(result.path))
                    shown = replace(result, findings=known.new(result.path, result.findings))
                summary = summary.plus(shown)
                fails = fails or Summary().plus(shown).reaches(run.configuration.settings(result.path).fail_on)
                with progress.hidden():
                    for each in outputs:
                        _write(each.reporter.add(shown), files[each])
                progress.show(summary)
    except KeyboardInterrupt:
        return _End(summary, fails, True, found, frozenset(ran))
    except SETTINGS_ERRORS as error:
        stop_at(error)
    return _End(summary, fails, False, found, frozenset(ran))


def _resumed(run: Run, formats: Sequence[str], output: Path | None, known: Baseline | None) -> Remaining:
    """What is left of a run whose results are there. Ends with a usage error where there is nothing to go on with."""
    format_, _, file = formats[0].partition(":") if len(formats) == 1 else ("", "", "")
    path = Path(file) if file else output
    if format_ not in RESUMABLE or path is None:
        stop("--resume needs one report in a file: --format pages:FILE or --format parquet:FOLDER")
    from a11ylint.fingerprint import Fingerprints
    from a11ylint.resuming import Held, Kept, Remaining, open_log

    # Without a cache, the fingerprints are worked out anew: in what is no folder, nothing is kept.
    store = run.cache.store if run.cache is not None else Store(Path(os.devnull))
    try:
        command = (format_, str(run.kind), repr(run.opening), repr(known and sorted(known.known.items())))
        log = open_log(format_, path, *command)
        held = Held(run.configuration, Fingerprints(store), log.ledger)
        held.against_noted()
    except SETTINGS_ERRORS as error:
        stop_at(error)
    except OSError as error:
        stop(f"{path}: the report cannot be written ({reason_of(error)})")
    except ImportError:
        _stop_for_want(format_)
    return Remaining(Kept(log, path), held, lambda name, was: was.reaches(run.configuration.settings(name).fail_on))


def _stop_for_want(format_: str) -> NoReturn:
    """End with a usage error where a format's package is missing."""
    stop(f"the format {format_} needs more: pip install 'a11ylint[archive]'")


def _baseline(path: Path | None) -> Baseline | None:
    """The baseline named, else the nearest, else none. Raises `BaselineError`."""
    path = path or find_baseline(Path.cwd())
    return read_baseline(path) if path is not None else None


def _tell_of_baseline(known: Baseline, end: _End, *, quiet: bool) -> None:
    """Take what is mended out of the baseline, and say so."""
    left = known.without_mended(end.found, end.ran)
    mended = len(known) - len(left)
    if mended and not end.interrupted:
        try:
            left.write()
        except OSError as error:
            tell(f"{known.path}: not written ({reason_of(error)})")
            mended = 0
    if not quiet:
        gone = f"; {mended} mended and taken out" if mended else ""
        tell(f"{len(left):,} known from {known.path}{gone}")


def _outputs(
    formats: Sequence[str], output: Path | None, known: Mapping[str, Rule], *, quiet: bool, colour: bool | None
) -> tuple[_Output, ...]:
    """The reports asked for. Ends with a usage error where one does not exist or two want standard output."""
    outputs: list[_Output] = []
    for asked in formats:
        name, _, file = asked.partition(":")
        if name != "text" and name not in FORMATS:
            from difflib import get_close_matches

            close = get_close_matches(name, FORMATS, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are text, {', '.join(FORMATS)}"
            stop(f"there is no format {name!r}; {hint}")
        path = Path(file) if file else output
        if name in BINARY and path is None:
            stop(f"{name} is no text: name its file, as in --format {name}:pages.{name}")
        painted = path is None and _wants_colour(colour)
        setting = Setting(known, colour=painted, width=_columns() if path is None else _COLUMNS, quiet=quiet)
        try:
            outputs.append(_Output(make_reporter(name, setting), path))
        except ImportError:
            _stop_for_want(name)
    places = [each.path for each in outputs]
    if len(set(places)) < len(places):
        stop("two reports would go to the same place; write --format NAME:FILE")
    return tuple(outputs)


def _columns() -> int:
    """How many columns the report has."""
    if not sys.stdout.isatty():
        return _COLUMNS
    import shutil

    return max(shutil.get_terminal_size((_COLUMNS, 24)).columns, 40)


@contextmanager
def _files(outputs: Sequence[_Output]) -> Iterator[dict[_Output, BinaryIO]]:
    """Where each report is written; files appear whole, at the end."""
    with ExitStack() as stack:
        yield {
            each: sys.stdout.buffer if each.path is None else stack.enter_context(_file(each.path)) for each in outputs
        }


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    try:
        with written_atomically(path) as file:
            yield file
    except OSError as error:
        stop(f"{path}: the report cannot be written ({reason_of(error)})")


def _wants_colour(asked: bool | None) -> bool:
    """What was asked; else NO_COLOR and FORCE_COLOR (no-color.org, force-color.org); else whether it is a terminal."""
    if asked is not None:
        return asked
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _write(lines: Iterator[str] | Iterator[bytes], file: BinaryIO) -> None:
    """Write lines as UTF-8, whatever the locale; a reader who goes away (``| head``) ends the run quietly."""
    try:
        data = [line if isinstance(line, bytes) else line.encode("utf-8", "replace") + b"\n" for line in lines]
        file.write(b"".join(data))  # at once: standard output may be unbuffered
        file.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINDINGS)
