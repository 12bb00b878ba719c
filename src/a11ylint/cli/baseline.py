"""``a11ylint baseline``: record what stands on the pages today, so that only new findings fail."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from a11ylint.baseline import FILE_NAME, Baseline
from a11ylint.cli.common import (
    SETTINGS_ERRORS,
    UNREADABLE,
    config_options,
    configuration_from,
    kind_from,
    kind_option,
    reason_of,
    say,
    stop,
    stop_at,
    tell_unreadable,
)
from a11ylint.run import Run


@click.command(short_help="Record what is known: only new findings fail.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(FILE_NAME),
    show_default=True,
    help="Where to write it.",
)
@kind_option
@config_options
def baseline(
    paths: tuple[str, ...],
    file: Path,
    kind: str | None,
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    trust: bool,
) -> None:
    """Record every finding in PATHS (the working folder, if none is named) as known.

    From then on `a11ylint check` reports what is new. What is mended leaves the file by itself.
    """
    recorded, files, skipped = Baseline(file, {}), 0, 0
    try:
        configuration = configuration_from(config, isolated, packs, trust)
        for result in Run(paths or (".",), configuration, sys.stdin.buffer, kind=kind_from(kind)).results():
            if result.source is None:
                skipped += 1
                tell_unreadable(result.path, result.unreadable)
                continue
            files += 1
            recorded = recorded.record(result.path, result.findings)
        recorded.write()
    except SETTINGS_ERRORS as error:
        stop_at(error)
    except OSError as error:
        stop(f"{file}: cannot be written ({reason_of(error)})")
    say(f"{len(recorded):,} findings on {files:,} pages recorded in {file}")
    sys.exit(UNREADABLE if skipped else 0)
