"""The headline stands on the page twice, as a heading each time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem, at_some_widths, passage_of, same_words, text_of

_LARGEST: Final = 40  # elements in a headline
_FEWEST_WORDS: Final = 3
_DEEP: Final = 8  # elements around a heading whose classes are read
# A bar that slides in when the headline has left the screen.
_BAR: Final = re.compile(
    r"(?:^|[\s_-])(?:sticky|fixed|fix|pin(?:ned|bar)?|float(?:ing)?|affix|scroll(?:ed|ing)?|top-?bar)(?=$|[\s_-])",
    re.IGNORECASE,
)
# Where the headline may well stand again: links to this very story, and lists of the newest.
_ELSEWHERE: Final = (
    "a",
    "nav",
    "aside",
    "footer",
    "figure",
    "figcaption",
    "li",
    "button",
    "dialog",
    "template",
    "noscript",
)


def check(page: Page) -> Iterator[Problem]:
    headline = page.article.headline_element
    if headline is None or headline.tag not in ("h1", "h2") or at_some_widths(headline):
        return
    words = text_of(headline)
    if len(words.split()) < _FEWEST_WORDS:
        return
    for element in page.document.find("h1", "h2", "h3"):
        if element is headline or not same_words(text_of(element), words) or not _may_repeat(page, element):
            continue
        if not page.accessibility.is_visible(headline):
            return
        yield Problem(
            passage_of(element),
            "The headline stands here a second time as a heading, so readers who move from heading to heading meet "
            "the article twice. Take one away, or make this one no heading.",
            ((passage_of(headline), "The headline."),),
        )


def _may_repeat(page: Page, element: Element) -> bool:
    if element.end - element.index > _LARGEST or page.document.is_hidden(element) or at_some_widths(element):
        return False
    around = (element, *islice(element.ancestors, _DEEP))
    if any(_BAR.search(each.get("class") or "") for each in around if each.tag not in ("body", "html", "main")):
        return False
    if element.closest(*_ELSEWHERE) is not None or next(element.find("a"), None) is not None:
        return False
    return page.accessibility.is_visible(element)
