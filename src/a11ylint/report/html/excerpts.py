"""A page's findings in its source: each place marked and numbered, and under it what is wrong and the fix as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from a11ylint.findings import Certainty, Edit, Finding, Fix, Severity
from a11ylint.places import Located
from a11ylint.report.html.markup import EMPTY, Markup, join, source_text, tag, text
from a11ylint.report.proof import Excerpt, Proof
from a11ylint.report.text import counted
from a11ylint.source import Span

_MOST_LISTED: Final = 1_000  # findings of one page
_NEAR: Final = 60  # characters kept to each side of an edit
_LONGEST: Final = 240  # characters shown of what an edit takes out or puts in
_MOST_HUNKS: Final = 4
WORDS: Final = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTICE: "Notice"}


class Numbered(NamedTuple):
    """A finding with its number on the page, from 1."""

    number: int
    finding: Finding


def draw_findings(page: int, findings: Sequence[Finding], source: Located, proof: Proof | None, most: int) -> Markup:
    """All findings of a page, the worst `most` of them under the source they stand in; the others are listed."""
    numbered = [Numbered(number, finding) for number, finding in enumerate(findings[:_MOST_LISTED], 1)]
    worst = {each.number for each in sorted(numbered, key=lambda each: each.finding.severity.rank)[:most]}
    placed: dict[Excerpt, list[Numbered]] = {}
    rest: list[Numbered] = []
    for each in numbered:
        excerpt = proof.excerpt(each.finding.span) if proof is not None and each.number in worst else None
        if excerpt is None:
            rest.append(each)
        else:
            placed.setdefault(excerpt, []).append(each)
    parts = [
        tag("div", _source(page, excerpt, found), _list(page, found, source, proof), class_="excerpt")
        for excerpt, found in placed.items()
    ]
    if rest:
        more = tag("p", "More findings, without their source", class_="more") if placed else None
        parts.append(tag("div", more, _list(page, rest, source, None), class_="excerpt"))
    if len(findings) > _MOST_LISTED:
        parts.append(tag("p", f"{len(findings) - _MOST_LISTED:,} more findings are not listed here.", class_="more"))
    return join(parts)


def _source(page: int, excerpt: Excerpt, found: Sequence[Numbered]) -> Markup:
    """The excerpt, a line of source a line, marked."""
    lines = list(_lines(excerpt))
    indent = _indent(lines, whole=excerpt.whole)
    drawn = []
    for number, line in enumerate(lines):
        cut = indent if number or excerpt.whole else 0
        lead = Markup('<span class="cut">… </span>') if not number and not excerpt.whole else EMPTY
        shown = _Line(line.start + cut, line.words[cut:], line.behind)
        tail = _tail(excerpt, found) if number == len(lines) - 1 else EMPTY
        drawn.append(
            Markup(f'<code data-n="{excerpt.line + number}">{join(lead, _marked(page, shown, found), tail)}\n</code>')
        )
    first, last = excerpt.line, excerpt.line + len(lines) - 1
    label = f"Source, line {first}" if first == last else f"Source, lines {first} to {last}"
    return tag("pre", join(drawn), dir="ltr", role="group", aria_label=label)


class _Line(NamedTuple):
    """A line of source, without its end: `behind` is the offset at which the next one begins."""

    start: int
    words: str
    behind: int


def _lines(excerpt: Excerpt) -> Iterator[_Line]:
    """The lines of an excerpt; the last one takes in whatever stands at its end."""
    place = excerpt.start
    lines = excerpt.text.replace("\r\n", "\0\n").replace("\r", "\n").split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, 1):
        behind = place + len(line) + 1
        yield _Line(place, line.removesuffix("\0"), behind if number < len(lines) else excerpt.end + 1)
        place = behind


def _indent(lines: Sequence[_Line], *, whole: bool) -> int:
    """White space that begins every line, which need not be shown; the first counts where it is `whole`."""
    words = [line.words for line in lines[not whole :] if line.words.strip()]
    return min((len(each) - len(each.lstrip()) for each in words), default=0)


def _marked(page: int, line: _Line, found: Sequence[Numbered]) -> Iterator[Markup]:
    """A line's words, cut wherever a finding begins or ends; where one begins, its number stands."""
    start, end = line.start, line.start + len(line.words)
    here = [
        (each, Span(max(each.finding.span.start, start), min(each.finding.span.end, end)))
        for each in found
        if each.finding.span.start < line.behind and each.finding.span.end >= start
    ]
    begun = {each.number for each, _ in here if each.finding.span.start < line.start and each.finding.span.end > start}
    labelled: set[int] = set()
    cuts = sorted({start, end, *(min(place, end) for _, span in here for place in span if place > start)})
    for begin, stop in [*pairwise(cuts), (end, end)]:
        labels = [each for each, span in here if each.number not in begun | labelled and min(span.start, end) == begin]
        labelled |= {each.number for each in labels}
        covering = [each for each, span in here if span.start <= begin < stop <= span.end]
        refs = Markup(" ".join(_label(page, each) for each in labels))
        piece = source_text(line.words[begin - start : stop - start])
        if covering:
            yield _mark(covering, join(refs, piece))
        else:
            yield join(_mark(labels, refs) if labels else EMPTY, piece)


def _tail(excerpt: Excerpt, found: Sequence[Numbered]) -> Markup:
    """That a line goes on, or how much of a place is not shown."""
    beyond = max((each.finding.span.end - excerpt.end for each in found), default=0)
    if beyond > 0:
        return tag("span", f" … and {counted(beyond, 'character')} more", class_="cut")
    return EMPTY if excerpt.ended else Markup('<span class="cut"> …</span>')


def _mark(found: Sequence[Numbered], content: Markup) -> Markup:
    worst = min((each.finding.severity for each in found), key=lambda severity: severity.rank)
    numbers = " ".join(str(each.number) for each in found)
    return tag("mark", content, class_=worst.value, data_f=numbers)


def _label(page: int, each: Numbered) -> Markup:
    spoken = tag("span", f"{WORDS[each.finding.severity]} ", class_="vh")
    return tag("a", spoken, each.number, class_="ref", href=f"#p{page}-f{each.number}")


def _list(page: int, found: Iterable[Numbered], source: Located, proof: Proof | None) -> Markup:
    items = (_item(page, each, source, proof) for each in found)
    return tag("ol", items, class_="found")


def _item(page: int, each: Numbered, source: Located, proof: Proof | None) -> Markup:
    finding = each.finding
    place = source.position(finding.span.start)
    likely = tag("span", "likely", class_="likely") if finding.certainty is Certainty.LIKELY else None
    related = [
        join("; ", f"line {source.position(other.span.start).line}: ", tag("bdi", other.message))
        for other in finding.related[:5]
    ]
    return tag(
        "li",
        tag(
            "p",
            tag("span", each.number, class_="n"),
            tag("b", WORDS[finding.severity], class_="severity"),
            " ",
            *([likely, " "] if likely is not None else []),
            tag("span", finding.message, dir="auto"),
            class_="message",
        ),
        tag(
            "p",
            f"Line {place.line}, column {place.column}",
            related,
            " · ",
            tag("a", "Why: ", tag("code", finding.rule), href=f"#rule-{finding.rule}", class_="why"),
            class_="place",
        ),
        _fix(finding.fixes[0], source, proof) if finding.fixes else None,
        id=f"p{page}-f{each.number}",
        class_=finding.severity.value,
        data_f=each.number,
        tabindex="-1",
    )


def _fix(fix: Fix, source: Located, proof: Proof | None) -> Markup:
    safe = "" if fix.safe else " (changes what the article says: look at it first)"
    hunks = _hunks(fix.edits, proof) if proof is not None else []
    more = len(hunks) - _MOST_HUNKS
    return tag(
        "div",
        tag("p", tag("b", "Fix"), " ", tag("span", fix.message, dir="auto"), safe),
        [_diff(source, excerpt, edits) for excerpt, edits in hunks[:_MOST_HUNKS]],
        tag("p", f"… and {counted(more, 'place')} more") if more > 0 else None,
        class_="fix",
    )


def _hunks(edits: Iterable[Edit], proof: Proof) -> list[tuple[Excerpt, list[Edit]]]:
    """Edits whose place is kept, those that stand close together as one."""
    hunks: list[tuple[Excerpt, list[Edit]]] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        excerpt = proof.excerpt(edit.span)
        if excerpt is None:
            continue
        if hunks and hunks[-1][0] == excerpt and edit.span.start - hunks[-1][1][-1].span.end <= 2 * _NEAR:
            hunks[-1][1].append(edit)
        else:
            hunks.append((excerpt, [edit]))
    return hunks


def _diff(source: Located, excerpt: Excerpt, edits: Sequence[Edit]) -> Markup:
    """The lines before and after some edits; what is taken out and put in is marked."""
    first, last = edits[0].span.start, edits[-1].span.end
    start, lead = _back(excerpt, first)
    end, tail = _forth(excerpt, last)
    old: list[Markup] = [text(lead)]
    new: list[Markup] = [text(lead)]
    place = start
    for edit in edits:
        same = source_text(_cut(excerpt, Span(place, edit.span.start)))
        gone = _cut(excerpt, edit.span)
        old += (same, tag("del", _shortened(gone, edit.span.end - edit.span.start)) if gone else EMPTY)
        new += (same, tag("ins", _shortened(edit.text, len(edit.text))) if edit.text else EMPTY)
        place = edit.span.end
    same = source_text(_cut(excerpt, Span(place, end)))
    line = source.position(first).line
    return tag(
        "div",
        tag("div", tag("span", "Before", class_="when"), tag("code", old, same, tail), class_="old"),
        tag(
            "div",
            tag("span", "After", class_="when"),
            tag("code", new, same, tail) if join(new, same).strip() else tag("span", "nothing", class_="none"),
            class_="new",
        ),
        class_="diff",
        dir="ltr",
        role="group",
        aria_label=f"Line {line}, before and after the fix",
    )


def _cut(excerpt: Excerpt, span: Span) -> str:
    return excerpt.text[max(span.start - excerpt.start, 0) : max(span.end - excerpt.start, 0)]


def _back(excerpt: Excerpt, place: int) -> tuple[int, str]:
    """Where the line of a place begins, or what is near of it."""
    before = _cut(excerpt, Span(max(place - _NEAR, excerpt.start), place))
    line = max(before.rfind("\n"), before.rfind("\r"))
    begun = before[line + 1 :].lstrip() if line >= 0 else before
    at_start = line >= 0 or (place - len(before) == excerpt.start and excerpt.whole)
    return place - len(begun), "" if at_start else "… "


def _forth(excerpt: Excerpt, place: int) -> tuple[int, str]:
    """Where the line of a place ends, or what is near of it."""
    behind = _cut(excerpt, Span(place, place + _NEAR))
    ends = [end for end in (behind.find("\n"), behind.find("\r")) if end >= 0]
    return (place + min(ends), "") if ends else (place + len(behind), " …" if len(behind) == _NEAR else "")


def _shortened(words: str, length: int) -> Markup:
    if len(words) <= _LONGEST and length <= _LONGEST:
        return source_text(words)
    return join(
        source_text(words[:_LONGEST]), f" … and {counted(length - min(len(words), _LONGEST), 'character')} more"
    )
