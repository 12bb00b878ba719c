"""The ``title`` and ``alt`` of an image differ."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, bare_words


def check(page: Page) -> Iterator[Problem]:
    for image in page.select("img[alt][title], input[type=image][alt][title]"):
        alt, title = bare_words(image.get("alt") or ""), bare_words(image.get("title") or "")
        attribute = image.attribute("title")
        if alt and title and alt != title and attribute is not None and not page.document.is_hidden(image):
            yield Problem(
                attribute,
                "The title says something else than the alternative text, and most readers meet only one of the two. "
                "Put what matters into the alternative text.",
            )
