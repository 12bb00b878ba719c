"""The report as one document: its chapters in a skeleton with their style and script, and nothing from elsewhere."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Final, NamedTuple

import a11ylint
from a11ylint.report.html.markup import Markup, join, tag

_POLICY: Final = "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'"


_SKIPS: Final = (
    '<ul class="skips"><li><a href="#pages">Skip to the pages</a></li>'
    '<li><a href="#rules">Skip to the explanations</a></li></ul>\n'
)
_WHY: Final = '<dialog id="why" aria-label="Why this is a finding"></dialog>'


class Chapter(NamedTuple):
    """A part of the report with a heading of its own, and its place in the contents."""

    id: str
    title: str
    body: Markup


def draw_document(
    title: str, lead: str, made: Markup, chapters: Sequence[Chapter], aside: Chapter, data: Iterable[Markup]
) -> Iterator[str]:
    """The document in pieces: `aside` explains what the chapters say, `data` is what the script draws later."""
    style, script = _own("palette.css") + _own("style.css"), _own("script.js")
    before, after = _skeleton(
        policy=_POLICY.format(_hash(script), _hash(style)),
        style=style,
        title=join(title),
        heading="Accessibility of articles",
        lead=join(lead),
        made=made,
        description=join("What a11ylint found: ", lead),
        skips=_SKIPS,
        contents=_contents((*chapters, aside)),
        chapters="\n".join(_chapter("section", each) for each in chapters),
    )
    yield f"{before}{_chapter('aside', aside)}\n{_WHY}\n"
    yield from data
    yield f"\n<script>{script}</script>\n{after}"


def draw_changes(title: str, heading: str, lead: str, made: Markup, chapters: Sequence[Chapter]) -> Iterator[str]:
    """What has changed between runs, a document without a script."""
    style = _own("palette.css") + _own("style.css") + _own("trend.css")
    yield "".join(
        _skeleton(
            policy=f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'",
            style=style,
            title=join(title),
            heading=join(heading),
            lead=join(lead),
            made=made,
            description=join(lead),
            skips="",
            contents=_contents(chapters),
            chapters="\n".join(_chapter("section", each) for each in chapters),
        )
    )


def _skeleton(**parts: str) -> tuple[str, str]:
    """What every document has, before and after what only some have behind their chapters."""
    before, _, after = _own("page.html").partition("$rest")
    return Template(before).substitute(parts), after


def _contents(chapters: Iterable[Chapter]) -> Markup:
    return join(tag("li", tag("a", each.title, href=f"#{each.id}")) for each in chapters)


def made_today() -> Markup:
    """Who made a report, and the day: reproducible builds set their own (SOURCE_DATE_EPOCH)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    day = f"{moment.day} {moment:%B %Y}"
    return join(f"a11ylint {a11ylint.__version__}, ", tag("time", day, datetime=f"{moment:%Y-%m-%d}"))


def data_script(content: Markup, **attributes: str) -> Markup:
    """A script element that only holds data; `content` is made by `markup.in_script`."""
    return tag("script", content, type="application/json", **attributes)


def _chapter(element: str, chapter: Chapter) -> Markup:
    heading = tag("h2", chapter.title, id=f"{chapter.id}-title")
    return tag(element, heading, chapter.body, id=chapter.id, aria_labelledby=f"{chapter.id}-title", tabindex="-1")


def _own(name: str) -> str:
    """One of the files beside this module."""
    return files("a11ylint.report.html").joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    """The content of a script or style element as a policy names it (CSP 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}"
