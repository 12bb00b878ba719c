"""The words of a passage are in another language than its ``lang`` says (WCAG 3.1.2; ACT off6ek)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import (
    Edit,
    Element,
    Fix,
    Page,
    Problem,
    Text,
    easily_confused,
    is_language_tag,
    language_of,
    name_and_tag,
    primary,
    same_language,
)

_FEWEST: Final = 40  # letters
_ENOUGH: Final = 6000  # characters: more tell nothing new
_NONE: Final = frozenset({"und", "zxx", "mul", "mis"})  # undetermined, no linguistic content, several, uncoded
_CODE: Final = frozenset({"script", "style", "code", "pre", "kbd", "samp", "template", "noscript", "textarea", "svg"})


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[lang]"):
        attribute = element.attribute("lang")
        declared = attribute.value.strip() if attribute is not None else ""
        if attribute is None or element.tag in ("html", "body") or not is_language_tag(declared):
            continue
        if primary(declared) in _NONE or page.document.is_hidden(element):
            continue
        found = language_of(_words(element), _FEWEST)
        if found is None or same_language(found, declared):
            continue
        if easily_confused(found, declared):
            continue
        yield Problem(
            attribute,
            f"This passage says that it is in {name_and_tag(declared)}, but its words are in {name_and_tag(found)}: a "
            f'screen reader reads them with the wrong voice. Write lang="{found}".',
            fixes=(Fix(f'Write lang="{found}".', (Edit(attribute.span, f'lang="{found}"'),), safe=False),),
        )


def _words(element: Element) -> str:
    """The words whose language is the element's."""
    is_hidden = element.document.is_hidden
    pieces: list[str] = []
    room = _ENOUGH
    for piece in element.texts(lambda inner: not inner.has("lang") and inner.tag not in _CODE and not is_hidden(inner)):
        if isinstance(piece, Text):
            pieces.append(piece.data)
            room -= len(piece.data)
            if room < 0:
                break
    return " ".join(pieces)
