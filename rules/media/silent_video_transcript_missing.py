"""A silent video has no text that tells what it shows (ACT ee13b5)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.silent():
        if not media.has_transcript(video, seen=False):
            yield Problem(
                video.element,
                "No text tells what this silent video shows. Describe it in a sentence or two, or link to a page that "
                "does.",
            )
