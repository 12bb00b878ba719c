"""How many pages a core lints in an hour, and what an archive of so many pages then takes.

    python benchmarks/throughput.py [FOLDER] [--rounds N] [--pages N] [--write FILE]

Every page below FOLDER goes through `a11ylint.arrow.lint_batch`, in batches of 64, in one process. Decoding, the
default rules, what the article is, and the rows of the table are counted; starting up and reading the disk are not.
It is CPU time, of the best round after one that is not measured. `--write` puts the table between the lines
``<!-- throughput -->`` and ``<!-- /throughput -->`` of a Markdown file.
"""

from __future__ import annotations

import argparse
import gzip
import platform
import re
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa

from a11ylint.arrow import lint_batch
from a11ylint.inputs.files import is_page

_ROWS: Final = 64  # of a batch
_HOUR: Final = 3600
_MARK: Final = "throughput"


def main() -> int:
    """Print the table for the folder named, or write it."""
    parser = argparse.ArgumentParser(description="Pages per core-hour.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--rounds", type=int, default=3, help="how often all pages are linted (default 3)")
    parser.add_argument("--pages", type=int, default=1_000_000_000, help="the pages of an archive (default 1e9)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this Markdown file")
    options = parser.parse_args()
    pages = {str(path): _bytes(path) for path in sorted(options.folder.rglob("*")) if is_page(path.name)}
    if not pages:
        print(f"{options.folder}: no pages", file=sys.stderr)
        return 2
    batches = pa.table({"path": list(pages), "html": list(pages.values())}).to_batches(_ROWS)
    _spent(batches)
    text = _table(pages, min(_spent(batches) for _ in range(options.rounds)), options.pages)
    if options.write is None:
        print(text)
    else:
        _put(text, options.write)
    return 0


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _spent(batches: Sequence[pa.RecordBatch]) -> float:
    """Seconds of CPU over all pages."""
    begun = time.process_time()
    for batch in batches:
        lint_batch(batch)
    return time.process_time() - begun


def _table(pages: dict[str, bytes], seconds: float, many: int) -> str:
    size = sum(map(len, pages.values()))
    hours = seconds / len(pages) * many / _HOUR
    rows = {
        "pages measured": f"{len(pages):,}, of {size / len(pages) / 1024:,.0f} KB on average",
        "CPU a page": f"{seconds / len(pages) * 1000:,.1f} ms",
        "pages per core-hour": f"{len(pages) / seconds * _HOUR:,.0f}",
        "HTML per core-hour": f"{size / seconds * _HOUR / 1e9:,.1f} GB",
        f"core-hours for {many:,} pages": f"{hours:,.0f}",
    }
    lines = ["| | |", "| --- | ---: |", *(f"| {name} | {figure} |" for name, figure in rows.items())]
    measured = f"Measured on {datetime.now(UTC):%Y-%m-%d}: {platform.machine()}, {platform.system()}, Python"
    return "\n".join((*lines, "", f"{measured} {platform.python_version()}; the best of several rounds."))


def _put(text: str, file: Path) -> None:
    between = re.compile(rf"(?<=<!-- {_MARK} -->\n).*(?=<!-- /{_MARK} -->)", re.DOTALL)
    file.write_text(between.sub(lambda _: f"\n{text}\n\n", file.read_text("utf-8"), count=1), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
