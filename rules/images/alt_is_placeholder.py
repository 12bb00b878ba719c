"""An alternative text says only that an image is there (WCAG 1.1.1, failure F30)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, address_of, is_file_name, is_placeholder


def check(page: Page) -> Iterator[Problem]:
    allowed = {word.casefold() for word in page.option("allow", tuple)}
    twins = {twin.index for photo in page.article.photos for twin in photo.twins}
    for image in page.document.find("img", "input", "area"):
        text = " ".join((image.get("alt") or "").split())
        if not is_placeholder(text) or text.casefold() in allowed or is_file_name(text):
            continue
        alt = image.attribute("alt")
        if alt is None or image.index in twins or page.accessibility.is_hidden(image):
            continue
        if image.tag == "img" and not (address_of(image) or image.get("src")):
            continue  # a script has still to fill it in, and may bring the words along
        yield Problem(
            alt,
            f'The alternative text "{text}" does not say what the image shows. Describe it in a few words, or write '
            'alt="" if it only decorates.',
        )
