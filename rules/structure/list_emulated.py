"""Lines with the same bullet follow one another outside any list (WCAG 1.3.1, failure F2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.plugin import Comment, Element, Page, Passage, Problem, Span, Text, passage_of

_BULLETS: Final = frozenset("•●▪◦‣■○►➤✓✔*·▸❖➢")
_ANY_BULLET: Final = re.compile(f"[{''.join(sorted(_BULLETS))}]")
_NOTE: Final = "*"  # begins notes below an article too: no bullet where each is a paragraph
_BLOCKS: Final = frozenset(
    "address article aside blockquote div dl figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section "
    "table ul".split()
)


class _Line(NamedTuple):
    bullet: str
    span: Span


def check(page: Page) -> Iterator[Problem]:
    fewest = page.option("fewest", int)
    parents = {br.parent: None for br in page.document.find("br") if br.parent is not None}
    for parent in parents:
        if parent.closest("pre", "code", "textarea", "li") is None and not page.document.is_hidden(parent):
            yield from _report(_lines(parent), fewest)
    yield from _report(_paragraphs(page), fewest)


def _report(lines: Iterable[_Line | None], fewest: int) -> Iterator[Problem]:
    run: list[_Line] = []
    for line in (*lines, None):
        if line is not None and (not run or run[0].bullet == line.bullet):
            run.append(line)
            continue
        if len(run) >= fewest:
            yield Problem(
                Span(run[0].span.start, run[-1].span.end),
                f"These {len(run)} lines are a list to the eye alone. Mark them up as one, so that a screen reader can "
                "announce it and count its items.",
            )
        run = [line] if line is not None else []


def _lines(parent: Element) -> Iterator[_Line | None]:
    """The lines that breaks make of a block; None for one that begins with no bullet."""
    pieces: list[Element | Text] = []
    for child in parent.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, Element) and (child.tag == "br" or child.tag in _BLOCKS):
            if pieces or child.tag != "br":
                yield _line(pieces)
            pieces = []
            if child.tag != "br":
                yield None
        elif isinstance(child, Element) or child.data.strip():
            pieces.append(child)
    yield _line(pieces)


def _line(pieces: list[Element | Text]) -> _Line | None:
    words = "".join(piece.data if isinstance(piece, Text) else piece.text for piece in pieces).strip()
    if not _has_bullet(words):
        return None
    first = next((each for each in map(_first, pieces) if each is not None), None)
    last = next((each for each in map(_last, reversed(pieces)) if each is not None), None)
    if first is None or last is None:
        return None
    return _Line(words[0], Span(first, last))


def _has_bullet(words: str) -> bool:
    return len(words) > 2 and words[0] in _BULLETS and words[1] not in _BULLETS


def _first(piece: Element | Text) -> int | None:
    for text in (piece,) if isinstance(piece, Text) else piece.texts():
        if isinstance(text, Text) and text.data.strip():
            return text.offset(len(text.data) - len(text.data.lstrip()))
    return None


def _last(piece: Element | Text) -> int | None:
    if isinstance(piece, Element):
        return piece.whole.end
    return piece.offset_after(len(piece.data.rstrip()) - 1) if piece.data.strip() else None


def _paragraphs(page: Page) -> Iterator[_Line | None]:
    """Paragraphs, each a line; None between those that do not follow one another."""
    last: Element | None = None
    for paragraph in page.document.find("p"):
        if last is None or paragraph.parent is not last.parent or paragraph.index > last.end:
            yield None
        last = paragraph
        if (
            not _ANY_BULLET.search(paragraph.text)  # by far the commonest
            or any(paragraph.find("br"))
            or paragraph.closest("li") is not None
            or page.document.is_hidden(paragraph)
        ):
            yield None
            continue
        words: Passage = passage_of(paragraph)
        is_item = _has_bullet(words.text) and words.text[0] != _NOTE
        yield _Line(words.text[0], words.span) if is_item else None
