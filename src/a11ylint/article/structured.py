"""What the page tells machines: JSON-LD, ``<meta>`` and ``<title>``, each value with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final, TypeAlias

from a11ylint import patterns as re
from a11ylint.article.model import Part
from a11ylint.document import Document, Element
from a11ylint.records import dataclass
from a11ylint.source import Span

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_ARTICLE_TYPE: Final = re.compile(r"Article|BlogPosting|^Report$|Reportage|^Review$|LiveBlog|^NewsStory$")
_MOST_ARTICLES: Final = 50  # objects on one page; further ones are lists of other stories
_SCRIPT_OPENING: Final = re.compile(r"\s*+(?:<!--|//\s*+<!\[CDATA\[|<!\[CDATA\[|/\*\s*+<!\[CDATA\[\s*+\*/)?\s*+")
_SCRIPT_CLOSING: Final = re.compile(r"(?:-->|(?://\s{0,9})?\]\]>|/\*\s{0,9}\]\]>\s{0,9}\*/)\Z")
_AFTER_KEY: Final = re.compile(r"\s*+:\s*+\[?\s*+")
_LONGEST_CLOSING: Final = 30  # characters


@dataclass(frozen=True, slots=True)
class Block:
    """One JSON-LD script: its data, or why it could not be read."""

    element: Element
    data: Json
    error: str = ""


@dataclass(frozen=True, slots=True)
class StructuredData:
    """Everything a page says to machines about its article.

    `articles` are the JSON-LD objects of an article type, the page's own first; `meta` maps lower-case names
    of ``<meta name>``, ``property`` and ``itemprop`` to their contents.
    """

    blocks: tuple[Block, ...]
    articles: tuple[tuple[Block, Mapping[str, Json]], ...]
    meta: Mapping[str, tuple[Part[str], ...]]
    title: Part[str] | None

    @property
    def declares_article(self) -> bool:
        """Whether machines are told that the page is an article: in JSON-LD, or by ``og:type``."""
        return bool(self.articles) or any(part.value.lower() == "article" for part in self.meta.get("og:type", ()))

    def values(self, key: str) -> Iterator[tuple[Block, Json]]:
        """The values of a key over the article objects."""
        for block, data in self.articles:
            if data.get(key):
                yield block, data[key]


def read_structured(document: Document) -> StructuredData:
    """Collect JSON-LD, meta elements and the title."""
    blocks = tuple(_block(element) for element in document.find("script") if _is_json_ld(element))
    title = next((e for e in document.find("title") if e.closest("svg") is None), None)
    return StructuredData(
        blocks,
        tuple(islice(((block, data) for block in blocks for data in _articles_in(block.data)), _MOST_ARTICLES)),
        _meta(document),
        Part(" ".join(title.text.split()), "title", title.span, title) if title is not None else None,
    )


def content_part(part: Part[str]) -> Part[str]:
    """A ``<meta>`` value with the place of its words instead of its tag's."""
    written = part.element.attribute("content") if part.element is not None else None
    return part if written is None else replace(part, span=written.value_span)


def string_span(block: Block, text: str, key: str = "") -> Span:
    """Where a JSON string stands inside its script; the script's start tag if it cannot be found."""
    source = block.element.document.source.text
    whole = block.element.whole
    for written in (
        json.dumps(text, ensure_ascii=False),
        json.dumps(text),
        json.dumps(text).replace("/", "\\/"),
    ):
        start = _value_place(source, whole, key, written) if key else source.find(written, *whole)
        if start >= 0:
            return Span(start + 1, start + len(written) - 1)
    return block.element.span


def _value_place(source: str, whole: Span, key: str, written: str) -> int:
    """Where a value, or a list that begins with it, first follows a key; -1 for nowhere."""
    place = source.find(f'"{key}"', *whole)
    while place >= 0:
        before = _AFTER_KEY.match(source, place + len(key) + 2)
        if before is not None and source.startswith(written, before.end(), whole.end):
            return before.end()
        place = source.find(f'"{key}"', place + 1, whole.end)
    return -1


def _is_json_ld(element: Element) -> bool:
    return (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"


def json_place(element: Element) -> Span:
    """Where the JSON of a script stands: without white space and the comment marks that old publishing systems put
    around scripts."""
    start = element.span.end
    stop = element.end_tag.start if element.end_tag is not None else element.whole.end
    text = element.document.source.text[start:stop]
    first, last = _json_range(text)
    return Span(start + first, start + last)


def _json_range(text: str) -> tuple[int, int]:
    opening = _SCRIPT_OPENING.match(text)
    first = opening.end() if opening is not None else 0
    last = max(first, len(text.rstrip()))
    closing = _SCRIPT_CLOSING.search(text, max(first, last - _LONGEST_CLOSING), last)
    if closing is not None:
        last = first + len(text[first : closing.start()].rstrip())
    return first, last


def _block(element: Element) -> Block:
    first, last = _json_range(element.text)
    text = element.text[first:last].rstrip("; \t\r\n")
    try:
        return Block(element, json.loads(text, strict=False))
    except RecursionError:
        return Block(element, None, "it is nested too deeply")
    except ValueError as error:
        return Block(element, None, str(error))


def _articles_in(data: Json) -> Iterator[Mapping[str, Json]]:
    """Article objects in a JSON-LD value, through lists, @graph and mainEntity."""
    stack: list[Json] = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            if any(_ARTICLE_TYPE.search(str(kind)) for kind in _as_list(item.get("@type"))):
                yield item
            else:
                stack.extend(item[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in item)


def _as_list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def names_in(value: Json) -> Iterator[str]:
    """The names of the persons or organisations a JSON-LD value holds."""
    for item in _as_list(value):
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield from names_in(item.get("name"))


def _meta(document: Document) -> Mapping[str, tuple[Part[str], ...]]:
    found: dict[str, list[Part[str]]] = {}
    for element in document.find("meta"):
        content = element.get("content")
        if content is None or not content.strip():
            continue
        for attribute in ("name", "property", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name:
                found.setdefault(name, []).append(Part(content.strip(), name, element.span, element))
    return {name: tuple(parts) for name, parts in found.items()}
