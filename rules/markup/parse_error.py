"""The tokenizer's errors by which something is lost or garbled (HTML, 13.2.2 Parse errors)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, Span, SyntaxProblem

_MESSAGES: Final = {
    "abrupt-doctype-public-identifier": "The document type ends in the middle. Write <!doctype html>.",
    "abrupt-doctype-system-identifier": "The document type ends in the middle. Write <!doctype html>.",
    "cdata-in-html-content": "Browsers take a CDATA section for a comment and hide it. Write the words as they are.",
    "eof-before-tag-name": "The file ends at an unfinished tag. Is the rest of the page missing?",
    "eof-in-cdata": "The file ends inside a CDATA section. Close it with ]]>, or find the missing rest of the page.",
    "eof-in-comment": "This comment is never closed, so everything after it is hidden. Close it with -->.",
    "eof-in-doctype": "The file ends inside the document type. Is the rest of the page missing?",
    "eof-in-script-html-comment-like-text": "The file ends inside a comment in a script. Close the script, "
    "or find the missing rest of the page.",
    "eof-in-tag": "This tag is never finished: a quotation mark or its > is missing, and all that follows is lost. "
    "Close it.",
    "incorrectly-opened-comment": "Browsers take this for a comment and hide it. Write a comment as <!-- … -->, "
    "and a less-than sign in the text as &lt;.",
    "invalid-first-character-of-tag-name": "This < begins no tag. Write it as &lt; if readers are to see it.",
    "missing-attribute-value": "After this = there is no value. Write one, or take the = away.",
    "missing-end-tag-name": "This end tag names no element, and browsers drop it. Write which element ends here.",
    "nested-comment": "A comment begins inside a comment: the outer one ends with the inner, and readers see the rest "
    "of it. Take the inner one out.",
    "unexpected-equals-sign-before-attribute-name": "This = follows no attribute's name, so browsers take it for "
    "part of the next name. Write the name, or take the = away.",
    "unexpected-null-character": "A null character stands here, left by a damaged file or a failed conversion. "
    "Write what was meant, or take it out.",
}
_QUOTE_IN_NAME: Final = (
    "This quotation mark belongs to no value, so browsers take it for part of an attribute's name. Remove it, or write "
    "it &quot; if it belongs to the value before it."
)
_QUOTE_TOO_EARLY: Final = (
    "This quotation mark ends the value too early, and browsers take what follows for attributes. "
    "Write it &quot; if it belongs to the value."
)
_QUOTE_DOUBLED: Final = "The quotation mark before this one ends the value already. Remove this one."
_TAG_IN_TAG: Final = "This < stands inside a tag: the tag before it lacks its >. Close that tag first."
_QUOTE_IN_VALUE: Final = (
    "A quotation mark or < stands in this value, which has no quotation marks around it. Put the whole value in "
    "quotation marks."
)
_GARBLING: Final = frozenset("\"'<")  # in a value without quotation marks; `forgiven-syntax` names the others
_QUOTED_NAMES: Final = "unexpected-character-in-attribute-name"
_UNQUOTED_VALUES: Final = "unexpected-character-in-unquoted-attribute-value"

_CONDITIONS: Final = ("<![if", "<![en")  # for Internet Explorer up to 9; `forgiven-syntax` names them
_AFTER_VALUE: Final = frozenset(" \t\r\n\f/>")
_IN_TAGS: Final = frozenset({_QUOTED_NAMES, _UNQUOTED_VALUES, "unexpected-equals-sign-before-attribute-name"})


def check(page: Page) -> Iterator[Problem]:
    garbled_until = -1
    text = page.source.text
    # In the tag at hand: the first word that follows a quotation mark without a space, and where the tag ends.
    gap, gap_end = -1, -1
    for problem in page.syntax_problems:
        written = page.source.cut(problem.span)
        if problem.code == "missing-whitespace-between-attributes" and "=" not in written:
            if problem.span.start > gap_end:
                gap, gap_end = problem.span.start, _tag_end(text, problem.span.start)
            continue
        message = _message(problem, written)
        if message is None or _is_harmless(problem, written, text):
            continue
        # One lost quotation mark garbles the rest of its tag: only the first place is the author's.
        if problem.code in _IN_TAGS:
            if problem.span.start < garbled_until:
                continue
            garbled_until = _tag_end(text, problem.span.end)
        span = _narrow(problem, written)
        if message == _QUOTE_IN_NAME and gap <= span.start < gap_end:
            if text[gap] == text[gap - 1] and text[gap + 1 : gap + 2] in _AFTER_VALUE:
                span, message = Span(gap, gap + 1), _QUOTE_DOUBLED
            else:
                span, message = Span(gap - 1, gap), _QUOTE_TOO_EARLY  # the mark that ended the value too early
        fixes = _fixes(problem, span, written) if message != _QUOTE_DOUBLED else (Fix("Remove it.", (Edit(span, ""),)),)
        yield Problem(span, message, fixes=fixes)


def _is_harmless(problem: SyntaxProblem, written: str, text: str) -> bool:
    """What loses and shows nothing: a comment whose end is the outer one's too, a condition for old browsers."""
    if problem.code == "nested-comment":
        following = text.find("<!--", problem.span.end)
        return text.find("-->", problem.span.end, following if following >= 0 else len(text)) < 0
    return problem.code == "incorrectly-opened-comment" and written[:5].lower() in _CONDITIONS


def _tag_end(text: str, start: int) -> int:
    end = text.find(">", start)
    return end if end >= 0 else len(text)


def _message(problem: SyntaxProblem, written: str) -> str | None:
    if problem.code == _QUOTED_NAMES:
        return _TAG_IN_TAG if "<" in written else _QUOTE_IN_NAME
    if problem.code == _UNQUOTED_VALUES:
        return _QUOTE_IN_VALUE if _GARBLING & set(written) else None
    return _MESSAGES.get(problem.code)


def _narrow(problem: SyntaxProblem, written: str) -> Span:
    """Where no tag and no attribute begins, only what looks like one: not what comes after it."""
    start, end = problem.span
    if problem.code in ("invalid-first-character-of-tag-name", "eof-before-tag-name"):
        return Span(start, start + (2 if written.startswith("</") else 1))
    if problem.code == "unexpected-equals-sign-before-attribute-name":
        return Span(start, start + 1)
    if problem.code == _QUOTED_NAMES and "<" not in written:
        mark = min(at for quote in "\"'" if (at := written.find(quote)) >= 0)
        return Span(start + mark, start + mark + 1)
    return Span(start, end)


def _fixes(problem: SyntaxProblem, span: Span, written: str) -> tuple[Fix, ...]:
    if problem.code == "invalid-first-character-of-tag-name" and span.end == span.start + 1:
        return (Fix("Write &lt;.", (Edit(span, "&lt;"),)),)
    if problem.code == "missing-attribute-value" and written.endswith("="):
        return (Fix("Take the = away.", (Edit(span, written.rstrip("= \t\r\n\f")),)),)
    if problem.code == "missing-end-tag-name" and written == "</>":
        return (Fix("Remove it.", (Edit(span, ""),)),)
    return ()
