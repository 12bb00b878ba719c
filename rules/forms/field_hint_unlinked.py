"""A hint beside a field is no part of its name or description (WCAG 1.3.1, technique ARIA1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem

_HINT: Final = re.compile(
    r"(?:^|[-_])(?:hint|hints|help|help-?text|helper|form-text|instructions?|description|error|error-?(?:message|text)|invalid-feedback)\Z",
    re.IGNORECASE,
)
_NEAR: Final = 6  # nodes beside a hint, white space and comments among them
_NOT_TEXT: Final = frozenset({"hidden", "submit", "reset", "button", "image"})


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for hint in page.document.find("p", "span", "small", "div", "em", "i"):
        if not any(_HINT.search(name) for name in hint.classes) or not hint.text.strip() or tree.is_hidden(hint):
            continue
        field = _field_beside(hint)
        if field is None or hint.closest("label", "legend", "button") is not None or tree.is_hidden(field):
            continue
        told = field.has("aria-describedby") or field.has("aria-labelledby") or field.has("aria-description")
        if not told:
            yield Problem(
                hint,
                "These words are not tied to their field, and who goes from field to field does not hear them. Name "
                "their id in the field's aria-describedby.",
                ((field, "The field."),),
            )


def _field_beside(hint: Element) -> Element | None:
    """A field that follows the hint behind a label, or stands right before it."""
    siblings = hint.parent.children if hint.parent is not None else ()
    before = next(
        (
            each
            for each in reversed(siblings[max(hint.position - _NEAR, 0) : hint.position])
            if isinstance(each, Element)
        ),
        None,
    )
    after = next(
        (each for each in siblings[hint.position + 1 : hint.position + 1 + _NEAR] if isinstance(each, Element)), None
    )
    if after is not None and _is_field(after) and before is not None and before.tag == "label":
        return after
    return before if before is not None and _is_field(before) else None


def _is_field(element: Element) -> bool:
    if element.tag in ("select", "textarea"):
        return True
    return element.tag == "input" and (element.get("type") or "").strip().lower() not in _NOT_TEXT
