"""A JSON-LD script that is no JSON (RFC 8259)."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Edit, Fix, Page, Problem, Span, json_place

_TOKEN: Final = re.compile(r"[\w-]+|[^\w-]")
# A string, to its end or the script's; a comma before a closing bracket; a semicolon at the end.
_MENDABLE: Final = re.compile(
    r"(?P<string>\"(?:[^\"\\]|\\.)*+\"?)|(?P<comma>,)(?=[ \t\r\n]*+[}\]])|(?P<semicolon>;)\s*+\Z", re.DOTALL
)
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_SHORT_ESCAPES: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_REASONS: Final = (  # beginnings of what json says, and what it means to whoever must mend it
    ("Expecting value", "a value is missing before it"),
    (
        "Expecting ',' delimiter",
        "a comma is missing before it, or a quotation mark in the text before it has no backslash",
    ),
    ("Expecting ':' delimiter", "a colon is missing before it"),
    ("Expecting property name", "a name in quotation marks should stand there"),
    ("Invalid control character", "the text holds a line break or another control character, which must be escaped"),
    ("Invalid \\", "JSON knows no such escape after a backslash"),
    ("Unterminated string", "the text that begins there has no closing quotation mark"),
    ("Extra data", "the data have already ended"),
    ("Illegal trailing comma", "no comma may stand before a closing bracket"),
)


def check(page: Page) -> Iterator[Problem]:
    for block in page.article.structured.blocks:
        whole = json_place(block.element)
        text = page.source.cut(whole)
        fault = _fault(text) if text else None
        if fault is None:
            continue
        place, reason = fault
        found = Span(whole.start + place.start, whole.start + place.end)
        yield Problem(
            found,
            f"Search engines cannot read these structured data: at “{_shown(page.source.cut(found))}” {reason}.",
            ((block.element, "The script."),),
            _fixes(text, whole.start),
        )


def _fault(text: str) -> tuple[Span, str] | None:
    """Where a text stops being JSON, and why; None where it is JSON."""
    try:
        json.loads(text, parse_constant=_refuse)
    except _ConstantError as error:
        return _constant(text, str(error)), "a number is wanted, and this is none in JSON"
    except json.JSONDecodeError as error:
        return _judged(text, error)
    except (RecursionError, ValueError):
        return None
    return None


class _ConstantError(Exception):
    """A name of JavaScript's that JSON does not have."""


def _refuse(constant: str) -> float:
    raise _ConstantError(constant)


def _constant(text: str, name: str) -> Span:
    """The first place of a name outside strings."""
    strings = deque(match.span() for match in _MENDABLE.finditer(text) if match["string"] is not None)
    for match in re.finditer(re.escape(name), text):
        while strings and strings[0][1] <= match.start():
            strings.popleft()
        if not strings or match.start() < strings[0][0]:
            return Span(*match.span())
    return Span(0, len(text))


def _judged(text: str, error: json.JSONDecodeError) -> tuple[Span, str]:
    reason = next((why for said, why in _REASONS if error.msg.startswith(said)), error.msg)
    at = min(error.pos, max(len(text) - 1, 0))
    before = len(text[:at].rstrip()) - 1
    # Readers of JSON differ in whether they blame the comma or the bracket after it.
    if text[at] in "}]" and before >= 0 and text[before] == ",":
        return Span(before, before + 1), dict(_REASONS)["Illegal trailing comma"]
    return _place(text, at, error), reason


def _place(text: str, at: int, error: json.JSONDecodeError) -> Span:
    if error.msg.startswith("Invalid control character"):
        string = next((match for match in _MENDABLE.finditer(text) if match.start() <= at < match.end()), None)
        return Span(*string.span()) if string is not None else Span(at, at + 1)
    token = _TOKEN.match(text, at)
    return Span(at, token.end() if token is not None else at + 1)


def _fixes(text: str, start: int) -> tuple[Fix, ...]:
    """All that can be mended at once, if that makes it JSON."""
    edits = tuple(_edits(text))
    mended, place = [], 0
    for edit in edits:
        mended += [text[place : edit.span.start], edit.text]
        place = edit.span.end
    if not edits or _fault("".join((*mended, text[place:]))) is not None:
        return ()
    moved = (Edit(Span(start + edit.span.start, start + edit.span.end), edit.text) for edit in edits)
    return (Fix("Make it JSON; the data stay the same.", tuple(moved)),)


def _edits(text: str) -> Iterator[Edit]:
    for match in _MENDABLE.finditer(text):
        if match["string"] is None:
            yield Edit(Span(*match.span(match.lastgroup or 0)), "")
            continue
        for control in _CONTROL.finditer(text, *match.span()):
            escape = _SHORT_ESCAPES.get(control.group(), f"\\u{ord(control.group()):04x}")
            yield Edit(Span(*control.span()), escape)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
