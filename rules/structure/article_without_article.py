"""An ``article`` holds a navigation and no words of its own (HTML, 4.3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, Text

_NOT_OWN: Final = frozenset({"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "noscript"})


def check(page: Page) -> Iterator[Problem]:
    for article in page.document.find("article"):
        navigates = any(each.tag == "nav" or each.get("role") == "navigation" for each in article.descendants)
        if navigates and not _has_own_words(article) and not page.document.is_hidden(article):
            yield Problem(
                article,
                "This <article> holds links and no text of its own, but screen readers announce an article. Use <nav>, "
                "<aside> or <section>.",
            )


def _has_own_words(article: Element) -> bool:
    return any(
        (isinstance(piece, Text) and piece.data.strip())
        or (isinstance(piece, Element) and piece.tag in ("img", "video", "audio", "iframe"))
        for piece in article.texts(lambda inner: inner.tag not in _NOT_OWN)
    )
