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

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

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
_SPACE: Final = re.compile(r"\s*+")
_WORDS: Final = re.compile(r"\S[^\n\r]*+")
_LINE_END: Final = re.compile(r"[ \t]*+(?:\r\n?|\n|\Z)")
_LONGEST_HINTED: Final = 60  # characters of a name for which one that is near is looked for
_MOST_HINTED: Final = 20  # such names of a page: to look for one takes as long as to lint a paragraph


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: where it stands, the rules it names as written, and the characters it covers."""

    span: Span
    names: tuple[str, ...]
    reason: str
    covers: Span


class Known:
    """What names mean: every rule's topic by its id, and the rules that ran."""

    def __init__(self, topics: Mapping[str, str], ran: Set[str]) -> None:
        self.topics = topics
        self.ran = ran

    def means(self, name: str) -> frozenset[str]:
        """The rule ids that a name in a comment stands for."""
        return self._meanings.get(name, frozenset())

    @cached_property
    def _meanings(self) -> Mapping[str, frozenset[str]]:
        meanings: dict[str, set[str]] = {ALL: set(self.topics)}
        for rule, topic in self.topics.items():
            meanings.setdefault(topic, set()).add(rule)
        meanings.update((rule, {rule}) for rule in self.topics)
        return {name: frozenset(rules) for name, rules in meanings.items()}

    def nearest(self, name: str) -> str:
        if len(name) > _LONGEST_HINTED:
            return ""
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
    uses = _uses(suppressions, findings, known)
    for finding, covering in zip(findings, uses.covering, strict=True):
        if not covering or finding.rule == INTERNAL_ERROR:
            yield finding
    hints: dict[str, str] = {}
    for suppression, used in zip(suppressions, uses.used, strict=True):
        yield from _unused(document, suppression, used, known, hints)
        if not suppression.reason and any(not known.means(name).isdisjoint(reasons) for name in suppression.names):
            yield _finding(document, suppression, NO_REASON, "Say after a colon why this is to be left alone.")


class _Uses(NamedTuple):
    """How many names in comments cover each finding, and which of each comment's names cover one."""

    covering: list[int]
    used: list[set[str]]


def _uses(suppressions: Sequence[Suppression], findings: Sequence[Finding], known: Known) -> _Uses:
    """What comments and findings have to do with one another.

    Findings come in order, so those of one rule that a comment covers are a run: each comment says where its run begins
    and where it ends, and one pass counts. Looking at every comment for every finding would take the square of that.
    """
    numbers: dict[str, list[int]] = {}  # of each rule's findings
    for number, finding in enumerate(findings):
        numbers.setdefault(finding.rule, []).append(number)
    starts = {rule: [findings[number].span.start for number in its] for rule, its in numbers.items()}
    steps = {rule: [0] * (len(its) + 1) for rule, its in numbers.items()}
    used: list[set[str]] = [set() for _ in suppressions]
    for suppression, names in zip(suppressions, used, strict=True):
        for name in suppression.names:
            for rule in known.means(name) & numbers.keys():
                first, end = (bisect_left(starts[rule], place) for place in suppression.covers)
                if first < end:
                    names.add(name)
                    steps[rule][first] += 1
                    steps[rule][end] -= 1
    covering = [0] * len(findings)
    for rule, its in numbers.items():
        for number, count in zip(its, accumulate(steps[rule]), strict=False):  # the last step is behind all
            covering[number] = count
    return _Uses(covering, used)


def read_suppressions(document: Document) -> Iterator[Suppression]:
    """Every comment that suppresses something, in order."""
    text = document.source.text
    if "a11ylint-" not in text:
        return
    directives = [_directive(match) for match in _DIRECTIVE.finditer(text)]
    ends = _ends(directives, len(text) + 1)
    for directive, end in zip(directives, ends, strict=True):
        if directive.verb != "enable":
            covers = _covers(document, directive, end)
            yield Suppression(directive.span, directive.names, directive.reason, covers)


class _Directive(NamedTuple):
    """One of our comments, as it is written."""

    span: Span
    verb: str
    names: tuple[str, ...]
    reason: str


def _directive(match: re.Match[str]) -> _Directive:
    names, _, reason = match["rest"].partition(":")
    listed = tuple(dict.fromkeys(_NAME.findall(names))) or (ALL,)
    return _Directive(Span(*match.span()), match["verb"], listed, " ".join(reason.split()))


def _ends(directives: Sequence[_Directive], end: int) -> list[int]:
    """Where the next comment stands that enables one of a comment's names again, for each comment; else `end`."""
    ends: list[int] = []
    enabled: dict[str, int] = {}  # where each name is enabled next, from the last comment to the first
    for directive in reversed(directives):
        ends.append(min(enabled.get(name, end) for name in (*directive.names, ALL)))
        if directive.verb == "enable":
            enabled.update(dict.fromkeys(directive.names, directive.span.start))
    return ends[::-1]


def _covers(document: Document, directive: _Directive, end: int) -> Span:
    match directive.verb:
        case "disable-file":
            return Span(0, len(document.source.text) + 1)
        case "disable-next":
            return covered_by_next(document, directive.span.end)
    return Span(directive.span.end, end)


def covered_by_next(document: Document, place: int) -> Span:
    """What follows a comment that ends at a place: an element with all it holds, or a line of plain text."""
    if document.kind is not Kind.TEXT:
        element = document.written_from(place)
        return Span(place, place) if element is None else element.whole
    text = document.source.text
    place = max(place, text.find("\n", place))
    line = _WORDS.search(text, place)
    return Span(place, place) if line is None else Span(max(place, _line_start(document, line.start())), line.end())


def _unused(
    document: Document, suppression: Suppression, used: Set[str], known: Known, hints: dict[str, str]
) -> Iterator[Finding]:
    """A finding for names that nothing needed; only rules that ran can tell. `hints` are kept for unknown names."""
    idle = [name for name in suppression.names if name not in used and known.means(name) <= known.ran]
    if not idle:
        return
    unknown = next((name for name in idle if not known.means(name)), None)
    if unknown is not None:
        if unknown not in hints and len(hints) < _MOST_HINTED:
            hints[unknown] = known.nearest(unknown)
        message = f"There is no rule “{unknown}”{hints.get(unknown, '')}"
        message += "" if message.endswith("?") else "."
    else:
        message = f"Nothing here needs this for {', '.join(idle)}. Remove it."
    yield _finding(document, suppression, UNUSED, message, _removal(document, suppression, set(idle)))


def _removal(document: Document, suppression: Suppression, idle: Set[str]) -> Fix:
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
    line_start, line_end = _line_start(document, start), _LINE_END.match(text, end)
    space = _SPACE.match(text, line_start, start)
    if space is not None and space.end() == start and line_end is not None:
        start, end = line_start, line_end.end()
    return Fix("Remove it.", (Edit(Span(start, end), ""),))


def _line_start(document: Document, place: int) -> int:
    starts = document.source.line_starts
    return starts[bisect_right(starts, place) - 1]


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
