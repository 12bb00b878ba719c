"""The HTML report: one file, complete in itself, for whoever reviews pages.

Pages are drawn as they come and kept packed: a report's script unpacks a page when somebody opens it. Without a script
the summary, the explanations of the rules and the worst pages can be read.

Every page and finding is counted, listed and can be searched. The source is drawn around the 100 worst findings of a
page until the packed pages together take half of `ROOM`; then around 10 of a page, from three quarters on around none,
and once the room is full, further pages cannot be opened. The list itself takes 1 to 2 KB a page.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from heapq import heappush, heappushpop
from typing import Final

from a11ylint.findings import Certainty, Finding, Severity
from a11ylint.report.html.cards import draw_card, readability
from a11ylint.report.html.controls import draw_controls
from a11ylint.report.html.excerpts import draw_findings
from a11ylint.report.html.explanations import draw_rule
from a11ylint.report.html.layout import Chapter, data_script, draw_document, made_today
from a11ylint.report.html.markup import EMPTY, Markup, in_script, join, plain, tag
from a11ylint.report.html.overview import Overview
from a11ylint.report.html.summary import draw_summary
from a11ylint.report.model import About, FileResult, Setting, Summary
from a11ylint.report.proof import MOST_PROOFED
from a11ylint.report.text import counted

__all__ = ["ROOM", "Chapter", "Report"]

ROOM: Final = 64 * 1024 * 1024  # bytes of packed pages
_FEWER: Final = 10  # findings of a page whose source is drawn once half of the room is taken
_TOGETHER: Final = 16  # pages packed as one: alike they pack well
_WITHOUT_SCRIPT: Final = 10  # pages that need no script
_SEVERITIES: Final = list(Severity)
_LIKELY: Final = 4
_FIXABLE: Final = 8


class Report:
    """Draws each page when it comes, and the document when all have come.

    `chapters` are put between the summary and the pages by whoever has more to tell of the run.
    """

    def __init__(self, setting: Setting, chapters: Sequence[Chapter] = (), room: int = ROOM) -> None:
        self._rules = setting.rules
        self._chapters = tuple(chapters)
        self._overview = Overview()
        self._index = _Index()
        self._packs = _Packs(room)
        self._worst: list[tuple[tuple[int, ...], int, Markup]] = []

    def add(self, result: FileResult) -> Iterator[str]:
        number = self._index.add(result)
        self._overview.add(result)
        drawn = _draw_page(number, result, self._packs.most)
        self._packs.add(drawn)
        found = [sum(finding.severity is severity for finding in result.findings) for severity in Severity]
        # The worst are kept as they are: a heap whose first is the least bad.
        entry = ((bool(result.unreadable), *found), -number, _draw_row(number, result, found, drawn))
        if len(self._worst) < _WITHOUT_SCRIPT:
            heappush(self._worst, entry)
        else:
            heappushpop(self._worst, entry)
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        pages = self._index.pages
        title = f"a11ylint: {counted(pages, 'page')}"
        chapters = (
            Chapter("summary", "Summary", draw_summary(self._overview, self._rules)),
            *self._chapters,
            Chapter("pages", "Pages", self._list()),
        )
        why = Chapter("rules", "Why these are findings", self._explanations())
        data = (
            data_script(self._index.close(), id="index"),
            *(data_script(in_script(pack), class_="pack") for pack in self._packs.close()),
        )
        yield from draw_document(title, self._lead(), made_today(), chapters, why, data)

    def _lead(self) -> str:
        overview = self._overview
        pages = counted(overview.all.pages, "page")
        if not overview.all.findings:
            return f"Nothing was found on {pages}."
        return f"{counted(overview.all.findings, 'finding')} on {overview.touched:,} of {pages}."

    def _list(self) -> Markup:
        rows = [row for *_, row in sorted(self._worst, key=lambda each: each[:2], reverse=True)]
        shown = "All pages" if len(rows) == self._index.pages else f"The {len(rows)} pages with the worst findings"
        note = tag(
            "noscript", tag("p", f"{shown} are below. Filters, search and other pages need JavaScript.", class_="note")
        )
        return tag(
            "div",
            draw_controls(self._index.rules, self._index.sections, self._index.publishers),
            tag(
                "div",
                note if rows else None,
                tag("p", role="status", id="status"),
                tag("ol", rows, id="list", class_="pages"),
                tag("button", "Show more pages", type="button", id="more", hidden=True),
                class_="results",
            ),
            class_="browser",
        )

    def _explanations(self) -> Markup:
        ranked = sorted(self._overview.rules.items(), key=lambda item: (-item[1].findings, item[0]))
        if not ranked:
            return tag("p", "No rule was broken.")
        return tag("div", (draw_rule(id_, self._rules.get(id_), tally.findings, tally.pages) for id_, tally in ranked))


class _Index:
    """What the script filters, sorts and searches: a line of JSON a page, words that come often by their number."""

    def __init__(self) -> None:
        self.rules: dict[str, int] = {}
        self.sections: dict[str, int] = {}
        self.publishers: dict[str, int] = {}
        self._messages: dict[str, int] = {}
        self._lines: list[Markup] = []

    @property
    def pages(self) -> int:
        return len(self._lines)

    def add(self, result: FileResult) -> int:
        """Enter a page; its number, from 0."""
        about = result.about or About()
        figure = readability(about)
        line = [
            plain(result.path),
            plain(about.headline),
            _number_of(plain(about.publisher), self.publishers),
            _number_of(plain(about.section), self.sections),
            plain(about.published[:10]),
            about.words,
            round(figure, 1) if figure is not None else None,
            plain(result.unreadable),
            [part for finding in result.findings for part in self._finding(finding)],
        ]
        self._lines.append(in_script(line))
        return len(self._lines) - 1

    def close(self) -> Markup:
        """The whole as JSON."""
        words = {
            "rules": list(self.rules),
            "sections": list(self.sections),
            "publishers": list(self.publishers),
            "messages": list(self._messages),
            "together": _TOGETHER,
        }
        return Markup(f'{in_script(words)[:-1]},"pages":[\n' + ",\n".join(self._lines) + "]}")

    def _finding(self, finding: Finding) -> tuple[int, int, int]:
        flags = _SEVERITIES.index(finding.severity)
        flags |= _LIKELY if finding.certainty is Certainty.LIKELY else 0
        flags |= _FIXABLE if finding.fixes else 0
        return (
            _number_of(plain(finding.rule), self.rules),
            _number_of(plain(finding.message), self._messages),
            flags,
        )


def _number_of(word: str, known: dict[str, int]) -> int:
    return known.setdefault(word, len(known))


class _Packs:
    """Drawn pages, packed some together: zlib, in base64."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._open: list[str] = []
        self._packed: list[str] = []
        self._size = 0

    @property
    def most(self) -> int | None:
        """The findings of a page whose source there is room for; None where there is no room for a page."""
        taken = self._size / self._room
        return MOST_PROOFED if taken < 0.5 else _FEWER if taken < 0.75 else 0 if taken < 1 else None

    def add(self, drawn: Markup) -> None:
        self._open.append(drawn)
        if len(self._open) == _TOGETHER:
            self._pack()

    def close(self) -> list[str]:
        if self._open:
            self._pack()
        return self._packed

    def _pack(self) -> None:
        packed = base64.b64encode(zlib.compress(json.dumps(self._open).encode(), 6)).decode()
        self._packed.append(packed)
        self._size += len(packed)
        self._open = []


def _draw_page(number: int, result: FileResult, most: int | None) -> Markup:
    """All that is shown of a page once it is opened."""
    if result.unreadable or result.source is None:
        return tag("p", tag("b", "Not readable: "), result.unreadable)
    if most is None:
        return tag("p", "This report is full. To see what was found here, check this page alone.")
    proof, about = result.proof, result.about
    return join(
        draw_card(proof.card, about) if proof is not None else EMPTY,
        tag(
            "div",
            tag("h4", "Findings in the source" if result.findings else "Nothing was found on this page"),
            draw_findings(number, result.findings, result.source, proof, most),
            class_="source",
        ),
    )


def _draw_row(number: int, result: FileResult, found: Sequence[int], drawn: Markup) -> Markup:
    """A page in the list, as the script draws it too."""
    about = result.about or About()
    told = [each for each in (about.publisher, about.section, about.published[:10]) if each]
    return tag(
        "li",
        tag(
            "details",
            tag(
                "summary",
                tag("h3", about.headline or result.path, dir="auto"),
                tag("span", result.path, class_="path") if about.headline else None,
                tag("span", " · ".join(told), class_="told") if told else None,
                tag("span", _badges(result, found), class_="badges"),
            ),
            tag("div", drawn, class_="proof"),
        ),
        class_="page",
        data_page=number,
    )


def _badges(result: FileResult, found: Sequence[int]) -> Markup:
    if result.unreadable:
        return tag("span", "not readable", class_="badge error")
    badges = [
        tag("span", counted(count, severity.value), class_=f"badge {severity.value}")
        for severity, count in zip(Severity, found, strict=True)
        if count
    ]
    return join(badges or [tag("span", "no findings", class_="badge clean")])
