"""Character references in metadata that were escaped once more, so that people see them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Span, string_span

_REST: Final = r"(?P<rest>(?:amp;)*+(?:(?P<name>[a-zA-Z][a-zA-Z0-9]{1,30});|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)?)"
_IN_MARKUP: Final = re.compile(rf"&(?:amp|AMP|#0{{0,4}}38|#[xX]0{{0,4}}26);{_REST}")
_IN_JSON: Final = re.compile(rf"&{_REST}")  # a script's text knows no references: each is seen as it is
_TAG: Final = re.compile(r"<[a-zA-Z/]")
_NAMES: Final = frozenset(
    "og:title og:description og:site_name og:url og:image og:image:url og:image:secure_url og:image:alt twitter:title "
    "twitter:description twitter:image twitter:image:alt description author keywords news_keywords "
    "article:author".split()
)
_KEYS: Final = frozenset("headline alternativeHeadline name description caption articleSection keywords".split())
_MOST_STRINGS: Final = 100
_DEEPEST: Final = 6  # objects within one another: an author's employer's name


def check(page: Page) -> Iterator[Problem]:
    found = [*_in_markup(page), *_in_json(page)]
    if not found:
        return
    words = " ".join(passage.text for passage in page.article.passages)
    spoken = frozenset(match.group() for match in _IN_JSON.finditer(words))
    for match, seen, mended in found:
        if seen not in spoken:  # else the article is about such things
            yield _problem(match, seen, mended)


def _in_markup(page: Page) -> Iterator[tuple[re.Match[str], str, str]]:
    """What is escaped once too often in markup, what people see of it, and what to write."""
    for place in filter(None, map(_place, page.document.find("title", "meta", "link"))):
        for match in _IN_MARKUP.finditer(page.source.text, place.start, place.end):
            meant = _meant(match)
            if meant:
                yield match, f"&{match['rest']}", f"&{meant}"


def _in_json(page: Page) -> Iterator[tuple[re.Match[str], str, str]]:
    """The same in JSON-LD."""
    for place in _strings(page):
        for match in _IN_JSON.finditer(page.source.text, place.start, place.end):
            meant = _meant(match)
            if meant:
                yield match, match.group(), _json_character(meant)


def _place(element: Element) -> Span | None:
    """Where the value stands that people come to see, or that leads to it; None where it has nothing escaped."""
    if element.tag == "title":
        if "&" not in element.text or element.end_tag is None or element.closest("svg", "template") is not None:
            return None
        return Span(element.span.end, element.end_tag.start)
    value = "href" if element.tag == "link" else "content"
    if "&" not in (element.get(value) or ""):
        return None
    if element.tag == "link":
        told = (element.get("rel") or "").strip().lower() == "canonical"
    else:
        told = any((element.get(name) or "").strip().lower() in _NAMES for name in ("name", "property"))
    attribute = element.attribute(value) if told else None
    return attribute.value_span if attribute is not None else None


def _meant(match: re.Match[str]) -> str:
    """The reference that was meant, without its "&"; "" where there is none."""
    rest, name = match["rest"], match["name"]
    last = rest.rpartition("amp;")[2]
    if name is not None:
        from html.entities import html5  # two thousand names, which few pages ask for

        if f"{name};" not in html5:
            last = ""
    return last or ("amp;" if "amp;" in rest else "")


def _json_character(reference: str) -> str:
    from html import unescape

    return json.dumps(unescape(f"&{reference}"), ensure_ascii=False)[1:-1].replace("<", "\\u003c")


def _strings(page: Page) -> Iterator[Span]:
    """Strings of the article's JSON-LD that people come to see; one that is markup has its references in order."""
    for block, data in page.article.structured.articles:
        for key, text in islice(_texts(data), _MOST_STRINGS):
            place = string_span(block, text, key)
            if place != block.element.span and not _TAG.search(text):
                yield place


def _texts(data: Mapping[str, object], depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                if "&" in each and key in _KEYS:
                    yield key, each
            elif isinstance(each, dict) and depth < _DEEPEST:
                yield from _texts(each, depth + 1)


def _problem(match: re.Match[str], seen: str, mended: str) -> Problem:
    written = match.group()
    result = "as it stands" if written == seen else f"as “{seen}”"
    return Problem(
        Span(*match.span()),
        f"“{written}” comes out {result}, because it was escaped once too often. Write “{mended}” in its place.",
        fixes=(Fix(f"Write “{mended}”.", (Edit(Span(*match.span()), mended),)),),
    )
