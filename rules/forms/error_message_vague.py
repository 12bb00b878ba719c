"""An error message names no field, no cause and no cure, or is met by nobody (WCAG 3.3.1; ACT 36b590)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem, bare_words, passage_of, says_error, tells_of_error

_CALLED: Final = re.compile(r"(?:^|[-_])(?:errors?|err|invalid|validation|alert)(?:[-_]|\Z)", re.IGNORECASE)
_FIELDS: Final = ("input", "select", "textarea")
_NOT_TEXT: Final = frozenset({"hidden", "submit", "reset", "button", "image"})
_MOST: Final = 20  # messages of a form that are looked at
_FEWEST: Final = 3  # letters of a label that a message can name


def check(page: Page) -> Iterator[Problem]:
    for form in page.document.find("form"):
        fields = [each for each in form.find(*_FIELDS) if (each.get("type") or "").lower() not in _NOT_TEXT]
        for message in islice(_messages(form), _MOST) if fields else ():
            words = passage_of(message, lambda _: True)
            fault = _fault(page, message, " ".join(words.text.split()), fields)
            if fault:
                yield Problem(
                    words or message,
                    f"This message {fault}. Name the field, and say what is missing or how to put it right.",
                )


def _messages(form: Element) -> Iterator[Element]:
    """The innermost elements that are called an error and say one."""
    end = 0
    for element in form.descendants:
        if element.index < end or element.tag in (*_FIELDS, "label", "fieldset", "button", "script", "style"):
            continue
        called = (element.get("id") or "", *element.classes)
        if element.get("role") != "alert" and not any(_CALLED.search(name) for name in called):
            continue
        if any(each.tag in (*_FIELDS, "label") for each in element.descendants) or not says_error(element.text):
            continue
        end = element.end
        yield element


def _fault(page: Page, message: Element, text: str, fields: list[Element]) -> str:
    tree = page.accessibility
    if tree.is_hidden(message) or not tree.is_visible(message):
        return "" if _is_scripted(page) else "is hidden, and nothing on the page can show it"
    described = [field for field in fields if message in tree.names.referents(field, "aria-describedby")]
    described += [field for field in fields if message in tree.names.referents(field, "aria-errormessage")]
    named = [field for field in fields if _is_named(_label(page, field), text)]
    labels = " ".join(_label(page, field) for field in fields)
    if not tells_of_error(text, labels):
        return "says only that something is wrong"
    if not named and not described and len(fields) > 1:
        return "does not say which field it is about"
    if not described and _is_ambiguous(page, named, text):
        return "names a field, but two fields are called so"
    return ""


def _label(page: Page, field: Element) -> str:
    """The field's name without what stands in brackets: "Age (years)" is called age."""
    group = field.closest("fieldset") if (field.get("type") or "").lower() in ("radio", "checkbox") else None
    name = page.accessibility.name(group or field).text
    return bare_words(name.partition("(")[0])


def _is_named(label: str, text: str) -> bool:
    """Whether a message names a field by its label, or by the label's last word ("Pick a color": "color")."""
    last = label.rpartition(" ")[2]
    return len(last) >= _FEWEST and re.search(rf"(?<!\w){re.escape(last)}", text.casefold()) is not None


def _is_ambiguous(page: Page, named: list[Element], text: str) -> bool:
    """Whether two fields of different groups have a name that the message uses without naming their groups."""
    groups: dict[str, set[Element | None]] = {}
    for field in named:
        if (field.get("type") or "").lower() not in ("radio", "checkbox"):
            groups.setdefault(_label(page, field), set()).add(field.closest("fieldset"))
    for around in groups.values():
        if len(around) > 1 and not any(
            group is not None and _is_named(bare_words(page.accessibility.name(group).text), text) for group in around
        ):
            return True
    return False


def _is_scripted(page: Page) -> bool:
    """Whether any script could show what is hidden."""
    return any(page.document.find("script")) or any(
        name.startswith("on") for element in page.document.elements for name in dict(element.raw.attrs)
    )
