"""First-level headings beside the headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, at_some_widths, same_words, text_of

_NAMED: Final = 10  # others that a finding points at
_SHOWN: Final = 60


def check(page: Page) -> Iterator[Problem]:
    headline = page.article.headline_element
    if headline is None or headline.tag != "h1":
        return
    words = text_of(headline)
    others = [
        element for element in page.document.find("h1") if element is not headline and _counts(page, element, words)
    ]
    if not others:
        return
    said = " ".join(text_of(others[0]).split())
    shown = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    yield Problem(
        others[0],
        f"“{shown}”{more} on this page {'are' if more else 'is'} marked as <h1> like the headline. Keep <h1> for the "
        "headline, so that readers who look for it find it at once.",
        (
            (headline, "The headline."),
            *((element, "Another <h1>.") for element in others[1:_NAMED]),
        ),
    )


def _counts(page: Page, element: Element, headline: str) -> bool:
    """Whether readers meet it beside the headline; one that repeats it is headline-repeated's."""
    if page.document.is_hidden(element) or at_some_widths(element) or element.closest("template", "dialog") is not None:
        return False
    text = text_of(element)
    return bool(text) and not same_words(text, headline) and page.accessibility.is_visible(element)
