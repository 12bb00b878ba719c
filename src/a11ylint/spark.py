"""Lint on a cluster: a thin layer of Apache Spark around `a11ylint.arrow.lint_batch`.

    spark-submit lint.py INPUT OUTPUT        # lint.py: from a11ylint.spark import main; main()

Parquet goes in row by row. Web archives are read file by file from any Hadoop file system: Spark streams their bytes as
they are, packed or not, and each is opened where its task runs, as it is on one machine. So no archive is ever held as
a whole, and damage is told of in a row.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

import click
import pyarrow as pa

from a11ylint.arrow import SCHEMA, batch_of, lint_batch, linter_of
from a11ylint.document import Kind
from a11ylint.inputs import Input, file_of, member_of
from a11ylint.inputs.archives import pages_from
from a11ylint.inputs.tables import HTML_COLUMN, NAMES
from a11ylint.packs import PackError
from a11ylint.rulepage import RulePageError
from a11ylint.settings import Settings, SettingsError, read_settings

try:
    from pyspark.errors import AnalysisException
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import functions as sql
    from pyspark.sql.pandas.types import from_arrow_schema
except ImportError as error:
    raise ImportError("a cluster needs Spark: pip install 'a11ylint[spark]'") from error

_ROWS: Final = 64  # of a batch
_AS_IT_IS: Final = "org.apache.hadoop.io.compress.PassthroughCodec"
# The builds of Hadoop that Spark comes with have the option under the second name.
_EXTENSION: Final = "io.compress.passthrough.extension"
_EXTENSIONS: Final = (_EXTENSION, f"org.apache.hadoop.shaded.{_EXTENSION}")


class _Packing(NamedTuple):
    """How archives end, and bytes that stand there often and at least once a record: what is streamed ends at them."""

    extension: str
    mark: bytes


_PACKINGS: Final = (_Packing(".warc.gz", b"\x1f\x8b\x08"), _Packing(".warc", b"WARC/1."))


def lint_table(
    pages: DataFrame, settings: Settings | None = None, *, html_column: str = HTML_COLUMN, kind: Kind | None = None
) -> DataFrame:
    """A table of `a11ylint.arrow.SCHEMA` with a row for each row of `pages`; see `a11ylint.arrow.lint_batch`."""
    columns = [name for name in pages.columns if name == html_column or name in NAMES]
    work = partial(_lint_rows, settings=settings, html_column=html_column, kind=kind)
    return pages.select(*columns).mapInArrow(work, from_arrow_schema(SCHEMA))


def lint_archives(
    spark: SparkSession, location: str, settings: Settings | None = None, *, kind: Kind | None = None
) -> DataFrame:
    """A table of `a11ylint.arrow.SCHEMA` with a row for each HTML page in web archives: one of them, a pattern, or
    all in a folder and the folders in it. Pages are called ``archive!address``. A task takes whole archives; an empty
    one has no row."""
    tables = (
        _bytes_of(spark, location, packing).mapInArrow(
            partial(_lint_archives, mark=packing.mark, settings=settings or Settings(), kind=kind),
            from_arrow_schema(SCHEMA),
        )
        for packing in _PACKINGS
    )
    first, second = tables
    return first.union(second)


def _bytes_of(spark: SparkSession, location: str, packing: _Packing) -> DataFrame:
    """The bytes of each archive, in order: what stands between the marks. No archive is split or unpacked."""
    reader = spark.read.format("text").options(encoding="ISO-8859-1", lineSep=packing.mark.decode("latin-1"))
    reader = reader.options(pathGlobFilter=f"*{packing.extension}", recursiveFileLookup=True)
    reader = reader.options(**{"io.compression.codecs": _AS_IT_IS}, **dict.fromkeys(_EXTENSIONS, packing.extension))
    # A row's text is never decoded: its bytes are the file's.
    return reader.load(location).select(
        sql.col("_metadata.file_path").alias("file"), sql.col("value").cast("binary").alias("value")
    )


def _lint_rows(
    batches: Iterator[pa.RecordBatch], *, settings: Settings | None, html_column: str, kind: Kind | None
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            yield lint_batch(batch.slice(start, _ROWS), settings, html_column=html_column, kind=kind)


def _lint_archives(
    batches: Iterator[pa.RecordBatch], *, mark: bytes, settings: Settings, kind: Kind | None
) -> Iterator[pa.RecordBatch]:
    linter = linter_of(settings, kind)
    results = map(linter, (page for page in _pages(batches, mark) if not _is_excluded(page, settings)))
    while some := list(islice(results, _ROWS)):
        yield batch_of(some)


def _pages(batches: Iterator[pa.RecordBatch], mark: bytes) -> Iterator[Input]:
    rows = ((file.as_py(), value) for batch in batches for file, value in zip(*batch.columns, strict=True))
    for file, parts in groupby(rows, key=itemgetter(0)):
        stream = _Stream(_joined((part.as_buffer() for _, part in parts), mark))
        yield from pages_from(_name_of(file), io.BufferedReader(stream))


def _joined(parts: Iterable[pa.Buffer], mark: bytes) -> Iterator[bytes]:
    """What was split at a mark, with the mark again."""
    for number, part in enumerate(parts):
        if number:
            yield mark
        yield part.to_pybytes()


def _name_of(location: str) -> str:
    """A file's name as people write it: Spark says ``file:/a%20b`` for ``/a b``."""
    name = unquote(location)
    return "/" + name.removeprefix("file:").lstrip("/") if name.startswith("file:/") else name


def _is_excluded(page: Input, settings: Settings) -> bool:
    return bool(settings.exclude) and settings.excludes(Path(file_of(page.path)), member_of(page.path))


class _Stream(io.RawIOBase):
    """Parts, read as one file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


@click.command()
@click.argument("location", metavar="INPUT")
@click.argument("output")
@click.option(
    "--input-format",
    type=click.Choice(("parquet", "warc")),
    help="What INPUT holds.  [default: warc if that stands in its name, else parquet]",
)
@click.option("--html-column", default=HTML_COLUMN, show_default=True, help="The column of a table with the pages.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Take pages for this.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A configuration file on this machine.  [default: the recommended rules]",
)
def main(
    location: str, output: str, input_format: str | None, html_column: str, kind: str | None, config: Path | None
) -> None:
    """Lint the pages of INPUT on a Spark cluster, and write a Parquet table with a row a page to OUTPUT.

    INPUT is a Parquet table, or web archives: a file, a folder or a pattern on any file system that Spark reads.
    OUTPUT must not exist. It is complete once the file _SUCCESS is in it.
    """
    try:
        settings = read_settings(config) if config is not None else Settings()
        linter_of(settings).configuration.rules("")
    except (SettingsError, PackError, RulePageError) as error:
        _stop(str(error))
    spark = SparkSession.builder.appName("a11ylint").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ROWS))
    taken = Kind(kind) if kind is not None else None
    try:
        if (input_format or ("warc" if ".warc" in location.lower() else "parquet")) == "warc":
            results = lint_archives(spark, location, settings, kind=taken)
        else:
            pages = spark.read.parquet(location)
            if html_column not in pages.columns or not any(name in pages.columns for name in NAMES):
                _stop(f"{location}: its columns must be {html_column!r} and one of {', '.join(NAMES)}")
            results = lint_table(pages, settings, html_column=html_column, kind=taken)
        results.write.parquet(output)
    except AnalysisException as error:
        _stop(str(error).partition("\n")[0])
    finally:
        spark.stop()


def _stop(message: str) -> None:
    click.echo(f"a11ylint: {message}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    # By its name: what tasks run is then found there by executors too.
    from a11ylint.spark import main as named

    named()
