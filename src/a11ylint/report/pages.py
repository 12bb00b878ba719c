"""One page, one record: what of a result goes into JSON lines, Parquet and the tables of a cluster.

`page_record` alone says what a record holds; `a11ylint.arrow.SCHEMA` gives the same fields their types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from a11ylint import patterns as re
from a11ylint.report.json import dump, encodable, finding_data
from a11ylint.report.model import About, FileResult, Setting, Summary

# The address of a page in an archive: "news.warc.gz!https://example.org/story".
_ADDRESS: Final = re.compile(r"(?:\A|!)(https?://.*)", re.DOTALL)
_OF_A_FINDING: Final = ("rule", "severity", "certainty", "message", "start", "end", "cites", "fingerprint")


class Pages:
    """A JSON object a line for each page, as soon as it is linted; one that cannot be read has a line too."""

    def __init__(self, setting: Setting) -> None:
        pass

    def add(self, result: FileResult) -> Iterator[str]:
        yield dump(page_record(result))

    def close(self, summary: Summary) -> Iterator[str]:
        return iter(())


def page_record(result: FileResult, url: str | None = None) -> dict[str, Any]:
    """A result as plain dictionaries, lists, strings and numbers; None stands for what is not known.

    `url` is the page's address; without one, it is taken from a path that ends in an address. `unreadable` is the
    reason why there are no findings, or None. Lines and columns count from 1, offsets characters from 0.
    """
    about = result.about or About()
    return {
        "path": encodable(result.path),
        "url": _text(url or address_in(result.path)),
        "publisher": _text(about.publisher),
        "section": _text(about.section),
        "published": _text(about.published),
        "language": _text(about.language),
        "headline": _text(about.headline),
        "words": about.words if result.about is not None else None,
        "sentences": about.sentences,
        "unreadable": _text(result.unreadable),
        "findings": list(_findings(result)),
    }


def address_in(path: str) -> str | None:
    """The address that a path is or, behind the name of an archive and ``!``, ends in."""
    match = _ADDRESS.search(path)
    return match[1] if match is not None else None


def _findings(result: FileResult) -> Iterator[dict[str, Any]]:
    if result.source is None:
        return
    for finding in result.findings:
        data = finding_data(finding, result.source)
        yield {**{name: data[name] for name in _OF_A_FINDING}, "snippet": encodable(finding.snippet)}


def _text(value: str | None) -> str | None:
    return encodable(value) if value else None
