"""The tokenizer's errors that every browser mends without a trace (HTML, 13.2.2 Parse errors)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, Span, SyntaxProblem

_MESSAGES: Final = {
    "abrupt-closing-of-empty-comment": "This comment is closed before it has begun. Write <!-- -->.",
    "control-character-in-input-stream": "A control character stands here that no reader can see, often the trace of a "
    "failed conversion. Take it out.",
    "disallowed-processing-instruction-target": "HTML has no <?xml …?> lines, and browsers drop this one. Take it out.",
    "end-tag-with-attributes": "An end tag can carry no attributes, and browsers drop these. Move them to the start "
    "tag.",
    "end-tag-with-trailing-solidus": "An end tag needs no second slash. Take it away.",
    "incorrectly-closed-comment": "A comment ends with -->, not with --!>. Take the exclamation mark away.",
    "missing-whitespace-between-attributes": "A space is missing before this attribute. Put one there.",
    "noncharacter-in-input-stream": "A code stands here that is no character. Take it out.",
    "unexpected-question-mark-instead-of-tag-name": "HTML has no <? … ?> lines, and browsers drop this one. "
    "Take it out.",
    "unexpected-solidus-in-tag": "This slash inside the tag means nothing. Take it away.",
    "unexpected-doctype": "A document type belongs at the very top of a page, and browsers drop this one. Take it out.",
    "missing-doctype-name": "The document type names no type. Write <!doctype html>.",
    "missing-whitespace-before-doctype-name": "A space is missing in the document type. Write <!doctype html>.",
}
_GARBLING: Final = frozenset("\"'<")  # in a value without quotation marks: `parse-error` names these
_CONDITIONS: Final = ("<![if", "<![en")
_REMOVABLE: Final = frozenset({"control-character-in-input-stream", "noncharacter-in-input-stream"})


def check(page: Page) -> Iterator[Problem]:
    text = page.source.text
    stray = [
        problem.span.start
        for problem in page.syntax_problems
        if problem.code == "unexpected-character-in-attribute-name"
    ]
    tag_end = -1
    for problem in page.syntax_problems:
        if problem.code == "missing-whitespace-between-attributes":
            if problem.span.start > tag_end:
                tag_end = text.find(">", problem.span.start)
                tag_end = tag_end if tag_end >= 0 else len(text)
            # A quotation mark that ends a value too early is not a missing space: `parse-error` names it.
            place = bisect_left(stray, problem.span.start)
            if place < len(stray) and stray[place] <= tag_end:
                continue
        written = page.source.cut(problem.span)
        message = _MESSAGES.get(problem.code)
        if problem.code == "unexpected-character-in-unquoted-attribute-value" and not _GARBLING & set(written):
            message = "A value that holds “=” or “`” needs quotation marks around it. Put them there."
        if problem.code == "incorrectly-opened-comment" and written[:5].lower() in _CONDITIONS:
            message = "Only old versions of Internet Explorer read this condition, and browsers drop it. Take it out."
        if message is not None:
            yield Problem(problem.span, message, fixes=_fixes(problem, written))


def _fixes(problem: SyntaxProblem, written: str) -> tuple[Fix, ...]:
    start, end = problem.span
    if problem.code == "missing-whitespace-between-attributes":
        return (Fix("Put a space there.", (Edit(Span(start, start), " "),)),)
    if problem.code in _REMOVABLE:
        return (Fix("Take it out.", (Edit(problem.span, ""),)),)
    if problem.code == "incorrectly-closed-comment" and written.endswith("--!>"):
        return (Fix("Write -->.", (Edit(Span(end - len("--!>"), end), "-->"),)),)
    if problem.code == "unexpected-solidus-in-tag" and problem.name == "/":
        return (Fix("Take the slash away.", (Edit(problem.span, " "),)),)
    return ()
