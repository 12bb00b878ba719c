"""Neither a link's words nor its programmatically determined context say where it leads (WCAG 2.4.4; ACT 5effbb)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from a11ylint.plugin import (
    Element,
    Page,
    Place,
    Problem,
    Text,
    has_words,
    is_vague_link,
    names_format,
    passage_of,
)

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header html li main nav ol p pre search section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_ITEMS: Final = frozenset({"li", "dd", "dt", "p", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST: Final = 400  # pieces of text around a link that are read
_LOOKS: Final = 40  # elements before a link among which its heading may stand


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    told: dict[
        tuple[int, bool], bool
    ] = {}  # whether a block says more, with what stands in blocks inside it or without
    for link in page.select("a[href], area[href], [role=link]"):
        name = tree.name(link).text
        if not (is_vague_link(name) or names_format(name)) or tree.role(link) != "link":
            continue
        if link.has("aria-expanded") or link.has("aria-haspopup") or _is_explained(page, link, name, told):
            continue
        yield Problem(
            _words(page, link),
            f"“{name}” does not say where this link leads, and nothing in its paragraph, list item or table cell does. "
            "Name in the link what it opens.",
        )


def _is_explained(page: Page, link: Element, name: str, told: dict[tuple[int, bool], bool]) -> bool:
    description = page.accessibility.description(link).text
    if has_words(description) and not is_vague_link(description):
        return True
    cell = link.closest("td", "th")
    if cell is not None:
        return _says_more(page, cell, True, told) or _headers_tell(page, link, cell)
    if any(_says_more(page, item, True, told) for item in link.ancestors if item.tag in _ITEMS):
        return True
    block = next((each for each in link.ancestors if each.tag in _BLOCKS), None)
    if block is None or _says_more(page, block, False, told):
        return True
    return not names_format(name) and _heading_above(link) is not None


def _says_more(page: Page, block: Element, inside: bool, told: dict[tuple[int, bool], bool]) -> bool:
    """Whether a block has words that say more than a vague link; with `inside`, in the blocks inside it too.

    Without, it is the sentence or paragraph around a link.
    """
    key = (block.index, inside)
    if key not in told:
        told[key] = _tells(block.texts(lambda inner: (inside or inner.tag not in _BLOCKS) and _is_read(page, inner)))
    return told[key]


def _is_read(page: Page, element: Element) -> bool:
    return not page.accessibility.is_hidden(element)


def _tells(texts: Iterator[Text | Element]) -> bool:
    """Whether any text says more than a vague link does."""
    for piece in islice(texts, _MOST):
        words = piece.data if isinstance(piece, Text) else (piece.get("alt") or "") if piece.tag == "img" else ""
        if has_words(words) and not is_vague_link(words) and not names_format(words):
            return True
    return False


def _headers_tell(page: Page, link: Element, cell: Element) -> bool:
    """Whether a header cell tells the link's row from others: it has words, and heads no other words in the row."""
    headers = page.accessibility.headers_of(cell)
    if not headers:
        return False
    row = cell.parent
    others = [] if row is None else list(islice(row.elements, _MOST))
    for other in others:
        if other is cell or other in headers:
            continue
        plain = not any(other.find("a", "button")) and has_words(other.text)
        if plain and set(page.accessibility.headers_of(other)) & set(headers):
            return False
    return any(has_words(header.text) for header in headers)


def _heading_above(link: Element) -> Element | None:
    """A heading shortly before the link, with no other link of its kind between."""
    elements = link.document.elements
    for index in range(link.index - 1, max(link.index - _LOOKS, -1), -1):
        element = elements[index]
        if element.tag in _HEADINGS or element.get("role") == "heading":
            return element if has_words(element.text) and element.tag != "h1" else None
        if element.tag in ("ul", "ol", "nav", "table") and not element.contains(link):
            return None
    return None


def _words(page: Page, link: Element) -> Place:
    return passage_of(link, lambda inner: _is_read(page, inner)) or link
