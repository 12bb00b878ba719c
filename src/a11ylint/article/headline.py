"""The headline, its kicker and its deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.marks import IN_ARTICLE, IN_ASIDE, IN_FIGURE, IN_FOOTER, IN_MAIN, IN_NAVIGATION, Marks
from a11ylint.article.model import Part
from a11ylint.article.regions import Regions, shared_words
from a11ylint.article.structured import StructuredData, content_part, string_span
from a11ylint.document import Document, Element
from a11ylint.passage import passage_of, text_of

_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 0.8  # of the words of two headlines: above that they are one
_PUBLISHER: Final = 8  # words that a title adds to the headline
_LARGEST: Final = 40  # elements in a headline
_TITLE_TAGS: Final = frozenset({"h3", "div", "p", "span"})
_LONGEST_WRITTEN: Final = 1000  # characters, white space between tags too
_LONGEST: Final = 60  # words in a headline
_LONGEST_KICKER: Final = 60  # characters
_LONGEST_DECK: Final = 600
_NEAR: Final = 40  # elements between the headline and its kicker or deck


def metadata_titles(document: Document, data: StructuredData) -> tuple[Part[str], ...]:
    """The headline as the page tells it to machines: JSON-LD, Open Graph, Twitter, `<title>`."""
    found: list[Part[str]] = []
    for block, value in data.values("headline"):
        if isinstance(value, str):
            found.append(Part(" ".join(value.split()), "json-ld", string_span(block, value, "headline"), block.element))
    for name in ("og:title", "twitter:title"):
        found.extend(map(content_part, data.meta.get(name, ())))
    if data.title is not None and data.title.value:
        found.append(data.title)
    return tuple(found)


def find_headline(document: Document, marks: Marks, titles: tuple[Part[str], ...]) -> Element | None:
    """The heading that a reader takes for the headline: the `<h1>` the metadata repeats, else the likeliest."""
    spoken = dict.fromkeys(tuple(_words(part.value)) for part in titles)
    wanted = [said for said in spoken if said]
    best: tuple[float, Element] | None = None
    for element in _candidates(document, marks):
        score = _score(element, marks, wanted)
        if score > 0 and (best is None or score > best[0]):
            best = (score, element)
    return best[1] if best else None


def _candidates(document: Document, marks: Marks) -> Iterator[Element]:
    """Headings, then what class words or ``itemprop`` call a headline, each in document order."""
    for element in document.find("h1", "h2"):
        if element.end - element.index <= _LARGEST and not document.is_hidden(element):
            yield element
    named = (document.elements[index] for index in marks.called(words.HEADLINE))
    declared = (e for e in document.by_attribute.get("itemprop", ()) if "headline" in (e.get("itemprop") or "").split())
    for element in (*named, *declared):
        if element.tag not in _TITLE_TAGS or element.end - element.index > _LARGEST:
            continue
        if element.closest("a") is not None or document.is_hidden(element):
            continue
        if len(element.raw.text) <= _LONGEST_WRITTEN:
            yield element


def _score(element: Element, marks: Marks, wanted: list[tuple[str, ...]]) -> float:
    said = _words(text_of(element))
    if not 0 < len(said) <= _LONGEST:
        return 0.0
    if element.tag == "h1":
        likeness = max((_likeness(said, title) for title in wanted), default=0.0)
        return (
            1.0
            + 2 * likeness
            + 0.2 * marks.inside(element, IN_ARTICLE | IN_MAIN)
            - 0.6 * marks.inside(element, IN_NAVIGATION | IN_FOOTER | IN_ASIDE)
            - 0.5 * (len(said) == 1)
        )
    likeness = max((_likeness(said, title) for title in wanted if _may_be_alike(said, title)), default=0.0)
    if likeness <= _ALIKE:
        return 0.0
    # A bar that stays in view may say the headline again.
    again = marks.inside(element, IN_NAVIGATION | IN_FOOTER | IN_ASIDE)
    return 2 * likeness + (0.3 if element.tag == "h2" else 0.1) - 0.4 * again


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("\xad", ""))


def _likeness(said: Sequence[str], title: Sequence[str]) -> float:
    """How much two headlines share: 1 for the same words; titles often carry the publisher's name too."""
    return 2 * shared_words(Counter(said), Counter(title)) / _compared(said, title)


def _may_be_alike(said: Sequence[str], title: Sequence[str]) -> bool:
    """Whether two headlines have so many words each that they can be alike, whatever the words are."""
    return 2 * min(len(said), len(title)) / _compared(said, title) > _ALIKE


def _compared(said: Sequence[str], title: Sequence[str]) -> int:
    return len(said) + min(len(title), len(said) + _PUBLISHER)


def headline_parts(element: Element | None, titles: tuple[Part[str], ...]) -> tuple[Part[str], ...]:
    """Every statement of the headline, the best first."""
    if element is None:
        return titles
    passage = passage_of(element)
    return (Part(passage.text, element.tag, passage.span, element), *titles)


def find_kicker(headline: Element | None, marks: Marks, regions: Regions) -> Part[str] | None:
    """The line above the headline that says what it belongs to."""
    if headline is None:
        return None
    nearby = range(max(headline.index - _NEAR, 0), headline.index)
    return _named(headline, marks, regions, nearby, words.KICKER, _LONGEST_KICKER, "kicker class")


def find_deck(headline: Element | None, marks: Marks, regions: Regions) -> Part[str] | None:
    """The line or paragraph under the headline that sums the article up."""
    if headline is None:
        return None
    nearby = range(headline.end, min(headline.end + _NEAR, len(headline.document.elements)))
    return _named(headline, marks, regions, nearby, words.DECK, _LONGEST_DECK, "deck class")


def _named(
    headline: Element, marks: Marks, regions: Regions, nearby: range, name: int, longest: int, where: str
) -> Part[str] | None:
    document = headline.document
    for index in nearby:
        element = document.elements[index]
        if not marks.names.get(index, 0) & name or element.contains(headline) or document.is_hidden(element):
            continue
        if marks.inside(element, IN_NAVIGATION | IN_FIGURE) or element.end - index > _LARGEST:
            continue
        if regions.body is not None and element.contains(regions.body):
            continue
        passage = passage_of(element)
        if 2 < len(passage.text) < longest:
            return Part(passage.text, where, passage.span, element)
    return None
