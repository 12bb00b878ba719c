"""A picture that is said to be an old one, and not of when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem, find_dates

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")  # in any figures


def check(page: Page) -> Iterator[Problem]:
    for photo in page.article.photos:
        for caption in photo.captions[:1]:
            if not caption.courtesy or not caption.bare:
                continue
            said = caption.whole.text
            if _YEAR.search(said) or any(True for _ in find_dates(said, page.article.languages)):
                continue
            yield Problem(
                caption.courtesy,
                f'"{caption.courtesy.text}" says that this photo is an old one. Say when it was taken.',
            )
