"""A change of a field loads another page or sends the form (WCAG 3.2.2, failure F36)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem

_LEAVES: Final = re.compile(r"\blocation(?:\.href)?[ \t\n]*=(?!=)|\blocation\.(?:assign|replace)\(|\.submit\(\)")


def check(page: Page) -> Iterator[Problem]:
    for field in page.select("select[onchange], input[type=radio][onchange], input[type=checkbox][onchange]"):
        handler = field.attribute("onchange")
        if handler is None or not _LEAVES.search(handler.value) or page.accessibility.is_hidden(field):
            continue
        if not _has_button(field):
            yield Problem(
                handler,
                "Choosing here leaves the page at once: a surprise for who goes through the list with the keyboard. Go "
                "when a button is pressed.",
            )


def _has_button(field: Element) -> bool:
    form = field.closest("form")
    return form is not None and any(
        each.tag == "button" or (each.get("type") or "").lower() in ("submit", "image", "button")
        for each in form.descendants
    )
