"""The grammar of ``autocomplete``: HTML, 4.10.19.7."""

from __future__ import annotations

import pytest

from a11ylint.accessibility.autofill import Autofill, applies_to, parse_autofill
from tests.accessibility.trees import subject


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("on", Autofill("on")),
        (" OFF ", Autofill("off")),
        ("name", Autofill("name")),
        ("Street-Address", Autofill("street-address")),
        ("section-blue shipping street-address", Autofill("street-address", "section-blue", "shipping")),
        ("billing work tel", Autofill("tel", address="billing", place="work")),
        ("home email", Autofill("email", place="home")),
        ("username webauthn", Autofill("username", webauthn=True)),
        ("section- name", Autofill("name", "section-")),
    ],
)
def test_valid_values(value: str, expected: Autofill) -> None:
    assert parse_autofill(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "nonsense",
        "webauthn",
        "on off",
        "on name",
        "shipping",
        "name name",
        "work name",  # a name is in no one place
        "work shipping tel",  # out of order
        "shipping section-a name",
        "name, email",
        "webauthn name",
    ],
)
def test_invalid_values(value: str) -> None:
    assert parse_autofill(value) is None


@pytest.mark.parametrize(
    ("value", "control", "suits"),
    [
        ("name", "<input id=x>", True),
        ("name", "<input id=x type=search>", True),
        ("name", "<input id=x type=number>", False),
        ("name", "<input id=x type=email>", False),
        ("email", "<input id=x type=email>", True),
        ("username", "<input id=x type=email>", True),
        ("street-address", "<input id=x>", False),
        ("street-address", "<textarea id=x></textarea>", True),
        ("street-address", "<input id=x type=hidden>", True),
        ("bday", "<input id=x type=date>", True),
        ("bday-year", "<input id=x type=number>", True),
        ("cc-exp", "<input id=x type=month>", True),
        ("current-password", "<input id=x type=password>", True),
        ("one-time-code", "<input id=x type=password>", True),
        ("tel", "<input id=x type=tel>", True),
        ("tel-national", "<input id=x type=tel>", False),
        ("url", "<input id=x type=url>", True),
        ("country", "<select id=x></select>", True),
        ("name", "<input id=x type=checkbox>", False),
        ("on", "<input id=x>", True),
        ("on", "<input id=x type=hidden>", False),
        ("name", "<button id=x></button>", False),
    ],
)
def test_control_groups(value: str, control: str, suits: bool) -> None:
    _, element = subject(control)
    parsed = parse_autofill(value)
    assert parsed is not None
    assert parsed.suits(element) is suits


@pytest.mark.parametrize(
    ("control", "applies"),
    [("<input id=x>", True), ("<input id=x type=radio>", False), ("<select id=x>", True), ("<form id=x>", False)],
)
def test_where_it_applies(control: str, applies: bool) -> None:
    assert applies_to(subject(control)[1]) is applies
