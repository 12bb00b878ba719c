"""A newsroom's own agencies and phrases, from its configuration file to the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ylint.engine import lint
from a11ylint.rulesets import active_rules, house_of
from a11ylint.settings import SettingsError, read_settings
from a11ylint.source import Source

PROSE = (
    "The ferry company said on Monday that it would keep the early crossing through the winter, after the island's "
    "only baker told the council that flour and yeast no longer reached her in time to open before school."
)
PAGE = (
    '<!doctype html><html lang="en"><title>Island keeps its ferry</title><main><article><h1>Island keeps its ferry</h1>'
    + f"<p>{PROSE}</p>" * 3
    + "<p>With notes from HP, AFP, and Harbour Press.</p></article></main></html>"
)


def settings(folder: Path, text: str) -> Path:
    path = folder / "a11ylint.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_table_gives_each_agency_its_other_names_and_an_ellipsis_stands_for_them(tmp_path: Path) -> None:
    house = house_of(
        read_settings(
            settings(
                tmp_path,
                'attribution-phrases = ["With notes from …", "... helped with this story", "Compiled from"]\n'
                '[agencies]\n"Harbour Press" = ["HP"]\n"Reef" = []',
            )
        )
    )
    assert house.agencies == (("Harbour Press", "HP"), ("Reef",))
    assert house.opening == ("With notes from", "Compiled from")
    assert house.closing == ("helped with this story",)


def test_a_list_gives_names_alone_and_files_add_to_those_they_extend(tmp_path: Path) -> None:
    settings(tmp_path, 'agencies = ["Harbour Press"]\nattribution-phrases = ["Notes:"]')
    own = tmp_path / "own.toml"
    own.write_text('extends = ["a11ylint.toml"]\nagencies = ["Reef"]', "utf-8")
    house = house_of(read_settings(own))
    assert house.agencies == (("Harbour Press",), ("Reef",))
    assert house.opening == ("Notes:",)


@pytest.mark.parametrize(
    "text",
    [
        'agencies = "HP"',
        "agencies = [1]",
        '[agencies]\nHP = "Harbour"',
        'agencies = [""]',
        'attribution-phrases = ["…"]',
    ],
)
def test_what_is_no_name_and_no_phrase_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"a11ylint\.toml: a"):
        read_settings(settings(tmp_path, text))


def test_rules_know_the_newsrooms_agencies(tmp_path: Path) -> None:
    select = 'select = ["agency-named-twice"]\n'
    added = 'attribution-phrases = ["With notes from"]\n[agencies]\n"Harbour Press" = ["HP"]'
    source = Source("page.html", PAGE)
    assert lint(source, active_rules(read_settings(settings(tmp_path, select)))) == ()
    (finding,) = lint(source, active_rules(read_settings(settings(tmp_path, select + added))))
    assert source.cut(finding.span) == "Harbour Press"
