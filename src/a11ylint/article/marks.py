"""What each element of a page is inside of and named as: read once, asked by everything later."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from a11ylint.article import words
from a11ylint.document import Document, Element
from a11ylint.records import dataclass

# Inherited bits: the element itself or one around it is such an element.
IN_NAVIGATION: Final = 1
IN_FOOTER: Final = 1 << 1
IN_ASIDE: Final = 1 << 2
IN_HEADER: Final = 1 << 3
IN_ARTICLE: Final = 1 << 4
IN_MAIN: Final = 1 << 5
IN_FIGURE: Final = 1 << 6
IN_CAPTION: Final = 1 << 7
NOT_RENDERED: Final = 1 << 8  # <noscript>, <template>, foreign content: read by nobody, or by few
IN_NOSCRIPT: Final = 1 << 9
IN_CAROUSEL: Final = 1 << 10
IN_EMBED: Final = 1 << 11
IN_PAYWALL: Final = 1 << 12
IN_COMMENTS: Final = 1 << 13
IN_BIOGRAPHY: Final = 1 << 14
HIDDEN: Final = 1 << 16  # what `Document.is_hidden` says
NOT_PROSE: Final = 1 << 15  # what holds it is a caption, a list, a table of data: its text is no paragraph

_BY_TAG: Final = {
    "nav": IN_NAVIGATION,
    "footer": IN_FOOTER,
    "aside": IN_ASIDE,
    "header": IN_HEADER,
    "article": IN_ARTICLE,
    "main": IN_MAIN,
    "figure": IN_FIGURE,
    "figcaption": IN_CAPTION,
    "noscript": NOT_RENDERED | IN_NOSCRIPT,
    "template": NOT_RENDERED,
    "script": NOT_RENDERED,
    "svg": NOT_RENDERED,
    "object": NOT_RENDERED,
    "iframe": NOT_RENDERED,
}
_BY_WORD: Final = (
    (words.CAROUSEL, IN_CAROUSEL),
    (words.EMBED, IN_EMBED),
    (words.PAYWALL, IN_PAYWALL),
    (words.COMMENTS, IN_COMMENTS),
    (words.BIOGRAPHY, IN_BIOGRAPHY),
)
_index: Final = attrgetter("index")
_INHERITED_WORDS: Final = sum(word for word, _ in _BY_WORD)
_PROSE_TAGS: Final = frozenset({"article", "main", "body"})
_NOT_PROSE_TAGS: Final = frozenset("figure figcaption nav footer aside form button ul ol dl h1".split())
_TELLING_TAGS: Final = frozenset({*_BY_TAG, *_PROSE_TAGS, *_NOT_PROSE_TAGS, "table"})
# Words on these name the page or the article, not a part of it.
_WHOLE: Final = frozenset({"html", "body", "head"})


@dataclass(frozen=True, slots=True)
class Marks:
    """`around` says of each element, by its index, what it is in; `names` what its class and id call it.

    `names` has the indices of those alone that are called something, in document order.
    """

    around: Sequence[int]
    names: Mapping[int, int]

    def inside(self, element: Element, bits: int) -> bool:
        """Whether an element is, or is in, one of these."""
        return bool(self.around[element.index] & bits)

    def named(self, element: Element, bits: int) -> bool:
        """Whether the element's own class or id has a word of one of these lists."""
        return bool(self.names.get(element.index, 0) & bits)

    def called(self, bits: int) -> Iterator[int]:
        """The indices of the elements whose class or id has a word of one of these lists, in document order."""
        return (index for index, named in self.names.items() if named & bits)


def read_marks(document: Document) -> Marks:
    """Read what the few elements say that say anything; all inside them inherit it."""
    names = _names(document)
    navigation = {each.index for each in document.by_attribute.get("role", ()) if each.get("role") == "navigation"}
    telling = {element.index for tag in _TELLING_TAGS for element in document.by_tag.get(tag, ())}
    telling |= navigation
    telling.update(first for first, _ in document.hidden_ranges)
    telling.update(index for index, named in names.items() if named & _INHERITED_WORDS)
    headers = [element.index for element in document.by_tag.get("th", ())]
    around = [0] * len(document.elements)
    for index in sorted(telling):
        element = document.elements[index]
        tag, inherited, named = element.tag, around[index], names.get(index, 0)
        bits = inherited | _BY_TAG.get(tag, 0) | (HIDDEN if element.hidden else 0)
        if index in navigation:
            bits |= IN_NAVIGATION
        if named & _INHERITED_WORDS:
            for word, bit in _BY_WORD:
                if named & word:
                    bits |= bit
        if tag in _PROSE_TAGS:
            bits &= ~NOT_PROSE
        elif tag in _NOT_PROSE_TAGS:
            # Some systems put the whole page into one <form>.
            if tag != "form" or not holds(element, "h1", "h2"):
                bits |= NOT_PROSE
        elif tag == "table":
            # A table without header cells lays the page out; one with them holds data.
            place = bisect_left(headers, index)
            data = place < len(headers) and headers[place] < element.end
            bits = bits | NOT_PROSE if data else bits & ~NOT_PROSE
        if bits != inherited:
            around[index : element.end] = [bits] * (element.end - index)
    return Marks(around, names)


def _names(document: Document) -> Mapping[int, int]:
    """What class and id call the elements, by their index, in document order."""
    marks_of = words.marks_of
    found: dict[int, int] = {}
    for attribute in ("class", "id"):
        for element in document.by_attribute.get(attribute, ()):
            named = marks_of(element.raw.attr(attribute) or "")
            if named and element.tag not in _WHOLE:
                found[element.index] = found.get(element.index, 0) | named
    return dict(sorted(found.items()))


def inside(box: Element, *tags: str) -> Iterator[Element]:
    """Descendants of `box` with one of these tag names, in order, without walking over all the others."""
    by_tag = box.document.by_tag
    found: list[Element] = []
    for tag in tags:
        listed = by_tag.get(tag, [])
        start = bisect_left(listed, box.index + 1, key=_index)
        stop = bisect_left(listed, box.end, start, key=_index)
        found.extend(listed[start:stop])
    return iter(sorted(found, key=_index) if len(tags) > 1 else found)


def holds(box: Element, *tags: str) -> bool:
    """Whether a descendant of `box` has one of these tag names."""
    return count(box, *tags) > 0


def count(box: Element, *tags: str) -> int:
    """How many descendants of `box` have one of these tag names."""
    by_tag = box.document.by_tag
    total = 0
    for tag in tags:
        listed = by_tag.get(tag, [])
        start = bisect_left(listed, box.index + 1, key=_index)
        total += bisect_left(listed, box.end, start, key=_index) - start
    return total
