"""What is asked, answered: the lint of one article under the settings of the server, as the JSON that goes out."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final, NamedTuple

from a11ylint.document import parse_all
from a11ylint.engine import Ruleset, lint
from a11ylint.findings import Finding
from a11ylint.fixing import apply, fix
from a11ylint.kind import Kind
from a11ylint.linting import lint_documents, lint_source
from a11ylint.report.json import Report, encodable
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.run import Configuration
from a11ylint.serve.asked import Asked
from a11ylint.serve.preview import preview_of
from a11ylint.serve.problem import Problem
from a11ylint.settings import ConfigurationError, Settings
from a11ylint.source import Source, Unreadable

_MOST_SELECTIONS: Final = 64  # of rules, that are kept ready


class Answer(NamedTuple):
    """What goes out: JSON, and of a view its preview as HTML."""

    body: bytes
    preview: bytes = b""


class Desk:
    """Answers what is asked under one folder's `settings`; an article is of at most `limit` bytes of UTF-8.

    What rules a selection stands for is worked out once; few selections are kept.
    """

    def __init__(self, settings: Settings, limit: int, tell: Callable[[str], None] | None = None) -> None:
        self._settings = settings
        self._limit = limit
        self._tell = tell
        self._first = Configuration(fixed=settings, tell=tell)
        self._kept: OrderedDict[tuple[tuple[str, ...], tuple[str, ...]], Configuration] = OrderedDict()

    def lint(self, asked: Asked) -> Answer:
        """The report that ``a11ylint check --format json`` writes. Raises `Problem`."""
        rules = self._rules(asked)
        try:
            result = lint_source(self._source(asked), rules, _kind(asked), describe=True)
        except Unreadable as error:  # as the command reports it
            result = FileResult(asked.filename, None, (), str(error))
        return Answer(_report(result))

    def fix(self, asked: Asked) -> Answer:
        """The article mended, what was mended in it, and the report on what it became. Raises `Problem`."""
        rules = self._rules(asked)
        look = partial(lint, rules=rules, kind=_kind(asked))
        try:
            source = self._source(asked)
            if asked.only is None:
                fixed = fix(source, look, unsafe=asked.unsafe)
                after, mended = fixed.source, fixed.mended
            else:
                after, mended = _mended(source, look(source), asked)
            result = lint_source(after, rules, _kind(asked), describe=True)
        except Unreadable as error:
            raise Problem(422, f"the article cannot be read: {error}") from None
        data: dict[str, Any] = {
            "content": encodable(after.text),
            "changed": after.text != source.text,
            "mended": [_named(each) for each in mended],
        }
        return Answer(_with_report(data, _report(result)))

    def view(self, asked: Asked) -> Answer:
        """What the page shows: the article as text, a preview, where in it findings stand, and the report."""
        rules = self._rules(asked)
        try:
            source = self._source(asked)
            documents = tuple(parse_all(source, _kind(asked)))
            result = lint_documents(source, documents, rules, describe=True)
        except Unreadable as error:
            raise Problem(422, f"the article cannot be read: {error}") from None
        preview = preview_of(documents, result.findings)
        data = {
            "content": encodable(source.text),
            "encoding": source.encoding,
            "kind": documents[0].kind.value if documents else Kind.FRAGMENT.value,
            "places": preview.places,
        }
        return Answer(_with_report(data, _report(result)), preview.page.encode("utf-8", "replace"))

    def _rules(self, asked: Asked) -> Ruleset:
        try:
            return self._configuration(asked).rules(asked.filename)
        except ConfigurationError as error:
            raise Problem(422, str(error)) from None

    def _configuration(self, asked: Asked) -> Configuration:
        chosen = (asked.select, asked.ignore)
        if chosen == ((), ()):
            return self._first
        if chosen not in self._kept:
            adjusted = self._settings.override(asked.select, (), asked.ignore)
            self._kept[chosen] = Configuration(fixed=adjusted, tell=self._tell, _known=self._first._known)
            if len(self._kept) > _MOST_SELECTIONS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(chosen)
        return self._kept[chosen]

    def _source(self, asked: Asked) -> Source:
        """The article, decoded. Raises `Unreadable`, and `Problem` where it is too large."""
        self._fits(len(asked.content))
        source = Source.from_bytes(asked.content, asked.filename, asked.encoding)
        self._fits(len(source.text))  # it may have come compressed
        return source

    def _fits(self, size: int) -> None:
        if size > self._limit:
            raise Problem(413, f"an article is of at most {self._limit:,} bytes here")


def _kind(asked: Asked) -> Kind | None:
    return Kind(asked.kind) if asked.kind is not None else None


def _mended(source: Source, findings: tuple[Finding, ...], asked: Asked) -> tuple[Source, tuple[Finding, ...]]:
    """A source with one fix of one finding made."""
    found = next((each for each in findings if each.fingerprint == asked.only), None)
    if found is None:
        raise Problem(422, "nothing of this fingerprint is found in the article; lint it again")
    if asked.fix >= len(found.fixes) or not found.fixes[asked.fix].edits:
        raise Problem(422, f"what {found.rule} found has no fix of this number that can be made")
    return replace(source, text=apply(source.text, found.fixes[asked.fix].edits)), (found,)


def _named(finding: Finding) -> dict[str, str]:
    """What was mended. Its place is left out: it was in a state of the article that is no more."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": encodable(finding.message),
        "fingerprint": finding.fingerprint,
    }


def _report(result: FileResult) -> bytes:
    report = Report(Setting())
    lines = (*report.add(result), *report.close(Summary().plus(result)))
    return "\n".join(lines).encode("utf-8", "replace")


def _with_report(data: dict[str, Any], report: bytes) -> bytes:
    """The members of `data`, and a report as the last."""
    written = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    return written[:-1] + b', "report": ' + report + b"}"
