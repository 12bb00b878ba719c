"""Sound starts by itself and cannot be stopped (WCAG 1.4.2; ACT 80f0bf, 4c31df)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"audio", "video"}:
        return
    media = page.accessibility.media
    for recording in media.recordings:
        if recording.plays_aloud and not media.has_control(recording):
            yield Problem(
                recording.element,
                "This starts to sound by itself, and nothing on the page stops it: it drowns the voice of a screen "
                "reader. Leave autoplay out, or write muted or controls.",
            )
