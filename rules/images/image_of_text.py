"""Signs that an image shows text: its file's name, or how long its alternative text is (WCAG 1.4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem, address_of

_NAME: Final = re.compile(
    r"(?<![a-z])(?:infographics?|infografik|infograf[ií]a|infographie|infografica|quote|quotes|zitat|citation|banner|"
    r"flyer|poster|screenshot|plakat|affiche|text|texto|headline)(?![a-z])",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 300  # characters


def check(page: Page) -> Iterator[Problem]:
    longest = page.option("longest", int)
    for image in page.document.find("img"):
        alt = (image.get("alt") or "").strip()
        if not alt or page.document.is_hidden(image):
            continue
        name = address_of(image).partition("?")[0].rpartition("/")[2][-_LONGEST_NAME:]
        if len(alt) > longest or _NAME.search(name):
            yield Problem(
                image,
                "This image seems to show text, which then cannot be enlarged, copied or read in other colours. Write "
                "it on the page.",
            )
