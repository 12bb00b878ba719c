"""Rules without code: the condition in a page's front matter, made into a check.

.. code-block:: yaml

    check:
      select: "a[target=_blank]"    # elements by CSS selector, or
      part: caption                 # a part of the article
      attribute: href               # judge this attribute's value, not the element's words
      matches: "^javascript:"       # a regular expression that must be found, or
      words: ["click here"]         # whole words, any case
      unless: "nav a"               # leave out what this selector matches
      message: "This link runs a script: {text}"

``{text}`` in the message stands for what was matched. Without `matches` or `words`, every selected element is
reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from a11ylint.article import Article
from a11ylint.document import Attribute
from a11ylint.page import Page, Problem
from a11ylint.passage import Passage, passage_of
from a11ylint.rulepage import Rule, RulePageError
from a11ylint.source import Span

_KEYS: Final = frozenset({"select", "part", "attribute", "matches", "words", "unless", "message"})
_SHOWN: Final = 80  # characters of a match that a message repeats


def _captions(article: Article) -> Iterator[Passage]:
    return (caption.text for photo in article.photos for caption in photo.captions if caption.text)


def _bodies(article: Article) -> Iterator[Passage]:
    return iter(article.paragraphs)


def _headline(article: Article) -> Iterator[Passage]:
    element = article.headline_element
    return iter((passage_of(element),) if element is not None else ())


def _alts(article: Article) -> Iterator[Attribute]:
    return (photo.alt for photo in article.photos if photo.alt is not None)


_PARTS: Final[Mapping[str, Callable[[Article], Iterator[Passage] | Iterator[Attribute]]]] = {
    "alt": _alts,
    "agency-line": lambda article: (line.text for line in article.agency_lines),
    "caption": _captions,
    "credit": lambda article: (photo.credit for photo in article.photos if photo.credit),
    "headline": _headline,
    "link": lambda article: (passage_of(link.element) for link in article.links),
    "paragraph": _bodies,
}


def compile_condition(rule: Rule) -> Callable[[Page], Iterable[Problem]]:
    """The check that a page's front matter describes. Raises `RulePageError`."""
    condition = rule.condition or {}
    unknown = sorted(set(condition) - _KEYS)
    if unknown:
        raise RulePageError(
            f"{rule.home}: its check has the unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}"
        )
    if ("select" in condition) == ("part" in condition):
        raise RulePageError(f"{rule.home}: its check needs either 'select' (a CSS selector) or 'part'")
    if "part" in condition and condition["part"] not in _PARTS:
        raise RulePageError(f"{rule.home}: its check's part is one of {', '.join(_PARTS)}, not {condition['part']!r}")
    message = str(condition.get("message") or rule.title)
    pattern = _pattern(rule, condition)
    if "part" in condition and pattern is None:
        raise RulePageError(f"{rule.home}: its check needs 'matches' or 'words' with a part")

    def check(page: Page) -> Iterator[Problem]:
        for thing in _things(page, condition):
            place = _judge(thing, pattern, page)
            if place is not None:
                shown = page.source.cut(place)
                yield Problem(
                    place,
                    message.replace("{text}", shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"),
                )

    return check


def _pattern(rule: Rule, condition: Mapping[str, Any]) -> re.Pattern[str] | None:
    try:
        if "words" in condition:
            words = sorted(map(str, condition["words"]), key=len, reverse=True)
            return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        if "matches" in condition:
            return re.compile(str(condition["matches"]))
    except (re.error, TypeError) as error:
        raise RulePageError(f"{rule.home}: its check's pattern is wrong: {error}") from None
    return None


def _things(page: Page, condition: Mapping[str, Any]) -> Iterator[Span | Passage | Attribute]:
    if "part" in condition:
        yield from _PARTS[condition["part"]](page.article)
        return
    spared = set(page.select(condition["unless"])) if "unless" in condition else set()
    for element in page.select(condition["select"]):
        if element in spared or element.implied:
            continue
        if "attribute" in condition:
            attribute = element.attribute(condition["attribute"])
            if attribute is not None:
                yield attribute
        elif "matches" in condition or "words" in condition:
            yield passage_of(element)
        else:
            yield element.span


def _judge(thing: Span | Passage | Attribute, pattern: re.Pattern[str] | None, page: Page) -> Span | None:
    if isinstance(thing, Span):
        return thing
    if isinstance(thing, Attribute):
        return thing.span if pattern is None or pattern.search(thing.value) else None
    if pattern is None:
        return thing.span or None
    found = thing.search(pattern)
    return found.span if found else None
