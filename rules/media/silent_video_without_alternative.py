"""A silent video has nothing that stands in for it (WCAG 1.2.1; ACT c3232f)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.silent():
        if not (media.has_audio_beside(video) or media.has_transcript(video, seen=False) or media.repeats_text):
            yield Problem(
                video.element,
                "Whoever cannot see gets nothing of this silent video: neither a text nor audio beside it tells what "
                "it shows. Describe it in a sentence or two.",
            )
