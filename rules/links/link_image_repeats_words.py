"""The alternative text of an image in a link is the same as the words beside it (WCAG 1.1.1, technique H2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem, bare_words, passage_of


def check(page: Page) -> Iterator[Problem]:
    for image in page.document.find("img"):
        alt = image.get("alt")
        link = image.closest("a") if alt and alt.strip() else None
        if alt is None or link is None or not link.has("href") or page.document.is_hidden(image):
            continue
        attribute = image.attribute("alt")
        if attribute is not None and bare_words(alt) and bare_words(alt) == bare_words(passage_of(link).text):
            yield Problem(
                attribute,
                'The image says the same words as the link around it: a screen reader says them twice. Write alt="".',
                fixes=(Fix('Write alt="".', (Edit(attribute.span, 'alt=""'),)),),
            )
