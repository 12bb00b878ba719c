"""Feeds and wire files: each article body in them is a reading of its own, at its place in the file.

lxml reads the file, with entities, DTD and network off, and says which element is what; where the elements stand is
then told by walking over the tags, which lxml has found to be well formed. Read are:

* RSS 2.0 and 1.0: an item's ``content:encoded``, else its ``description`` (RSS 2.0 specification; RSS content module);
* Atom: an entry's ``content``, else its ``summary``, of type html or xhtml (RFC 4287, 3.1 and 4.1.3);
* NITF: ``body``, with its own elements read as HTML's (IPTC NITF 3.6);
* NewsML-G2: XHTML or NITF in ``inlineXML``, HTML in ``inlineData`` (IPTC NewsML-G2 2.x);
* news sitemaps: the publication date, title and image captions of each ``url``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.reading import Reading, Writing
from a11ylint.records import dataclass
from a11ylint.source import Source, Span, Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT: Final = re.compile(
    r"\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+|<!DOCTYPE\b[^>\[]*+(?:\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]\s*+)?>\s*+)*+"
    r"<(?:[\w.-]+:)?(?:rss|feed|RDF|urlset|nitf|newsMessage|newsItem)(?=[\s/>])"
)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\b")
_DECLARES: Final = re.compile(r"<!ENTITY\b")
_PIECE: Final = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+-->|<!\[CDATA\[(?P<cdata>(?:[^\]]++|\](?!\]>))*+)\]\]>|<\?(?:[^?]++|\?(?!>))*+\?>"
    r"|</(?P<end>[^\s>]++)\s*+>|<(?P<start>[^\s/>!?]++)(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|<"
)
_ATTRIBUTE: Final = re.compile(r"(?P<name>[^\s=/]++)\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_CHARACTER: Final = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][\w.-]*);|\r\n?")
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Names(NamedTuple):
    """What a vocabulary's elements (with a class, where HTML has none like it) and attributes are called in HTML.

    Others keep their names.
    """

    elements: Mapping[str, str]
    attributes: Mapping[str, str]


_NONE: Final = _Names({}, {})
_NITF: Final = _Names(
    {
        "body": "article",
        "body.head": "header",
        "body.content": "div",
        "body.end": "footer",
        "hedline": "hgroup",
        "hl1": "h1",
        "hl2": "h2",
        "byline": "p class=byline",
        "byttl": "span",
        "dateline": "p class=dateline",
        "story.date": "time",
        "block": "div",
        "media": "figure",
        "media-reference": "img",
        "media-caption": "figcaption",
        "media-producer": "p class=credit",
        "abstract": "div",
        "tagline": "p",
        "nitf-table": "div",
        "pronounce": "span",
        "bq": "blockquote",
        "person": "span",
        "org": "span",
        "location": "span",
        "chron": "time",
    },
    {"alternate-text": "alt", "source": "src", "norm": "datetime"},
)
_SITEMAP: Final = _Names(
    {"url": "div", "publication_date": "time", "title": "p", "image": "figure", "caption": "figcaption"}, {}
)


@dataclass(frozen=True, slots=True)
class _Node:
    """An element as the walk finds it: its start tag, what it holds, and where its end tag ends."""

    name: str
    attributes: Mapping[str, str]
    start: int
    content: Span
    end: int


def is_feed(text: str) -> bool:
    """Whether a text's first element is that of a feed, a news sitemap or a wire file."""
    return _ROOT.match(text) is not None


def read_feed(source: Source) -> Iterator[Reading]:
    """A reading of each article body, in order; the first for a feed without any is empty.

    Raises `Unreadable` for a file that is no well-formed XML, or declares entities of its own.
    """
    nodes = _nodes(source.text, _parsed(source.text))
    readings = (_body(source.text, nodes, index) for index in _bodies(nodes))
    found = False
    for reading in readings:
        found = True
        yield reading
    if not found:
        yield Reading("")


def _parsed(text: str) -> _Element:
    from lxml import etree

    root = _ROOT.match(text)
    if root is not None and _DOCTYPE.search(text, 0, root.end()) and _DECLARES.search(text, 0, root.end()):
        raise Unreadable("it declares entities of its own, which are not read; write their text where they stand")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg).split())
        raise Unreadable(f"it is no well-formed XML ({reason}); mend it first") from None


def _nodes(text: str, root: _Element) -> list[_Node]:
    """Every element with its place, in document order. Names are Clark names: ``{namespace}name``."""
    known = root.iter("*")
    nodes: list[_Node] = []
    stack: list[tuple[int, re.Match[str]]] = []
    for piece in _PIECE.finditer(text):
        if piece["start"] is not None:
            element = next(known, None)
            if element is None or not str(element.tag).endswith(piece["start"].rpartition(":")[2]):
                raise Unreadable("its elements cannot be told apart; save it anew as plain XML")
            attributes = {str(name): str(value) for name, value in element.attrib.items()}
            closed = piece["rest"].endswith("/")
            nodes.append(
                _Node(str(element.tag), attributes, piece.start(), Span(piece.end(), piece.end()), piece.end())
            )
            if not closed:
                stack.append((len(nodes) - 1, piece))
        elif piece["end"] is not None and stack:
            index, opening = stack.pop()
            node = nodes[index]
            content = Span(opening.end(), piece.start())
            nodes[index] = _Node(node.name, node.attributes, node.start, content, piece.end())
    return nodes


# Which elements hold articles

_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"


def _local(node: _Node) -> str:
    return node.name.rpartition("}")[2]


def _bodies(nodes: list[_Node]) -> Iterator[int]:
    """Indices of the elements that hold an article's body each."""
    place = 0  # where the body before ends: none is inside another
    for index, node in enumerate(nodes):
        if node.start < place:
            continue
        chosen = _body_of(nodes, index)
        if chosen is not None:
            yield chosen
            place = node.end


def _body_of(nodes: list[_Node], index: int) -> int | None:
    node = nodes[index]
    match _local(node):
        case "item":
            return _child(nodes, index, lambda each: each.name == _CONTENT) or _child(
                nodes, index, lambda each: _local(each) == "description"
            )
        case "entry" if node.name.startswith(_ATOM):
            return _child(nodes, index, lambda each: each.name == f"{_ATOM}content" and _is_markup(each)) or _child(
                nodes, index, lambda each: each.name == f"{_ATOM}summary" and _is_markup(each)
            )
        case "nitf":
            return _child(nodes, index, lambda each: _local(each) == "body")
        case "inlineXML":
            return _child(nodes, index, lambda each: each.name == f"{_XHTML}html")
        case "inlineData" if "html" in node.attributes.get("contenttype", ""):
            return index
        case "url":
            return index
    return None


def _is_markup(node: _Node) -> bool:
    return node.attributes.get("type", "text") in ("html", "xhtml", "text/html", "application/xhtml+xml")


def _child(nodes: list[_Node], index: int, wanted: Callable[[_Node], bool]) -> int | None:
    """The index of the first child that is wanted."""
    parent = nodes[index]
    place = parent.content.start
    for at in range(index + 1, len(nodes)):
        node = nodes[at]
        if node.start >= parent.end:
            return None
        if node.start >= place:
            if wanted(node):
                return at
            place = node.end
    return None


# What the parser is given


def _body(text: str, nodes: list[_Node], index: int) -> Reading:
    node = nodes[index]
    inner = text[slice(*node.content)]
    local = _local(node)
    if local == "url":
        return _transcript(text, node.content, _SITEMAP)
    if local == "body":
        return _transcript(text, Span(node.start, node.end), _NITF)
    if node.attributes.get("type") in ("xhtml", "application/xhtml+xml") or node.name == f"{_XHTML}html":
        return _transcript(text, node.content, _NONE)
    return _decoded(text, node.content, escaped="<![CDATA[" not in inner)


class _Builder:
    """Puts text together, and keeps where in the source each piece stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._points: list[int] = []
        self._shifts: list[int] = []
        self._ends: dict[int, int] = {}
        self._end = 0  # where in the source the last piece ends

    def put(self, piece: str, place: int, end: int | None = None) -> None:
        """Add a piece that stands at `place` up to `end`, by default character for character."""
        if not piece:
            return
        self.stop(place)
        self._parts.append(piece)
        self._length += len(piece)
        self._end = place + len(piece) if end is None else end

    def stop(self, place: int) -> None:
        """Say where what comes next stands."""
        if self._length and place != self._end:
            self._ends.setdefault(self._length, self._end)
        shift = place - self._length
        if self._points and self._points[-1] == self._length:
            self._shifts[-1] = shift
        elif not self._shifts or self._shifts[-1] != shift:
            self._points.append(self._length)
            self._shifts.append(shift)

    def decode(self, text: str, start: int, end: int) -> None:
        """Add character data with its references read."""
        from html import unescape

        place = start
        for match in _CHARACTER.finditer(text, start, end):
            self.put(text[place : match.start()], place)
            read = "\n" if match.group()[0] == "\r" else unescape(match.group())
            self.put(read, *match.span())
            place = match.end()
        self.put(text[place:end], place)
        self.stop(end)

    def copy(self, text: str, start: int, end: int) -> None:
        """Add markup as it is, but for line ends."""
        place = start
        for match in re.compile(r"\r\n?").finditer(text, start, end):
            self.put(text[place : match.start()], place)
            self.put("\n", *match.span())
            place = match.end()
        self.put(text[place:end], place)
        self.stop(end)

    def reading(self, writing: Writing) -> Reading:
        return Reading("".join(self._parts), tuple(self._points), tuple(self._shifts), self._ends, writing=writing)


def _decoded(text: str, content: Span, *, escaped: bool) -> Reading:
    """HTML that stands in XML as character data, escaped or in CDATA sections."""
    builder = _Builder()
    place = content.start
    for piece in _PIECE.finditer(text, *content):
        builder.decode(text, place, piece.start())
        if piece["cdata"] is not None:
            builder.copy(text, *piece.span("cdata"))
        place = piece.end()
    builder.decode(text, place, content.end)
    return builder.reading(Writing.ESCAPED if escaped else Writing.AS_IS)


def _transcript(text: str, content: Span, names: _Names) -> Reading:
    """XML as HTML: names without prefixes, a vocabulary's own as HTML has them, no element that closes itself."""
    builder = _Builder()
    place = content.start
    for piece in _PIECE.finditer(text, *content):
        builder.copy(text, place, piece.start())
        place = piece.end()
        if piece["cdata"] is not None:
            _escape(builder, text, *piece.span("cdata"))
        elif piece["end"] is not None:
            name = _first(_named(piece["end"], names))
            if name not in _VOID:
                builder.put(f"</{name}", piece.start())
                builder.put(">", piece.end() - 1)
        elif piece["start"] is not None:
            _put_start(builder, piece, names)
        builder.stop(place)
    builder.copy(text, place, content.end)
    return builder.reading(Writing.NEVER)


def _escape(builder: _Builder, text: str, start: int, end: int) -> None:
    """Add text whose signs are not markup."""
    place = start
    for match in re.compile(r"[&<]").finditer(text, start, end):
        builder.copy(text, place, match.start())
        builder.put("&amp;" if match.group() == "&" else "&lt;", *match.span())
        place = match.end()
    builder.copy(text, place, end)


def _put_start(builder: _Builder, piece: re.Match[str], names: _Names) -> None:
    name = _named(piece["start"], names)
    builder.put(f"<{name}", piece.start())
    start, end = piece.span("rest")
    closed = piece["rest"].endswith("/")
    place = start
    text = piece.string
    for match in _ATTRIBUTE.finditer(text, start, end):
        builder.copy(text, place, match.start())
        written = match["name"]
        builder.put(names.attributes.get(written, written), *match.span("name"))
        builder.copy(text, match.end("name"), match.end())
        place = match.end()
    builder.copy(text, place, end - closed)
    builder.put(">", piece.end() - 1)
    if closed and name not in _VOID:
        builder.put(f"</{_first(name)}>", piece.end(), piece.end())


def _first(name: str) -> str:
    return name.partition(" ")[0]


def _named(written: str, names: _Names) -> str:
    local = written.rpartition(":")[2]
    return names.elements.get(local, local)
