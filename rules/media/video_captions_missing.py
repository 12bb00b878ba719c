"""A video has no captions (ACT f51b46)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.talking():
        if not media.has_captions(video):
            yield Problem(
                video.element,
                "There is no sign of captions for this video. Add a track with kind=captions.",
            )
