"""Rules without code: the condition in a page's front matter, made into a check.

.. code-block:: yaml

    check:
      select: "a[target=_blank]"    # elements by CSS selector, or
      part: caption                 # a part of the article
      attribute: href               # judge this attribute's value, not the element's words
      matches: "^javascript:"       # a regular expression that must be found, or
      words: ["click here"]         # whole words, any case
      given: [click]                # letters, any case, of which some must be there for it to be worth a search
      unless: "nav a"               # leave out what this selector matches
      message: "This link runs a script: {text}"

``{text}`` in the message stands for what was matched. Every match is reported; of an attribute, the attribute. Without
`matches` or `words`, every selected element is. Where no selected element holds any of the `given` letters, which is
soon seen, none is searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn

from a11ylint.article import Article
from a11ylint.document import Attribute, Element, Kind, parse
from a11ylint.page import Page, Problem
from a11ylint.passage import Passage, passage_of, text_of
from a11ylint.patience import at_most
from a11ylint.rulepage import Rule, RulePageError
from a11ylint.source import Source, Span

_KEYS: Final = ("select", "part", "attribute", "matches", "words", "given", "unless", "message")
_LONGEST: Final = 5.0  # seconds that a pattern that is not installed may search one page
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


_EMPTY_PAGE: Final = parse(Source("", ""), Kind.FRAGMENT)  # to try selectors on

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
    _refuse_faulty(rule, condition)
    message = str(condition.get("message") or rule.title)
    pattern = _pattern(rule, condition)

    def found(page: Page) -> Iterator[Problem]:
        for thing in _things(page, condition, pattern):
            for place in _places(thing, pattern):
                shown = " ".join(page.source.cut(place).split())
                yield Problem(
                    place,
                    message.replace("{text}", shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"),
                )

    def found_in_time(page: Page) -> Iterable[Problem]:
        with at_most(_LONGEST):
            return list(found(page))

    return found if rule.vouched.installed or pattern is None else found_in_time


def _refuse_faulty(rule: Rule, condition: Mapping[str, Any]) -> None:
    """Raise `RulePageError` for a condition that says nothing, too much, or what cannot be read."""

    def refuse(reason: str) -> NoReturn:
        raise RulePageError(f"{rule.home}: its check {reason}")

    for key in condition:
        if key not in _KEYS:
            refuse(f"has the unknown key {key!r}; known are {', '.join(_KEYS)}")
    if ("select" in condition) == ("part" in condition):
        refuse("needs either 'select' (a CSS selector) or 'part' (of the article)")
    if "matches" in condition and "words" in condition:
        refuse("has both 'matches' and 'words'; give one")
    if "part" in condition:
        if condition["part"] not in _PARTS:
            refuse(f"has the part {condition['part']!r}; it is one of {', '.join(_PARTS)}")
        if "matches" not in condition and "words" not in condition:
            refuse("needs 'matches' or 'words' with a part")
        for key in ("attribute", "given", "unless"):
            if key in condition:
                refuse(f"has {key!r}, which goes with 'select', not with 'part'")
    if "given" in condition and ("attribute" in condition or not {"matches", "words"} & condition.keys()):
        refuse("has 'given', which goes with 'matches' or 'words' and no attribute")
    for key in ("words", "given"):
        words = condition.get(key, ["-"])
        if (
            not isinstance(words, list)
            or not words
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            refuse(f"has {key!r} that are no list of words; put quotation marks around those that YAML reads otherwise")
    for key in ("select", "unless"):
        try:
            _EMPTY_PAGE.select(str(condition.get(key, "*")))
        except ValueError as error:
            refuse(f"has a {key!r} that cannot be read: {error}")


def _pattern(rule: Rule, condition: Mapping[str, Any]) -> re.Pattern[str] | None:
    try:
        if "words" in condition:
            words = sorted((" ".join(word.split()) for word in condition["words"]), key=len, reverse=True)
            return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        if "matches" in condition:
            return re.compile(str(condition["matches"]))
    except re.error as error:
        raise RulePageError(f"{rule.home}: its check's pattern is wrong: {error}") from None
    return None


def _things(
    page: Page, condition: Mapping[str, Any], pattern: re.Pattern[str] | None
) -> Iterator[Span | Passage | Attribute]:
    if "part" in condition:
        yield from _PARTS[condition["part"]](page.article)
        return
    spared = set(page.select(condition["unless"])) if "unless" in condition else set()
    selected = page.select(condition["select"])
    if "given" in condition and not _hold_any(selected, condition["given"]):
        return
    for element in selected:
        if element in spared or element.implied:
            continue
        if "attribute" in condition:
            attribute = element.attribute(condition["attribute"])
            if attribute is not None:
                yield attribute
        elif pattern is not None:
            if pattern.search(text_of(element)):
                yield passage_of(element)
        else:
            yield element.span


def _hold_any(elements: Iterable[Element], given: Iterable[str]) -> bool:
    """Whether any of some elements holds some of these letters in its text, in any case."""
    said = "\n".join([element.text for element in elements]).casefold().replace("\xad", "")
    return any(letters.casefold() in said for letters in given)


def _places(thing: Span | Passage | Attribute, pattern: re.Pattern[str] | None) -> Iterator[Span]:
    """Where a thing is to be reported: each match of the pattern, or the whole of it where there is none."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, Attribute):
        if pattern is None or pattern.search(thing.value):
            yield thing.span
    elif pattern is not None:
        yield from (match.span for match in thing.matches(pattern) if match)
