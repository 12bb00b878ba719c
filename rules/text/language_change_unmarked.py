"""A paragraph is written in another language than the page, with no ``lang`` around it (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import (
    Edit,
    Fix,
    Page,
    Problem,
    Span,
    easily_confused,
    language_of,
    name_of_language,
    same_language,
    text_of,
)

_FEWEST: Final = 100  # letters


def check(page: Page) -> Iterator[Problem]:
    own = page.article.language
    if own is None:
        return
    for element in page.document.find("p", "blockquote", "q"):
        if element.implied or page.document.is_hidden(element):
            continue
        if any(around.has("lang") and around.tag not in ("html", "body") for around in (element, *element.ancestors)):
            continue
        if any(inner.has("lang") or inner.tag == "p" for inner in element.descendants):
            continue
        found = language_of(text_of(element), _FEWEST)
        if found is None or same_language(found, own) or easily_confused(found, own):
            continue
        place = element.span.start + 1 + len(element.tag)
        yield Problem(
            element,
            f"These words are in {name_of_language(found) or found}, and nothing says so: a screen reader reads them "
            f'with the wrong voice. Write lang="{found}".',
            fixes=(Fix(f'Write lang="{found}".', (Edit(Span(place, place), f' lang="{found}"'),), safe=False),),
        )
