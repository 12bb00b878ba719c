"""The article is harder to read than its readers should be asked for (WCAG 3.1.5; textstat's measures)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import MEASURES, Article, Page, Place, Problem, Sentence, default_for, exceeds, measures

_NAMED: Final = 3  # hard sentences that are pointed at
_ACRONYMS: Final = frozenset({"lix", "rix", "smog", "osman", "pl"})


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    chosen = _measure(page)
    if chosen is None or article.language is None:
        return
    name, limit = chosen
    found = measures([passage.text for passage in article.paragraphs], article.language, [name], _NAMED)
    figure = found.scores.get(name)
    if figure is None or not exceeds(figure, limit, name) or found.words < page.option("minimum-words", int):
        return
    first, *others = found.hardest
    yield Problem(
        _place(article, first),
        f"This article is hard to read: {_spoken(name)} is {figure:.1f}, and {limit:g} is the limit. "
        f"Begin with this sentence of {first.words} words: split it.",
        tuple((_place(article, each), f"This sentence has {each.words} words.") for each in others),
    )


def _measure(page: Page) -> tuple[str, float] | None:
    """The measure to use and its limit: the options', else what suits the language; None where none is valid."""
    asked, limit = page.option("measure", str), page.option("limit", float)
    default = default_for(page.article.language) if page.article.language else None
    name = asked or (default.measure if default else "")
    if name not in MEASURES:
        if asked:
            raise ValueError(f"there is no measure {asked!r}; known are {', '.join(MEASURES)}")
        return None
    made_for = MEASURES[name].languages
    if default is None or (made_for is not None and page.article.language not in made_for):
        return None
    if limit == 0 and name == default.measure:
        limit = default.limit
    return (name, limit) if limit else None


def _place(article: Article, sentence: Sentence) -> Place:
    return article.paragraphs[sentence.paragraph].part(sentence.start, sentence.end)


def _spoken(name: str) -> str:
    """A measure's name in words: "the Flesch Kincaid Grade", "the LIX"."""
    words = (word.upper() if word in _ACRONYMS else word.title() for word in name.split("_"))
    return f"the {' '.join(words)}"
