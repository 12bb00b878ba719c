"""What a video shows has nothing that stands in for it (WCAG 1.2.3; ACT c5a4ea)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"video"}:
        return
    media = page.accessibility.media
    for video in media.talking():
        if not (media.has_description(video) or media.has_transcript(video) or media.repeats_text):
            yield Problem(
                video.element,
                "Whoever cannot see gets nothing of what this video shows: there is no sign of a transcript or an "
                "audio description. Print what is said and shown in it, or link to a page that does.",
            )
