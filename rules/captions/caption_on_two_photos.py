"""Two different photos of an article have the same caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from a11ylint.plugin import Caption, Page, Photo, Problem, excerpt, photo_key


def check(page: Page) -> Iterator[Problem]:
    repeats = list(_repeats(page, page.option("minimum-words", int)))
    if not repeats:
        return
    starts = sorted(passage.span.start for passage in page.article.paragraphs if len(passage.text) > 20)
    for first, caption in repeats:
        if bisect_left(starts, caption.span.start) == bisect_left(starts, first.span.end):
            continue  # one after the other: duplicate-caption speaks
        words = excerpt(caption.text.text.rstrip("."), 80)
        yield Problem(
            caption,
            f'This caption is already that of another photo in this article: "{words}". Say what this photo shows.',
            ((first, "The other photo with this caption."),),
        )


def _repeats(page: Page, fewest: int) -> Iterator[tuple[Caption, Caption]]:
    """A photo's caption and the like one of a different photo before it."""
    first_with: dict[str, tuple[Photo, Caption]] = {}
    for photo in page.article.photos:
        caption = photo.caption
        if caption is None or photo.in_embed or photo.in_gallery or photo.at_some_widths:
            continue
        if caption.key.count(" ") + 1 < fewest:
            continue
        earlier, first = first_with.setdefault(caption.key, (photo, caption))
        if earlier is not photo and not _same_picture(earlier, photo):
            yield first, caption


def _same_picture(first: Photo, second: Photo) -> bool:
    key = photo_key(first.address)
    return bool(key) and key == photo_key(second.address)
