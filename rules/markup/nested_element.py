"""A link, button or form begins inside another of its kind (HTML, 4.5.1, 4.10.6 and 4.10.3: content models)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_WORDS: Final = {"a": "link", "button": "button", "form": "form"}
_EFFECTS: Final = {
    "a": "browsers end the first one here",
    "button": "browsers end the first one here",
    "form": "browsers drop this one",
}


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "nested-element":
            what = _WORDS.get(problem.name, f"<{problem.name}>")
            effect = _EFFECTS.get(problem.name, "browsers end the first one here")
            related = ((problem.related, f"The first {what} begins here."),) if problem.related is not None else ()
            yield Problem(
                problem.span,
                f"This {what} begins inside another {what}: {effect}. Close the first before it, or take one out.",
                related,
            )
