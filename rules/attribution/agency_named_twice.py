"""An agency line that names one agency twice, perhaps under two names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from a11ylint.plugin import AgencyLine, Edit, Fix, Page, Passage, Problem, Span, agencies_in, is_agency


def check(page: Page) -> Iterator[Problem]:
    for line in page.article.agency_lines:
        seen: dict[str, Passage] = {}
        for place, name in enumerate(line.names):
            agency = _agency(page, name.text)
            if agency is None:
                continue
            first = seen.setdefault(agency, name)
            if first is not name:
                yield Problem(
                    name,
                    _message(first.text, name.text),
                    ((first, "It is named here first."),),
                    _fixes(page, line, place),
                )


def _agency(page: Page, name: str) -> str | None:
    """The agency that a name is, no less and no more: not "AP writer Mira Holm", not "AFP/Getty"."""
    found = agencies_in(name, page.article.house)
    if not is_agency(name, page.article.house) or len(found) != 1 or ("/" in name and found[0] != name):
        return None
    return found[0]


def _message(first: str, second: str) -> str:
    if first == second:
        return f"This line names {first} twice. Drop the second."
    return f"This line names one agency twice: {second} is {first}. Drop the second."


def _fixes(page: Page, line: AgencyLine, place: int) -> tuple[Fix, ...]:
    """Drop a name with what stands before it; the list's last gap keeps its "and"."""
    spans = [name.span for name in line.names]
    gaps = [Span(a.end, b.start) for a, b in pairwise(spans)]
    if any("<" in page.source.cut(gap) for gap in gaps):
        return ()
    edits = [Edit(Span(gaps[place - 1].start, spans[place].end), "")]
    left = [gap for number, gap in enumerate(gaps) if number != place - 1]
    if left:
        joined = page.source.cut(gaps[-1])
        last = joined.lstrip(",") if len(left) == 1 else joined
        if page.source.cut(left[-1]) != last:
            edits.insert(0, Edit(left[-1], last))
    return (Fix("Drop the second.", tuple(sorted(edits, key=lambda edit: edit.span))),)
