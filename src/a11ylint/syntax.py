"""What an HTML parser forgives: tokenizer errors, and tags that do not pair.

The tokenizer reports its own errors. Those of tree construction (HTML Standard, 13.2.6) are derived here
from the tags as written, with the standard's rules for optional tags (13.1.2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import turbohtml
from turbohtml import TokenType

from a11ylint.document import VOID, Document, SyntaxProblem
from a11ylint.source import Span

_CLOSES_P: Final = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary ul listing plaintext xmp".split()
)
# Which open elements a start tag ends, and inside which ancestors it does not look further.
_IMPLIED_END: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "rp": (frozenset({"rp", "rt", "rb"}), frozenset({"ruby"})),
    "rt": (frozenset({"rp", "rt", "rb"}), frozenset({"ruby"})),
    "tr": (frozenset({"tr", "td", "th", "caption", "colgroup"}), frozenset({"table"})),
    "td": (frozenset({"td", "th", "caption", "colgroup"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th", "caption", "colgroup"}), frozenset({"table", "tr"})),
    "thead": (frozenset("caption colgroup tbody thead tfoot tr td th".split()), frozenset({"table"})),
    "tbody": (frozenset("caption colgroup tbody thead tfoot tr td th".split()), frozenset({"table"})),
    "tfoot": (frozenset("caption colgroup tbody thead tfoot tr td th".split()), frozenset({"table"})),
    "body": (frozenset({"head"}), frozenset({"html"})),
}
_SCOPE: Final = frozenset("applet caption html table td th marquee object template button".split())
_OPTIONAL_END: Final = frozenset(
    "html head body p li dt dd option optgroup rp rt rb rtc tr td th thead tbody tfoot caption colgroup".split()
)
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_FOREIGN: Final = frozenset({"svg", "math"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_TAG_TEXT: Final = re.compile(r"</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>?")
_ATTRIBUTE_NAME: Final = re.compile(r"[\s/]+([^\s/>=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_REFERENCE: Final = re.compile(r"&#?[0-9a-zA-Z]*;?")
_ATTRIBUTE: Final = re.compile(r"([^\s/>=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']*))?")
_EMPTY_VALUE: Final = re.compile(r"([^\s/>=\"'<]+[ \t\n\f]*=)[ \t\n\f]*\Z")
_LONGEST_NAME: Final = 80  # characters; of a longer name its end is shown
_MOST_TAGS_BACK: Final = 500  # tags looked at, from the end of the file, for the unfinished one
# What the tokenizer has just read, or is about to read, when it notices these; the first that stands there counts.
_BEFORE_PLACE: Final[dict[str, tuple[str, ...]]] = {
    "invalid-first-character-of-tag-name": ("</", "<"),
    "missing-end-tag-name": ("</>", "</"),
    "eof-before-tag-name": ("</", "<"),
    "nested-comment": ("<!--",),
    "incorrectly-closed-comment": ("--!",),
    "unexpected-solidus-in-tag": ("/",),
}

# Errors that say nothing about the reader's page: the document type, or what XHTML writes on purpose.
_TOLERATED: Final = frozenset({"cdata-in-html-content", "non-void-html-element-start-tag-with-trailing-solidus"})


@dataclass(slots=True)
class _Open:
    tag: str
    span: Span


def problems_of(document: Document) -> tuple[SyntaxProblem, ...]:
    """Every problem of a document's markup, in source order."""
    found = [*_tokenizer_problems(document), *_Pairing(document).problems()]
    found.sort(key=lambda problem: (problem.span, problem.code))
    return tuple(found)


def _tokenizer_problems(document: Document) -> Iterator[SyntaxProblem]:
    text = document.normalised
    starts = document.normalised_line_starts
    seen: set[tuple[str, int]] = set()
    read_until = -1  # the end of the last tag whose attributes were compared: it has an error for each duplicate
    for error in document.raw.errors:
        if error.code in _TOLERATED or not 0 < error.line <= len(starts):
            continue
        place = min(starts[error.line - 1] + error.col, len(text))
        if error.code == "duplicate-attribute":
            if place >= read_until:
                duplicates, read_until = _duplicates(text, place)
                for first, second, name in duplicates:
                    original = document.original_span
                    yield SyntaxProblem(error.code, original(*second), original(*first), name)
            continue
        for start, end, name in _error_places(error.code, text, place):
            if (error.code, start) not in seen:
                seen.add((error.code, start))
                yield SyntaxProblem(error.code, document.original_span(start, end), None, name)


def _error_places(code: str, text: str, place: int) -> Iterator[tuple[int, int, str]]:
    """The thing an error is about: the reference, the character, the attribute, the opening of a comment.

    `place` is where the tokenizer stood when it noticed: often one character past the thing.
    """
    if "character-reference" in code:
        start = text.rfind("&", max(0, place - 40), place + 1)
        stop = place if code.startswith("missing-semicolon") else len(text)  # "&ampx" is "&amp" and then "x"
        match = _REFERENCE.match(text, start, stop) if start >= 0 else None
        yield (match.start(), match.end(), match.group()) if match else _character(text, place)
    elif code == "missing-whitespace-between-attributes":
        match = _ATTRIBUTE.match(text, place)
        yield (match.start(), match.end(), match.group(1)) if match else _character(text, place)
    elif code == "missing-attribute-value":
        match = _EMPTY_VALUE.search(text, max(0, place - _LONGEST_NAME), place)
        yield (match.start(1), match.end(1), match.group(1)) if match else _character(text, place)
    elif code == "eof-in-tag":
        start = _unfinished_tag(text)
        yield start, _line_end(text, start), ""
    elif code == "eof-in-comment":
        start = text.find("<!--", text.rfind("-->") + 1)
        yield (start, start + 4, "<!--") if start >= 0 else _character(text, place)
    elif code in _BEFORE_PLACE:
        for opening in _BEFORE_PLACE[code]:
            start = text.rfind(opening, max(0, place - len(opening)), place + 1)
            if start >= 0:
                yield start, start + len(opening), opening
                return
        yield _character(text, place)
    elif code.startswith(("end-tag-with", "incorrectly-opened-comment", "abrupt-closing", "disallowed-processing")):
        start = text.rfind("<", 0, place + 1)
        yield (start, _tag_end(text, place), "") if start >= 0 else _character(text, place)
    else:
        yield _character(text, place)


def _character(text: str, place: int) -> tuple[int, int, str]:
    end = min(place + 1, len(text))
    return place, end, text[place:end]


def _tag_end(text: str, place: int) -> int:
    end = text.find(">", max(place - 1, 0))
    return end + 1 if end >= 0 else len(text)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text.rstrip()) if end < 0 else end


def _unfinished_tag(text: str) -> int:
    """Where the tag begins that the end of the file, or a quotation mark without its twin, cuts short."""
    start = len(text)
    for _ in range(_MOST_TAGS_BACK):
        start = text.rfind("<", 0, start)
        if start < 0:
            break
        match = _TAG_TEXT.match(text, start)
        if match and not match.group().endswith(">"):
            return start
    return max(text.rfind("<"), 0)


def _duplicates(text: str, place: int) -> tuple[list[tuple[Span, Span, str]], int]:
    """The first and a further writing of each attribute repeated in the tag around `place`, and the tag's end."""
    start = place
    for _ in range(_MOST_TAGS_BACK):
        start = text.rfind("<", 0, start)
        match = _TAG_TEXT.match(text, start) if start >= 0 else None
        if match and match.end() >= place:
            found: list[tuple[Span, Span, str]] = []
            first: dict[str, Span] = {}
            name_end = match.start() + 1
            while name_end < len(text) and text[name_end] not in " \t\n\f/>":
                name_end += 1
            for attribute in _ATTRIBUTE_NAME.finditer(text, name_end, match.end()):
                name = attribute.group(1).lower()
                span = Span(attribute.start(1), attribute.end())
                if name in first:
                    found.append((first[name], span, name))
                else:
                    first[name] = span
            return found, match.end()
        if start < 0:
            break
    return [], -1


class _Pairing:
    """One walk over the tags as written, keeping what a parser would have open."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: list[_Open] = []
        self.counts: dict[str, int] = {}
        self.found: list[SyntaxProblem] = []
        # Formatting elements that another end tag cut off: their own end tag is misnested, not stray.
        self.cut_off: dict[str, list[Span]] = {}

    def problems(self) -> list[SyntaxProblem]:
        document = self.document
        starts = document.normalised_line_starts
        text = document.normalised
        foreign = 0
        for token in turbohtml.tokenize(text, resolve_references=False, capture_attributes=False):
            kind = token.type
            if kind is TokenType.START_TAG:
                tag = token.tag or ""
                if tag in VOID:
                    if tag == "hr" and not foreign:
                        self._close_p()
                    continue
                if foreign:
                    if not token.self_closing:
                        foreign += 1
                        self._push(tag, starts[token.line - 1] + token.col)
                    continue
                if tag in _FOREIGN:
                    if token.self_closing:
                        continue
                    foreign = 1
                self._start(tag, starts[token.line - 1] + token.col)
            elif kind is TokenType.END_TAG:
                tag = token.tag or ""
                place = starts[token.line - 1] + token.col
                if foreign:
                    foreign = self._end_foreign(tag, place)
                else:
                    self._end(tag, place)
        for element in self.open:
            if element.tag not in _OPTIONAL_END:
                self._report("unclosed-element", element.span, element.tag)
        return self.found

    def _report(self, code: str, span: Span, tag: str, related: Span | None = None) -> None:
        original = self.document.original_span
        self.found.append(SyntaxProblem(code, original(*span), original(*related) if related else None, tag))

    def _tag_span(self, place: int) -> Span:
        match = _TAG_TEXT.match(self.document.normalised, place)
        return Span(place, match.end() if match else place + 1)

    def _push(self, tag: str, place: int) -> None:
        self.open.append(_Open(tag, self._tag_span(place)))
        self.counts[tag] = self.counts.get(tag, 0) + 1

    def _pop(self) -> _Open:
        element = self.open.pop()
        self.counts[element.tag] -= 1
        return element

    def _start(self, tag: str, place: int) -> None:
        if tag in _CLOSES_P:
            self._close_p()
        if tag in _HEADINGS and self.open and self.open[-1].tag in _HEADINGS:
            unclosed = self._pop()
            self._report("unclosed-element", unclosed.span, unclosed.tag)
        ends = _IMPLIED_END.get(tag)
        if ends is not None:
            self._close_implied(*ends)
        self._push(tag, place)

    def _close_implied(self, tags: frozenset[str], stop: frozenset[str]) -> None:
        if not any(self.counts.get(tag) for tag in tags):
            return
        for depth in range(len(self.open) - 1, -1, -1):
            tag = self.open[depth].tag
            if tag in tags:
                self._close_down_to(depth)
                if "tr" in tags and any(self.counts.get(each) for each in tags):
                    continue
                return
            if tag in stop or tag in ("template", "div", "section", "article", "table") or tag in _SCOPE:
                return

    def _close_p(self) -> None:
        if not self.counts.get("p"):
            return
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag == "p":
                self._close_down_to(depth)
                return
            if self.open[depth].tag in _SCOPE:
                return

    def _close_down_to(self, depth: int) -> None:
        """Pop the element at `depth` and all inside it, which the markup leaves open."""
        while len(self.open) > depth + 1:
            inner = self._pop()
            if inner.tag in _FORMATTING:
                # A parser opens it again in what follows: its end tag, if it comes, is misnested.
                self.cut_off.setdefault(inner.tag, []).append(inner.span)
            elif inner.tag not in _OPTIONAL_END:
                self._report("unclosed-element", inner.span, inner.tag)
        self._pop()

    def _end(self, tag: str, place: int) -> None:
        wanted = _HEADINGS if tag in _HEADINGS else {tag}
        if any(self.counts.get(each) for each in wanted):
            for depth in range(len(self.open) - 1, -1, -1):
                element = self.open[depth]
                if element.tag in wanted:
                    if element.tag != tag:
                        self._report("mismatched-heading", self._tag_span(place), tag, element.span)
                    self._close_down_to(depth)
                    return
                if element.tag in _SCOPE and element.tag not in ("html", "button"):
                    break
        if tag in ("html", "body", "head"):
            return
        span = self._tag_span(place)
        cut = self.cut_off.get(tag)
        if cut:
            self._report("misnested-tag", span, tag, cut.pop())
        else:
            self._report("stray-end-tag", span, tag)

    def _end_foreign(self, tag: str, place: int) -> int:
        """An end tag inside `svg` or `math`; the depth that is left."""
        for depth in range(len(self.open) - 1, -1, -1):
            element = self.open[depth]
            if element.tag == tag:
                while len(self.open) > depth:
                    self._pop()
                break
            if element.tag in _FOREIGN:
                break
        left = 0
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag in _FOREIGN:
                left = len(self.open) - depth
                break
        return left
