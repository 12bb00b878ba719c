"""Findings for people: the place, a plain sentence, the line of source with a marker under the exact words."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final

from a11ylint import patterns as re
from a11ylint.findings import Certainty, Finding, Severity
from a11ylint.places import Located
from a11ylint.records import dataclass
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.source import REACH, Span

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_CONTEXT: Final = 24  # columns of source kept before a place on a line too long to show
_TURNING: Final = (
    "\u2028-\u202e\u2066-\u2069"  # separators of lines and paragraphs, overrides and isolates of direction
)
_CONTROLS: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNING}]|\r(?!\n)")
# What JSON and XML let stand as it is, though a terminal would obey it, text be turned round by it, or some reader of
# lines take it for the end of one. Both can write it by its number.
ACTING: Final = re.compile(f"[\x7f-\x9f{_TURNING}]")
_ZERO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Style:
    """How to write for this terminal: with colours or without, and how wide a line of source may be."""

    colour: bool = False
    width: int = 110

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


class _Text:
    """What the formats for people share."""

    def __init__(self, setting: Setting) -> None:
        self.style = Style(setting.colour, setting.width)
        self.quiet = setting.quiet

    def close(self, summary: Summary) -> Iterator[str]:
        if not self.quiet:
            yield summary_line(summary, self.style)


class Full(_Text):
    def add(self, result: FileResult) -> Iterator[str]:
        return full(result, self.style)


class Concise(_Text):
    def add(self, result: FileResult) -> Iterator[str]:
        return concise(result, self.style)


class Grouped(_Text):
    def add(self, result: FileResult) -> Iterator[str]:
        return grouped(result, self.style)


def full(result: FileResult, style: Style) -> Iterator[str]:
    """Each finding as a small paragraph."""
    if result.unreadable or result.source is None:
        yield _unreadable(result, style)
        return
    for finding in result.findings:
        yield _headline(finding, result.source, style)
        yield from _excerpt(finding.span, result.source, style, _COLOURS[finding.severity])
        for related in finding.related:
            place = result.source.position(related.span.start)
            yield style.paint(f"      {place.line}:{place.column} {printable(related.message)}", "2")
        for fix in finding.fixes[:1]:
            yield style.paint(f"      fix: {printable(fix.message)}", "2")
        yield ""


def concise(result: FileResult, style: Style) -> Iterator[str]:
    """Each finding on one line."""
    if result.unreadable or result.source is None:
        yield _unreadable(result, style)
        return
    for finding in result.findings:
        yield _headline(finding, result.source, style)


def grouped(result: FileResult, style: Style) -> Iterator[str]:
    """The path once, and each finding on a line under it."""
    if result.unreadable or result.source is None:
        yield _unreadable(result, style)
        return
    if not result.findings:
        return
    yield style.paint(printable(result.path), "1")
    for finding in result.findings:
        position = result.source.position(finding.span.start)
        likely = " (likely)" if finding.certainty is Certainty.LIKELY else ""
        severity = style.paint(f"{finding.severity.value}{likely}", _COLOURS[finding.severity])
        place = f"{position.line}:{position.column}"
        yield f"  {place:<9} {severity}: {printable(finding.message)} {style.paint(f'[{finding.rule}]', '2')}"
    yield ""


def summary_line(summary: Summary, style: Style) -> str:
    """The last line: how much was read, and what was found."""
    counts = [
        counted(summary.error, "error"),
        counted(summary.warning, "warning"),
        counted(summary.notice, "notice"),
    ]
    found = ", ".join(count for count in counts if not count.startswith("0 "))
    read = counted(summary.files, "file") + " checked"
    skipped = f", {summary.skipped} not readable" if summary.skipped else ""
    if found:
        worst = next(
            severity
            for severity, count in zip(Severity, (summary.error, summary.warning, summary.notice), strict=True)
            if count
        )
        return style.paint(f"{read}{skipped}: {found}", _COLOURS[worst])
    return style.paint(f"{read}{skipped}: nothing found", "31" if summary.skipped else "32")


def printable(text: str) -> str:
    """Text that cannot command a terminal: control characters and lone surrogates made visible."""
    if text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else _visible(character) for character in text)


def printable_lines(text: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(map(printable, text.split("\n")))


def without_controls(text: str) -> str:
    """Text for machines that may end on a terminal: what acts, but line ends and tabs, made U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def _is_harmless(character: str) -> bool:
    # Joiners and directional marks belong to words; bidi overrides (Trojan source) do not.
    return (
        character.isprintable()
        or character in "\u200c\u200d\u200e\u200f\u00ad"
        or unicodedata.category(character) == "Zs"
    )


def _visible(character: str) -> str:
    if character in "\t\n\r\f\v":
        return " "
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def _unreadable(result: FileResult, style: Style) -> str:
    return f"{printable(result.path)}: {style.paint('not readable', '31')}: {printable(result.unreadable)}"


def _headline(finding: Finding, source: Located, style: Style) -> str:
    position = source.position(finding.span.start)
    place = style.paint(f"{printable(finding.path)}:{position.line}:{position.column}", "1")
    likely = " (likely)" if finding.certainty is Certainty.LIKELY else ""
    severity = style.paint(f"{finding.severity.value}{likely}", _COLOURS[finding.severity])
    return f"{place}: {severity}: {printable(finding.message)} {style.paint(f'[{finding.rule}]', '2')}"


def _excerpt(span: Span, source: Located, style: Style, colour: str) -> Iterator[str]:
    """The line a span begins on, cut to the terminal around the span, and a marker under it."""
    position = source.position(span.start)
    before, words, behind = source.window(span)
    room = max(style.width - 10, 30)
    whole = len(before) < REACH and (_width(before + words) <= room or _width(before) <= _CONTEXT)
    begin = 0 if whole else max(len(before) - _CONTEXT, 0)
    lead = "…" if begin else ""
    shown = lead + printable(before[begin:])
    marked = printable(words)
    rest = printable(behind[:room])
    available = max(room - _width(shown), 8)
    tail = ""
    if _width(marked) > available:
        marked, rest, tail = _fit(marked, available), "", "…"
    elif _width(marked) + _width(rest) > available:
        rest, tail = _fit(rest, available - _width(marked)), "…"
    number = f"{position.line:>5}"
    indent = len(shown) - len(shown.lstrip()) if not begin else 0
    shown = shown[indent:]
    yield f"{style.paint(f'{number} |', '2')} {shown}{marked}{rest}{tail}"
    marker = "^" * max(_width(marked), 1)
    yield f"{style.paint('      |', '2')} {' ' * _width(shown)}{style.paint(marker, colour)}"


def _fit(text: str, width: int) -> str:
    """As much of a text as fits in so many columns."""
    return text[: bisect_right(tuple(accumulate(map(_columns, text))), width)]


def _width(text: str) -> int:
    """Columns on a terminal: two for wide East Asian characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def counted(number: int, noun: str) -> str:
    """``1 page``, ``1,204 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
