"""Results remembered between runs: a page that has not changed, under rules that have not, is not linted again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from a11ylint.findings import INTERNAL_ERROR, Certainty, Edit, Finding, Fix, Related, Severity
from a11ylint.fingerprint import Fingerprints
from a11ylint.places import Places
from a11ylint.report.model import About, FileResult
from a11ylint.source import Position, Span, Window
from a11ylint.store import Store, name_of

if TYPE_CHECKING:
    from a11ylint.kind import Kind
    from a11ylint.report.proof import Proof
    from a11ylint.settings import Settings

_SEVERITIES: Final = {severity.value: severity for severity in Severity}
_CERTAINTIES: Final = {certainty.value: certainty for certainty in Certainty}


class Cache:
    """The results in a store, each under the name of all that it depends on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._fingerprints = Fingerprints(store)
        self._holds: bool | None = None

    def name(self, path: str, data: bytes, encoding: str, kind: Kind | None, settings: Settings) -> str | None:
        """The name of a page's result under settings that are its own; None where none may be kept.

        `encoding` and `kind` are what the page is declared to be from outside, if anything. The path is part of what
        a result depends on: it tells templates and XHTML, and a rule may read it.
        """
        fingerprint = self._fingerprints.of(settings)
        if fingerprint is None:
            return None
        return name_of(fingerprint, path, encoding, kind.value if kind is not None else "", data)

    def read(self, name: str, path: str, *, describe: bool, show: bool = False) -> FileResult | None:
        """The result of that name, for its path; None where there is none that says all that is wanted."""
        content = self.store.read(name)
        return load_result(content, path, describe=describe, show=show) if content is not None else None

    def write(self, name: str, result: FileResult) -> None:
        """Keep a result, if it may be kept: not where code changed under our feet while it was loaded."""
        if self._holds is None:
            self._holds = self._fingerprints.hold()
        content = dump_result(result) if self._holds else None
        if content is not None:
            self.store.write(name, content)


def dump_result(result: FileResult) -> bytes | None:
    """A result without its path as JSON; None where it had better be found anew each time."""
    if result.unreadable or not isinstance(result.source, Places):
        return None
    if any(finding.rule == INTERNAL_ERROR for finding in result.findings):
        return None
    data = {
        "findings": [_finding_data(finding) for finding in result.findings],
        "positions": [(offset, *position) for offset, position in result.source.positions.items()],
        "windows": [(*span, *window) for span, window in result.source.windows.items()],
    }
    if result.about is not None:
        data["about"] = {name: getattr(result.about, name) for name in About.__slots__}  # type: ignore[assignment]
    if result.proof is not None:
        data["proof"] = result.proof  # type: ignore[assignment]
    return json.dumps(data, separators=(",", ":")).encode()


def load_result(content: bytes, path: str, *, describe: bool, show: bool = False) -> FileResult | None:
    """What `dump_result` made, for a path; None where it lacks something, or is nothing of the kind."""
    try:
        data = json.loads(content)
        about = data.get("about")
        proof = data.get("proof")
        if (describe and about is None) or (show and proof is None):
            return None
        return FileResult(
            path,
            Places(
                {offset: Position(*rest) for offset, *rest in data["positions"]},
                {Span(start, end): Window(*rest) for start, end, *rest in data["windows"]},
            ),
            tuple(_finding(path, *each) for each in data["findings"]),
            about=_about(about) if describe else None,
            proof=_proof(proof) if show else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _finding_data(finding: Finding) -> tuple[Any, ...]:
    return (
        *(finding.rule, finding.severity.value, finding.certainty.value, finding.message, finding.span),
        *(finding.snippet, finding.cites),
        [(*each.span, each.message) for each in finding.related],
        [(fix.message, [(*edit.span, edit.text) for edit in fix.edits], fix.safe) for fix in finding.fixes],
        finding.fingerprint,
    )


def _finding(
    path: str,
    rule: str,
    severity: str,
    certainty: str,
    message: str,
    span: list[int],
    snippet: str,
    cites: list[str],
    related: list[list[Any]],
    fixes: list[list[Any]],
    fingerprint: str,
) -> Finding:
    return Finding(
        *(path, rule, _SEVERITIES[severity], _CERTAINTIES[certainty], message, Span(*span), snippet, tuple(cites)),
        tuple(Related(Span(start, end), told) for start, end, told in related),
        tuple(
            Fix(told, tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)
            for told, edits, safe in fixes
        ),
        fingerprint,
    )


def _about(data: dict[str, Any]) -> About:
    hardest = tuple((words, Span(*span)) for words, span in data["hardest"])
    return About(**{**data, "hardest": hardest})


def _proof(data: list[Any]) -> Proof:
    from a11ylint.report.proof import proof_from

    return proof_from(data)
