"""A caption that says, word for word, what the paragraph beside it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem, nearly_same, plain_key, says_again

_LONGEST: Final = 4000  # characters of a paragraph that is compared


def check(page: Page) -> Iterator[Problem]:
    for photo in page.article.photos:
        if photo.in_embed or photo.caption is None or not photo.caption.bare:
            continue
        said = photo.caption.bare
        for paragraph in page.article.paragraphs_beside(photo.caption.whole.span.end):
            if len(paragraph.text) > _LONGEST:
                continue
            if plain_key(paragraph.text) == plain_key(said.text) or nearly_same(paragraph.text, said.text):
                continue  # the caption itself, printed twice: other rules speak
            if says_again(said.text, paragraph.text):
                yield Problem(
                    said,
                    "This caption says what the paragraph beside it says, nearly word for word. Say what the photo "
                    "adds.",
                    ((paragraph, "The paragraph."),),
                )
                break
