"""A video has no audio description (ACT 1ea59c)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.talking():
        if not media.has_description(video):
            yield Problem(
                video.element,
                "There is no sign that a voice tells what this video shows. Offer a version with audio description.",
            )
