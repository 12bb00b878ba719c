"""An article that does not say who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Article, Page, Problem, agencies_in

_FEWEST_PARAGRAPHS: Final = 4
_PROSE: Final = 80  # characters of a paragraph that is more than a label
_LAST: Final = 3  # paragraphs among which a signature or a word about the author stands
_BYLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|autor\w*|auteurs?|auteur|firma|writers?|reporters?|contributors?|source|fuente|"
    r"signature|kolumnist|journalist\w*|redaktion|redactor)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ELEMENTS: Final = 20  # in a byline
_LONGEST: Final = 120  # characters of a byline
# "Mira Holm is a lawyer in …": a paragraph about the author.
_ABOUT_AUTHOR: Final = re.compile(
    r"(?:[^\W\d_][\w.'’-]+\s){2,4}(?:is|are|was|est|es|é|è|ist|är|er|on|jest|je)\s(?:an?\s|the\s|une?\s|una?\s|uma?\s|eine?\s)?[^\W\d_]"
)


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    headline = article.headline_element
    if headline is None or article.bylines or article.agency_lines or "\ufffd" in headline.text:
        return  # on a page decoded wrongly a byline cannot be recognised
    prose = [passage for passage in article.paragraphs if len(passage.text) >= _PROSE]
    if len(prose) < _FEWEST_PARAGRAPHS or _says_otherwise(page):
        return
    yield Problem(
        headline,
        "Nothing on this page says who wrote the article. Add a byline: a name, the newsroom or the agency.",
    )


def _says_otherwise(page: Page) -> bool:
    article = page.article
    if article.dateline is not None and agencies_in(article.dateline.value, article.house):
        return True
    return _is_signed(article) or any(
        element.end - element.index <= _ELEMENTS and 0 < len(element.raw.text.strip()) <= _LONGEST
        for element in page.document.elements
        if element.tag not in ("script", "style", "meta", "link", "svg")
        and (classes := element.get("class"))
        and _BYLINE_CLASS.search(_CAMEL.sub("-", classes))
        and not page.document.is_hidden(element)
    )


def _is_signed(article: Article) -> bool:
    """Whether the last paragraphs name an agency, or are about the author."""
    return any(
        _ABOUT_AUTHOR.match(passage.text)
        or (len(passage.text) <= _LONGEST and agencies_in(passage.text, article.house))
        for passage in article.paragraphs[-_LAST:]
    )
