"""A photo's alternative text repeats its caption (WCAG 1.1.1; advice H67 and the HTML Standard's on figures)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Caption, Page, Photo, Problem, caption_key


def check(page: Page) -> Iterator[Problem]:
    for photo in page.article.photos:
        if photo.alt is None or photo.image is None or photo.in_embed:
            continue
        caption = _repeated(photo)
        if caption is not None:
            yield Problem(
                photo.alt,
                "The alternative text repeats the caption, so a screen reader says the same words twice. Let it "
                "describe what the photo shows, and the caption say why it is here.",
                ((caption, "The caption with the same words."),),
            )


def _repeated(photo: Photo) -> Caption | None:
    assert photo.alt is not None
    said = caption_key(photo.alt.value)
    return next((each for each in photo.captions if said and each.key == said), None)
