"""``dir`` says the other direction than the letters have (WCAG 1.3.2, technique H56)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final
from unicodedata import bidirectional

from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Text

_FEWEST: Final = 10  # letters
_MOST: Final = 2000  # letters that are looked at
_SHARE: Final = 0.9
_CODE: Final = frozenset(
    {"script", "style", "code", "pre", "kbd", "samp", "template", "noscript", "textarea", "select"}
)


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[dir]"):
        attribute = element.attribute("dir")
        said = attribute.value.strip().lower() if attribute is not None else ""
        if attribute is None or said not in ("ltr", "rtl") or page.document.is_hidden(element):
            continue
        runs = _direction(element)
        if runs and runs != said:
            yield Problem(
                attribute,
                f"These words run from {'left to right' if runs == 'ltr' else 'right to left'}, and “dir” says the "
                f'other way: punctuation and figures stand in the wrong places. Write dir="{runs}".',
                fixes=(Fix(f'Write dir="{runs}".', (Edit(attribute.span, f'dir="{runs}"'),)),),
            )


def _direction(element: Element) -> str:
    """The direction of nearly all letters that the element's `dir` decides; "" where there are few or both."""
    left = right = 0
    keep = element.document.is_hidden
    for piece in element.texts(lambda inner: not inner.has("dir") and inner.tag not in _CODE and not keep(inner)):
        for letter, number in Counter(piece.data if isinstance(piece, Text) else "").items():
            kind = bidirectional(letter)
            left += number * (kind == "L")
            right += number * (kind in ("R", "AL"))
        if left + right > _MOST:
            break
    total = left + right
    if total < _FEWEST or max(left, right) < _SHARE * total:
        return ""
    return "ltr" if left > right else "rtl"
