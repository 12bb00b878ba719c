"""Audio is not said to repeat a text (ACT afb423)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"audio"}:
        return
    media = page.accessibility.media
    if media.repeats_text:
        return
    for audio in media.audible():
        yield Problem(
            audio.element,
            "Nothing says that this audio tells once more what is written on the page. If it does, say so beside it.",
        )
