"""Document to Article: what a newsroom sees on the page, each part worked out when it is first asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from a11ylint.article import attribution, dates, headline, links, photos, plain, regions, structured
from a11ylint.article.agencies import NO_HOUSE, House
from a11ylint.article.marks import Marks, read_marks
from a11ylint.article.model import (
    AgencyLine,
    Byline,
    Caption,
    DateClaim,
    DateRole,
    Link,
    LinkRole,
    Part,
    Photo,
)
from a11ylint.calendar import TextDate, TextTime, find_dates, find_times
from a11ylint.document import Document, Element, Kind
from a11ylint.language import language_of, primary
from a11ylint.passage import Passage, passage_of
from a11ylint.readability import Measures, measures, measures_for
from a11ylint.syntax import SyntaxProblem, problems_of

if TYPE_CHECKING:
    from a11ylint.accessibility import Accessibility

__all__ = [
    "AgencyLine",
    "Article",
    "Byline",
    "Caption",
    "DateClaim",
    "DateRole",
    "House",
    "Link",
    "LinkRole",
    "Part",
    "Photo",
]


HARDEST = 3  # sentences that `Article.measures` names
SHORTEST_SENTENCE = 40  # characters; a shorter paragraph may be a line that only gives a date


class Article:
    """The article on a page. Read only."""

    def __init__(self, document: Document, house: House = NO_HOUSE) -> None:
        self.document = document
        self.house = house

    @cached_property
    def accessibility(self) -> Accessibility:
        """Roles, names, and what is hidden. It reads the style sheets: ask for it when markup alone cannot tell."""
        from a11ylint.accessibility import Accessibility

        return Accessibility(self.document)

    @cached_property
    def syntax_problems(self) -> tuple[SyntaxProblem, ...]:
        """What the parser forgave: tokenizer errors, stray, unclosed and misnested tags, in source order."""
        return problems_of(self.document)

    @cached_property
    def structured(self) -> structured.StructuredData:
        """JSON-LD, meta elements and the title."""
        return structured.read_structured(self.document)

    @cached_property
    def headline_element(self) -> Element | None:
        return headline.find_headline(self.document, self.marks, self._titles)

    @cached_property
    def _titles(self) -> tuple[Part[str], ...]:
        return headline.metadata_titles(self.document, self.structured)

    @cached_property
    def headlines(self) -> tuple[Part[str], ...]:
        """Every statement of the headline, the one that readers meet first."""
        if self._plain is not None:
            return (self._plain.headline,) if self._plain.headline else ()
        return headline.headline_parts(self.headline_element, self._titles)

    @property
    def headline(self) -> Part[str] | None:
        return self.headlines[0] if self.headlines else None

    @cached_property
    def kicker(self) -> Part[str] | None:
        """The words above the headline."""
        if self._plain is not None:
            return self._plain.kicker
        return headline.find_kicker(self.headline_element, self.marks, self.regions)

    @cached_property
    def deck(self) -> Part[str] | None:
        """The summary under the headline."""
        if self._plain is not None:
            return None
        return headline.find_deck(self.headline_element, self.marks, self.regions)

    @cached_property
    def marks(self) -> Marks:
        """What each element is inside of and named as."""
        return read_marks(self.document)

    @cached_property
    def regions(self) -> regions.Regions:
        """What on the page is the article, and what is furniture."""
        return regions.find_regions(self.document, self.marks, self.headline_element)

    @cached_property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The body's paragraphs in order, without captions, lists and agency lines."""
        if self._plain is not None:
            return self._plain.paragraphs
        return tuple(passage for _, passage in self._blocks)

    @cached_property
    def _blocks(self) -> tuple[tuple[Element, Passage], ...]:
        """The `paragraphs` of a page, each with its element."""
        told = {line.element.index for line in self.agency_lines if line.element is not None} | self._caption_elements
        return tuple((element, passage) for element, passage in self.regions.paragraphs if element.index not in told)

    def paragraphs_beside(self, place: int) -> tuple[Passage, ...]:
        """The paragraph that begins last before a place in the source, and the first one behind it."""
        behind = bisect_left(self._paragraphs_by_start, place, key=attrgetter("start"))
        return self._paragraphs_by_start[max(behind - 1, 0) : behind + 1]

    @cached_property
    def _paragraphs_by_start(self) -> tuple[Passage, ...]:
        """The `paragraphs` in the order of the source: text around blocks may begin behind those inside its element."""
        if self._plain is None and all(one.end <= other.index for (one, _), (other, _) in pairwise(self._blocks)):
            return self.paragraphs
        return tuple(sorted(self.paragraphs, key=attrgetter("start")))

    @cached_property
    def _caption_elements(self) -> frozenset[int]:
        """Indices of the elements that hold a photo's caption, and of those inside them."""
        elements = [caption.element for photo in self.photos for caption in photo.captions]
        return frozenset(
            index for element in elements if element is not None for index in range(element.index, element.end)
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The article's own words as readers meet them: headline, deck, paragraphs, captions; each place once."""
        parts = [part for part in (self.headline, self.deck) if part is not None and part.element is not None]
        head = [passage_of(part.element) for part in parts if part.element is not None]
        captions = [caption.whole for photo in self.photos for caption in photo.captions]
        found: dict[object, Passage] = {}
        for passage in (*head, *self.paragraphs, *captions):
            if passage:
                found.setdefault(passage.ends, passage)
        return tuple(found.values())

    @cached_property
    def text_dates(self) -> tuple[tuple[Passage, tuple[TextDate, ...]], ...]:
        """The dates in each of the `passages`, where it has any."""
        found = ((passage, tuple(find_dates(passage.text, self.languages))) for passage in self.passages)
        return tuple((passage, each) for passage, each in found if each)

    @cached_property
    def head_dates(self) -> tuple[tuple[Passage, tuple[TextDate, ...]], ...]:
        """The dates in each element that gives the article's own date for all to see."""
        claims = self.date_claims
        elements = {each.element.index: each.element for each in claims if each.visible and each.element is not None}
        passages = map(passage_of, elements.values())
        return tuple((passage, tuple(find_dates(passage.text, self.languages))) for passage in passages)

    @cached_property
    def text_times(self) -> tuple[tuple[Passage, tuple[TextTime, ...]], ...]:
        """The times of day in each of the `passages`, where it has any."""
        found = ((passage, tuple(find_times(passage.text, self.languages))) for passage in self.passages)
        return tuple((passage, each) for passage, each in found if each)

    @property
    def prose(self) -> tuple[Passage, ...]:
        """What is written in sentences: deck, paragraphs, captions; no headline, no line that only gives a date."""
        deck = [passage_of(self.deck.element)] if self.deck is not None and self.deck.element is not None else []
        paragraphs = [passage for passage in self.paragraphs if len(passage.text) >= SHORTEST_SENTENCE]
        captions = [caption.whole for photo in self.photos for caption in photo.captions]
        found = {passage.ends: passage for passage in (*deck, *paragraphs, *captions) if passage}
        return tuple(found.values())

    @cached_property
    def photos(self) -> tuple[Photo, ...]:
        """Content photos in order: no icons, trackers, avatars, cards of other stories."""
        if self._plain is not None:
            return self._plain.photos
        return photos.find_photos(self.document, self.marks, self.regions, self.house)

    @cached_property
    def bylines(self) -> tuple[Byline, ...]:
        """Every statement of who wrote it; those that readers meet come first."""
        if self._plain is not None:
            return self._plain.bylines
        return attribution.find_bylines(self.document, self.marks, self.structured, self.regions, self.headline_element)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it: the names of the bylines readers meet, else of those that machines are told."""
        seen = [byline for byline in self.bylines if byline.visible] or self.bylines
        return tuple(dict.fromkeys(name for byline in seen for name in byline.names))

    @cached_property
    def agency_lines(self) -> tuple[AgencyLine, ...]:
        if self._plain is not None:
            return self._plain.agency_lines
        return attribution.find_agency_lines(self.regions.paragraphs, self.house)

    @cached_property
    def dateline(self) -> Part[str] | None:
        """Where the report comes from: "MOSCOW (Reuters)"."""
        return attribution.find_dateline(self.paragraphs[0] if self.paragraphs else None, self.house)

    @cached_property
    def date_claims(self) -> tuple[DateClaim, ...]:
        """Every publication and modification date the page gives, to machines and to readers."""
        if self._plain is not None:
            return ()
        return dates.find_date_claims(
            self.document, self.structured, self.regions, self.headline_element, self.languages
        )

    @property
    def published(self) -> DateClaim | None:
        return dates.best_published(self.date_claims)

    @property
    def modified(self) -> DateClaim | None:
        return next((claim for claim in self.date_claims if claim.role is DateRole.MODIFIED and claim.moment), None)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links by role, in order."""
        if self._plain is not None:
            return ()
        return links.find_links(self.link_elements, self.document, self.marks, self.regions, self.structured)

    @cached_property
    def link_elements(self) -> tuple[Element, ...]:
        """The elements of the links, in order, whatever each is for."""
        return links.find_link_elements(self.document, self.marks)

    @cached_property
    def jumps(self) -> tuple[Link, ...]:
        """Those of the `links` that lead to a place on the page, found sooner: most pages have few."""
        if self._plain is not None:
            return ()
        return links.find_links(
            self.link_elements, self.document, self.marks, self.regions, self.structured, jumps=True
        )

    @cached_property
    def skip_links(self) -> tuple[Link, ...]:
        """Skip links in order, each with its target."""
        return tuple(link for link in self.jumps if link.role is LinkRole.SKIP)

    @cached_property
    def navigation(self) -> Element | None:
        """The first block of links before the article, which a skip link would skip; None where there is none."""
        return links.find_navigation(self.document, self.marks, self.regions)

    @cached_property
    def skip_line(self) -> Part[str] | None:
        """The line of a printed page where its skip links stood."""
        return self._plain.skip_link if self._plain is not None else None

    @cached_property
    def declared_language(self) -> Part[str] | None:
        """What ``<html lang>`` says."""
        root = self.document.root
        attribute = root.attribute("lang") if root is not None else None
        if attribute is None or not attribute.value.strip():
            return None
        return Part(attribute.value.strip(), "html lang", attribute.value_span, root)

    @cached_property
    def language(self) -> str | None:
        """The language of the text itself (ISO 639-1), detected; None where the text is too short to tell."""
        return language_of(" ".join(passage.text for passage in self.paragraphs[:40]))

    @cached_property
    def measures(self) -> Measures | None:
        """The body in numbers, by the measures made for its language; None where the language cannot be told."""
        language = self.language
        if language is None:
            return None
        words = [passage.text for passage in self.paragraphs]
        return measures(words, language, measures_for(language), hardest=HARDEST)

    @cached_property
    def languages(self) -> Sequence[str]:
        """Languages in which dates may be written here: the text's, the declared one, English."""
        declared = self.declared_language.value if self.declared_language is not None else None
        found = [declared, self.language, primary(declared), "en"]
        return tuple(dict.fromkeys(each for each in found if each))

    @cached_property
    def _plain(self) -> plain.PlainParts | None:
        return plain.read_plain(self.document, self.house) if self.document.kind is Kind.TEXT else None


def read_article(document: Document, house: House = NO_HOUSE) -> Article:
    """Build the Article of a Document; `house` is what the newsroom adds to our lists of agencies."""
    return Article(document, house)
