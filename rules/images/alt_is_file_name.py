"""An alternative text is the name of a file (WCAG 1.1.1, failure F30)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, address_of, excerpt, is_file_name


def check(page: Page) -> Iterator[Problem]:
    twins = {twin.index for photo in page.article.photos for twin in photo.twins}
    for image in page.document.find("img", "input"):
        text = image.get("alt") or ""
        joined = "-" in text or "_" in text
        if not text or not is_file_name(text, address_of(image) if joined else ""):
            continue
        alt = image.attribute("alt")
        if alt is not None and image.index not in twins and not page.accessibility.is_hidden(image):
            yield Problem(
                alt,
                f'The alternative text "{excerpt(text)}" is the {_kind(text)} of a file, not what the image shows. '
                "Describe the image in a few words.",
            )


def _kind(text: str) -> str:
    return "address" if "/" in text else "name"
