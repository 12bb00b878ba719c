"""What an HTML parser forgives: tokenizer errors, and tags that do not pair.

The tokenizer reports its own errors, under the HTML Standard's names (13.2.2 Parse errors). Tree construction
(13.2.6) has no names for its errors; these are ours:

``unclosed-element``
    A start tag whose end tag is missing, though the element may not go without.
``stray-end-tag``
    An end tag with nothing to close.
``misnested-tag``
    An end tag that comes after the end tag of an element around its own: ``<b><i>x</b></i>``.
``mismatched-heading``
    A heading that another level's end tag closes: ``<h2>x</h3>``.
``nested-element``
    A link, form or button begun inside another, which HTML parsers do not allow.
``stray-start-tag``
    A start tag that the parser ignores where it stands: a second ``<body>``, a ``<td>`` outside any table.

The walk over the tags follows the tree construction stage of a browser that runs scripts, so what stands in
``<noscript>`` is text. Each unclosed element and stray end tag is then looked up in the tree that the parser
built, and only what the tree confirms is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final

import turbohtml
from turbohtml import Token, TokenType

from a11ylint import patterns as re
from a11ylint.document import ATTRIBUTE, FORMATTING, TAG, VOID, Document, Element, Kind
from a11ylint.records import dataclass
from a11ylint.source import Span

_NO_NESTING: Final = frozenset({"a", "button", "form", "nobr"})
_MOST_PROBLEMS: Final = 1000  # of one document: nobody reads more, and hostile input holds millions
_MOST_ATTRIBUTES: Final = 10_000
_MOST_CHECKED: Final = 8 * 1024 * 1024  # characters; tokenizer errors past these are not looked for

_BLOCKS: Final = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "main menu nav ol search section summary ul".split()
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CLOSES_P: Final = _BLOCKS | _HEADINGS | frozenset("dd dt form hr li listing p plaintext pre table xmp".split())
_SECTIONS: Final = frozenset({"tbody", "thead", "tfoot"})
_TABLE_PARTS: Final = _SECTIONS | {"caption", "col", "colgroup", "td", "th", "tr"}
# Down to which open elements the start tag of a part of a table clears the stack (13.2.6.4.9 to 13.2.6.4.15).
_CLEARS_TO: Final[dict[str, frozenset[str]]] = {
    "td": _SECTIONS | {"tr", "table", "template"},
    "th": _SECTIONS | {"tr", "table", "template"},
    "tr": _SECTIONS | {"table", "template"},
    "col": frozenset({"colgroup", "table", "template"}),
    **dict.fromkeys((*_SECTIONS, "caption", "colgroup"), frozenset({"table", "template"})),
}
_TABLE_SCOPE: Final = frozenset({"html", "table", "template"})
# A foreign element stands on the stack with a colon before its name. In these, HTML begins again
# (13.2.6: MathML text integration points and HTML integration points).
_INTEGRATION: Final = frozenset(":foreignobject :desc :title :annotation-xml :mi :mo :mn :ms :mtext".split())
# "Has an element in scope" looks no further than these (13.2.4.2).
_SCOPE: Final = _INTEGRATION | frozenset("applet caption html table td th marquee object select template".split())
_BUTTON_SCOPE: Final = _SCOPE | {"button"}
_LIST_SCOPE: Final = _SCOPE | {"ul", "ol"}
_MARKERS: Final = frozenset("applet caption marquee object td template th".split())
_SPECIAL: Final = _INTEGRATION | frozenset(
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
    "details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript "
    "object ol p param plaintext pre script search section select source style summary table tbody td template "
    "textarea tfoot th thead title tr track ul wbr xmp".split()
)
_STOPS_ITEM: Final = _SPECIAL - {"address", "div", "p"}
_IMPLIED_END: Final = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
# 13.1.2.4 Optional tags: these may end without an end tag.
_OPTIONAL_END: Final = _IMPLIED_END | _SECTIONS | frozenset("html head body tr td th caption colgroup".split())
_EMPTY: Final = VOID | {"basefont", "bgsound", "frame", "image", "keygen"}
_ONCE: Final = frozenset({"html", "head", "body"})
# Start tags that open an element and do nothing else.
_SIMPLE: Final = frozenset(
    "abbr acronym audio b bdi bdo big canvas cite code data datalist del dfn em font i iframe ins kbd label legend map "
    "mark meter noembed noframes noscript output picture progress q s samp script slot small span strike strong style "
    "sub sup textarea time title tt u var video ruby".split()
)
_LISTS: Final = frozenset({"ol", "ul"})
_ENDS_ALONE: Final = _SIMPLE | _BLOCKS | {"a", "li"}  # the end tag of the innermost open element ends nothing else
# These start tags end foreign content where they stand in it (13.2.6.5).
_BREAKS_OUT: Final = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
_RAW: Final = frozenset("title textarea style script xmp iframe noembed noframes noscript plaintext".split())

_REFERENCE: Final = re.compile(r"&#?[0-9a-zA-Z]*;?")
_TAG_NAME: Final = re.compile(r"</?[a-zA-Z][^\t\n\f\r />]*")
_UNREAD: Final = re.compile(r"<(?:script|style)[\t\n\f\r />]", re.IGNORECASE)
_LINE: Final = re.compile(r"[^\n]{0,80}")
_BLANK: Final = re.compile(r"[\t\n\f\r /]*")
_ABOUT_ATTRIBUTE: Final = frozenset(
    {
        "duplicate-attribute",
        "missing-attribute-value",
        "missing-whitespace-between-attributes",
        "unexpected-character-in-attribute-name",
        "unexpected-character-in-unquoted-attribute-value",
        "unexpected-equals-sign-before-attribute-name",
    }
)
_AT_ITS_END: Final = frozenset({"duplicate-attribute", "missing-attribute-value"})
_ABOUT_TAG: Final = frozenset(
    {
        "end-tag-with-attributes",
        "end-tag-with-trailing-solidus",
        "unexpected-solidus-in-tag",
    }
)
_ABOUT_CHARACTER: Final = frozenset(
    {"control-character-in-input-stream", "noncharacter-in-input-stream", "unexpected-null-character"}
)
# What XHTML writes on purpose; and a solidus that parsers ignore, which is told of where it leaves a tag open.
_FOR_XHTML: Final = frozenset({"cdata-in-html-content", "disallowed-processing-instruction-target"})
_IGNORED: Final = frozenset({"non-void-html-element-start-tag-with-trailing-solidus"})
_ABOUT_PAIRS: Final = frozenset(
    "unclosed-element stray-end-tag misnested-tag mismatched-heading nested-element stray-start-tag".split()
)


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Something the HTML parser had to forgive.

    `code` is the HTML Standard's name for it, or one of those above. `span` selects the faulty thing;
    `related` what it collides with: the first of two attributes, the start tag that a late end tag belongs to,
    the tag that ended an element before its end tag. `name` is the tag's or attribute's name, or the
    reference or character as written.
    """

    code: str
    span: Span
    related: Span | None = None
    name: str = ""


def problems_of(document: Document) -> tuple[SyntaxProblem, ...]:
    """Every problem of a document's markup, in source order, up to the first thousand of each kind.

    Plain text has none.
    """
    if document.kind is Kind.TEXT:
        return ()
    pairing = _Pairing(document)
    found = [*pairing.problems(), *_tokenizer_problems(document, pairing)]
    if document.reading.part:
        found = [problem for problem in found if _is_certain(problem, document)]
    found.sort(key=lambda problem: (problem.span, problem.code))
    return tuple(found)


def _is_certain(problem: SyntaxProblem, document: Document) -> bool:
    """Whether a part of a page has a fault of its own: one that neither a template mends nor a file around it."""
    reading = document.reading
    if not (reading.is_known(problem.span) and (problem.related is None or reading.is_known(problem.related))):
        return False
    if problem.code not in _ABOUT_PAIRS:
        return True
    return not (reading.tears(problem.name)) and any(
        element.span.end <= problem.span.start < end_tag.start
        for element in document.elements
        if element.tag not in ("html", "body")
        and (end_tag := element.end_tag) is not None
        and not reading.tears(element.tag)
    )


# Tokenizer errors


def _tokenizer_problems(document: Document, pairing: _Pairing) -> Iterator[SyntaxProblem]:
    return islice(_located(document, pairing), _MOST_PROBLEMS)


def _located(document: Document, pairing: _Pairing) -> Iterator[SyntaxProblem]:
    text = document.normalised
    errors = document.raw.errors if len(text) <= _MOST_CHECKED else _errors_of_beginning(text)
    if not errors:
        return
    places = pairing.places
    starts = document.normalised_line_starts
    seen: set[tuple[str, int]] = set()
    for error in errors:
        code = error.code
        if code in _IGNORED or (code in _FOR_XHTML and document.kind is Kind.XHTML):
            continue
        if not 0 < error.line <= len(starts):
            continue
        place = min(starts[error.line - 1] + error.col, len(text))
        around = places[bisect_right(places, max(place - 1, 0)) - 1] if places else -1
        if code in _ABOUT_CHARACTER and around >= 0 and _UNREAD.match(text, around):
            continue
        start, end, name, related = _place_of(code, text, place, around)
        # One missing quote makes many odd attributes: one of each kind is told for a tag.
        once = around if code in _ABOUT_ATTRIBUTE and code != "duplicate-attribute" else start
        if (code, once) not in seen:
            seen.add((code, once))
            yield SyntaxProblem(
                code,
                document.original_span(start, end),
                document.original_span(*related) if related else None,
                name,
            )


def _errors_of_beginning(text: str) -> list[turbohtml.ParseError]:
    """The errors of as much of a huge text as is checked; those of its cut end are not its own."""
    errors = turbohtml.parse(text[:_MOST_CHECKED], positions=False).errors
    return [error for error in errors if not error.code.startswith("eof-")]


def _place_of(code: str, text: str, place: int, around: int) -> tuple[int, int, str, tuple[int, int] | None]:
    """The thing an error is about, as start, end, name and what it collides with; `around` is where the tag,
    comment or doctype that the place is in or after begins."""
    if code in _ABOUT_ATTRIBUTE:
        tag = _tag_around(text, place, around)
        return _attribute_at(code, place, tag) if tag else (place, min(place + 1, len(text)), "", None)
    if code == "eof-in-tag":
        last = TAG.match(text, around) if around >= 0 else None
        unfinished = _TAG_NAME.search(text, last.end() if last else max(around, 0))
        start = unfinished.start() if unfinished else place
        return start, _line_end(text, start, len(text)), "", None
    if code in _ABOUT_TAG:
        tag = _tag_around(text, place, around)
        if tag is None:
            return place, min(place + 1, len(text)), "", None
        if code == "unexpected-solidus-in-tag":
            return place - 1, place, "/", None
        return tag[0], tag[1], text[tag[0] + 2 : _name_end(text, tag[0])].lower(), None
    if "character-reference" in code:
        start = text.rfind("&", max(0, place - 40), place + 1)
        match = _REFERENCE.match(text, start) if start >= 0 else None
        if match:
            return match.start(), match.end(), match.group(), None
    elif "comment" in code or "doctype" in code or "processing-instruction" in code or "cdata" in code:
        if text.startswith("<", place):
            start = place
        else:
            start = max(text.rfind("<!", max(0, place - 2000), place), text.rfind("<?", max(0, place - 2000), place))
            start = around if start < 0 else start
        if start >= 0:
            end = text.find(">", place)
            return start, _line_end(text, start, end + 1 if end >= 0 else len(text)), "", None
    elif code in ("invalid-first-character-of-tag-name", "missing-end-tag-name", "eof-before-tag-name"):
        start = text.rfind("<", max(0, place - 2), place)
        if start >= 0:
            end = min(place + 1, len(text))
            return start, end, text[start:end], None
    elif code == "eof-in-script-html-comment-like-text" and around >= 0:
        return around, _line_end(text, around, len(text)), "script", None
    return place, min(place + 1, len(text)), text[place : place + 1], None


def _line_end(text: str, start: int, end: int) -> int:
    """`end`, or where the first line from `start` ends: what runs on to the end of a page is not shown whole."""
    match = _LINE.match(text, start, end)
    return match.end() if match and match.end() > start else end


def _name_end(text: str, start: int) -> int:
    match = _TAG_NAME.match(text, start)
    return match.end() if match else start + 1


@dataclass(frozen=True, slots=True)
class _Attribute:
    start: int
    end: int
    name: str
    first: tuple[int, int] | None  # the first attribute of this name, where this is another


@lru_cache(maxsize=1)  # a tag may hold a million errors, one after the other
def _tag_at(text: str, start: int) -> tuple[int, tuple[_Attribute, ...]] | None:
    """Where the tag that begins at `start` ends, and its attributes."""
    tag = TAG.match(text, start) if start >= 0 else None
    if tag is None:
        return None
    found: list[_Attribute] = []
    first: dict[str, tuple[int, int]] = {}
    at = _name_end(text, start)
    while True:
        blank = _BLANK.match(text, at, tag.end())
        match = ATTRIBUTE.match(text, blank.end() if blank else at, tag.end())
        if match is None or len(found) == _MOST_ATTRIBUTES:
            return tag.end(), tuple(found)
        name = match.group().partition("=")[0].strip().lower() or "="
        found.append(_Attribute(*match.span(), name, first.get(name)))
        first.setdefault(name, match.span())
        at = match.end()


def _tag_around(text: str, place: int, around: int) -> tuple[int, int, tuple[_Attribute, ...]] | None:
    """The tag that a place is in: the last that the walk saw begin, or one inside ``<noscript>``."""
    for start in (around, text.rfind("<", max(0, place - 2000), place)):
        tag = _tag_at(text, start)
        if tag is not None and tag[0] >= place:
            return start, *tag
    return None


def _attribute_at(
    code: str, place: int, tag: tuple[int, int, tuple[_Attribute, ...]]
) -> tuple[int, int, str, tuple[int, int] | None]:
    """The attribute of a tag that an error is about, and for a repeated one the first of its name."""
    start, end, attributes = tag
    if not attributes:
        return start, end, "", None
    index = bisect_right(attributes, place - (code in _AT_ITS_END), key=_end_of)
    found = attributes[min(index, len(attributes) - 1)]
    return found.start, found.end, found.name, found.first if code == "duplicate-attribute" else None


def _end_of(attribute: _Attribute) -> int:
    return attribute.end


# Tags that do not pair


@dataclass(frozen=True, slots=True)
class _Candidate:
    code: str
    tag: str
    place: int
    related: int = -1


class _Pairing:
    """One walk over the tags as written, keeping what a parser would have open."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tokens: list[Token] = []  # every tag, comment and doctype; the walk knows each by its number
        self._tags: list[str] = []  # the open elements, outermost first
        self._at: list[int] = []  # the start tag of each; -1 for one that is written nowhere
        self._paragraphs: list[int] = [-1]  # for each button scope, the depth of its open p
        self._found: list[_Candidate] = []
        # Elements that the end of one around them cut off, by tag: their own end tag, if it comes, is misnested.
        self._cut_off: dict[str, list[int]] = {}
        # How many end tags belong to start tags that are told of already.
        self._spare: dict[str, int] = {}
        self._told: set[int] = set()  # open elements whose end tag came where it could not end them
        self._shifted: dict[str, int] = {}  # the last form that ended around an open element, by that element's tag
        self._ended_by = -1  # the start tag that last ended an open p
        self._once: set[str] = set()
        self._quirks = document.kind is Kind.PAGE  # until a doctype is seen
        self._lost = False  # whether the tokenizer and the parser have come to read the text differently

    def problems(self) -> list[SyntaxProblem]:
        """What is wrong, confirmed by the tree."""
        self._walk()
        if not self._found:
            return []
        tree = _Tree(self._document)
        confirmed = (each for each in map(self._placed, self._found) if tree.confirms(each))
        return [self._problem(each) for each in islice(confirmed, _MOST_PROBLEMS)]

    @cached_property
    def places(self) -> list[int]:
        """Where each tag, comment and doctype begins: asked for only where something may be wrong."""
        starts = self._document.normalised_line_starts
        return [starts[token.line - 1] + token.col for token in self._tokens]

    def _placed(self, candidate: _Candidate) -> _Candidate:
        """A candidate of the walk, with places for the numbers of its tags."""
        related = candidate.related
        return replace(
            candidate, place=self.places[candidate.place], related=self.places[related] if related >= 0 else related
        )

    def _problem(self, candidate: _Candidate) -> SyntaxProblem:
        document, text = self._document, self._document.normalised
        spans = [
            document.original_span(place, match.end())
            for place in (candidate.place, candidate.related)
            if place >= 0 and (match := TAG.match(text, place))
        ]
        return SyntaxProblem(candidate.code, spans[0], spans[1] if len(spans) > 1 else None, candidate.tag)

    def _walk(self) -> None:
        tags, at, paragraphs, found = self._tags, self._at, self._paragraphs, self._found
        start_tag, end_tag, characters = TokenType.START_TAG, TokenType.END_TAG, TokenType.TEXT
        tokens = turbohtml.tokenize(self._document.normalised, capture_attributes=False)
        self._tokens = [token for token in tokens if token.type is not characters]
        for place, token in enumerate(self._tokens):
            kind = token.type
            if kind is start_tag:
                tag = token.tag or ""
                around = tags[-1] if tags else ""
                # What most tags are, first: an element that begins inside another, and ends none.
                if around[:1] != ":" and (
                    tag in _SIMPLE
                    or (paragraphs[-1] < 0 and (tag in _BLOCKS or (tag == "li" and around in _LISTS)))
                    or (tag == "a" and "a" not in tags)
                ):
                    tags.append(tag)
                    at.append(place)
                elif tag not in _EMPTY or around[:1] == ":":
                    self._start(tag, place, token)
                elif tag == "hr":
                    self._close_p(place)
                elif tag == "col":
                    self._start_part(tag, place)
            elif kind is end_tag:
                tag = token.tag or ""
                if tags and tags[-1] == tag and tag in _ENDS_ALONE:
                    tags.pop()
                    at.pop()
                else:
                    self._end(tag, place)
            elif kind is TokenType.DOCTYPE:
                self._quirks = token.force_quirks or token.public_id is not None
            if self._lost or len(found) > _MOST_PROBLEMS:
                del self._tokens[place + 1 :]
                return
        for tag, where in zip(tags, at, strict=True):
            if tag not in _OPTIONAL_END and where not in self._told and not self._is_shifted(tag, where):
                self._tell("unclosed-element", tag.lstrip(":"), where)
        for tag, cut in self._cut_off.items():
            for where in cut:
                self._tell("unclosed-element", tag.lstrip(":"), where)

    def _tell(self, code: str, tag: str, place: int, related: int = -1) -> None:
        self._found.append(_Candidate(code, tag, place, related))

    # The stack of open elements

    def _push(self, tag: str, place: int) -> None:
        if tag == "p":
            self._paragraphs[-1] = len(self._tags)
        elif tag in _BUTTON_SCOPE:
            self._paragraphs.append(-1)
        self._tags.append(tag)
        self._at.append(place)

    def _pop(self) -> None:
        tag = self._tags.pop()
        self._at.pop()
        if tag == "p":
            self._paragraphs[-1] = -1
        elif tag in _BUTTON_SCOPE:
            self._paragraphs.pop()

    def _pop_to(self, depth: int) -> None:
        """Pop the element at `depth`, and those inside it, which the markup leaves open."""
        while len(self._tags) > depth + 1:
            tag = self._tags[-1]
            if tag not in _OPTIONAL_END and self._at[-1] not in self._told and not self._is_shifted(tag, self._at[-1]):
                self._cut_off.setdefault(tag, []).append(self._at[-1])
            self._pop()
        self._pop()

    def _take_out(self, depth: int) -> None:
        """Take out one element and leave those inside it open."""
        del self._tags[depth], self._at[depth]
        for scope, paragraph in enumerate(self._paragraphs):
            if paragraph > depth:
                self._paragraphs[scope] = paragraph - 1

    def _nearest(self, wanted: frozenset[str], stops: frozenset[str]) -> int:
        """The depth of the innermost open element of these, looking no further than a stop; -1 for none."""
        tags = self._tags
        for depth in range(len(tags) - 1, -1, -1):
            tag = tags[depth]
            if tag in wanted:
                return depth
            if tag in stops:
                return -1
        return -1

    def _close_p(self, place: int) -> None:
        """A start tag that ends an open p (in button scope)."""
        depth = self._paragraphs[-1]
        if depth >= 0:
            self._pop_to(depth)
            self._ended_by = place

    # Start tags

    def _start(self, tag: str, place: int, token: Token) -> None:
        if self._tags and self._tags[-1][0] == ":":
            if self._tags[-1] not in _INTEGRATION:
                if tag not in _BREAKS_OUT:
                    self._start_foreign(tag, place, token.self_closing)
                    return
                depth = len(self._tags) - 1
                while depth > 0 and self._tags[depth - 1][0] == ":" and self._tags[depth - 1] not in _INTEGRATION:
                    depth -= 1
                self._cut_off.setdefault(self._tags[-1], []).append(self._at[-1])
                self._pop_to(depth)
            if tag in _EMPTY:
                return
        if tag in ("svg", "math"):
            self._start_foreign(tag, place, token.self_closing)
        elif tag in _ONCE:
            self._start_once(tag, place)
        elif tag in _TABLE_PARTS:
            self._start_part(tag, place)
        elif tag in _NO_NESTING and self._start_nested(tag, place):
            return
        else:
            if tag in _CLOSES_P and not (tag == "table" and self._quirks):
                self._close_p(place)
            self._end_implied(tag)
            self._push(tag, place)

    def _start_foreign(self, tag: str, place: int, self_closing: bool) -> None:
        if not self_closing:
            self._push(":" + tag, place)
        elif tag in _RAW:
            # The tokenizer, which knows no foreign content, takes what follows for the element's text.
            self._lost = True

    def _start_once(self, tag: str, place: int) -> None:
        if tag in self._once:
            self._stray_start(tag, place)
            return
        self._once.add(tag)
        if tag == "body" and self._tags and self._tags[-1] == "head":
            self._pop()
        self._push(tag, place)

    def _stray_start(self, tag: str, place: int) -> None:
        self._tell("stray-start-tag", tag, place)
        self._spare[tag] = self._spare.get(tag, 0) + 1

    def _start_part(self, tag: str, place: int) -> None:
        """A part of a table: it ends what is open inside the part around it."""
        outer = self._nearest(_TABLE_SCOPE, frozenset())
        if outer < 0 or self._tags[outer] == "html":
            self._stray_start(tag, place)
            return
        depth = self._nearest(_CLEARS_TO[tag], frozenset())
        if depth + 1 < len(self._tags):
            inner = self._tags[depth + 1]
            if inner not in _OPTIONAL_END:
                self._cut_off.setdefault(inner, []).append(self._at[depth + 1])
            self._pop_to(depth + 1)
        if self._tags[-1] == "table" and tag in ("tr", "td", "th"):
            self._push("tbody", -1)
        if self._tags[-1] in _SECTIONS and tag in ("td", "th"):
            self._push("tr", -1)
        if self._tags[-1] == "table" and tag == "col":
            self._push("colgroup", -1)
        if tag != "col":
            self._push(tag, place)

    def _start_nested(self, tag: str, place: int) -> bool:
        """A link, form, button or nobr: whether another is open that it may not stand in, and the tag is ignored."""
        if tag in self._tags:
            stops = frozenset({"template"}) if tag == "form" else _SCOPE if tag == "button" else _MARKERS
            depth = self._nearest(frozenset({tag}), stops)
            if depth >= 0:
                self._tell("nested-element", tag, place, self._at[depth])
                self._spare[tag] = self._spare.get(tag, 0) + 1
                if tag == "form":
                    return True
                if tag == "button":
                    self._pop_to(depth)
                else:
                    self._take_out(depth)
        if tag == "form":
            self._close_p(place)
        self._push(tag, place)
        return True

    def _end_implied(self, tag: str) -> None:
        """End the open elements that a start tag ends by itself (13.2.6.4.7)."""
        tags = self._tags
        if tag == "li":
            self._end_item(frozenset({"li"}))
        elif tag in ("dd", "dt"):
            self._end_item(frozenset({"dd", "dt"}))
        elif tag in _HEADINGS:
            if tags and tags[-1] in _HEADINGS:
                self._cut_off.setdefault(tags[-1], []).append(self._at[-1])
                self._pop()
        elif tag == "option":
            if tags and tags[-1] == "option":
                self._pop()
        elif tag == "optgroup":
            while tags and tags[-1] in ("option", "optgroup"):
                self._pop()
        elif tag in ("rb", "rtc", "rp", "rt"):
            kept = "rtc" if tag in ("rp", "rt") else ""
            while tags and tags[-1] in _IMPLIED_END and tags[-1] != kept:
                self._pop()

    def _end_item(self, wanted: frozenset[str]) -> None:
        depth = self._nearest(wanted, _STOPS_ITEM - wanted)
        if depth >= 0:
            self._pop_to(depth)

    # End tags

    def _end(self, tag: str, place: int) -> None:
        tags = self._tags
        if tags and tags[-1][0] == ":":
            for depth in range(len(tags) - 1, -1, -1):
                if tags[depth] == ":" + tag:
                    self._pop_to(depth)
                    return
                if tags[depth][0] != ":":
                    break
        if tag in _ONCE:
            self._end_once(tag, place)
        elif tag in _HEADINGS:
            depth = self._nearest(_HEADINGS, _SCOPE)
            if depth >= 0 and tags[depth] != tag:
                self._tell("mismatched-heading", tag, place, self._at[depth])
            self._end_at(depth, tag, place)
        elif tag == "p":
            if self._paragraphs[-1] >= 0:
                self._ended_by = -1
            self._end_at(self._paragraphs[-1], tag, place)
        else:
            self._end_at(self._nearest(frozenset({tag}), _stops(tag)), tag, place)

    def _end_at(self, depth: int, tag: str, place: int) -> None:
        """End the element at a depth; with none (-1), tell of the end tag."""
        if depth < 0:
            self._end_unmatched(tag, place)
        elif tag in FORMATTING and any(inner in _SPECIAL for inner in self._tags[depth + 1 :]):
            # The adoption agency: the blocks inside stay open, and the formatting goes on in them.
            self._tell("misnested-tag", tag, place, self._at[depth])
            self._take_out(depth)
        elif tag == "form" and "template" not in self._tags:
            self._end_form(depth, place)
        else:
            self._pop_to(depth)

    def _end_form(self, depth: int, place: int) -> None:
        """What began inside a form and has not ended outlives the form (13.2.6.4.7)."""
        while len(self._tags) > depth + 1 and self._tags[-1] in _IMPLIED_END:
            self._pop()
        if len(self._tags) == depth + 1:
            self._pop()
            return
        # The end tag of a form that was begun inside this one, and dropped, is told of already.
        if not self._spare.get("form"):
            self._tell("misnested-tag", "form", place, self._at[depth])
            self._shifted.update((tag, self._at[depth]) for tag in self._tags[depth + 1 :])
        self._take_out(depth)

    def _is_shifted(self, tag: str, place: int) -> bool:
        """Whether an element lacks its end tag because one left open in a form, which is told of, has taken it."""
        if place > self._shifted.get(tag, -1):
            return False
        del self._shifted[tag]
        return True

    def _end_once(self, tag: str, place: int) -> None:
        """The ends of the document: what is open inside may still be closed after them, and is told of at the end."""
        if "/" + tag in self._once and not self._spared(tag):
            self._tell("stray-end-tag", tag, place)
        self._once.add("/" + tag)
        if tag == "head" and "head" in self._tags and self._tags[-1] != "body":
            self._pop_to(self._tags.index("head"))

    def _spared(self, tag: str) -> bool:
        """Whether an end tag belongs to a start tag that is told of already."""
        if not self._spare.get(tag):
            return False
        self._spare[tag] -= 1
        return True

    def _end_unmatched(self, tag: str, place: int) -> None:
        cut = self._cut_off.get(tag)
        if self._spared(tag):
            return
        if cut:
            self._tell("misnested-tag", tag, place, cut.pop())
        elif (depth := self._nearest(frozenset({tag}), frozenset())) >= 0 and self._at[depth] not in self._told:
            self._told.add(self._at[depth])
            self._tell("misnested-tag", tag, place, self._at[depth])
        elif tag not in VOID or self._document.kind is not Kind.XHTML:
            self._tell("stray-end-tag", tag, place, self._ended_by if tag == "p" else -1)
            self._ended_by = -1


def _stops(tag: str) -> frozenset[str]:
    """What the search for the element of an end tag looks no further than (13.2.6.4.7)."""
    if tag in _TABLE_PARTS or tag == "table":
        return _TABLE_SCOPE - {tag}
    if tag == "template":
        return frozenset()
    if tag == "li":
        return _LIST_SCOPE
    if tag in _BLOCKS or tag in FORMATTING or tag in _SCOPE or tag in ("dd", "dt", "form", "button", "pre", "listing"):
        return _SCOPE - {tag}
    return _SPECIAL - {tag}


class _Tree:
    """What the tree says of candidates."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = document.normalised_line_starts
        self._by_place: dict[int, Element] | None = None
        self._end_tags: dict[str, set[int]] = {}

    def confirms(self, candidate: _Candidate) -> bool:
        """Whether the tree bears a candidate out: no end tag for the start tag, no element for the end tag."""
        if candidate.code == "unclosed-element":
            element = self._element_at(candidate.place)
            return element is not None and (element.location is None or element.location.end_tag is None)
        # Formatting and forms have ends of their own: theirs may close an element and overlap with another.
        overlaps = candidate.code == "misnested-tag" and candidate.tag not in FORMATTING and candidate.tag != "form"
        if overlaps or (candidate.code == "stray-end-tag" and candidate.tag not in _ONCE):
            return candidate.place not in self._end_tags_of(candidate.tag)
        return True

    def _element_at(self, place: int) -> Element | None:
        if self._by_place is None:
            starts = self._starts
            self._by_place = {
                starts[(element.raw.source_line or 1) - 1] + (element.raw.source_col or 0): element
                for element in self._document.elements
                if not element.implied
            }
        return self._by_place.get(place)

    def _end_tags_of(self, tag: str) -> set[int]:
        if tag not in self._end_tags:
            self._end_tags[tag] = {
                element.location.end_tag.start_offset
                for element in self._document.find(tag)
                if element.location is not None and element.location.end_tag is not None
            }
        return self._end_tags[tag]
