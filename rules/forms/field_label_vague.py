"""The visible label of a text field names no piece of information (WCAG 2.4.6; ACT cc0f0a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, is_vague_label

_TEXT: Final = frozenset({"", "text", "search", "email", "tel", "url", "number", "password", "date", "time", "month"})


def check(page: Page) -> Iterator[Problem]:
    for field in page.document.find("input", "textarea"):
        if field.tag == "input" and (field.get("type") or "").strip().lower() not in _TEXT:
            continue
        label = _visible_label(page, field)
        if is_vague_label(label) and not page.accessibility.is_hidden(field):
            yield Problem(
                field,
                f"“{label}” does not say what to fill in here. Name the piece of information that is asked for.",
            )


def _visible_label(page: Page, field: Element) -> str:
    """The name, without the words of those elements that people do not see."""
    tree = page.accessibility
    name = tree.name(field)
    referents = [each for each in name.elements if each is not field]
    if not referents or not field.has("aria-labelledby"):
        return name.text
    seen = [each for each in referents if tree.is_visible(each)]
    return " ".join(" ".join(each.text.split()) for each in seen) if seen else name.text
