"""A video has no transcript (WCAG 1.2.8; ACT 1a02b0)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.talking():
        if not media.has_transcript(video):
            yield Problem(
                video.element,
                "There is no sign of a transcript for this video. Print what is said and shown in it, or link to a "
                "page that does.",
            )
