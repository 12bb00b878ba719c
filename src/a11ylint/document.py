"""Source to Document: the tree a browser would build, with the place of every tag, attribute and word.

This is the one module that knows the parser (turbohtml). Elements are light views over its nodes:
what a rule does not ask for is not worked out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from html.entities import html5
from itertools import accumulate, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import turbohtml
from turbohtml import CData as RawCData
from turbohtml import Comment as RawComment
from turbohtml import Doctype as RawDoctype
from turbohtml import DocumentFragment as RawFragment
from turbohtml import Element as RawElement
from turbohtml import Namespace
from turbohtml import Text as RawText

from a11ylint import patterns as re
from a11ylint.feeds import is_feed, read_feed
from a11ylint.kind import Kind as Kind
from a11ylint.reading import Reading
from a11ylint.records import dataclass
from a11ylint.source import Source, Span, Unreadable, line_starts
from a11ylint.templates import read_template

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from turbohtml import Node as RawNode
    from turbohtml import SourceLocation

# Bounds on hostile input. The largest real pages have some 6,000 tags. Nesting needs no bound of ours: like
# browsers, the parser puts what is deeper than 512 beside, not inside.
MOST_TAGS: Final = 250_000
_MOST_NESTED: Final = 512
_MOST_ELEMENTS: Final = 500_000
_MANY_TAGS: Final = 20_000

VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # HTML, 13.1.2 Elements: void elements
FORMATTING: Final = frozenset(
    "a b big code em font i nobr s small strike strong tt u".split()
)  # HTML, 13.2.4.2 The stack of open elements: formatting
UNRENDERED: Final = frozenset(
    "head script style template noscript title meta link base datalist iframe object textarea select svg math".split()
)
RAW_TEXT: Final = frozenset("script style xmp iframe noembed noframes plaintext".split())
_ESCAPABLE: Final = frozenset({"title", "textarea"})
_DROPS_NEWLINE: Final = frozenset({"pre", "listing", "textarea"})
_HTML_TAGS: Final = VOID | frozenset(
    "a abbr acronym address applet article aside audio b bdi bdo big blink blockquote body button canvas caption "
    "center cite code colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure "
    "font footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend li main map "
    "mark marquee math menu meter nav nobr noembed noframes noscript object ol optgroup option output p picture "
    "plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small span strike strong "
    "style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video "
    "xmp".split()
)

# White space of HTML is these five characters, not all that Unicode calls so.
_TAG_LIKE: Final = re.compile(r"<(?:(!--|!doctype\b|\?xml\b)|/?([a-z][a-z0-9-]*+)(?=[\t\n\f\r />]))", re.IGNORECASE)
_XML_SUFFIXES: Final = (".xhtml", ".xht")
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml\s")
_XHTML_DOCTYPE: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<!doctype\s[^>]{0,200}?xhtml", re.IGNORECASE | re.DOTALL
)
_ATTRIBUTES: Final = (
    r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?P<value>\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)"
    r"|[^\t\n\f\r >\"'][^\t\n\f\r >]*+|(?=>)))?+"
)
ATTRIBUTE: Final = re.compile(_ATTRIBUTES)  # one attribute as the tokenizer reads it (HTML, 13.2.5.33 onwards)
TAG: Final = re.compile(rf"</?[a-zA-Z][^\t\n\f\r />]*+(?:[\t\n\f\r /]++|{_ATTRIBUTES.replace('?P<value>', '?:')})*+>?")
_COMMENT_END: Final = re.compile(r"--!?>")
# An attribute value of XML holds no "<", so no match runs past the next one.
_SELF_CLOSED: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?:script|style)\b[^<>]*+(?<!/)>.*?(?:</|\Z)"
    r"|<(?P<tag>[a-zA-Z][^\s/<>]*+)(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+(?<=/)>",
    re.DOTALL,
)
_FORMATTING_TAG: Final = re.compile(rf"<(/?)({'|'.join(sorted(FORMATTING))})(?=[\t\n\f\r />])", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+);?|(?P<name>[a-zA-Z][a-zA-Z0-9]{0,31};?))")
_SPACE: Final = " \t\n\f"
_MARKUP_OR_REFERENCE: Final = re.compile("<(?=[a-zA-Z/!?])|&(?=[#a-zA-Z])|\0")
_REFERENCE_ONLY: Final = re.compile("&(?=[#a-zA-Z])|\0")
_NUL: Final = re.compile("\0")
_MOST_STRANGERS: Final = 2000  # runs of text that a moved text is looked for past
# A tag's name and what is asked of attributes, without a comma or bracket in their values.
_SIMPLE_SELECTOR: Final = re.compile(
    r"\s*+(?P<tag>[a-z][a-z0-9]*+)?"
    r"(?P<attributes>(?:\[[a-z-]++(?:[~^$*|]?=(?:[\w-]++|\"[\w -]*+\"|'[\w -]*+')(?: i)?)?\])*+)\s*+"
)
_ATTRIBUTE_NAME: Final = re.compile(r"\[([a-z-]+)")
_HIDING_STYLE: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def _first_look(text: str, path: str) -> Kind:
    """What the text alone tells: plain text, XHTML, or else markup, of which the tree tells the kind."""
    path = path.lower()
    if path.endswith((".txt", ".text")) or not _has_markup(text):
        return Kind.TEXT
    if path.endswith(_XML_SUFFIXES) or _XML_DECLARATION.match(text) or _XHTML_DOCTYPE.match(text):
        return Kind.XHTML
    return Kind.FRAGMENT


def _has_markup(text: str) -> bool:
    """Whether a comment, a doctype or a tag of HTML (or of a custom element) stands in the text."""
    return any(
        match.group(1) or (tag := match.group(2).lower()) in _HTML_TAGS or "-" in tag
        for match in _TAG_LIKE.finditer(text)
    )


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute as written: `span` selects ``name="value"``, `value_span` what is inside the quotes."""

    name: str
    value: str
    span: Span
    value_span: Span
    element: Element


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
        return self.document.original_end(self.alignment.after(index))

    @property
    def alignment(self) -> Alignment:
        if self._map is None:
            _align_text(self)
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
    `implied` says that the parser added this element: it is written nowhere. `written` is the element whose
    tags stand in the source: this one, or the formatting element that the parser opened again here because no
    end tag had closed it; None for any other implied element. `hidden` says that the element itself has nobody
    meet it: by its tag, `hidden`, ``aria-hidden`` or inline style.
    """

    __slots__ = (
        "_children",
        "_location",
        "document",
        "end",
        "hidden",
        "implied",
        "index",
        "parent",
        "position",
        "raw",
        "tag",
        "written",
    )

    def __init__(self, raw: RawElement, parent: Element | None, index: int, document: Document) -> None:
        self.raw = raw
        self.tag: str = raw.tag
        self.parent = parent
        self.index = index
        self.end = index + 1
        self.document = document
        self.hidden = self.tag in UNRENDERED
        self.implied: bool = raw.source_line is None
        self.written: Element | None = None if self.implied else self
        self.position = -1  # among the parent's children, once those are asked for
        self._location: SourceLocation | None = None
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
        written = self.written
        location = written.location if written is not None else None
        place = location.attrs.get(name) if location is not None else None
        return self._attribute(name, place.start_offset, place.end_offset) if place is not None else None

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """Every attribute, in source order, under its lower-case name."""
        written = self.written
        location = written.location if written is not None else None
        if location is None:
            return {}
        return {
            name: self._attribute(name, place.start_offset, place.end_offset) for name, place in location.attrs.items()
        }

    def _attribute(self, name: str, start: int, end: int) -> Attribute:
        """An attribute that is written at these offsets, in the parser's coordinates."""
        value = self.document.original_span(*self._value_range(start, end))
        return Attribute(name, self.get(name) or "", self.document.original_span(start, end), value, self)

    def _value_range(self, start: int, end: int) -> tuple[int, int]:
        """What is inside the quotes of an attribute, in the parser's coordinates."""
        match = ATTRIBUTE.match(self.document.normalised, start, end)
        if match is None or match.group("value") is None:
            return end, end
        start, end = match.span("value")
        if match.group("value")[:1] in ("'", '"'):
            return start + 1, max(start + 1, end - 1)
        return start, end

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple((self.raw.attr("class") or "").split())

    # Place in the source

    @property
    def location(self) -> SourceLocation | None:
        """The parser's record of the tags, in its own coordinates."""
        if self._location is None and not self.implied:
            self._location = self.raw.source_location
        return self._location

    @property
    def span(self) -> Span:
        """The start tag; for an element that is written nowhere, the nearest written ancestor's."""
        element: Element | None = self
        while element is not None:
            written = element.written
            if written is not None and written.location is not None:
                place = written.location.start_tag
                return self.document.original_span(place.start_offset, place.end_offset)
            element = element.parent
        return Span(0, 0)

    @property
    def start(self) -> int:
        """Where the start tag begins: ``span.start``, found much sooner."""
        written, document = self.written, self.document
        if written is None or written.raw.source_line is None or written.raw.source_col is None:
            return self.span.start
        return document.original(document.normalised_line_starts[written.raw.source_line - 1] + written.raw.source_col)

    @property
    def end_tag(self) -> Span | None:
        """The end tag, where one is written."""
        location = self.location
        if location is None or location.end_tag is None:
            return None
        span = self.document.original_span(location.end_tag.start_offset, location.end_tag.end_offset)
        return span if span.end > span.start else None

    @property
    def whole(self) -> Span:
        """From the start tag to the end of the end tag, or of what the element holds."""
        start = self.span
        return Span(start.start, max(start.end, self.document.original_end(self._stop())))

    def _stop(self) -> int:
        """Where the element ends, in the parser's coordinates."""
        location, document = self.location, self.document
        begin = 0
        if location is not None:
            if location.end_tag is not None:
                return location.end_tag.end_offset
            begin = location.start_tag.end_offset
            closes_itself = self.raw.namespace is not Namespace.HTML and document.normalised[begin - 2] == "/"
            if self.tag in VOID or closes_itself:
                return begin
        # Unclosed: the tag that ended it is an ancestor's end tag or the next element's start tag.
        stop = len(document.normalised)
        for ancestor in self.ancestors:
            if ancestor.location is not None and ancestor.location.end_tag is not None:
                stop = ancestor.location.end_tag.start_offset
                break
        for index in range(self.end, len(document.elements)):
            following = document.elements[index].location
            if following is not None:
                stop = min(stop, following.start_tag.start_offset)
                break
        while stop > begin and document.normalised[stop - 1] in " \t\n\f":
            stop -= 1
        return max(stop, begin)

    # The tree

    @property
    def children(self) -> tuple[Element | Text | Comment, ...]:
        if self._children is None:
            known = self.document.element_of
            found: list[Element | Text | Comment] = []
            for raw in self._raw_children():
                if isinstance(raw, RawText):
                    found.append(Text(raw.data, self, len(found)))
                elif isinstance(raw, RawElement):
                    element = known[raw]
                    element.position = len(found)
                    found.append(element)
                elif isinstance(raw, RawCData):
                    found.append(Text(raw.data, self, len(found)))
                elif isinstance(raw, RawComment):
                    found.append(Comment(raw.data, self))
            self._children = tuple(found)
        return self._children

    def _raw_children(self) -> Sequence[RawNode]:
        """What is inside; a template's contents hang from a fragment of their own."""
        children = self.raw.children
        if self.tag == "template" and len(children) == 1 and isinstance(children[0], RawFragment):
            return tuple(children[0].children)
        return tuple(children)

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


class Document:
    """The parsed page. Read only.

    `elements` are all elements in document order; for plain text there are none. `reading` says what of the source
    was parsed.
    """

    def __init__(self, source: Source, kind: Kind | None = None, reading: Reading | None = None) -> None:
        """Raises `Unreadable` for markup beyond the bounds within which linting ends in time."""
        self.source = source
        self.reading = reading or Reading(source.text)
        looked = kind or _first_look(self.reading.text, source.path)
        self.normalised, self._points, self._shifts = _normalise(self.reading, source.path, looked)
        markup = "" if looked is Kind.TEXT else self.normalised
        _refuse_hostile(markup)
        self.raw = turbohtml.parse(markup, source_locations=True, allow_declarative_shadow_roots=False)
        self.elements: tuple[Element, ...] = ()
        self.element_of: Mapping[RawNode, Element] = {}
        if markup:
            self._build()
        self.kind = Kind.PAGE if kind is None and looked is Kind.FRAGMENT and self._is_page() else looked

    def _build(self) -> None:
        known: dict[RawNode, Element] = {}
        elements: list[Element] = []
        formatting: list[Element] = []
        for index, raw in enumerate(self.raw.iter_elements()):
            parent = known.get(raw.parent)  # type: ignore[arg-type]
            if parent is None and index:
                parent = _template_host(raw, known)
            element = known[raw] = Element(raw, parent, index, self)
            elements.append(element)
            if element.tag in FORMATTING and not element.implied:
                formatting.append(element)
        if len(elements) > _MOST_ELEMENTS:
            raise Unreadable("its open tags multiply; close the formatting tags left open")
        for element in reversed(elements):
            parent = element.parent
            if parent is not None and parent.end < element.end:
                parent.end = element.end
        self._tell_copies(formatting)
        self.element_of = known
        self.elements = tuple(elements)
        for element in self.select("[hidden], [aria-hidden], [style], template[shadowrootmode]"):
            element.hidden = _hides(element)

    def _tell_copies(self, formatting: list[Element]) -> None:
        """Mark the formatting elements that the parser opened again: they are told to stand where the first does."""
        first: dict[tuple[int | None, int | None], Element] = {}
        for element in formatting:
            original = first.setdefault((element.raw.source_line, element.raw.source_col), element)
            if original is not element:
                element.implied = True
                element.written = original

    def _is_page(self) -> bool:
        """Whether what belongs to a whole page is written: a doctype, `html`, `head`, `body` or `frameset`."""
        root = self.elements[0]
        return (
            not root.implied
            or any(not child.implied for child in root.elements if child.tag in ("head", "body", "frameset"))
            or any(isinstance(node, RawDoctype) for node in self.raw.children)
        )

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
        return iter(sorted((e for tag in tags for e in by_tag.get(tag, ())), key=attrgetter("index")))

    @cached_property
    def by_tag(self) -> Mapping[str, list[Element]]:
        """Elements by tag name, each list in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    @cached_property
    def by_attribute(self) -> Mapping[str, list[Element]]:
        """Elements by the names of their attributes, as the parser has these, each list in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            for name in element.raw.attrs:
                found.setdefault(name, []).append(element)
        return found

    @cached_property
    def by_start(self) -> Mapping[int, Element]:
        """Elements that are written, by where their start tags begin."""
        return {element.span.start: element for element in self._written}

    def written_from(self, place: int) -> Element | None:
        """The first element in document order whose start tag is written at a place or later."""
        number = bisect_left(self._reached, place)
        return self._written[number] if number < len(self._written) else None

    @cached_property
    def _written(self) -> list[Element]:
        return [element for element in self.elements if not element.implied]

    @cached_property
    def _reached(self) -> list[int]:
        """How far in the source each written element and those before it have come: misnested ones go back."""
        return list(accumulate((element.span.start for element in self._written), max))

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
        """Elements that a CSS selector matches, in document order.

        The indices tell that most selectors match nothing on most pages, and answer the simplest.
        """
        alternatives = _simple_alternatives(selector)
        if alternatives is not None:
            possible = [each for each in alternatives if self._may_match(each)]
            if not possible:
                return ()
            if len(possible) == 1 and possible[0].suffices:
                return tuple(self._candidates(possible[0]))
        known = self.element_of
        return tuple(known[raw] for raw in self.raw.select(selector) if raw in known)

    def _may_match(self, simple: _Simple) -> bool:
        return (not simple.tag or simple.tag in self.by_tag) and all(
            name in self.by_attribute for name in simple.attributes
        )

    def _candidates(self, simple: _Simple) -> list[Element]:
        """The elements with a tag or an attribute."""
        return self.by_tag[simple.tag] if simple.tag else self.by_attribute[simple.attributes[0]]

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
    def soup(self) -> BeautifulSoup:
        """The page as a BeautifulSoup tree, for those who know it."""
        import warnings

        from bs4 import BeautifulSoup

        with warnings.catch_warnings():
            # It wonders whether a short text is a file's name, and XHTML fit for this parser. It is no, and yes.
            warnings.simplefilter("ignore")
            return BeautifulSoup(self.normalised, "html.parser")

    # From the parser's coordinates (newlines normalised) to the source's

    def original(self, offset: int) -> int:
        """Where in the source an offset of `normalised` stands."""
        if not self._points:
            return offset
        passed = bisect_right(self._points, offset)
        return offset + self._shifts[passed - 1] if passed else offset

    def original_span(self, start: int, end: int) -> Span:
        """A range of `normalised` as a range of the source."""
        if not self._points:
            return Span(start, end)
        place = self.original(start)
        return Span(place, max(place, self.original_end(end)) if end > start else place)

    def original_end(self, offset: int) -> int:
        """Where in the source what ends at an offset of `normalised` ends."""
        known = self.reading.ends.get(offset) if self.reading.ends else None
        return self.original(offset) if known is None else known

    @cached_property
    def normalised_line_starts(self) -> Sequence[int]:
        """Where each line of `normalised` begins; the parser counts lines in it."""
        if self.normalised is self.source.text:
            return self.source.line_starts
        return line_starts(self.normalised)


def parse(source: Source, kind: Kind | None = None) -> Document:
    """Build the Document of a Source, of its first reading where it has several; `kind` overrides what looking
    would decide.

    Raises `Unreadable` for markup beyond the bounds within which linting ends in time, and for a feed that is no XML.
    """
    return next(parse_all(source, kind))


def parse_all(source: Source, kind: Kind | None = None) -> Iterator[Document]:
    """The Documents of all readings of a Source: of a page one, of a template with branches two, of a feed one for
    each article body.

    Raises as `parse` does.
    """
    if kind is None and is_feed(source.text):
        for reading in read_feed(source):
            yield Document(source, Kind.FRAGMENT, reading)
        return
    for reading in read_template(source) or (Reading(source.text),):
        yield Document(source, kind, reading)


def _refuse_hostile(markup: str) -> None:
    tags = markup.count("<")
    if tags > MOST_TAGS:
        raise Unreadable(f"it has more than {MOST_TAGS:,} tags; split it or leave it out")
    if tags > _MANY_TAGS and tags * _open_formatting(markup) > 10 * _MOST_ELEMENTS:
        raise Unreadable("its open tags multiply; close the formatting tags left open")


def _open_formatting(markup: str) -> int:
    """About how many formatting elements are open at once; a parser opens each again in every block."""
    most = count = 0
    open_now: dict[str, int] = {}
    for match in _FORMATTING_TAG.finditer(markup):
        tag = match.group(2).lower()
        if not match.group(1):
            open_now[tag] = open_now.get(tag, 0) + 1
            count += 1
            most = max(most, count)
        elif open_now.get(tag):
            open_now[tag] -= 1
            count -= 1
    return min(most, _MOST_NESTED)


def _template_host(raw: RawElement, known: Mapping[RawNode, Element]) -> Element | None:
    """The element that holds a template's contents."""
    for ancestor in raw.ancestors:
        if ancestor in known:
            return known[ancestor]
    return None


class _Simple(NamedTuple):
    """What a selector of one element asks for; `suffices` where it is one tag or one attribute and nothing more."""

    tag: str
    attributes: tuple[str, ...]
    suffices: bool


@lru_cache(maxsize=1024)
def _simple_alternatives(selector: str) -> tuple[_Simple, ...] | None:
    """The alternatives of a selector each of which is about one element, by its tag and attributes; None for others."""
    found: list[_Simple] = []
    for alternative in selector.split(","):
        match = _SIMPLE_SELECTOR.fullmatch(alternative)
        if match is None:
            return None
        names = tuple(_ATTRIBUTE_NAME.findall(match.group("attributes")))
        tag, bare = match.group("tag"), match.group("attributes").count("=") == 0
        found.append(_Simple(tag, names, bare and len(names) + bool(tag) == 1))
    return tuple(found)


def _hides(element: Element) -> bool:
    """Whether the element itself says that nobody is to meet it."""
    if element.tag in UNRENDERED:
        return element.tag != "template" or not element.has("shadowrootmode")
    if element.has("hidden") or (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = element.get("style")
    return style is not None and bool(_HIDING_STYLE.search(style))


def _normalise(reading: Reading, path: str, kind: Kind) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text as the parser is to read it, and what to add to offsets from each point on to get the source's.

    Line ends become LF. In XHTML that its name or first line declares, ``<x/>`` is an element that ends at once;
    to an HTML parser it would be a start tag, so the end tag is put in.
    """
    text = reading.text
    if reading.points:
        return text, reading.points, reading.shifts
    points: Sequence[int] = ()
    shifts: Sequence[int] = ()
    if "\r" in text:
        lines = text.split("\r\n")
        points = array("q", accumulate(len(line) + 1 for line in islice(lines, len(lines) - 1)))
        shifts = range(1, len(lines))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    xml = path.lower().endswith(_XML_SUFFIXES) or _XML_DECLARATION.match(text) is not None
    if kind is Kind.XHTML and xml and "/>" in text:
        return _closed(text, points, shifts)
    return text, points, shifts


def _closed(text: str, points: Sequence[int], shifts: Sequence[int]) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text with an end tag after each start tag that ends itself."""
    parts: list[str] = []
    extra: list[tuple[int, int]] = []  # where in the new text an added end tag stops, and all that is added
    last = added = 0
    for match in _SELF_CLOSED.finditer(text):
        tag = match.group("tag")
        if tag is None or tag.lower() in VOID:
            continue
        end_tag = f"</{tag}>"
        parts += (text[last : match.end()], end_tag)
        last = match.end()
        added += len(end_tag)
        extra.append((last + added, added))
    parts.append(text[last:])
    if not extra:
        return text, points, shifts
    merged: list[tuple[int, int]] = []
    returns = list(zip(points, shifts, strict=True))
    place = before = returned = 0
    for point, total in extra:
        while place < len(returns) and returns[place][0] <= point - total:
            returned = returns[place][1]
            merged.append((returns[place][0] + before, returned - before))
            place += 1
        before = total
        merged.append((point, returned - before))
    merged.extend((point + before, shift - before) for point, shift in returns[place:])
    return (
        "".join(parts),
        array("q", (point for point, _ in merged)),
        array("q", (shift for _, shift in merged)),
    )


# Where character data stands in the source


def _align_text(text: Text) -> None:
    """Find where a text stands, and those before it back to the nearest tag whose place is known."""
    chain, cursor = _anchor(text)
    for each in reversed(chain):
        each._map = _aligned(each, cursor)
        cursor = max(cursor, each._map.stop)


def _anchor(text: Text) -> tuple[list[Text], int]:
    """The texts, last first, that follow one another up to `text`, and an offset at or before the first."""
    chain = [text]
    parent, position = text.parent, text.position
    while True:
        if position == 0:
            location = parent.location
            if location is not None:
                return chain, location.start_tag.end_offset
            if parent.parent is None:
                return chain, 0
            if parent.position < 0:
                _ = parent.parent.children
            parent, position = parent.parent, parent.position
            continue
        before = parent.children[position - 1]
        position -= 1
        if isinstance(before, Text):
            if before._map is not None:
                return chain, before._map.stop
            chain.append(before)
        elif isinstance(before, Element):
            location = before.location
            if location is not None and location.end_tag is not None:
                return chain, location.end_tag.end_offset
            if location is not None and not before.children:
                return chain, location.start_tag.end_offset
            if before.children:
                parent, position = before, len(before.children)


def _aligned(text: Text, cursor: int) -> Alignment:
    """Where a text stands: at the cursor, past markup that left nothing in the tree, or, when the tree builder
    moved it (out of a table, say), past text that is not its own."""
    walk = _Walk(text)
    return walk.match(cursor) or walk.match(cursor, strangers=_MOST_STRANGERS) or Alignment(cursor, cursor)


class _Walk:
    """Reads source and decoded text side by side."""

    __slots__ = ("_data", "_drops_newline", "_escapes", "_foreign", "_markup", "_special")

    def __init__(self, text: Text) -> None:
        parent = text.parent
        self._markup = text.document.normalised
        self._data = text.data
        self._foreign = parent.raw.namespace is not Namespace.HTML
        self._escapes = self._foreign or not (parent.tag in RAW_TEXT or parent.closest("plaintext"))
        has_tags = self._escapes and (self._foreign or parent.tag not in _ESCAPABLE)
        self._special = _MARKUP_OR_REFERENCE if has_tags else _REFERENCE_ONLY if self._escapes else _NUL
        self._drops_newline = text.position == 0 and parent.tag in _DROPS_NEWLINE

    def match(self, place: int, strangers: int = 0) -> Alignment | None:
        """The alignment of the whole text at `place`, or past ignored markup and space after it; None if it differs.

        Up to so many runs of other text, `strangers`, may stand between.
        """
        markup, data = self._markup, self._data
        jumps: list[tuple[int, int, int]] = []
        index, start, expected = 0, -1, -1
        section = -1  # where the CDATA section that is being read ends
        if self._drops_newline and markup.startswith("\n", place):
            place += 1
        while index < len(data):
            if 0 <= section <= place:  # the end of a CDATA section
                place, section = section + len("]]>"), -1
            limit = min(place + len(data) - index, section if section >= 0 else len(markup))
            # One character further, so that a reference or tag that begins at the last place is seen to be one.
            special = self._special.search(markup, place, limit + 1) if section < 0 else None
            if special is not None and special.start() >= limit:
                special = None
            end = special.start() if special else limit
            width = decoded = 1  # characters of source, and of data that they stand for
            if end > place:  # a run that stands for itself
                width = decoded = end - place
                if not data.startswith(markup[place : place + width], index):
                    leading = _leading_space(markup, place, end)
                    if start >= 0 or leading == place:
                        if not strangers:
                            return None
                        strangers -= 1
                        place = self._next(place)
                        continue
                    # The tree builder drops white space where only elements may stand.
                    place = leading
                    continue
            elif special is None:
                return None
            elif special.group() == "&":
                width, decoded = _reference(markup, place, data, index)
                if not decoded:
                    if not strangers:
                        return None
                    strangers -= 1
                    place = self._next(place + 1)
                    continue
            elif special.group() == "\0":  # dropped, or in some states U+FFFD
                if not data.startswith("\ufffd", index):
                    place += 1
                    continue
            elif self._foreign and markup.startswith("<![CDATA[", place):
                place += len("<![CDATA[")
                section = markup.find("]]>", place)
                section = section if section >= 0 else len(markup)
                continue
            else:
                place = _markup_end(markup, place)
                continue
            if start < 0:
                start = place
            if width != decoded:
                jumps.extend((index + step, place, place + width) for step in range(decoded))
            elif start != place and place != expected:
                jumps.append((index, place, place + 1))
            index += decoded
            place = expected = place + width
        return Alignment(max(start, 0), place, tuple(jumps))

    def _next(self, place: int) -> int:
        """Where the run of text at `place` ends."""
        special = self._special.search(self._markup, place)
        return special.start() if special else len(self._markup)


def _leading_space(markup: str, place: int, end: int) -> int:
    while place < end and markup[place] in _SPACE:
        place += 1
    return place


def _reference(markup: str, place: int, data: str, index: int) -> tuple[int, int]:
    """How long the reference at `place` is, and for how many characters of `data` it stands (0: for others)."""
    match = _REFERENCE.match(markup, place)
    if match is None:
        return 1, int(data.startswith("&", index))
    name = match.group("name")
    if name is None:
        return match.end() - place, 1  # numeric: always one character, if only U+FFFD
    for size in range(len(name), 1, -1):
        decoded = html5.get(name[:size])
        if decoded is not None:
            return size + 1, len(decoded) if data.startswith(decoded, index) else 0
    return 1, int(data.startswith("&", index))


def _markup_end(markup: str, place: int) -> int:
    """Where the tag, comment or other markup that begins at `place` ends."""
    if markup.startswith("<!--", place):
        match = _COMMENT_END.search(markup, place + 2)
        return match.end() if match else len(markup)
    tag = TAG.match(markup, place)
    if tag:
        return tag.end()
    end = markup.find(">", place)
    return end + 1 if end >= 0 else len(markup)
