"""A picture for shared links without a description (Open Graph)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Part, Problem, Span, address_of, is_file_name, photo_key, same_words


def check(page: Page) -> Iterator[Problem]:
    meta = page.article.structured.meta
    pictures = [part for name in ("og:image", "og:image:url") for part in meta.get(name, ())]
    if not pictures or "og:image:alt" in meta or "twitter:image:alt" in meta:
        return
    picture = pictures[0]
    yield Problem(
        picture.span,
        "The picture that shared links show has no description, so people who do not see it learn nothing of it. Add "
        '<meta property="og:image:alt"> with its alternative text.',
        fixes=_fixes(page, picture),
    )


def _fixes(page: Page, picture: Part[str]) -> tuple[Fix, ...]:
    """The alternative text that the article gives the same picture, if it says more than the headline."""
    wanted, headline = photo_key(picture.value), page.article.headline
    for photo in page.article.photos:
        if photo.image is None or photo.alt is None or not photo.alt.value.strip():
            continue
        if photo_key(photo.address or address_of(photo.image)) != wanted:
            continue
        if is_file_name(photo.alt.value) or (headline is not None and same_words(photo.alt.value, headline.value)):
            continue
        words = photo.alt.value.strip().replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        end = "/>" if page.source.cut(picture.span).endswith("/>") else ">"
        place = Span(picture.span.end, picture.span.end)
        edit = Edit(place, f'\n<meta property="og:image:alt" content="{words}"{end}')
        return (Fix("Take the alternative text of the same photo in the article.", (edit,), safe=False),)
    return ()
