"""A caption stands twice, the second time with a word changed or a few added."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from a11ylint.plugin import Caption, Page, Passage, Photo, Problem, at_some_widths, nearly_same, photo_key

_LONGEST: Final = 600  # characters of a paragraph that may be a caption


def check(page: Page) -> Iterator[Problem]:
    seen: set[int] = set()
    for first, second in _pairs(page):
        words, again = _said(first), _said(second)
        if again.start in seen or not nearly_same(words.text, again.text):
            continue
        if not (_is_met(page, first) and _is_met(page, second)):
            continue
        seen.add(again.start)
        yield Problem(
            again,
            f'This caption says nearly what another does that stands with the photo: "{_short(again.text)}". Keep the '
            "better of the two.",
            ((words, "The other one."),),
        )


def _pairs(page: Page) -> Iterator[tuple[Caption | Passage, Caption | Passage]]:
    """Captions of one photo, those of one picture shown twice, and captions with the paragraph beside them."""
    photos = [photo for photo in page.article.photos if not photo.in_embed and not photo.at_some_widths]
    by_picture: dict[str, Photo] = {}
    for photo in photos:
        yield from pairwise(photo.captions)
        key = photo_key(photo.address)
        earlier = by_picture.setdefault(key, photo) if key and not photo.in_gallery else photo
        if earlier is not photo and earlier.caption is not None and photo.caption is not None:
            yield earlier.caption, photo.caption
    yield from _beside(page, [photo for photo in photos if not photo.in_gallery])


def _beside(page: Page, photos: list[Photo]) -> Iterator[tuple[Caption, Passage]]:
    for photo in photos:
        for caption in photo.captions:
            for paragraph in page.article.paragraphs_beside(caption.whole.span.end):
                if len(paragraph.text) <= _LONGEST:
                    yield caption, paragraph


def _is_met(page: Page, place: Caption | Passage) -> bool:
    """Whether everybody meets a caption: it is neither hidden nor shown at some widths only."""
    element = place.element if isinstance(place, Caption) else None
    return element is None or (page.accessibility.is_visible(element) and not at_some_widths(element))


def _said(place: Caption | Passage) -> Passage:
    return place.bare if isinstance(place, Caption) else place


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
