"""An agency line that is not written as a list should be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import AgencyLine, Edit, Element, Fix, Page, Passage, Problem, Span, is_agency

_ENGLISH: Final = re.compile(r"\b(?:by|from)\Z", re.IGNORECASE)
_TWO_COMMAS: Final = re.compile(r",(?:\s?,)+")
_TWO_ANDS: Final = re.compile(r"(?<!\w)(and|und|et|og|och|en|и|та|і)(?:,?\s\1)+(?!\w)", re.IGNORECASE)
_COMMA_AFTER_AND: Final = re.compile(r"\b(and),(?=\s)", re.IGNORECASE)
_STRAY_STOP: Final = re.compile(r"(?<![\s.])(?:\s\.|\.\s?\.)(?=[)\]]?\Z)")
_BRACKETS: Final = (("(", ")"), ("[", "]"))


def check(page: Page) -> Iterator[Problem]:
    for line in page.article.agency_lines:
        if line.names:
            yield from _slips(page, line.text)
            yield from _stops_between(page, line)
            yield from _brackets(line.text)
            yield from _no_and(page, line)
        elif _is_last(page, line):
            yield Problem(
                line, f'After "{line.phrase}" nobody is named. Name the agencies or people, or drop the line.'
            )


def _slips(page: Page, text: Passage) -> Iterator[Problem]:
    for pattern, right, message in (
        (_TWO_COMMAS, ",", "Two commas stand here where one belongs."),
        (_TWO_ANDS, None, "This word stands here twice."),
        (_COMMA_AFTER_AND, None, 'No comma belongs after "and".'),
        (_STRAY_STOP, ".", "A stray full stop stands here."),
    ):
        for match in pattern.finditer(text.text):
            mended = match.group(1) if right is None else right
            place = text.part(*match.span())
            yield Problem(place, f"{message} Drop it.", fixes=_replace(page, place.span, match.group().strip(), mended))


def _stops_between(page: Page, line: AgencyLine) -> Iterator[Problem]:
    """A full stop after an agency that is not the last: "AFP. Reuters"."""
    for name, following in pairwise(line.names):
        gap = page.source.cut(Span(name.span.end, following.span.start))
        if _are_agencies(page, name, following) and gap.startswith("."):
            stop = Span(name.span.end, name.span.end + 1)
            mended = "" if gap[1:2] in (",", ";") else ","
            yield Problem(stop, f"A stray full stop stands after {name.text}.", fixes=_replace(page, stop, ".", mended))


def _are_agencies(page: Page, *names: Passage) -> bool:
    return all(is_agency(name.text, page.article.house) for name in names)


def _brackets(text: Passage) -> Iterator[Problem]:
    for opening, closing in _BRACKETS:
        if text.text.count(opening) == text.text.count(closing):
            continue
        more, other = (opening, closing) if text.text.count(opening) > text.text.count(closing) else (closing, opening)
        at = text.text.find(more) if more == opening else text.text.rfind(more)
        yield Problem(
            text.part(at, at + 1), f'This bracket has no "{other}" that goes with it. Add that, or drop this one.'
        )


def _no_and(page: Page, line: AgencyLine) -> Iterator[Problem]:
    """An English list of agencies without "and" before the last."""
    names = line.names
    if len(names) < 2 or not _ENGLISH.search(line.phrase) or not _are_agencies(page, *names):
        return
    gap = Span(names[-2].span.end, names[-1].span.start)
    if page.source.cut(gap).strip() != ",":
        return
    right = " and " if len(names) == 2 else ", and "
    yield Problem(
        names[-1],
        f'"and" is missing before {names[-1].text}, the last of the list.',
        fixes=(Fix('Add "and".', (Edit(gap, right),)),),
    )


def _is_last(page: Page, line: AgencyLine) -> bool:
    """Whether nothing follows in the line's own box: names in a block of their own would."""
    if any(passage.span.start > line.span.start for passage in page.article.paragraphs):
        return False
    element = line.element
    if element is None or element.parent is None:
        return True
    later = [
        child for child in element.parent.children if not isinstance(child, Element) or child.index > element.index
    ]
    return not any(child.text.strip() for child in later if isinstance(child, Element))


def _replace(page: Page, place: Span, written: str, right: str) -> tuple[Fix, ...]:
    if page.source.cut(place) != written:
        return ()
    return (Fix(f'Write "{right}".' if right else "Drop it.", (Edit(place, right),)),)
