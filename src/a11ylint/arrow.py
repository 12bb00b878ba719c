"""Arrow batches in, Arrow batches out: the records of `a11ylint.report.pages` as a table.

`lint_batch` is a pure function of a batch and settings, and can be sent to any process: Spark, Ray, Dask and their like
need no more.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from a11ylint.inputs import Input
from a11ylint.inputs.tables import HTML_COLUMN, NAMES
from a11ylint.report.model import FileResult
from a11ylint.report.pages import page_record
from a11ylint.run import Configuration, Linter
from a11ylint.settings import Settings

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("tables need pyarrow: pip install 'a11ylint[archive]'") from error

if TYPE_CHECKING:
    from a11ylint.document import Kind

_PLACE: Final = pa.struct({"line": pa.int32(), "column": pa.int32(), "offset": pa.int32()})
_FINDING: Final = pa.struct(
    {
        "rule": pa.string(),
        "severity": pa.string(),
        "certainty": pa.string(),
        "message": pa.string(),
        "start": _PLACE,
        "end": _PLACE,
        "cites": pa.list_(pa.string()),
        "fingerprint": pa.string(),
        "snippet": pa.string(),
    }
)
# A row a page. `unreadable` is null where the page was linted.
SCHEMA: Final = pa.schema(
    {
        "path": pa.string(),
        "url": pa.string(),
        "publisher": pa.string(),
        "section": pa.string(),
        "published": pa.string(),
        "language": pa.string(),
        "headline": pa.string(),
        "words": pa.int32(),
        "sentences": pa.int32(),
        "unreadable": pa.string(),
        "findings": pa.list_(_FINDING),
    }
)


def batch_of(results: Iterable[FileResult]) -> pa.RecordBatch:
    """Results as a batch of `SCHEMA`, a row each, in their order."""
    return pa.RecordBatch.from_pylist([page_record(result) for result in results], SCHEMA)


def lint_batch(
    batch: pa.RecordBatch,
    settings: Settings | None = None,
    *,
    html_column: str = HTML_COLUMN,
    kind: Kind | None = None,
) -> pa.RecordBatch:
    """Lint a page a row: a batch of `SCHEMA` with a row for each, in the same order.

    `html_column` holds the pages: as text, or as the bytes that a server sent, which are decoded as browsers do it. A
    page's path is the first of the columns `path`, `url` and `id` that the row has. A row whose page cannot be linted
    says so in `unreadable`. The same batch and settings give the same rows on every machine.

    Without settings, the recommended rules run; no configuration file is looked for. Paths in settings must exist where
    this runs. Each process keeps the rules of the last settings that it was given.

    Raises:
        ValueError: the batch lacks the column of the pages, or one that names them.
        SettingsError, PackError, RulePageError: the settings are wrong.
    """
    there = batch.schema.names
    names = [name for name in NAMES if name in there]
    if html_column not in there or not names:
        raise ValueError(f"a batch has a column {html_column!r} and one of {', '.join(NAMES)}, not only {there}")
    linter = linter_of(settings, kind)
    urls = batch.column("url") if "url" in there else None
    records = []
    for number, html in enumerate(batch.column(html_column)):
        name = next(filter(None, (_text(batch.column(each)[number]) for each in names)), "")
        url = _text(urls[number]) if urls is not None else None
        records.append(page_record(linter(_input(name, html, html_column)), url))
    return pa.RecordBatch.from_pylist(records, SCHEMA)


def linter_of(settings: Settings | None = None, kind: Kind | None = None) -> Linter:
    """What lints pages by these settings alone, and describes them; this process keeps it, with its rules."""
    return _linter(pickle.dumps((settings or Settings(), kind)))


@lru_cache(maxsize=8)
def _linter(pickled: bytes) -> Linter:
    settings, kind = pickle.loads(pickled)  # noqa: S301 -- from `linter_of` alone
    return Linter(Configuration(fixed=settings), kind, describe=True)


def _input(name: str, html: pa.Scalar, column: str) -> Input:
    data = _bytes(html)
    if data is None:
        return Input(name, f"its column {column!r} holds no text", found=True)
    # Text was decoded once: what it declares of its encoding counts no more.
    return Input(name, found=True, data=data, encoding="utf-8" if _is_text(html) else "")


def _text(scalar: pa.Scalar) -> str:
    data = _bytes(scalar)
    if data is None:
        return "" if scalar.as_py() is None else str(scalar.as_py())
    return data.decode("utf-8", "replace")


def _bytes(scalar: pa.Scalar) -> bytes | None:
    """The bytes of text or binary, even of text that is no valid UTF-8; None for anything else, and for null."""
    if isinstance(scalar, pa.DictionaryScalar):
        return _bytes(scalar.value)
    if not scalar.is_valid or not isinstance(scalar, pa.BinaryScalar):
        return None
    return bytes(scalar.as_buffer())


def _is_text(scalar: pa.Scalar) -> bool:
    return isinstance(scalar.value if isinstance(scalar, pa.DictionaryScalar) else scalar, pa.StringScalar)
