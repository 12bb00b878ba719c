"""Links with the same name and the same context lead to different places (WCAG 2.4.4; ACT fd3a94)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, Text, bare_words, differ_in_purpose, target_of

_BLOCKS: Final = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header html li "
    "main nav ol p section td th ul svg".split()
)
_PLACES: Final = 50  # places behind the same words that are told apart
_MOST: Final = 2000  # characters of a context that are compared


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    links: list[tuple[str, Element, str]] = []
    counts: dict[str, int] = {}
    for link in page.select("a[href], [role=link]"):
        target = target_of(link)
        name = " ".join(tree.name(link).text.casefold().split()) if target else ""
        if target and name and tree.role(link) == "link":
            links.append((name, link, target))
            counts[name] = counts.get(name, 0) + 1
    contexts: dict[int, str] = {}  # of each block, once: a block may hold thousands of links
    firsts: dict[tuple[str, str], tuple[Element, set[str]]] = {}
    for name, link, target in links:
        if counts[name] < 2:
            continue
        first, told = firsts.setdefault((name, _context(page, link, contexts)), (link, {target}))
        if (
            first is not link
            and len(told) < _PLACES
            and all(differ_in_purpose(target, each, bare_words(name)) for each in told)
        ):
            told.add(target)
            yield Problem(
                link,
                f"This link says “{name}” like another beside it that leads elsewhere, and nothing around them tells "
                "which is which. Say in each what it opens.",
                ((first, "The first link with these words."),),
            )


def _context(page: Page, link: Element, contexts: dict[int, str]) -> str:
    """The words of the paragraph, list item or cell around a link, and of its header cells."""
    block = next((each for each in link.ancestors if each.tag in _BLOCKS), None)
    if block is None:
        return ""
    description = page.accessibility.description(link).text
    if block.index not in contexts:
        contexts[block.index] = _words_around(page, link, block)
    return f"{contexts[block.index]} {description}".strip()


def _words_around(page: Page, link: Element, block: Element) -> str:
    pieces = [piece.data for piece in block.texts(lambda inner: inner.tag not in _BLOCKS) if isinstance(piece, Text)]
    item = link.closest("li", "td", "th")
    if item is not None and item is not block:
        pieces.append(item.text)
    if item is not None and item.tag in ("td", "th"):
        pieces += [header.text for header in page.accessibility.headers_of(item)]
    return " ".join(" ".join(pieces).split())[:_MOST]
