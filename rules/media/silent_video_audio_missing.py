"""A silent video has no audio that tells what it shows (ACT d7ba54)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.silent():
        if not media.has_audio_beside(video):
            yield Problem(
                video.element,
                "There is no audio beside this silent video that could tell what it shows.",
            )
