"""Links by what they are for; skip links above all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Final
from urllib.parse import unquote, urldefrag, urlsplit

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.marks import (
    IN_ARTICLE,
    IN_ASIDE,
    IN_NAVIGATION,
    NOT_RENDERED,
    Marks,
    count,
    inside,
)
from a11ylint.article.model import Link, LinkRole
from a11ylint.article.regions import Regions
from a11ylint.article.structured import StructuredData
from a11ylint.article.words import Lexicon
from a11ylint.document import Document, Element

_NAME_MAXIMUM: Final = 120  # characters in what a skip link says
_HEADING_MAXIMUM: Final = 80  # characters in a heading over skip links
_HEADED: Final = 40  # elements behind such a heading in which its links stand
_OPENING: Final = 3  # links with which a page begins, the site's name and its skip links among them
_FIRST: Final = 400  # elements of a page among which such a heading stands
_MANY_LINKS: Final = 8  # in a list, before it counts as navigation
_NOT_CONTENT: Final = frozenset({"form", "input", "select", "search", "footer"})
_index: Final = attrgetter("index")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@cache
def _skips() -> Lexicon:
    """How skip links begin or what they name, in scripts that part words by spaces."""
    return Lexicon(each for each in words.phrases("skip_links", "phrases") if not _UNSPACED.search(each))


@cache
def _unspaced_skips() -> tuple[str, ...]:
    return tuple(each for each in words.phrases("skip_links", "phrases") if _UNSPACED.search(each))


@cache
def _not_skips() -> Lexicon:
    return Lexicon(words.data("skip_links")["not_skips"])


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold() for heading in words.data("skip_links")["headings"])


def says_skip(text: str) -> bool:
    """Whether words are those of a skip link: "Skip to main content", "Praleisti meniu"."""
    if not 0 < len(text) <= _NAME_MAXIMUM:
        return False
    said = _skips().names(text) or any(phrase in text for phrase in _unspaced_skips())
    return said and not _not_skips().names(text)


def is_skip_heading(text: str) -> bool:
    """Whether words are those of a heading over skip links: "Accessibility links"."""
    return len(text) <= _HEADING_MAXIMUM and text.strip(" :：").casefold() in _headings()


def fragment_of(href: str, page_address: str | None) -> str | None:
    """The id a link leads to on the same page: a bare fragment, or the page's own address with one."""
    href = href.strip()
    address, _, fragment = href.partition("#")
    if "#" not in href:
        return None
    if not address:
        return unquote(fragment)
    if page_address and _same_page(address, page_address):
        return unquote(fragment)
    return None


def _same_page(first: str, second: str) -> bool:
    try:
        one, two = urlsplit(urldefrag(first)[0]), urlsplit(urldefrag(second)[0])
    except ValueError:
        return False
    if one.netloc and two.netloc and one.netloc.removeprefix("www.") != two.netloc.removeprefix("www."):
        return False
    return bool(one.path) and one.path.rstrip("/") == two.path.rstrip("/") and (not one.query or one.query == two.query)


def page_address(document: Document, data: StructuredData) -> str | None:
    """The address the page gives for itself."""
    for link in document.find("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return link.get("href")
    url = data.meta.get("og:url")
    return url[0].value if url else None


def _anchors(document: Document) -> Mapping[str, Element]:
    """Anchors by their name, the first of each."""
    named: dict[str, Element] = {}
    for element in document.by_attribute.get("name", ()):
        if element.tag == "a":
            named.setdefault(element.get("name") or "", element)
    return named


def find_link_elements(document: Document, marks: Marks) -> tuple[Element, ...]:
    """The elements that are links, in order."""
    return tuple(each for each in document.find("a") if each.has("href") and not marks.inside(each, NOT_RENDERED))


def find_links(
    elements: Sequence[Element],
    document: Document,
    marks: Marks,
    regions: Regions,
    data: StructuredData,
    *,
    jumps: bool = False,
) -> tuple[Link, ...]:
    """Every link of the page with its role, in order; buttons only where they skip.

    `elements` are the links' own, as `find_link_elements` has them. `jumps` asks for those links alone that lead to a
    place on the page, or skip.
    """
    address = page_address(document, data)
    anchors = _anchors(document)
    first_prose = regions.paragraphs[0][0].index if regions.paragraphs else len(document.elements)
    headed: frozenset[Element] | None = None
    found: list[Link] = []
    others = 0  # links that are not asked for
    buttons = (each for each in document.find("button") if each.index < first_prose and says_skip(_said(each)))
    skipping = [button for button in buttons if not marks.inside(button, NOT_RENDERED)]
    for element in sorted((*elements, *skipping), key=_index) if skipping else elements:
        early = element.index < first_prose
        if element.tag == "button":
            found.append(Link(element, LinkRole.SKIP))
            continue
        href = element.get("href") or ""
        fragment = fragment_of(href, address) if "#" in href else None
        if jumps and fragment is None:
            others += 1
            continue
        target = _target(document, anchors, fragment) if fragment else None
        if not early or fragment is None:
            found.append(Link(element, _role(element, marks, regions), fragment, target))
            continue
        reaches = target is not None and _reaches_content(target, document, marks, regions)
        # A page that begins with a link to its own article has a skip link, whatever its words are.
        opens = (
            reaches
            and len(found) + others < _OPENING
            and target is not None
            and _is_at(target, element, regions, first_prose)
        )
        skips = opens or _is_skip(element, marks, fragment)
        if not skips:
            headed = _headed_skip_links(document) if headed is None else headed
            skips = element in headed
        if skips:
            found.append(Link(element, LinkRole.SKIP, fragment, target, reaches))
        else:
            found.append(Link(element, _role(element, marks, regions), fragment, target))
    return tuple(found)


def _target(document: Document, anchors: Mapping[str, Element], fragment: str) -> Element | None:
    """The indicated part of the document (HTML, 7.4.6.4): an id, else an anchor's name."""
    named = document.by_id.get(fragment)
    return named[0] if named else anchors.get(fragment)


def _said(element: Element) -> str:
    """What a link says, cut where it is longer than any skip link."""
    label = (element.get("aria-label") or "").strip()
    return label or " ".join(element.raw.text[: 4 * _NAME_MAXIMUM].split()) or (element.get("title") or "").strip()


def _is_skip(element: Element, marks: Marks, fragment: str) -> bool:
    said = _said(element)
    if says_skip(said):
        return True
    if not fragment or not said or len(said) > _NAME_MAXIMUM or _not_skips().names(said):
        return False
    parent = element.parent
    return marks.named(element, words.SKIP) or (parent is not None and marks.named(parent, words.SKIP))


def _reaches_content(target: Element, document: Document, marks: Marks, regions: Regions) -> bool:
    """Whether what a skip link leads to is the article, or stands right before it and is no navigation."""
    if document.is_hidden(target):
        return False
    if regions.body is not None and target.contains(regions.body):
        return True
    if marks.inside(target, IN_NAVIGATION) or regions.is_furniture(target) or target.tag in _NOT_CONTENT:
        return False
    first = regions.paragraphs[0][0].index if regions.paragraphs else len(document.elements)
    return target.index <= first


def _is_at(target: Element, link: Element, regions: Regions, first_prose: int) -> bool:
    """Whether a target after its link holds the article, or only a few links stand between the two."""
    if target.index < link.index:
        return False
    if regions.body is not None and target.contains(regions.body):
        return True
    links = link.document.by_tag.get("a", [])
    between = bisect_left(links, first_prose, key=_index) - bisect_right(links, target.index, key=_index)
    return between < _MANY_LINKS


def find_navigation(document: Document, marks: Marks, regions: Regions) -> Element | None:
    """The first block of links before the article, which a skip link would skip.

    A ``<nav>``, an element in the role `navigation`, or a list of eight links and more.
    """
    first = regions.paragraphs[0][0].index if regions.paragraphs else len(document.elements)
    for element in document.elements:
        if element.index >= first:
            return None
        is_block = element.tag in ("nav", "ul", "ol") or element.get("role") == "navigation"
        if not is_block or document.is_hidden(element) or marks.inside(element, NOT_RENDERED):
            continue
        links = count(element, "a")
        if links == 0:
            continue
        if element.tag in ("ul", "ol") and not marks.inside(element, IN_NAVIGATION) and links < _MANY_LINKS:
            continue
        # A list of skip links is not what they skip.
        if any(not (link.get("href") or "").startswith("#") for link in inside(element, "a")):
            return element
    return None


def _headed_skip_links(document: Document) -> frozenset[Element]:
    """Same-page links in the list under a heading "Accessibility links"."""
    found: set[Element] = set()
    for heading in document.elements[:_FIRST]:
        if heading.tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong"):
            continue
        if heading.end - heading.index > 4 or not is_skip_heading(" ".join(heading.raw.text[:200].split())):
            continue
        box = heading.parent
        stop = min(heading.end + _HEADED, box.end if box is not None else 0)
        for element in document.elements[heading.end : stop]:
            if element.tag in ("h1", "h2", "h3", "main", "article"):
                break
            if element.tag == "a" and (element.get("href") or "").startswith("#"):
                found.add(element)
    return frozenset(found)


def _role(element: Element, marks: Marks, regions: Regions) -> LinkRole:
    if regions.body is not None and regions.body.contains(element) and not regions.is_furniture(element):
        return LinkRole.BODY
    if marks.inside(element, IN_NAVIGATION):
        return LinkRole.NAVIGATION
    return LinkRole.RELATED if marks.inside(element, IN_ASIDE | IN_ARTICLE) else LinkRole.OTHER
