"""Sound starts by itself and lasts (ACT aaa1bf)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if not page.document.by_tag.keys() & {"audio", "video"}:
        return
    media = page.accessibility.media
    for recording in media.recordings:
        if recording.plays_aloud:
            yield Problem(
                recording.element,
                "This starts to sound by itself when the page opens. Let readers start it, or write muted.",
            )
