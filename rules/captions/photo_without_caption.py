"""A photo of the article has no caption."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Certainty, Page, Photo, Problem


def check(page: Page) -> Iterator[Problem]:
    for photo in page.article.photos:
        if photo.image is None or not _wants_caption(photo):
            continue
        yield Problem(
            photo.image,
            "This photo has no caption. Say in a sentence who or what it shows, where and when.",
            certainty=None if photo.figure is not None else Certainty.LIKELY,
        )


def _wants_caption(photo: Photo) -> bool:
    if photo.captions or photo.credit or photo.in_embed or photo.in_gallery:
        return False
    # An empty alternative text says that the picture only decorates.
    return photo.alt is None or bool(photo.alt.value.strip())
