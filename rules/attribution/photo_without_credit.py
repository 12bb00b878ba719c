"""A content photo that does not say who made it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Photo, Problem, names_picture_source

# What says in a caption, an alternative text or a title whose picture it is, where no element is marked as credit.
_CREDIT_WORD: Final = re.compile(
    r"©|\(c\)|\b(?:photos?|photograph(?:s|er|y)?|image|picture|illustration|graphic|screenshot|courtesy|handout|credits?|"
    r"captures?|captura|dok|privat\w*|arch?iv\w*|fotos?|fotograf\w*|foto-?credit|bild(?:er)?|quelle|bron|fuente|fonte|source|crédits?|imagen|kuva|mynd|zdjęcie|fot)\b"
    r"|фото|снимка|写真|撮影|提供|사진|제공|ảnh",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"[(（][^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){1,3}[)）]\.?\Z")  # "(Mira Holm)" closes a caption
_SHARED: Final = re.compile(r"[^\W\d_]/[A-ZÀ-Þ]")  # "mbl.is/Mira Holm", "NOAA/SPC"
_AFTER_SENTENCE: Final = re.compile(
    r"[.!?。]\s*[^\W\d_][^\s.!?。]*(?:\s[^\s.!?。]+){0,3}\Z"
)  # "… on Monday. Mira Holm"
_SAID_IN: Final = ("alt", "title", "aria-label", "data-credit", "data-copyright", "data-photographer", "data-source")
_AROUND: Final = 3  # boxes around a photo in which its credit may stand
_ELEMENTS: Final = 60  # in such a box
_BOX: Final = 500  # characters in such a box; a larger one holds the article's own words
_TAIL: Final = 80
_RELATED: Final = 5


def check(page: Page) -> Iterator[Problem]:
    photos = [photo for photo in page.article.photos if _is_presented(photo)]
    missing = [photo for photo in photos if not _has_credit(photo)]
    if len(missing) < len(photos):
        # "(file photo)" keeps us silent about its own photo, but is no credit to hold up to the others.
        others_do = ", as others here do" if any(photo.credit for photo in photos) else ""
        for photo in missing:
            yield Problem(photo, f"This photo does not say who took it or whose it is{others_do}. Add a credit.")
    elif missing:
        first, *others = missing
        yield Problem(
            first,
            "No photo of this article says who took it or whose it is. Add credits to the captions."
            if others
            else "This photo does not say who took it or whose it is. Add a credit to its caption.",
            tuple((photo, "Nor does this one.") for photo in others[:_RELATED]),
        )


def _is_presented(photo: Photo) -> bool:
    """Whether a photo is shown as one: in a figure or with a caption."""
    return photo.image is not None and not photo.in_embed and (photo.figure is not None or bool(photo.captions))


def _has_credit(photo: Photo) -> bool:
    return bool(photo.credit) or any(map(_gives_credit, _texts(photo)))


def _gives_credit(text: str) -> bool:
    end = text.strip()[-_TAIL:]
    patterns = (_SIGNED, _SHARED, _AFTER_SENTENCE)
    return (
        any(pattern.search(end) for pattern in patterns)
        or bool(_CREDIT_WORD.search(text))
        or names_picture_source(text)
    )


def _texts(photo: Photo) -> Iterator[str]:
    """Where a credit may stand: captions, attributes, the boxes around the photo."""
    yield from (caption.whole.text for caption in photo.captions)
    if photo.image is None:
        return
    yield from (photo.image.get(name) or "" for name in _SAID_IN)
    for box in [*([photo.figure] if photo.figure is not None else []), *islice(photo.image.ancestors, _AROUND)]:
        if box.end - box.index <= _ELEMENTS and len(text := " ".join(box.raw.text.split())) <= _BOX:
            yield text
