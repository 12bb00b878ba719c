"""Arrow batches in, Arrow batches out: the records of `a11ylint.report.pages` as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from a11ylint.report.model import FileResult
from a11ylint.report.pages import page_record

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("tables need pyarrow: pip install 'a11ylint[archive]'") from error

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
