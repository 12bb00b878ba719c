"""Runs of words in capitals, written so or by ``text-transform``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem, passage_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST_LETTERS: Final = 12
_LONG: Final = 60  # characters of a paragraph that a style sheet capitalises
_GAP: Final = frozenset(" \u00a0")


def check(page: Page) -> Iterator[Problem]:
    fewest = page.option("words", int)
    styles = page.accessibility.styles
    styled = styles.declares("text-transform")
    for element in page.document.find("p", "li", "dd", "td", "blockquote"):
        if page.document.is_hidden(element) or any(element.find("p", "li", "td")):
            continue
        words = passage_of(element)
        if styled and len(words.text) > _LONG and styles.value(element, "text-transform") == "uppercase":
            yield Problem(words, "The style sheet turns this paragraph into capitals, which are slow to read.")
            continue
        for start, end in _runs(words.text, fewest):
            place = words.part(start, end)
            yield Problem(
                place, f"“{place.text[:40]}” is all in capitals, which are slow to read. Write it in lower case."
            )


def _runs(text: str, fewest: int) -> Iterator[tuple[int, int]]:
    """Where words in capitals follow one another with nothing but a space between."""
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        capital = word.isupper()
        if run and (not capital or not _GAP.issuperset(text[run[-1].end() : match.start()])):
            if _counts(run, fewest):
                yield run[0].start(), run[-1].end()
            run = []
        if capital:
            run.append(match)
    if run and _counts(run, fewest):
        yield run[0].start(), run[-1].end()


def _counts(run: list[re.Match[str]], fewest: int) -> bool:
    return len(run) >= fewest and sum(len(match.group()) for match in run) >= _FEWEST_LETTERS
