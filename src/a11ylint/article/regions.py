"""Which part of the page is the article: its body, its scope, and the furniture around and inside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate
from operator import attrgetter
from typing import Final

from a11ylint.article import words
from a11ylint.article.marks import HIDDEN, IN_FIGURE, NOT_PROSE, NOT_RENDERED, Marks, count, holds, inside
from a11ylint.document import Document, Element, Text
from a11ylint.passage import BLOCKS, Passage, passage_of
from a11ylint.records import dataclass

_FURNITURE_TAGS: Final = frozenset({"nav", "footer", "aside", "form", "dialog", "search"})
_FURNITURE_ROLES: Final = frozenset(
    "navigation contentinfo complementary search dialog alertdialog banner menu menubar".split()
)
# What these are is said by their tag; a class word on them says what they are about.
_UNMARKED_TAGS: Final = frozenset(
    "html body main article p h1 img figure figcaption time meta link script style head path".split()
)
_BLOCK_TAGS: Final = frozenset({"p", "blockquote", "pre"})
_LONE_BLOCK_TAGS: Final = frozenset({"div", "section", "article", "td", "main", "span", "font", "center"})
_BLOCKS_INSIDE: Final = frozenset({"div", "p", "section", "article", "ul", "table", "main"})
_PROSE_MINIMUM: Final = 40  # characters; shorter blocks are labels as often as prose
_LONE_MINIMUM: Final = 60
_MIXED_MINIMUM: Final = 200  # characters of bare text between blocks
_LINKED_MAXIMUM: Final = 0.6  # of a paragraph's characters: above that it is a list of links
_ENOUGH_PROSE: Final = 200
_FEW_ELEMENTS: Final = 200  # in a box, so that measuring its text is cheap
_HALF: Final = 0.5
_LEAD_BOX: Final = 40  # elements around a lead photo
_index: Final = attrgetter("index")
_NO_PROSE: Final = NOT_RENDERED | NOT_PROSE | HIDDEN
_ALWAYS_FURNITURE: Final = frozenset({"nav", "footer"})


@dataclass(frozen=True, slots=True)
class Regions:
    """The article on its page.

    `body` is the element that holds its paragraphs; `scope` the range of element indices from the headline
    (or the article element) to the end of the body; `furniture` sorted index ranges of what is beside the point.
    """

    body: Element | None
    scope: tuple[int, int]
    paragraphs: tuple[tuple[Element, Passage], ...]
    furniture: tuple[tuple[int, int], ...]

    def is_furniture(self, element: Element) -> bool:
        place = bisect_left(self.furniture, (element.index + 1,)) - 1
        return place >= 0 and element.index < self.furniture[place][1]

    def in_scope(self, element: Element) -> bool:
        """Whether an element stands within the article and not in furniture there."""
        return self.scope[0] <= element.index < self.scope[1] and not self.is_furniture(element)


def find_regions(document: Document, marks: Marks, headline: Element | None) -> Regions:
    """Find the article's body by where its prose is, then what else belongs to it."""
    marked = _furniture(document, marks, headline)
    parents = _parents_of_blocks(document)
    candidates = [each for each in document.find(*_BLOCK_TAGS, *_LONE_BLOCK_TAGS) if not marks.inside(each, _NO_PROSE)]
    blocks = _prose_blocks(candidates, parents, _outermost(marked))
    body = _body(document, blocks, headline)
    if body is None:
        return Regions(None, (0, len(document.elements)), (), _outermost(marked))
    # What is around the body cannot be furniture, whatever it is called, nor what holds the lead photo.
    first = next((element.index for element, _ in blocks if body.contains(element)), body.index)
    lead = (headline.end if headline is not None else 0, first)
    furniture = _outermost([each for each in marked if not each.contains(body) and not _holds_lead(each, lead)])
    known = {element.index: passage for element, passage in blocks}
    in_body = candidates[
        bisect_left(candidates, body.index, key=_index) : bisect_left(candidates, body.end, key=_index)
    ]
    paragraphs = _prose_blocks(in_body, parents, furniture, minimum=1, known=known)
    return Regions(body, _scope(document, body, headline), tuple(paragraphs), furniture)


def _furniture(document: Document, marks: Marks, headline: Element | None) -> list[Element]:
    """Elements beside the article: by their tag, their role, or the words of their class and id.

    Words can mislead ("sidebar-grid" around a whole article), and so can a ``<form>`` around the page: what
    holds the headline or half of the page's prose is none.
    """
    marked = _marked(document, marks)
    lengths = [
        (element.index, length)
        for element in document.find(*_BLOCK_TAGS)
        if (length := len(element.raw.text)) >= 2 * _PROSE_MINIMUM and not marks.inside(element, HIDDEN)
    ]
    places = [index for index, _ in lengths]
    sums = list(accumulate((length for _, length in lengths), initial=0))

    def prose_in(element: Element) -> int:
        return sums[bisect_left(places, element.end)] - sums[bisect_left(places, element.index)]

    bodies = [index for index in marks.called(words.BODY) if prose_in(document.elements[index]) >= _ENOUGH_PROSE]

    def holds_article(element: Element) -> bool:
        if element.tag in _ALWAYS_FURNITURE:
            return False
        if headline is not None and element.contains(headline):
            return True
        if element.end == element.index + 1 and element.tag not in _BLOCK_TAGS:
            return False
        if marks.named(element, words.COMMENTS):
            return False
        place = bisect_left(bodies, element.index)
        if place < len(bodies) and bodies[place] < element.end:
            return True
        held = prose_in(element)
        return held > _HALF * sums[-1] and held >= _ENOUGH_PROSE

    return [element for element in marked if not holds_article(element)]


def _holds_lead(element: Element, lead: tuple[int, int]) -> bool:
    """Whether a small box between the headline and the first paragraph holds a captioned figure."""
    if element.tag in _FURNITURE_TAGS or not lead[0] <= element.index < element.end <= lead[1]:
        return False
    return element.end - element.index <= _LEAD_BOX and count(element, "figure") == 1


def _marked(document: Document, marks: Marks) -> list[Element]:
    """Elements that are called furniture, in document order."""
    by_name = (document.elements[index] for index in marks.called(words.FURNITURE))
    by_role = (each for each in document.by_attribute.get("role", ()) if each.get("role") in _FURNITURE_ROLES)
    told = {
        element.index: element
        for element in (*by_name, *by_role)
        if element.tag not in _UNMARKED_TAGS and not marks.inside(element, IN_FIGURE)
    }
    told.update((element.index, element) for element in document.find(*_FURNITURE_TAGS))
    return [told[index] for index in sorted(told)]


def _outermost(elements: list[Element]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    end = 0
    for element in elements:
        if element.index >= end:
            ranges.append((element.index, element.end))
            end = element.end
    return tuple(ranges)


def _parents_of_blocks(document: Document) -> frozenset[int]:
    """Indices of the elements that have a block for a child: their own text is not a paragraph."""
    return frozenset(
        element.parent.index
        for tag in _BLOCKS_INSIDE
        for element in document.by_tag.get(tag, ())
        if element.parent is not None
    )


def _prose_blocks(
    candidates: Iterable[Element],
    parents: frozenset[int],
    furniture: tuple[tuple[int, int], ...],
    *,
    minimum: int = _PROSE_MINIMUM,
    known: Mapping[int, Passage] | None = None,
) -> list[tuple[Element, Passage]]:
    """Those of some elements, in document order, that are running text: paragraphs, and bare text in containers.

    `known` has passages already read, by index.
    """
    found: list[tuple[Element, Passage]] = []
    skips = iter(furniture)
    skip = next(skips, None)
    block_end = scant_end = 0
    for element in candidates:
        index = element.index
        while skip is not None and index >= skip[1]:
            skip = next(skips, None)
        if (skip is not None and skip[0] <= index) or index < block_end:
            continue
        if element.tag == "blockquote" and holds(element, "p"):
            continue
        if element.tag == "pre" and next(element.find("code", "samp", "kbd"), None) is not None:
            block_end = element.end  # a program's words, not the article's
            continue
        mixed = index in parents
        if element.tag not in _BLOCK_TAGS:
            if index < scant_end:
                continue
            if element.end - index < _FEW_ELEMENTS and len(element.raw.text) < _LONE_MINIMUM:
                scant_end = element.end  # nor has any container inside enough
                continue
            if not _has_own_prose(element, _MIXED_MINIMUM if mixed else _LONE_MINIMUM):
                continue
        if known is not None and index in known:
            passage = known[index]
        else:
            passage = passage_of(element, _is_inline if mixed else None)
        if len(passage.text) >= minimum and _linked_share(element, passage) < _LINKED_MAXIMUM:
            found.append((element, passage))
            # Blocks between bare text are looked at in their turn.
            block_end = block_end if mixed else element.end
    return found


def _has_own_prose(element: Element, minimum: int) -> bool:
    """Whether a container has running text of its own, as pages without paragraphs do."""
    return sum(len(child.data.strip()) for child in element.children if isinstance(child, Text)) >= minimum


def _is_inline(element: Element) -> bool:
    """Whether an element runs on in the text around it."""
    return not element.hidden and (element.tag == "br" or element.tag not in BLOCKS)


def _linked_share(element: Element, passage: Passage) -> float:
    linked = 0
    end = 0
    for link in inside(element, "a"):
        if link.index >= end:
            linked += len(" ".join(link.text.split()))
            end = link.end
    return linked / max(len(passage.text), 1)


def _body(document: Document, blocks: list[tuple[Element, Passage]], headline: Element | None) -> Element | None:
    """Descend from the root to the lowest element that still holds most of the prose."""
    if not blocks:
        return None
    weights = [0] * len(document.elements)
    for element, passage in blocks:
        after = headline is None or element.index > headline.index
        weights[element.index] = len(passage.text) if after else len(passage.text) // 3
    for element in reversed(document.elements[: blocks[-1][0].end]):
        weight = weights[element.index]
        if weight and element.parent is not None:
            weights[element.parent.index] += weight
    declared = [
        element
        for element in document.by_attribute.get("itemprop", ())
        if "articleBody" in (element.get("itemprop") or "").split() and weights[element.index] >= 0.3 * weights[0]
    ]
    if declared:
        return max(declared, key=lambda element: weights[element.index])
    ends = frozenset(element.index for element, _ in blocks)
    node = document.elements[0]
    while True:
        best = max(
            (child for child in node.elements if weights[child.index]),
            key=lambda child: weights[child.index],
            default=None,
        )
        if best is None or best.index in ends:
            break
        # A pause between two halves (an advertisement, a gallery) splits a body into siblings.
        if weights[best.index] < 0.6 * weights[node.index]:
            break
        node = best
    return node if node.tag not in ("html", "head") else document.body


def _scope(document: Document, body: Element, headline: Element | None) -> tuple[int, int]:
    """From the headline, or the article element around it, to the end of the body."""
    start, end = body.index, body.end
    around = body.closest("article") or body.closest("main")
    if headline is not None:
        if headline.index < body.end:
            start = min(start, headline.index)
        if around is not None and around.contains(headline):
            start, end = min(start, around.index), max(end, around.end)
        elif headline.parent is not None and headline.index < body.index:
            # The headline's own box: what stands in it (deck, byline, lead photo) belongs to the article.
            box = headline.closest("header", "hgroup")
            if box is not None and not box.contains(body) and document.body is not box:
                start = min(start, box.index)
    elif around is not None:
        start, end = around.index, around.end
    return start, end


def shared_words(first: Mapping[str, int], second: Mapping[str, int]) -> int:
    """How many words two texts have in common, with their counts."""
    return sum(min(count, second.get(word, 0)) for word, count in first.items())
