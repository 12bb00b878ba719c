"""A paragraph has nothing in it (HTML, 4.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, removal_of


def check(page: Page) -> Iterator[Problem]:
    for paragraph in page.document.find("p"):
        holds = any(each.tag not in ("br", "span", "b", "strong", "i", "em") for each in paragraph.descendants)
        scripted = paragraph.has("id") or paragraph.has("class") or paragraph.implied
        if not holds and not scripted and not paragraph.text.strip() and not page.document.is_hidden(paragraph):
            yield Problem(
                paragraph,
                "This paragraph is empty. Remove it, and let the style sheet make the space.",
                fixes=removal_of(paragraph, "Remove the empty paragraph.", safe=True),
            )
