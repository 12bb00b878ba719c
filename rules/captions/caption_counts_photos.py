"""A caption that speaks of several photos, where fewer are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Photo, Problem, address_of, names_places, photo_key, says_composite

_MOST: Final = 30  # images that are looked through in a figure


def check(page: Page) -> Iterator[Problem]:
    photos = page.article.photos
    for number, photo in enumerate(photos):
        caption = photo.caption
        if photo.image is None or caption is None or photo.in_embed or photo.in_gallery:
            continue
        places = names_places(caption.bare.text)
        if places is None or _is_composite(photo):
            continue
        # A photo beside it without a caption may be one of those that are meant.
        beside = (*photos[max(number - 1, 0) : number], *photos[number + 1 : number + 2])
        if any(other.caption is None for other in beside) or _shown(photo) >= places.photos:
            continue
        words = caption.bare.part(places.start, places.end)
        shown = _shown(photo)
        yield Problem(
            words,
            f'"{words.text}" tells several photos apart, but {"one is" if shown == 1 else f"{shown} are"} shown here. '
            "Add the others, or rewrite the caption.",
        )


def _is_composite(photo: Photo) -> bool:
    alt = photo.alt.value if photo.alt is not None else ""
    caption = photo.caption.whole.text if photo.caption is not None else ""
    return says_composite(f"{caption} {alt} {photo.address[-200:].replace('-', ' ').replace('_', ' ')}")


def _shown(photo: Photo) -> int:
    if photo.figure is None:
        return 1
    images = [image for _, image in zip(range(_MOST), photo.figure.find("img"), strict=False)]
    return len({photo_key(address_of(image)) or str(image.index) for image in images})
