"""The page names one language and is written in another (WCAG 3.1.1; ACT ucwvc8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import (
    Edit,
    Element,
    Fix,
    Page,
    Problem,
    Text,
    is_language_tag,
    language_of,
    name_and_tag,
    same_language,
)

_ENOUGH: Final = 20_000  # characters: more tell nothing new
_FEWEST_LETTERS: Final = 30  # of a whole page; three short sentences of an article tell more surely


def check(page: Page) -> Iterator[Problem]:
    root = page.document.root
    attribute = root.attribute("lang") if root is not None else None
    if root is None or attribute is None or not is_language_tag(attribute.value.strip()):
        return
    declared = attribute.value.strip()
    found = page.article.language
    if found is not None and same_language(found, declared):
        if _marked(page, declared) == 0:
            return
        found = None  # the article says its language itself: what is left is the page's
    # Navigation and advertisements speak too: the page as a whole must not be in the language it names.
    whole = language_of(_own_words(page, root), _FEWEST_LETTERS) or _lent_language(page, root)
    found = found if found is not None and whole in (None, found) else whole
    if found is None or same_language(found, declared):
        return
    if 2 * _marked(page, found) > len(page.article.paragraphs):
        return
    yield Problem(
        attribute,
        f"The page says that it is in {name_and_tag(declared)}, but its words are in {name_and_tag(found)}: a "
        f'screen reader reads them with the wrong voice. Write lang="{found}".',
        fixes=(Fix(f'Write lang="{found}".', (Edit(attribute.span, f'lang="{found}"'),), safe=False),),
    )


def _own_words(page: Page, root: Element) -> str:
    """What readers meet whose language is the root's: no part with a `lang` of its own."""
    is_hidden = page.document.is_hidden
    pieces: list[str] = []
    room = _ENOUGH
    for piece in root.texts(lambda inner: inner.tag != "head" and not inner.has("lang") and not is_hidden(inner)):
        words = piece.data if isinstance(piece, Text) else piece.get("alt") if piece.tag == "img" else None
        if words and not words.isspace():
            pieces.append(words)
            room -= len(words)
            if room < 0:
                break
    title = next(page.document.find("title"), None)
    if title is not None:
        pieces.insert(0, title.text)
    return "\n".join(pieces)


def _lent_language(page: Page, root: Element) -> str | None:
    """The language of a page that says nothing but names of pictures, lent by elements with a `lang` of their own."""
    own = root.get("lang")
    found: set[str] = set()
    for image in page.select("img[aria-labelledby], [role=img][aria-labelledby]"):
        for name in (image.get("aria-labelledby") or "").split()[:20]:
            for label in page.document.by_id.get(name, ())[:1]:
                lang = (label.get("lang") or "").strip()
                if is_language_tag(lang) and label.text.strip():
                    found.add(lang)
    body = page.document.body
    if len(found) != 1 or body is None or same_language(min(found), own):
        return None
    silent = all(
        not isinstance(piece, Text) or not piece.data.strip()
        for piece in body.texts(lambda inner: not inner.has("lang") and not page.document.is_hidden(inner))
    )
    return found.pop() if silent else None


def _marked(page: Page, language: str) -> int:
    """How many of the article's paragraphs stand in an element, below the root, that says this language."""
    marked = [
        element.whole
        for element in page.select("[lang]")
        if element.tag != "html" and same_language(element.get("lang"), language)
    ]
    if not marked:
        return 0
    starts = [paragraph.span.start for paragraph in page.article.paragraphs]
    return sum(any(span.start <= start < span.end for span in marked) for start in starts)
