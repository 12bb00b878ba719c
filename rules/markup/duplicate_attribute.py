"""An attribute is written twice in one tag; browsers keep the first (HTML, 13.1.2.3 Attributes)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, Span, SyntaxProblem

_GARBLED: Final = frozenset("<\"'")
_SPACE: Final = " \t\r\n\f"
_SHOWN: Final = 60
# HTML, "Attributes" index: those whose presence is all, whatever the value.
_BOOLEAN: Final = frozenset(
    "allowfullscreen async autofocus autoplay checked controls default defer disabled formnovalidate inert ismap "
    "itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected".split()
)


def check(page: Page) -> Iterator[Problem]:
    text = page.source.text
    stray = [
        problem.span.start
        for problem in page.syntax_problems
        if problem.code == "unexpected-character-in-attribute-name"
    ]
    place, tag_start, seen = 0, 0, 0
    for problem in page.syntax_problems:
        if problem.code != "duplicate-attribute":
            continue
        begun = text.rfind("<", seen, problem.span.start)
        tag_start, seen = (begun if begun >= 0 else tag_start), problem.span.start
        while place < len(stray) and stray[place] < tag_start:
            place += 1
        # A stray quotation mark in the same tag makes names of words: that is the mistake, not the repetition.
        if _GARBLED & set(problem.name) or (place < len(stray) and stray[place] < problem.span.end):
            continue
        yield _problem(page, problem)


def _problem(page: Page, problem: SyntaxProblem) -> Problem:
    second = _value(page.source.cut(problem.span))
    first = _value(page.source.cut(problem.related)) if problem.related is not None else None
    same = problem.name in _BOOLEAN or first == second
    start = problem.span.start
    while start and page.source.text[start - 1] in _SPACE:
        start -= 1
    edit = Edit(Span(start, problem.span.end), "")
    if same:
        message = f"The attribute “{problem.name}” stands twice in this tag. Remove one."
    else:
        message = (
            f"The attribute “{problem.name}” stands twice in this tag. Browsers keep the first and drop this one, "
            f"“{_short(second)}”: decide which is right."
        )
    related = ((problem.related, "It stands here first."),) if problem.related is not None else ()
    return Problem(problem.span, message, related, (Fix("Remove the second.", (edit,), safe=same),))


def _value(written: str) -> str:
    _, _, value = written.partition("=")
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0] else value


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
