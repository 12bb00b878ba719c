"""Which part of the page is the article: its body, its scope, and the furniture around and inside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from a11ylint.document import Document, Element, Text
from a11ylint.passage import Passage, passage_of

_FURNITURE_TAGS: Final = frozenset({"nav", "footer", "aside", "form", "dialog", "search"})
_FURNITURE_ROLES: Final = frozenset(
    "navigation contentinfo complementary search dialog alertdialog banner menu menubar".split()
)
# Class and id words that mark what stands beside an article, not in it.
_FURNITURE_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|sidebar|related|relateds|recommend(?:ed|ations?)?|promos?|"
    r"newsletters?|subscri(?:be|ption|ptions)|paywall|comments?|disqus|shar(?:e|es|ing)|sharebar|social|cookies?|"
    r"consent|adverts?|advertisement|advertising|ads?|sponsor(?:ed)?|outbrain|taboola|breadcrumbs?|modal|popup|"
    r"trending|readmore|read-more|readnext|read-next|most-read|most-popular|mostread|popular|see-also|also-read|"
    r"more-(?:stories|news|from|on)|author-(?:bio|box|card|info)|authorbox|bio|biography|teasers?|latest|"
    r"upsell|signup|sign-up|login|onboarding|toolbar|copyright-footer|tagcloud|tags|tooltip|"
    r"(?:article|story|post)-list|ticker|playlist|up-?next|explore-more|"
    r"nieuwsbrief|verwandte|weitere|relacionad[ao]s|correlati|lire-aussi|a-lire|leia-mais)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BLOCK_TAGS: Final = frozenset({"p", "blockquote", "pre"})
_LONE_BLOCK_TAGS: Final = frozenset({"div", "section", "article", "td", "main", "span", "font", "center"})
_PROSE_MINIMUM: Final = 40  # characters; shorter blocks are labels as often as prose
_NOT_PROSE_TAGS: Final = frozenset(
    "figure figcaption table nav footer aside form button ul ol dl header h1".split()
)


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


def find_regions(document: Document, headline: Element | None) -> Regions:
    """Find the article's body by where its prose is, then what else belongs to it."""
    marks = [element for element in document.elements if _is_marked(element)]
    ranges = _outermost(marks)
    blocks = _prose_blocks(document, ranges)
    if sum(len(passage.text) for _, passage in blocks) < 200:
        ranges = _outermost([mark for mark in marks if mark.tag in _FURNITURE_TAGS - {"form"}])
        blocks = _prose_blocks(document, ranges)
    body = _body(document, blocks, headline)
    if body is None:
        return Regions(None, (0, len(document.elements)), (), _outermost(marks))
    # What is around the body cannot be furniture, whatever it is called.
    furniture = _outermost([mark for mark in marks if not mark.contains(body)])
    inside = Regions(body, (0, 0), (), furniture)
    paragraphs = tuple(
        (element, passage)
        for element, passage in _prose_blocks(document, furniture, minimum=1)
        if body.contains(element) and not inside.is_furniture(element)
    )
    return Regions(body, _scope(document, body, headline), paragraphs, furniture)


def _is_marked(element: Element) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return True
    if element.tag in (
        "html",
        "body",
        "main",
        "article",
        "p",
        "h1",
        "img",
        "figure",
        "figcaption",
        "time",
        "meta",
    ):
        return False
    attr = element.raw.attr
    if (attr("role") or "") in _FURNITURE_ROLES:
        return True
    for words in (attr("class"), attr("id")):
        if words and (_FURNITURE_WORDS.search(words) or _FURNITURE_WORDS.search(_CAMEL.sub("-", words))):
            return True
    return False


def _outermost(elements: list[Element]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    end = 0
    for element in elements:
        if element.index >= end:
            ranges.append((element.index, element.end))
            end = element.end
    return tuple(ranges)


def _prose_blocks(
    document: Document, furniture: tuple[tuple[int, int], ...], minimum: int = _PROSE_MINIMUM
) -> list[tuple[Element, Passage]]:
    """Blocks of running text: paragraphs, and bare text in containers."""
    found: list[tuple[Element, Passage]] = []
    skipped = iter(furniture)
    skip = next(skipped, None)
    block_end = 0
    for element in document.elements:
        while skip is not None and element.index >= skip[1]:
            skip = next(skipped, None)
        if skip is not None and skip[0] <= element.index:
            continue
        if element.index < block_end or document.is_hidden(element):
            continue
        if element.tag in _BLOCK_TAGS:
            if element.tag == "blockquote" and next(element.find("p"), None) is not None:
                continue
        elif element.tag not in _LONE_BLOCK_TAGS or not _has_own_prose(element):
            continue
        if element.closest(*_NOT_PROSE_TAGS) is not None and _in_not_prose(element):
            continue
        passage = passage_of(element)
        if len(passage.text) >= minimum and _linked_share(element, passage) < 0.6:
            found.append((element, passage))
            block_end = element.end
    return found


def _in_not_prose(element: Element) -> bool:
    """Whether the nearest telling ancestor holds captions, tables or lists; layout tables do not count."""
    for ancestor in element.ancestors:
        if ancestor.tag == "table":
            return next(ancestor.find("th"), None) is not None
        if ancestor.tag == "header":
            continue
        if ancestor.tag in _NOT_PROSE_TAGS:
            return True
        if ancestor.tag in ("article", "main", "body"):
            return False
    return False


def _has_own_prose(element: Element) -> bool:
    """Whether a container has running text of its own, as pages without paragraphs do."""
    raw = element.raw
    if len(raw.text) < 80 or element.tag in ("section", "article", "main") and next(element.find("p"), None):
        return False
    if any(
        child.tag in ("div", "p", "section", "article", "ul", "table", "main") for child in element.elements
    ):
        return False
    own = sum(len(child.data.strip()) for child in element.children if isinstance(child, Text))
    return own >= 60


def _linked_share(element: Element, passage: Passage) -> float:
    linked = sum(len(" ".join(link.text.split())) for link in element.find("a"))
    return linked / max(len(passage.text), 1)


def _body(
    document: Document, blocks: list[tuple[Element, Passage]], headline: Element | None
) -> Element | None:
    """Descend from the root to the lowest element that still holds most of the prose."""
    if not blocks:
        return None
    weights: dict[Element, int] = {}
    for element, passage in blocks:
        after = headline is None or element.index > headline.index
        weight = len(passage.text) if after else len(passage.text) // 3
        node: Element | None = element
        while node is not None:
            weights[node] = weights.get(node, 0) + weight
            node = node.parent
    total = max(weights.values())
    declared = [
        element
        for element in document.select("[itemprop~=articleBody]")
        if weights.get(element, 0) >= 0.3 * total
    ]
    if declared:
        return max(declared, key=lambda element: weights[element])
    block_elements = frozenset(element for element, _ in blocks)
    node = document.root
    assert node is not None
    while True:
        best = max(
            (child for child in node.elements if child in weights),
            key=lambda child: weights[child],
            default=None,
        )
        if best is None or best in block_elements:
            break
        # A pause between two halves (an advertisement, a gallery) splits a body into siblings.
        if weights[best] < 0.6 * weights[node]:
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
