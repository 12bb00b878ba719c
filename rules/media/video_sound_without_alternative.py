"""The sound of a video has nothing that stands in for it (WCAG 1.2.2; ACT eac66b)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.talking():
        if not media.has_captions(video) and not media.repeats_text:
            yield Problem(
                video.element,
                "Whoever cannot hear, or has the sound off, gets nothing of what is said in this video: there is no "
                "sign of captions. Add a track with kind=captions.",
            )
