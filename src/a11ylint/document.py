"""Source to Document: the tree a browser would build, with the place of every tag, attribute and word.

This is the one module that knows the parser (turbohtml). Elements are light views over its nodes:
what a rule does not ask for is not worked out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Final

import turbohtml
from turbohtml import Comment as RawComment
from turbohtml import Element as RawElement
from turbohtml import Text as RawText

from a11ylint.source import Source, Span

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from turbohtml import Node as RawNode

VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # HTML, 13.1.2 Elements: void elements
UNRENDERED: Final = frozenset(
    "head script style template noscript title meta link base datalist iframe object textarea select svg math".split()
)

_MARKUP: Final = re.compile(r"<(?:/?[a-zA-Z]|!--|!doctype|\?xml)", re.IGNORECASE)
_PAGE: Final = re.compile(r"<(?:!doctype|html|head|body|frameset)[\s>]", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_XHTML: Final = re.compile(r"\s*<\?xml|\s*<!doctype[^>]*xhtml", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?:!--.*?-->|/?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>|[!?/][^>]*>)", re.DOTALL)
_REFERENCE: Final = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*(?P<name>[^\s/>=][^\s/>=]*)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]*))?", re.DOTALL
)
_HIDING_STYLE: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE
)


class Kind(Enum):
    """What an input is, decided by looking at it."""

    PAGE = "page"
    FRAGMENT = "fragment"
    XHTML = "xhtml"
    TEXT = "text"

    @property
    def is_whole(self) -> bool:
        """Whether rules about the page as a whole (its language, its title) apply."""
        return self in (Kind.PAGE, Kind.XHTML)


def kind_of(source: Source) -> Kind:
    """Tell whole pages, fragments (the body a CMS keeps), XHTML and plain text apart."""
    text = source.text
    if source.path.lower().endswith((".txt", ".text")) or not _MARKUP.search(text):
        return Kind.TEXT
    if _XHTML.match(text):
        return Kind.XHTML
    return Kind.PAGE if _PAGE.search(_COMMENT.sub("", text)) else Kind.FRAGMENT


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute as written: `span` selects ``name="value"``, `value_span` what is inside the quotes."""

    name: str
    value: str
    span: Span
    value_span: Span
    element: Element


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Something the HTML parser had to forgive; `code` is the HTML Standard's name for it."""

    code: str
    span: Span
    related: Span | None = None
    name: str = ""


class Text:
    """A run of character data. Read only."""

    __slots__ = ("_map", "data", "document", "parent", "position")

    def __init__(self, data: str, parent: Element, position: int) -> None:
        self.data = data
        self.parent = parent
        self.document = parent.document
        self.position = position  # among the parent's children
        self._map: Alignment | None = None

    def offset(self, index: int) -> int:
        """Where in the source the character `index` of `data` begins."""
        return self.document.original(self.alignment.at(index))

    def offset_after(self, index: int) -> int:
        """Where in the source the character `index` of `data` ends (a reference counts as one)."""
        return self.document.original(self.alignment.after(index))

    @property
    def alignment(self) -> Alignment:
        if self._map is None:
            self.parent._align_children()
        assert self._map is not None
        return self._map


class Comment:
    """A comment. Read only."""

    __slots__ = ("data", "parent")

    def __init__(self, data: str, parent: Element) -> None:
        self.data = data
        self.parent = parent


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which source characters stand behind decoded text: offsets into the newline-normalised source.

    `jumps` holds ``(index, start, end)`` for each decoded character that is not simply the next one.
    """

    start: int
    stop: int
    jumps: tuple[tuple[int, int, int], ...] = ()

    def at(self, index: int) -> int:
        place = bisect_left(self.jumps, (index + 1,)) - 1
        if place < 0:
            return min(self.start + index, self.stop)
        known, start, end = self.jumps[place]
        return start if index == known else min(end + index - known - 1, self.stop)

    def after(self, index: int) -> int:
        place = bisect_left(self.jumps, (index + 1,)) - 1
        if place >= 0 and self.jumps[place][0] == index:
            return self.jumps[place][2]
        return min(self.at(index) + 1, self.stop)


class Element:
    """An element of the tree. Read only.

    `index` counts elements in document order; ``document.elements[e.index : e.end]`` is the subtree of `e`.
    """

    __slots__ = ("_children", "document", "end", "index", "parent", "raw", "tag")

    def __init__(self, raw: RawElement, parent: Element | None, index: int, document: Document) -> None:
        self.raw = raw
        self.tag: str = raw.tag
        self.parent = parent
        self.index = index
        self.end = index + 1
        self.document = document
        self._children: tuple[Element | Text | Comment, ...] | None = None

    def __repr__(self) -> str:
        return f"<Element {self.tag} at {self.span}>"

    # Attributes

    def get(self, name: str) -> str | None:
        """The value of an attribute, or None where it is not written."""
        return self.raw.attr(name)

    def has(self, name: str) -> bool:
        return self.raw.attr(name) is not None

    def attribute(self, name: str) -> Attribute | None:
        """An attribute with its place."""
        return self.attributes.get(name)

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """Every attribute, in source order, under its lower-case name."""
        location = self.raw.source_location
        if location is None:
            return {}
        found = {}
        for name, place in location.attrs.items():
            span = self.document.original_span(place.start_offset, place.end_offset)
            found[name] = Attribute(name, self.get(name) or "", span, self._value_span(span), self)
        return found

    def _value_span(self, span: Span) -> Span:
        written = self.document.source.text[span.start : span.end]
        _, equals, value = written.partition("=")
        if not equals:
            return Span(span.end, span.end)
        value = value.lstrip()
        start = span.end - len(value)
        quoted = len(value) >= 2 and value[0] in "\"'" and value[-1] == value[0]
        return Span(start + 1, span.end - 1) if quoted else Span(start, span.end)

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple((self.raw.attr("class") or "").split())

    # Place in the source

    @property
    def implied(self) -> bool:
        """Whether the parser added this element: it is written nowhere."""
        return self.raw.source_location is None

    @property
    def span(self) -> Span:
        """The start tag; for an element that is written nowhere, the nearest written ancestor's."""
        element: Element | None = self
        while element is not None:
            location = element.raw.source_location
            if location is not None:
                place = location.start_tag
                return self.document.original_span(place.start_offset, place.end_offset)
            element = element.parent
        return Span(0, 0)

    @property
    def end_tag(self) -> Span | None:
        """The end tag, where one is written."""
        location = self.raw.source_location
        if location is None or location.end_tag is None:
            return None
        return self.document.original_span(location.end_tag.start_offset, location.end_tag.end_offset)

    @property
    def whole(self) -> Span:
        """From the start tag to the end of the end tag, or of what the element holds."""
        return Span(self.span.start, self.document.original(self._stop()))

    def _stop(self) -> int:
        """Where the element ends, in the newline-normalised source."""
        stop = 0
        for element in self.document.elements[self.index : self.end]:
            location = element.raw.source_location
            if location is not None:
                if location.end_tag is not None and element is self:
                    return location.end_tag.end_offset
                stop = max(stop, (location.end_tag or location.start_tag).end_offset)
        last = self.children[-1] if self.children else None
        return max(stop, last.alignment.stop) if isinstance(last, Text) else stop

    def _align_children(self) -> None:
        location = self.raw.source_location
        cursor = location.start_tag.end_offset if location is not None else self._start_guess()
        align = self.document.align
        for child in self.children:
            if isinstance(child, Text):
                child._map = align(child.data, cursor)
                cursor = max(cursor, child._map.stop)
            elif isinstance(child, Element):
                cursor = max(cursor, child._stop())

    def _start_guess(self) -> int:
        for element in self.document.elements[self.index : self.end]:
            location = element.raw.source_location
            if location is not None:
                return self.document.text_before(location.start_tag.start_offset)
        return self.parent._start_guess() if self.parent is not None and self.parent.implied else 0

    # The tree

    @property
    def children(self) -> tuple[Element | Text | Comment, ...]:
        if self._children is None:
            known = self.document.element_of
            found: list[Element | Text | Comment] = []
            for raw in self.raw.children:
                if isinstance(raw, RawElement):
                    found.append(known[raw])
                elif isinstance(raw, RawText):
                    found.append(Text(raw.data, self, len(found)))
                elif isinstance(raw, RawComment):
                    found.append(Comment(raw.data, self))
            self._children = tuple(found)
        return self._children

    @property
    def elements(self) -> Iterator[Element]:
        """Child elements."""
        return (child for child in self.children if isinstance(child, Element))

    @property
    def descendants(self) -> tuple[Element, ...]:
        """Every element inside this one, in document order."""
        return self.document.elements[self.index + 1 : self.end]

    @property
    def ancestors(self) -> Iterator[Element]:
        """From the parent up to the root."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def contains(self, other: Element) -> bool:
        """Whether `other` is this element or inside it."""
        return self.index <= other.index < self.end

    def closest(self, *tags: str) -> Element | None:
        """This element or the nearest ancestor with one of these tag names."""
        element: Element | None = self
        while element is not None and element.tag not in tags:
            element = element.parent
        return element

    def find(self, *tags: str) -> Iterator[Element]:
        """Descendants with one of these tag names, in document order."""
        wanted = frozenset(tags)
        return (element for element in self.descendants if element.tag in wanted)

    def select(self, selector: str) -> tuple[Element, ...]:
        """Descendants that a CSS selector matches, in document order."""
        known = self.document.element_of
        return tuple(known[raw] for raw in self.raw.select(selector) if raw in known)

    def texts(self, keep: Callable[[Element], bool] = lambda _: True) -> Iterator[Text | Element]:
        """Text inside in reading order, with each element at the point where it begins; skips what `keep` refuses."""
        stack: list[Iterator[Element | Text | Comment]] = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, Text):
                    yield child
                elif isinstance(child, Element) and keep(child):
                    yield child
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    @property
    def text(self) -> str:
        """All character data inside, as the parser has it."""
        return self.raw.text

    @property
    def hidden(self) -> bool:
        """Whether the element itself says that nobody is to meet it: `hidden`, ``aria-hidden``, inline style."""
        if self.tag in UNRENDERED:
            return True
        attr = self.raw.attr
        if attr("hidden") is not None or (attr("aria-hidden") or "").strip().lower() == "true":
            return True
        style = attr("style")
        return style is not None and bool(_HIDING_STYLE.search(style))


class Document:
    """The parsed page. Read only.

    `elements` are all elements in document order; for plain text there are none.
    """

    def __init__(self, source: Source, kind: Kind | None = None) -> None:
        self.source = source
        self.kind = kind or kind_of(source)
        self._returns = _carriage_returns(source.text)
        self.normalised = (
            source.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source.text else source.text
        )
        markup = "" if self.kind is Kind.TEXT else self.normalised
        self.raw = turbohtml.parse(markup, source_locations=True)
        known: dict[RawNode, Element] = {}
        elements: list[Element] = []
        for raw in self.raw.iter_elements() if markup else ():
            element = Element(raw, known.get(raw.parent) if raw.parent else None, len(elements), self)
            if element.parent is None and elements:
                element.parent = _template_host(raw, known)
            known[raw] = element
            elements.append(element)
        for element in reversed(elements):
            if element.parent is not None and element.parent.end < element.end:
                element.parent.end = element.end
        self.element_of: Mapping[RawNode, Element] = known
        self.elements = tuple(elements)

    @property
    def root(self) -> Element | None:
        """The `html` element; None for plain text."""
        return self.elements[0] if self.elements else None

    @cached_property
    def body(self) -> Element | None:
        return next(self.find("body"), None)

    def find(self, *tags: str) -> Iterator[Element]:
        """Elements with one of these tag names, in document order."""
        by_tag = self.by_tag
        if len(tags) == 1:
            return iter(by_tag.get(tags[0], ()))
        return iter(sorted((e for tag in tags for e in by_tag.get(tag, ())), key=lambda e: e.index))

    @cached_property
    def by_tag(self) -> Mapping[str, list[Element]]:
        """Elements by tag name, each list in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    @cached_property
    def by_id(self) -> Mapping[str, list[Element]]:
        """Elements by the value of `id`, each list in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.select("[id]"):
            value = element.get("id")
            if value:
                found.setdefault(value, []).append(element)
        return found

    def select(self, selector: str) -> tuple[Element, ...]:
        """Elements that a CSS selector matches, in document order."""
        known = self.element_of
        return tuple(known[raw] for raw in self.raw.select(selector) if raw in known)

    @cached_property
    def hidden_ranges(self) -> tuple[tuple[int, int], ...]:
        """Index ranges ``[first, end)`` of the outermost subtrees that nobody is to meet."""
        ranges: list[tuple[int, int]] = []
        end = 0
        for element in self.elements:
            if element.index >= end and element.hidden:
                ranges.append((element.index, element.end))
                end = element.end
        return tuple(ranges)

    def is_hidden(self, element: Element) -> bool:
        """Whether the element or one around it is hidden by what the page says of it."""
        place = bisect_left(self.hidden_ranges, (element.index + 1,)) - 1
        return place >= 0 and element.index < self.hidden_ranges[place][1]

    @cached_property
    def syntax_problems(self) -> tuple[SyntaxProblem, ...]:
        """What the parser forgave: tokenizer errors, stray, unclosed and misnested tags, in source order."""
        from a11ylint.syntax import problems_of

        return () if self.kind is Kind.TEXT else problems_of(self)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a BeautifulSoup tree, for those who know it; `span_of_soup` gives a tag's place."""
        from bs4 import BeautifulSoup

        return BeautifulSoup(self.normalised, "html.parser")

    # From the parser's coordinates (newlines normalised) to the source's

    def original(self, offset: int) -> int:
        return offset + bisect_left(self._returns, offset) if self._returns else offset

    def original_span(self, start: int, end: int) -> Span:
        if not self._returns:
            return Span(start, end)
        return Span(self.original(start), self.original(end))

    @cached_property
    def normalised_line_starts(self) -> tuple[int, ...]:
        return (0, *(m.end() for m in re.finditer("\n", self.normalised)))

    def text_before(self, offset: int) -> int:
        """Where the character data that runs up to `offset` begins."""
        return self.normalised.rfind(">", 0, offset) + 1

    def align(self, data: str, cursor: int) -> Alignment:
        """Find decoded character data in the source, at or after `cursor`."""
        markup = self.normalised
        if markup.startswith(data, cursor):
            return Alignment(cursor, cursor + len(data))
        return _align_slowly(markup, data, cursor)


def parse(source: Source, kind: Kind | None = None) -> Document:
    """Build the Document of a Source; `kind` overrides what looking would decide."""
    return Document(source, kind)


def _template_host(raw: RawElement, known: Mapping[RawNode, Element]) -> Element | None:
    """The element that holds a template's contents or a shadow root."""
    for ancestor in raw.ancestors:
        if ancestor in known:
            return known[ancestor]
    return None


def _carriage_returns(text: str) -> tuple[int, ...]:
    """For each CRLF, the newline's offset in the normalised text."""
    if "\r\n" not in text:
        return ()
    return tuple(match.start() - count for count, match in enumerate(re.finditer("\r\n", text)))


def _align_slowly(markup: str, data: str, cursor: int) -> Alignment:
    """Walk data and source together, past references, tags between the pieces, and dropped characters."""
    jumps: list[tuple[int, int, int]] = []
    place, index = cursor, 0
    expected = -1  # where an unremarkable next character would stand
    start = -1
    while index < len(data):
        if place >= len(markup):
            return _found_whole(markup, data, cursor)
        character = markup[place]
        if (
            character == "<"
            and (tag := _TAG.match(markup, place))
            and not markup.startswith(data[index:], place)
        ):
            place = tag.end()
            continue
        width, decoded = 1, character
        if character == "&" and (reference := _REFERENCE.match(markup, place)):
            expanded = unescape(reference.group())
            if data.startswith(expanded, index) and expanded != reference.group():
                width, decoded = len(reference.group()), expanded
                # "&notit;" is "¬" and then "it;": the part after the name stays as written.
                if not reference.group().endswith(";"):
                    while (
                        expanded
                        and width > 2
                        and unescape(reference.group()[: width - 1]) + reference.group()[width - 1 :]
                        == expanded
                    ):
                        width -= 1
                    decoded = unescape(reference.group()[:width])
        if not data.startswith(decoded, index):
            if character in "\n\x00\ufeff":
                place += 1
                continue
            return _found_whole(markup, data, cursor)
        if start < 0:
            start = place
        if width != 1 or len(decoded) != 1 or (expected >= 0 and place != expected):
            jumps.extend((index + step, place, place + width) for step in range(len(decoded)))
        index += len(decoded)
        place += width
        expected = place
    return Alignment(max(start, 0), place, tuple(jumps))


def _found_whole(markup: str, data: str, cursor: int) -> Alignment:
    """Text that the tree builder moved: where the same characters stand in the source, if anywhere."""
    place = markup.find(data, cursor)
    if place < 0:
        place = markup.find(data)
    if place < 0:
        return Alignment(cursor, cursor)
    return Alignment(place, place + len(data))
