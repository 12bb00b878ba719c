"""``a11ylint init``: look at the pages, and write a commented configuration that suits them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import click

from a11ylint.cli.common import SETTINGS_ERRORS, UNREADABLE, reason_of, say, stop, stop_at, tell, tell_unreadable
from a11ylint.findings import Severity
from a11ylint.report.model import FileResult
from a11ylint.run import Configuration, Run
from a11ylint.settings import OWN_FILE, Settings
from a11ylint.writing import write_atomically

_MOST_PAGES: Final = 300  # enough to see what a newsroom's pages have in common
_FEW: Final = 12  # rules named one by one


@click.command(short_help="Write a first configuration.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--force", is_flag=True, help="Replace an a11ylint.toml that is there.")
def init(paths: tuple[str, ...], force: bool) -> None:
    """Look at the pages in PATHS (the working folder, if none is named) and write a commented a11ylint.toml."""
    target = Path(OWN_FILE)
    if (target.exists() or target.is_symlink()) and not force:
        stop(f"{OWN_FILE} is there already; --force replaces it")
    run = Run(paths or (".",), Configuration(fixed=Settings(), tell=tell), sys.stdin.buffer)
    try:
        results = list(islice((_light(result) for result in run.results()), _MOST_PAGES))
        read = _read(results)
        if results and not read:
            stop(f"none of the pages could be read: {OWN_FILE} is not written")
        write_atomically(target, "".join(f"{line}\n" for line in _lines(results)).encode("utf-8"))
    except SETTINGS_ERRORS as error:
        stop_at(error)
    except OSError as error:
        stop(f"{OWN_FILE}: cannot be written ({reason_of(error)})")
    say(f"{OWN_FILE} written after a look at {len(read)} pages. Next: a11ylint check .")
    if any(result.findings for result in read):
        say("To begin with a clean slate: a11ylint baseline")
    sys.exit(UNREADABLE if len(read) < len(results) else 0)


def _read(results: Sequence[FileResult]) -> list[FileResult]:
    """Those that could be read; the others are told of."""
    for result in results:
        if result.unreadable:
            tell_unreadable(result.path, result.unreadable)
    return [result for result in results if not result.unreadable]


def _light(result: FileResult) -> FileResult:
    """A result without its page, which need not be kept."""
    return FileResult(result.path, None, result.findings, result.unreadable)


def _lines(results: list[FileResult]) -> Iterator[str]:
    errors, others = Counter[str](), Counter[str]()
    for result in results:
        for rule, severity in {(finding.rule, finding.severity) for finding in result.findings}:
            (errors if severity is Severity.ERROR else others)[rule] += 1
    pages = sum(not result.unreadable for result in results)
    yield "# Settings of a11ylint; every key is explained by `a11ylint config --schema`."
    yield "# They hold for the pages in this folder and below, unless a nearer file says otherwise."
    yield ""
    yield '# Which rules run: ids, topics (captions, dates, markup, …), presets, "recommended", "all".'
    yield 'select = ["recommended"]'
    yield "ignore = []"
    yield ""
    yield "# Pages that are not read, as .gitignore says it."
    yield "exclude = []"
    yield ""
    yield '# The least severity that fails a build: "error", "warning", "notice", "never".'
    yield 'fail-on = "error"'
    yield ""
    yield "# Folders of your own rules; `a11ylint rule new` writes one."
    yield '# packs = ["newsroom-rules"]'
    yield ""
    yield from _found("errors", errors, pages)
    yield from _found("warnings and notices", others, pages)
    yield '# A rule\'s severity ("error", "warning", "notice", "off") and its options:'
    yield "[rules]"
    for rule, _ in (errors + others).most_common(3):
        yield f'# {rule} = "notice"'
    yield '# hard-to-read = { severity = "notice", limit = 12 }'
    yield ""
    yield "# What holds for some pages only."
    yield "# [[overrides]]"
    yield '# files = ["archive/**"]'
    yield '# ignore = ["dates"]'


def _found(what: str, counts: Counter[str], pages: int) -> Iterator[str]:
    if not counts:
        return
    yield f"# Found on the {pages} pages looked at, {what} (rule: pages):"
    for rule, number in sorted(counts.most_common(_FEW), key=lambda each: (-each[1], each[0])):
        yield f"#   {rule}: {number}"
    yield ""
