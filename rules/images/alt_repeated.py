"""Several photos of an article have the same alternative text (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Photo, Problem, excerpt, is_file_name, is_placeholder, photo_key


def check(page: Page) -> Iterator[Problem]:
    first_with: dict[str, Photo] = {}
    seen: set[str] = set()
    for photo in page.article.photos:
        key = _words(photo)
        picture = photo_key(photo.address)
        if not key or not picture or photo.alt is None or picture in seen:
            continue
        first = first_with.setdefault(key, photo)
        if first is photo or first.alt is None:
            seen.add(picture)
            continue
        if _meets_one(first, photo):
            continue
        seen.add(picture)
        yield Problem(
            photo.alt,
            f'The alternative text "{excerpt(photo.alt.value)}" is already that of another photo in this article, so '
            "it does not tell the two apart. Say what this one shows.",
            ((first.alt, "The other photo with this alternative text."),),
        )


def _words(photo: Photo) -> str:
    """What the alternative text says, letters and digits; empty where other rules speak, or nobody reads it."""
    if photo.alt is None or photo.image is None or photo.in_embed:
        return ""
    text = photo.alt.value
    if is_placeholder(text) or is_file_name(text, photo.address):
        return ""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _meets_one(first: Photo, second: Photo) -> bool:
    """Two crops of one picture, each for other screens."""
    return first.at_some_widths and second.at_some_widths
