"""What can be done about findings: their fixes, all safe fixes at once, a comment that suppresses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from lsprotocol import types

from a11ylint.document import Document, parse_all
from a11ylint.findings import Edit, Finding, Fix
from a11ylint.fixing import fix
from a11ylint.lsp.client import Client
from a11ylint.lsp.diagnostics import diagnostic_of
from a11ylint.lsp.project import Linted
from a11ylint.source import Source, Span, Unreadable
from a11ylint.suppressing import can_be_suppressed, suppress_here, suppress_in_file

FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.a11ylint"
KINDS: Final = (types.CodeActionKind.QuickFix, FIX_ALL)
_REASON: Final = "say why"  # to be replaced by the writer
_MOST_LINES: Final = 20_000  # whose differences are looked for line by line


def actions_of(
    linted: Linted, asked: Span, only: Sequence[types.CodeActionKind | str] | None, client: Client
) -> list[types.CodeAction]:
    """What can be done at a place: for each finding there its fixes, then what suppresses it; last, all safe fixes.

    `only` are the kinds of action wanted, if not all are.
    """
    found = [each for each in linted.findings if each.span.start <= asked.end and asked.start <= each.span.end]
    actions: list[types.CodeAction] = []
    if found and _wanted(types.CodeActionKind.QuickFix.value, only):
        for finding in found:
            actions += _fixes(finding, linted, client)
        actions += _suppressions(found, linted, client)
    if _wanted(FIX_ALL, only) and any(each.safe for finding in linted.findings for each in finding.fixes):
        action = types.CodeAction("Make all safe fixes (a11ylint)", FIX_ALL, data={"uri": linted.buffer.uri})
        actions.append(action if client.resolves else resolved(action, linted, client))
    return actions


def resolved(action: types.CodeAction, linted: Linted, client: Client) -> types.CodeAction:
    """The action that makes all safe fixes, with its edits: those after which ``a11ylint fix`` has nothing to do."""
    fixed = fix(linted.source, linted.lint)
    action.edit = _workspace_edit(differences(linted.source, fixed.source), linted, client)
    return action


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an action's kind is one of those asked for, or a kind of one of them."""
    names = [each.value if isinstance(each, types.CodeActionKind) else each for each in only or ()]
    return not names or any(kind == name or not name or kind.startswith(f"{name}.") for name in names)


def _fixes(finding: Finding, linted: Linted, client: Client) -> Iterator[types.CodeAction]:
    preferred = next((each for each in finding.fixes if each.safe), None)
    for each in finding.fixes:
        if each.edits:
            yield types.CodeAction(
                f"{_title(each)} ({finding.rule})",
                types.CodeActionKind.QuickFix,
                [diagnostic_of(finding, linted, client)],
                True if each is preferred else None,
                edit=_workspace_edit(each.edits, linted, client),
            )


def _title(fix: Fix) -> str:
    """What a fix does; an unsafe one says so."""
    told = fix.message.strip().removesuffix(".")
    return told if fix.safe else f"{told}, which may change what the article says"


def _suppressions(found: Iterable[Finding], linted: Linted, client: Client) -> Iterator[types.CodeAction]:
    """For each rule once, a comment for its first finding and one for the file."""
    by_rule = {each.rule: each for each in reversed(list(found)) if can_be_suppressed(each)}
    documents = _documents(linted.source) if by_rule else []
    if not documents:
        return
    for rule, finding in reversed(by_rule.items()):
        diagnostics = [diagnostic_of(each, linted, client) for each in linted.findings if each is finding]
        here = next(filter(None, (suppress_here(each, finding, _REASON) for each in documents)), None)
        edits = {"here": here, "in this file": suppress_in_file(documents[0], finding, _REASON)}
        for where, edit in edits.items():
            if edit is not None:
                yield types.CodeAction(
                    f"Suppress {rule} {where}, with a reason",
                    types.CodeActionKind.QuickFix,
                    diagnostics,
                    edit=_workspace_edit((edit,), linted, client, placeholder=_REASON),
                )


def _documents(source: Source) -> list[Document]:
    try:
        return list(parse_all(source))
    except Unreadable:
        return []


def _workspace_edit(
    edits: Iterable[Edit], linted: Linted, client: Client, placeholder: str = ""
) -> types.WorkspaceEdit:
    """Edits as the editor takes them: to this state of the document, if it can tell states apart."""
    buffer = linted.buffer
    made = [types.TextEdit(buffer.contents.range(each.span), each.text) for each in edits]
    if not client.versions:
        return types.WorkspaceEdit(changes={buffer.uri: made})
    document = types.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
    if placeholder and client.snippets:
        snippets = [types.SnippetTextEdit(each.range, _snippet(each.new_text, placeholder)) for each in made]
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, snippets)])
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, made)])


def _snippet(text: str, placeholder: str) -> types.StringValue:
    """A text whose placeholder is selected once it is inserted."""
    before, _, after = text.rpartition(placeholder)
    return types.StringValue(f"{before}${{1:{placeholder}}}{after}")


def differences(before: Source, after: Source) -> Iterator[Edit]:
    """Edits that make one text of another, line by line and within a line no more than they must."""
    old, new = _lines(before), _lines(after)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    place = before.line_starts[first] if first < len(before.line_starts) else len(before.text)
    if len(old) + len(new) > _MOST_LINES:
        yield from _difference(place, "".join(old), "".join(new))
        return
    starts = [place]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _difference(starts[i], "".join(old[i:j]), "".join(new[k:n]))


def _difference(place: int, old: str, new: str) -> Iterator[Edit]:
    """The one edit between two texts that stand at a place."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    if old != new:
        yield Edit(Span(place + head, place + len(old) - tail), new[head : len(new) - tail])


def _lines(source: Source) -> list[str]:
    """The lines of a text, each with its end."""
    starts = [*source.line_starts, len(source.text)]
    return [source.text[start:end] for start, end in pairwise(starts)]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items at their beginnings are the same."""
    differs = (number for number, (first, second) in enumerate(zip(one, other, strict=False)) if first != second)
    return next(differs, min(len(one), len(other)))
