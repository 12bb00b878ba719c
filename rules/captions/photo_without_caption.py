"""A photo of the article has no caption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Certainty, Element, Page, Photo, Problem, passage_of

_WHOLE: Final = frozenset({"article", "main", "body", "html"})
_HIGHEST: Final = 4  # boxes around a photo that may hold its caption too
_LARGEST: Final = 60  # elements in such a box
_LONGEST: Final = 600  # characters in it; more are the article's text


def check(page: Page) -> Iterator[Problem]:
    for photo in page.article.photos:
        if photo.image is None or not _wants_caption(photo) or _has_words_beside(photo.image):
            continue
        yield Problem(
            photo.image,
            "This photo has no caption. Say in a sentence who or what it shows, where and when.",
            certainty=None if photo.figure is not None else Certainty.LIKELY,
        )


def _wants_caption(photo: Photo) -> bool:
    if photo.captions or photo.credit or photo.in_embed or photo.in_gallery or photo.image is None:
        return False
    if photo.figure is None and photo.image.closest("a") is not None:
        return False  # a thumbnail that opens something as often as a photo
    # An empty alternative text says that the picture only decorates.
    return photo.alt is None or bool(photo.alt.value.strip())


def _has_words_beside(image: Element) -> bool:
    """Whether something is said in the photo's own box: a caption, perhaps, that nothing marks as one."""
    for depth, box in enumerate(image.ancestors):
        if depth >= _HIGHEST or box.tag in _WHOLE or box.end - box.index > _LARGEST:
            return False
        said = passage_of(box, lambda child: not child.hidden and child.tag != "button").text
        if said:
            return len(said) <= _LONGEST
    return False
