"""Two different photos of an article have the same caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from a11ylint.plugin import Caption, Page, Photo, Problem, photo_key


def check(page: Page) -> Iterator[Problem]:
    fewest = page.option("minimum-words", int)
    starts = sorted(passage.span.start for passage in page.article.paragraphs if len(passage.text) > 20)
    first_with: dict[str, tuple[Photo, Caption]] = {}
    for photo in page.article.photos:
        if photo.in_embed or photo.in_gallery or photo.at_some_widths:
            continue
        for caption in photo.captions[:1]:
            if caption.key.count(" ") + 1 < fewest:
                continue
            earlier, first = first_with.setdefault(caption.key, (photo, caption))
            if earlier is photo or _same_picture(earlier, photo):
                continue
            if bisect_left(starts, caption.span.start) == bisect_left(starts, first.span.end):
                continue  # one after the other: duplicate-caption speaks
            yield Problem(
                caption,
                f'This caption is already that of another photo in this article: "{_short(caption.text.text)}". Say '
                "what this photo shows.",
                ((first, "The other photo with this caption."),),
            )


def _same_picture(first: Photo, second: Photo) -> bool:
    key = photo_key(first.address)
    return bool(key) and key == photo_key(second.address)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
