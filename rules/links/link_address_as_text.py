"""A long web address stands as the words of a link (WCAG 2.4.9, technique H30)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem, passage_of

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    longest = page.option("longest", int)
    for link in page.document.find("a"):
        if not link.has("href") or link.has("aria-label") or page.document.is_hidden(link):
            continue
        words = passage_of(link)
        if len(words.text) > longest and _ADDRESS.match(words.text):
            yield Problem(
                words,
                "A screen reader spells this address out. Let the link be the name of the page that it leads to.",
            )
