"""An image's file is called text, a quotation or a button (WCAG 1.4.5; ACT 0va7u6)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"img", "input", "object", "image"}:
        return
    for element, told in page.accessibility.pictures.of_text():
        yield Problem(
            element,
            f'By its file\'s name ("{told}") this is a picture of words. Write them as text: whoever zooms in or '
            "changes colours and letters can then read them.",
        )
