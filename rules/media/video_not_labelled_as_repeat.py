"""A video is not said to repeat a text (ACT ab4d13)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    if media.repeats_text:
        return
    for video in media.talking():
        yield Problem(
            video.element,
            "Nothing says that this video tells once more what is written on the page. If it does, say so beside it.",
        )
