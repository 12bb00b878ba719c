"""Audio has no transcript beside it (ACT 2eb176)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"audio"}:
        return
    media = page.accessibility.media
    for audio in media.audible():
        if not media.has_transcript(audio):
            yield Problem(
                audio.element,
                "There is no sign of a transcript for this audio. Print what is said in it, or link to a page that "
                "does.",
            )
