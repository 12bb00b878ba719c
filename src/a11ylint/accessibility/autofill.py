"""The ``autocomplete`` attribute: HTML, 4.10.19.7 "Autofill", its grammar and its table of control groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from a11ylint.accessibility.roles import input_type
from a11ylint.document import Element
from a11ylint.records import dataclass

# Field names by control group. Those of `_CONTACT` may be told apart by where the person is reached.
_FIELDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        "name honorific-prefix given-name additional-name family-name honorific-suffix nickname organization-title "
        "organization address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 "
        "address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name cc-family-name "
        "cc-number cc-csc cc-type transaction-currency language sex tel-country-code tel-national tel-area-code "
        "tel-local tel-local-prefix tel-local-suffix tel-extension".split(),
        "text",
    ),
    "street-address": "multiline",
    **dict.fromkeys(("new-password", "current-password", "one-time-code"), "password"),
    "username": "username",
    "email": "username",
    "cc-exp": "month",
    **dict.fromkeys("cc-exp-month cc-exp-year transaction-amount bday-day bday-month bday-year".split(), "numeric"),
    "bday": "date",
    **dict.fromkeys(("url", "photo", "impp"), "url"),
    "tel": "tel",
}
_CONTACT: Final = frozenset(
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email "
    "impp".split()
)
_PLACES: Final = frozenset({"home", "work", "mobile", "fax", "pager"})
# What each group's fields may be asked for with, besides text, search and hidden inputs, `textarea` and `select`.
_GROUP_INPUTS: Final[Mapping[str, str]] = {
    "password": "password",
    "username": "email",
    "month": "month",
    "numeric": "number",
    "date": "date",
    "url": "url",
    "tel": "tel",
}
_NOT_APPLICABLE: Final = frozenset("checkbox radio file submit image reset button".split())


@dataclass(frozen=True, slots=True)
class Autofill:
    """A valid value: `field` is the field's name, or ``on`` or ``off``."""

    field: str
    section: str = ""
    address: str = ""  # shipping, billing
    place: str = ""  # home, work, mobile, fax, pager
    webauthn: bool = False

    @property
    def group(self) -> str:
        """The field's control group; "" for ``on`` and ``off``."""
        return _FIELDS.get(self.field, "")

    def suits(self, element: Element) -> bool:
        """Whether the element is of the field's control group (the standard's table of them)."""
        tag = element.tag
        if tag in ("textarea", "select"):
            return True
        if tag != "input":
            return False
        kind = input_type(element)
        if kind in _NOT_APPLICABLE:
            return False
        if not self.group:
            return kind != "hidden"
        if kind == "hidden":
            return True
        if kind in ("text", "search"):
            return self.group != "multiline"
        return kind == _GROUP_INPUTS.get(self.group)


def parse_autofill(value: str) -> Autofill | None:
    """The value as the standard reads it; None where it is invalid or has no token.

    Tokens stand in the order section, address, place, field, ``webauthn``; all but the field may be left out.
    """
    tokens = value.lower().split()
    if tokens in (["on"], ["off"]):
        return Autofill(tokens[0])
    webauthn = len(tokens) > 1 and tokens[-1] == "webauthn"
    if webauthn:
        tokens.pop()
    section = tokens.pop(0) if tokens and tokens[0].startswith("section-") else ""
    address = tokens.pop(0) if tokens and tokens[0] in ("shipping", "billing") else ""
    place = tokens.pop(0) if tokens and tokens[0] in _PLACES else ""
    if len(tokens) != 1 or tokens[0] not in _FIELDS or (place and tokens[0] not in _CONTACT):
        return None
    return Autofill(tokens[0], section, address, place, webauthn)


def applies_to(element: Element) -> bool:
    """Whether ``autocomplete`` means anything on the element (HTML, 4.10.5 and 4.10.19.7)."""
    if element.tag == "input":
        return input_type(element) not in _NOT_APPLICABLE
    return element.tag in ("textarea", "select")
