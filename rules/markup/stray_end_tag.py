"""An end tag that closes nothing (HTML, 13.2.6.4.7 The "in body" insertion mode)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, SyntaxProblem

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # HTML, 13.1.2: never have an end tag; `void-end-tag` names theirs
_MESSAGE: Final = (
    "This </{name}> closes nothing: either it is one too many, or an element before it was closed too early. "
    "Remove it, or put it where the element ends."
)
_PARAGRAPH: Final = (
    "This </p> closes nothing, and browsers make an empty paragraph of it. A paragraph ends by itself where a list, "
    "a heading, a figure or a <div> begins inside it. Remove the tag, or end the paragraph before that block."
)


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "stray-end-tag" and problem.name not in _VOID:
            yield Problem(problem.span, _message(problem), fixes=_fixes(problem))


def _message(problem: SyntaxProblem) -> str:
    if problem.name == "p":
        return _PARAGRAPH
    if "<" in problem.name:
        return f"This end tag </{problem.name.partition('<')[0]} lacks its >, and swallows the tag after it. Close it."
    return _MESSAGE.format(name=problem.name)


def _fixes(problem: SyntaxProblem) -> tuple[Fix, ...]:
    # What closes nothing adds nothing: only where it swallows another tag would its removal change the page.
    return () if "<" in problem.name else (Fix("Remove the tag.", (Edit(problem.span, ""),)),)
