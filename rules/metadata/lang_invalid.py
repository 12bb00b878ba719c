"""A passage names a language that does not exist (WCAG 3.1.2; ACT de46e4)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Text, intended_tag, is_language_tag, name_of_language


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[lang]"):
        attribute = element.attribute("lang")
        if attribute is None or element.tag == "html":
            continue
        tag = attribute.value.strip()
        # An empty lang is allowed: it says that the language is unknown.
        if not attribute.value or is_language_tag(tag) or not _has_words(element):
            continue
        meant = intended_tag(tag)
        name = name_of_language(meant) if meant else None
        advice = f'Write lang="{meant}"{f" ({name})" if name else ""}.' if meant else 'Write a code such as "fr".'
        fixes: tuple[Fix, ...] = ()
        if meant:
            safe = meant == tag.replace("_", "-")
            fixes = (Fix(f'Write lang="{meant}".', (Edit(attribute.span, f'lang="{meant}"'),), safe=safe),)
        what = f"“{tag}” is not the code of any language" if tag else "Spaces name no language"
        yield Problem(
            attribute, f"{what}, so a screen reader does not know how to pronounce these words. {advice}", fixes=fixes
        )


def _has_words(element: Element) -> bool:
    """Whether a reader meets words in it whose language it decides."""
    is_hidden = element.document.is_hidden
    if is_hidden(element):
        return False
    if element.tag == "img" and (element.get("alt") or "").strip():
        return True
    for piece in element.texts(lambda inner: not inner.has("lang") and not is_hidden(inner)):
        if isinstance(piece, Text):
            if piece.data.strip():
                return True
        elif piece.tag == "img" and (piece.get("alt") or "").strip():
            return True
    return False
