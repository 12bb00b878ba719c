"""The alternative text of an image in a link is the same as the words beside it (WCAG 1.1.1, technique H2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Element, Fix, Page, Problem, bare_words, text_of


def check(page: Page) -> Iterator[Problem]:
    words: dict[Element, str] = {}  # of each link
    for image in page.document.find("img"):
        alt = image.get("alt")
        link = image.closest("a") if alt and alt.strip() else None
        if alt is None or link is None or not link.has("href") or page.document.is_hidden(image):
            continue
        attribute = image.attribute("alt")
        if link not in words:
            words[link] = bare_words(text_of(link))
        if attribute is not None and words[link] and bare_words(alt) == words[link]:
            yield Problem(
                attribute,
                'The image says the same words as the link around it: a screen reader says them twice. Write alt="".',
                fixes=(Fix('Write alt="".', (Edit(attribute.span, 'alt=""'),)),),
            )
