"""A title for machines that speaks of something else than the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Part, Problem, same_words, shares_no_subject, subjects_of

_FEWEST_PARAGRAPHS: Final = 3
_MOST_TITLES: Final = 20
_ENOUGH: Final = 100_000  # characters of an article's text that tell what it is about
_SHOWN: Final = 80
_SHOWN_WHERE: Final = {"json-ld": "search engines", "title": "browser tabs and search engines"}


def check(page: Page) -> Iterator[Problem]:
    headline = page.article.headline
    if headline is None or headline.element is None or headline.where != headline.element.tag:
        return
    if headline.where == "title" or len(page.article.paragraphs) < _FEWEST_PARAGRAPHS:
        return
    names = [part.value for part in page.article.structured.meta.get("og:site_name", ())]
    told: frozenset[str] | None = None
    for part in page.article.headlines[1:_MOST_TITLES]:
        if any(same_words(part.value, name) for name in names) and not same_words(part.value, headline.value):
            yield _problem(part, headline, "gives only the site's name")
        elif shares_no_subject(headline.value, part.value):
            told = told or subjects_of(" ".join(passage.text for passage in page.article.passages)[:_ENOUGH])
            if _is_foreign(part.value, told):
                yield _problem(part, headline, "has nothing in common with the headline or the article")


def _is_foreign(title: str, told: frozenset[str]) -> bool:
    """Whether most of what a title speaks of is not in the article either: a newsroom may well give its story another
    title, but not another story's."""
    wanted = subjects_of(title)
    return 2 * len(wanted & told) < len(wanted)


def _problem(part: Part[str], headline: Part[str], reason: str) -> Problem:
    readers = _SHOWN_WHERE.get(part.where, "social networks")
    shown = part.value if len(part.value) <= _SHOWN else part.value[: _SHOWN - 1] + "…"
    return Problem(
        part.span,
        f"The title “{shown}”, which {readers} show, {reason}. Give it this article's title.",
        ((headline.span, "The headline."),),
    )
