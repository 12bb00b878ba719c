"""A photo with a caption whose alternative text is empty."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for photo in page.article.photos:
        caption = photo.caption
        if photo.alt is None or photo.alt.value.strip() or photo.in_embed or caption is None or not caption.bare:
            continue
        if any((twin.get("alt") or "").strip() for twin in photo.twins):
            continue
        yield Problem(
            photo.alt,
            "Screen readers pass over this photo as if it were decoration, and then read its caption. Say in the "
            "alternative text what there is to see.",
            ((caption, "Its caption."),),
        )
