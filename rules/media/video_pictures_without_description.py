"""What a video shows is not told by a voice (WCAG 1.2.5; ACT 1ec09b)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.talking():
        if not (media.has_description(video) or media.repeats_text):
            yield Problem(
                video.element,
                "Whoever cannot see has to guess what this video shows: there is no sign that a voice tells it. Offer "
                "a version with audio description.",
            )
