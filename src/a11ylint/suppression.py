"""Findings that an author has said to leave alone, and the comments that say so.

.. code-block:: html

    <!-- a11ylint-disable-next photo-without-credit: the photographer wants no name -->
    <figure>…</figure>

    <!-- a11ylint-disable duplicate-caption: the series repeats it on purpose -->
    …
    <!-- a11ylint-enable duplicate-caption -->

    <!-- a11ylint-disable-file readability: a legal text -->

``disable-next`` covers the element that follows (in plain text: the next line that is not empty), ``disable`` all up
to the matching ``enable`` or the end, ``disable-file`` the whole file. Rules are named by id, by topic, or ``all``;
the reason follows a colon. A comment that suppresses nothing is itself a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from a11ylint import patterns as re
from a11ylint.document import Document, Kind
from a11ylint.findings import INTERNAL_ERROR, Certainty, Edit, Finding, Fix, Severity, snippet_of
from a11ylint.records import dataclass
from a11ylint.source import Span

UNUSED: Final = "unused-suppression"
NO_REASON: Final = "suppression-without-reason"
ALL: Final = "all"

_DIRECTIVE: Final = re.compile(
    r"<!--[ \t\r\n]*a11ylint-(?P<verb>disable-next|disable-file|disable|enable)\b(?P<rest>(?:(?!-->|<!--).)*)-->",
    re.DOTALL,
)
_NAME: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: where it stands, the rules it names as written, and the characters it covers."""

    span: Span
    names: tuple[str, ...]
    reason: str
    covers: Span


@dataclass(frozen=True, slots=True)
class Known:
    """What names mean: every rule's topic by its id, and the rules that ran."""

    topics: Mapping[str, str]
    ran: Collection[str]

    def means(self, name: str) -> frozenset[str]:
        """The rule ids that a name in a comment stands for."""
        if name in self.topics:
            return frozenset({name})
        return frozenset(rule for rule, topic in self.topics.items() if name in (topic, ALL))

    def nearest(self, name: str) -> str:
        from difflib import get_close_matches

        close = get_close_matches(name, [*self.topics, *self.topics.values(), ALL], 1)
        return f"; did you mean {close[0]}?" if close else ""


def suppress(
    document: Document, findings: Sequence[Finding], known: Known, *, reasons: Collection[str] = ()
) -> Iterator[Finding]:
    """Findings that no comment covers, and what is wrong with the comments.

    `reasons` are the rule ids whose suppression needs a reason. An internal error cannot be suppressed.
    """
    suppressions = tuple(read_suppressions(document))
    if not suppressions:
        yield from findings
        return
    used: set[tuple[Suppression, str]] = set()
    meanings = [(suppression, name, known.means(name)) for suppression in suppressions for name in suppression.names]
    for finding in findings:
        covering = [
            (suppression, name)
            for suppression, name, rules in meanings
            if finding.rule in rules and suppression.covers.start <= finding.span.start < suppression.covers.end
        ]
        used.update(covering)
        if not covering or finding.rule == INTERNAL_ERROR:
            yield finding
    for suppression in suppressions:
        yield from _unused(document, suppression, used, known)
        if not suppression.reason and any(known.means(name) & set(reasons) for name in suppression.names):
            yield _finding(document, suppression, NO_REASON, "Say after a colon why this is to be left alone.")


def read_suppressions(document: Document) -> Iterator[Suppression]:
    """Every comment that suppresses something, in order."""
    text = document.source.text
    if "a11ylint-" not in text:
        return
    found = list(_DIRECTIVE.finditer(text))
    for number, match in enumerate(found):
        names, reason = _said(match)
        if match["verb"] != "enable":
            covers = _covers(document, match, found[number + 1 :], names)
            yield Suppression(Span(*match.span()), names, reason, covers)


def _said(match: re.Match[str]) -> tuple[tuple[str, ...], str]:
    names, _, reason = match["rest"].partition(":")
    return tuple(dict.fromkeys(_NAME.findall(names))) or (ALL,), " ".join(reason.split())


def _covers(document: Document, match: re.Match[str], later: Iterable[re.Match[str]], names: tuple[str, ...]) -> Span:
    text = document.source.text
    match match["verb"]:
        case "disable-file":
            return Span(0, len(text) + 1)
        case "disable-next":
            return covered_by_next(document, match.end())
    for enable in later:
        if enable["verb"] == "enable" and (_said(enable)[0] == (ALL,) or set(_said(enable)[0]) & set(names)):
            return Span(match.end(), enable.start())
    return Span(match.end(), len(text) + 1)


def covered_by_next(document: Document, place: int) -> Span:
    """What follows a comment that ends at a place: an element with all it holds, or a line of plain text."""
    text = document.source.text
    if document.kind is Kind.TEXT:
        line = re.compile(r"[^\n\r]*\S[^\n\r]*").search(text, text.find("\n", place) if "\n" in text[place:] else place)
        return Span(*line.span()) if line else Span(place, place)
    for element in document.elements:
        if not element.implied and element.span.start >= place:
            return element.whole
    return Span(place, place)


def _unused(
    document: Document, suppression: Suppression, used: Collection[tuple[Suppression, str]], known: Known
) -> Iterator[Finding]:
    """A finding for names that nothing needed; only rules that ran can tell."""
    idle = [name for name in suppression.names if (suppression, name) not in used]
    unknown = [name for name in idle if not known.means(name)]
    idle = [name for name in idle if name in unknown or known.means(name) <= set(known.ran)]
    if not idle:
        return
    if unknown:
        message = f"There is no rule “{unknown[0]}”{known.nearest(unknown[0])}"
        message += "" if message.endswith("?") else "."
    else:
        message = f"Nothing here needs this for {', '.join(idle)}. Remove it."
    yield _finding(document, suppression, UNUSED, message, _removal(document, suppression, idle))


def _removal(document: Document, suppression: Suppression, idle: Sequence[str]) -> Fix:
    """Take the idle names out; the whole comment, and its line if it has one, where none is left."""
    text = document.source.text
    kept = [name for name in suppression.names if name not in idle]
    start, end = suppression.span
    if kept:
        verb = _DIRECTIVE.match(text, start)
        assert verb is not None
        reason = f": {suppression.reason}" if suppression.reason else ""
        return Fix(
            "Remove it.", (Edit(suppression.span, f"<!-- a11ylint-{verb['verb']} {', '.join(kept)}{reason} -->"),)
        )
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_end = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)").match(text, end)
    if not text[line_start:start].strip() and line_end is not None:
        start, end = line_start, line_end.end()
    return Fix("Remove it.", (Edit(Span(start, end), ""),))


def _finding(document: Document, suppression: Suppression, rule: str, message: str, mend: Fix | None = None) -> Finding:
    return Finding(
        path=document.source.path,
        rule=rule,
        severity=Severity.WARNING,
        certainty=Certainty.PROVEN,
        message=message,
        span=suppression.span,
        snippet=snippet_of(document.source, suppression.span),
        fixes=(mend,) if mend is not None else (),
    )
