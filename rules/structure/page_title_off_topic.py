"""The page's title is left from a template, or its words do not come again on the page (WCAG 2.4.2; ACT c4a8a4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Passage, Problem, Text, bare_words, is_vague_title, passage_of, text_of

_WORD: Final = re.compile(r"[^\W_]+")
_STEM: Final = 4  # letters that forms of one word share
_SHORT: Final = 3  # letters of words that bear little meaning
_MORE: Final = 2  # words that a heading has beyond the title
_ENOUGH: Final = 200_000  # characters of a page that are searched
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def check(page: Page) -> Iterator[Problem]:
    title = next((each for each in page.document.find("title") if each.closest("svg") is None), None)
    body = page.document.body
    if title is None or body is None or not title.text.strip():
        return
    words = passage_of(title, lambda _: True)
    place = words or title
    if is_vague_title(words.text):
        yield Problem(place, f"“{words.text}” is what was left in the field. Let the title say what the page is about.")
    elif not _UNSPACED.search(words.text):
        reason = _reason(page, words, body)
        if reason:
            yield Problem(place, f"{reason} Let the title begin with what the page is about.")


def _reason(page: Page, title: Passage, body: Element) -> str:
    wanted = _stems(title.text)
    said = _stems(_words_of(body))
    if len(wanted) < 2 or not said:
        return ""
    if 2 * len(wanted & said) < len(wanted):
        return "Most words of the title come nowhere on the page, so it may be another page's."
    headings = [each for each in page.document.find("h1") if not page.accessibility.is_hidden(each)]
    if len(headings) == 1:
        shown = bare_words(text_of(headings[0]))
        heading, name = _stems(shown), bare_words(title.text)
        # "Search results at the University": the site's name comes last.
        if shown.endswith(name) and len(heading - wanted) >= _MORE:
            return (
                "The title is the end of the heading, perhaps the site's name, and leaves out what the page is about."
            )
    return ""


def _words_of(body: Element) -> str:
    pieces: list[str] = []
    room = _ENOUGH
    for piece in body.texts(lambda inner: inner.tag not in ("script", "style", "noscript", "template")):
        said = piece.data if isinstance(piece, Text) else piece.get("alt") or piece.get("aria-label") or ""
        pieces.append(said)
        room -= len(said)
        if room < 0:
            break
    return " ".join(pieces)


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that bear meaning."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > _SHORT or word.isdecimal())
