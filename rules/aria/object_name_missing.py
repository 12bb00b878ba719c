"""An embedded picture, sound or film has no name (ACT rule 8fc3b6; WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_MEDIA: Final = ("image/", "audio/", "video/")
_ENDINGS: Final = tuple(
    f".{ending}"
    for ending in "apng avif bmp gif ico jpeg jpg png svg tiff webp aac flac m4a mp3 oga ogg opus wav avi m4v mov mp4 "
    "mpeg ogv webm".split()
)


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("object"):
        tree = page.accessibility
        if _shows_media(element) and tree.is_exposed(element) and not tree.name(element):
            yield Problem(
                element,
                "What this embeds is no text and has no name: whoever cannot see or hear it does not learn what it is. "
                "Name it with title or aria-label.",
            )


def _shows_media(element: Element) -> bool:
    address, kind = (element.get("data") or "").strip(), (element.get("type") or "").strip().lower()
    if kind:
        return bool(address) and kind.startswith(_MEDIA)
    return address.partition("#")[0].partition("?")[0].lower().endswith(_ENDINGS)
