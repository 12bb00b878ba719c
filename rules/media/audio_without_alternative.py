"""Audio has nothing that stands in for it (WCAG 1.2.1; ACT e7aa44)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"audio"}:
        return
    media = page.accessibility.media
    for audio in media.audible():
        if not media.has_transcript(audio) and not media.repeats_text:
            yield Problem(
                audio.element,
                "Whoever cannot hear gets nothing of this audio: there is no sign of a transcript, and nothing says "
                "that it repeats a text on the page. Print what is said in it, or link to a page that does.",
            )
