"""Letters of a word with spaces between them (WCAG 1.3.2, failure F32)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Edit, Fix, Page, Problem, passage_of

_SPACED: Final = re.compile(r"(?<![\w'’])[^\W\d_](?: [^\W\d_]){3,}(?![\w'’])")
_SCRIPTS: Final = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ ]+\Z")  # others have words of one letter


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "figcaption", "a"):
        if element.end - element.index > 20 or page.document.is_hidden(element):
            continue
        if any(element.find("p", "li", "td", "a")):
            continue
        for found in passage_of(element).matches(_SPACED):
            letters = found.text.replace(" ", "")
            if _SCRIPTS.match(found.text) and len(set(letters.casefold())) > 1:
                yield Problem(
                    found,
                    f"A screen reader spells “{found.text[:40]}” out. Write it as one word, and widen it in the style "
                    "sheet.",
                    fixes=(Fix("Write it as one word.", (Edit(found.span, letters),), safe=False),),
                )
