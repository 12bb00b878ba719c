"""The headline, its kicker and its deck."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from a11ylint.article.model import Part
from a11ylint.article.regions import Regions, shared_words
from a11ylint.article.structured import StructuredData, string_span
from a11ylint.document import Document, Element
from a11ylint.passage import passage_of

_WORD: Final = re.compile(r"\w+")
_HEADLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:headline|title|titel|titre|titulo|titolo)(?=$|[\s_-])", re.IGNORECASE
)
_KICKER_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|overline|rubric|flag|pretitle|antetitulo|occhiello)(?=$|[\s_-])",
    re.IGNORECASE,
)
_DECK_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|subtitle|subheadline|subhead|subheading|lead|lede|excerpt|intro|chapeau|"
    r"sommario|bajada|entradilla|ingress|vorspann|summary|abstract|teaser)(?=$|[\s_-])",
    re.IGNORECASE,
)


def metadata_titles(document: Document, data: StructuredData) -> tuple[Part[str], ...]:
    """The headline as the page tells it to machines: JSON-LD, Open Graph, Twitter, `<title>`."""
    found: list[Part[str]] = []
    for block, value in data.values("headline"):
        if isinstance(value, str):
            found.append(
                Part(" ".join(value.split()), "json-ld", string_span(block, value, "headline"), block.element)
            )
    for name in ("og:title", "twitter:title"):
        found.extend(data.meta.get(name, ()))
    if data.title is not None and data.title.value:
        found.append(data.title)
    return tuple(found)


def find_headline(document: Document, titles: tuple[Part[str], ...]) -> Element | None:
    """The heading that a reader takes for the headline: the `<h1>` the metadata repeats, else the likeliest."""
    wanted = [words for words in (_words(part.value) for part in titles) if words]
    best: tuple[float, Element] | None = None
    for element in _candidates(document):
        score = _score(element, wanted)
        if score > 0 and (best is None or score > best[0]):
            best = (score, element)
    return best[1] if best else None


def _candidates(document: Document) -> Iterator[Element]:
    for element in document.find("h1", "h2"):
        if not document.is_hidden(element):
            yield element
    for element in document.select("[itemprop~=headline], [class*=headline], [class*=title]"):
        if (
            element.tag in ("div", "p", "span", "h3")
            and not document.is_hidden(element)
            and element.closest("a") is None
        ):
            yield element


def _score(element: Element, wanted: list[Counter[str]]) -> float:
    words = _words(passage_of(element).text)
    if not words or sum(words.values()) > 60:
        return 0.0
    likeness = max((_likeness(words, title) for title in wanted), default=0.0)
    if element.tag == "h1":
        return (
            1.0
            + 2 * likeness
            + 0.2 * (element.closest("article", "main") is not None)
            - (0.6 * (element.closest("nav", "footer", "aside") is not None))
            - 0.5 * (sum(words.values()) == 1)
        )
    return 2 * likeness + (0.3 if element.tag == "h2" else 0.1) if likeness > 0.8 else 0.0


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold().replace("\xad", "")))


def _likeness(words: Counter[str], title: Counter[str]) -> float:
    """How much two headlines share: 1 for the same words; titles often carry the publisher's name too."""
    common = shared_words(words, title)
    return 2 * common / (sum(words.values()) + min(sum(title.values()), sum(words.values()) + 8))


def headline_parts(element: Element | None, titles: tuple[Part[str], ...]) -> tuple[Part[str], ...]:
    """Every statement of the headline, the best first."""
    if element is None:
        return titles
    passage = passage_of(element)
    return (Part(passage.text, element.tag, passage.span, element), *titles)


def find_kicker(headline: Element | None, regions: Regions) -> Part[str] | None:
    """The line above the headline that says what it belongs to."""
    return _near(headline, regions, _KICKER_CLASS, "kicker class", before=True)


def find_deck(headline: Element | None, regions: Regions) -> Part[str] | None:
    """The line or paragraph under the headline that sums the article up."""
    return _near(headline, regions, _DECK_CLASS, "deck class", before=False)


def _near(
    headline: Element | None, regions: Regions, classes: re.Pattern[str], where: str, *, before: bool
) -> Part[str] | None:
    if headline is None:
        return None
    document = headline.document
    window = 40
    start = max(headline.index - window, 0) if before else headline.end
    end = headline.index if before else min(headline.end + window, len(document.elements))
    for element in document.elements[start:end]:
        words = element.get("class")
        if (
            words
            and classes.search(words)
            and not element.contains(headline)
            and not document.is_hidden(element)
        ):
            if regions.body is not None and element.contains(regions.body):
                continue
            passage = passage_of(element)
            if 2 < len(passage.text) < (120 if before else 600):
                return Part(passage.text, where, passage.span, element)
    return None
