"""Findings as an editor shows them in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lsprotocol import types

from a11ylint.findings import Finding, Severity
from a11ylint.lsp.client import Client
from a11ylint.lsp.positions import Text
from a11ylint.lsp.project import Linted
from a11ylint.rulepage import Rule
from a11ylint.troubles import Trouble

NAME: Final = "a11ylint"
_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTICE: types.DiagnosticSeverity.Information,
}
_START: Final = types.Range(types.Position(0, 0), types.Position(0, 0))


def diagnostics_of(linted: Linted, client: Client) -> list[types.Diagnostic]:
    """All that is to be shown in a document."""
    if linted.note:
        message = f"a11ylint cannot check this: {linted.note}"
        return [types.Diagnostic(_START, message, types.DiagnosticSeverity.Warning, source=NAME)]
    return [diagnostic_of(finding, linted, client) for finding in linted.findings]


def diagnostic_of(finding: Finding, linted: Linted, client: Client) -> types.Diagnostic:
    """One finding. Its `data` tell it from others when the editor asks what can be done."""
    contents, rule = linted.buffer.contents, rule_of(finding, linted)
    page = page_of(rule) if rule is not None else None
    related = [
        types.DiagnosticRelatedInformation(types.Location(linted.buffer.uri, contents.range(each.span)), each.message)
        for each in finding.related
    ]
    return types.Diagnostic(
        contents.range(finding.span),
        finding.message,
        _SEVERITIES[finding.severity],
        finding.rule,
        types.CodeDescription(page) if page and client.links else None,
        NAME,
        list(_tags(finding)) or None if client.tags else None,
        related or None if client.related else None,
        {"rule": finding.rule, "fingerprint": finding.fingerprint} if client.data else None,
    )


def trouble_diagnostic(trouble: Trouble, encoding: str) -> types.Diagnostic:
    """What is wrong with settings or a baseline, in their file."""
    where = Text(trouble.text, encoding).range(trouble.span)
    return types.Diagnostic(where, trouble.message, types.DiagnosticSeverity.Error, source=NAME)


def rule_of(finding: Finding, linted: Linted) -> Rule | None:
    """The rule of a finding; the engine's own words have none."""
    known = linted.ruleset.known if linted.ruleset is not None else ()
    return next((rule for rule in known if rule.id == finding.rule), None)


def page_of(rule: Rule) -> str | None:
    """The address of a rule's page, where it is a file."""
    return rule.home.absolute().as_uri() if isinstance(rule.home, Path) else None


def _tags(finding: Finding) -> Iterator[types.DiagnosticTag]:
    """Unnecessary is what a fix would only take away; editors fade it. Deprecated they strike through."""
    for fix in finding.fixes:
        taken = [edit.span for edit in fix.edits if not edit.text]
        if fix.safe and any(span.start <= finding.span.start and finding.span.end <= span.end for span in taken):
            yield types.DiagnosticTag.Unnecessary
            break
    if finding.rule.endswith("-obsolete"):
        yield types.DiagnosticTag.Deprecated
