"""Where a comment that suppresses a finding is to be written, and how."""

from __future__ import annotations

import re
from typing import Final

from a11ylint.document import Document, Element
from a11ylint.findings import INTERNAL_ERROR, Edit, Finding
from a11ylint.kind import Kind
from a11ylint.reading import Writing
from a11ylint.source import Span
from a11ylint.suppression import NO_REASON, UNUSED, covered_by_next

_OWN: Final = frozenset({INTERNAL_ERROR, UNUSED, NO_REASON})  # the engine's words, which cannot be suppressed
# What must stand first in a page, if it stands there.
_PROLOGUE: Final = re.compile(r"[ \t\r\n]*(?:<\?xml\b[^>]*>[ \t\r\n]*)?(?:<!doctype\b[^>]*>)?", re.IGNORECASE)
_MARKUP: Final = re.compile(r"[ \t\r\n]*<(?:[a-z]|!--)", re.IGNORECASE)
_LINE_END: Final = re.compile(r"\r\n?|\n")
_AS_WRITTEN: Final = frozenset({"pre", "textarea", "listing"})  # a line more would show in these


def can_be_suppressed(finding: Finding) -> bool:
    return finding.rule not in _OWN


def suppress_here(document: Document, finding: Finding, reason: str) -> Edit | None:
    """A comment before the innermost element that the finding begins in, or before its line of plain text.

    None where no such comment can stand: nothing but the file encloses the finding, or it is in a feed's escaped text.
    """
    if document.reading.writing is not Writing.AS_IS:
        return None
    comment, start = _comment("disable-next", finding.rule, reason), finding.span.start
    text = document.source.text
    if document.kind is Kind.TEXT:
        line = _line_start(text, start)
        said = _LINE_END.split(text[line:], maxsplit=1)[0]
        return _insert(line, f"{comment}{_line_end(text)}") if said.strip() else None
    element = _innermost(document, start)
    if element is None or covered_by_next(document, element.span.start) != element.whole:
        return None
    place = element.span.start
    indent = text[_line_start(text, place) : place]
    if indent.strip() or any(each.tag in _AS_WRITTEN for each in element.ancestors):
        return _insert(place, comment)
    return _insert(place, f"{comment}{_line_end(text)}{indent}")


def suppress_in_file(document: Document, finding: Finding, reason: str) -> Edit:
    """A comment for the whole file: at its top, or at its end where the top belongs to something else."""
    comment, text = _comment("disable-file", finding.rule, reason), document.source.text
    line_end = _line_end(text)
    if document.kind is Kind.TEXT:
        return _insert(0, f"{comment}{line_end}")
    prologue = _PROLOGUE.match(text)
    top = prologue.end() if prologue is not None else 0
    if _MARKUP.match(text, top) is None:  # a template's first words may have to stay first
        before = "" if not text or text.endswith(("\n", "\r")) else line_end
        return _insert(len(text), f"{before}{comment}{line_end}")
    return _insert(top, f"{line_end}{comment}" if text[:top].strip() else f"{comment}{line_end}")


def _comment(verb: str, rule: str, reason: str) -> str:
    return f"<!-- a11ylint-{verb} {rule}: {reason} -->"


def _innermost(document: Document, place: int) -> Element | None:
    """The written element that holds a place, and no other that does."""
    holding = [each for each in document.elements if not each.implied and _holds(each.whole, place)]
    return max(holding, key=lambda each: each.span.start, default=None)


def _holds(span: Span, place: int) -> bool:
    return span.start <= place < span.end


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _line_end(text: str) -> str:
    """How lines end in a text."""
    found = _LINE_END.search(text)
    return found[0] if found is not None else "\n"


def _insert(place: int, text: str) -> Edit:
    return Edit(Span(place, place), text)
