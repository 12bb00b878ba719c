"""A field's class says that it is in error, and nothing else does (WCAG 3.3.1, technique ARIA21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Certainty, Element, Page, Problem, says_error

_ERROR: Final = re.compile(r"(?:(?:has|is)[-_])?(?:errors?|invalid)\Z", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    for field in page.document.find("input", "select", "textarea"):
        if not any(_ERROR.match(name) for name in field.classes) or page.accessibility.is_hidden(field):
            continue
        if not any(map(field.has, ("aria-invalid", "aria-describedby", "aria-errormessage"))):
            yield Problem(
                field,
                'This field shows by its looks alone that something is wrong. Write aria-invalid="true", and say '
                "beside it what is wrong.",
                certainty=None if _errors_are_told(page, field) else Certainty.LIKELY,
            )


def _errors_are_told(page: Page, field: Element) -> bool:
    """Whether the form says in an alert that there are errors: then the page shows a form that came back."""
    form = field.closest("form")
    return form is not None and any(
        each.get("role") in ("alert", "status") and says_error(each.text) and page.accessibility.is_visible(each)
        for each in form.descendants
    )
