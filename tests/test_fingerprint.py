"""What is kept of a lint is kept for exactly this code, these rules and these settings: whatever changes is told."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from a11ylint import fingerprint
from a11ylint.fingerprint import Fingerprints
from a11ylint.settings import Settings
from a11ylint.store import Store


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a program, its rules, packages that Python finds, and a pack: all small, so that all can change."""
    for name in (
        "program/engine.py",
        "program/data/words.json",
        "rules/dates/late.md",
        "pack/a/one.md",
        "pack/a/one.py",
        "lone.md",
        "lone.py",
        "packages/lxml-5.0.dist-info/METADATA",
        "packages/other-1.0.dist-info/METADATA",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.", "utf-8")
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path / "program")
    monkeypatch.setattr(fingerprint, "_RULES", tmp_path / "rules")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages"), *sys.path])
    return tmp_path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def taken(store: Store, place: Path, settings: Settings | None = None) -> str | None:
    """The fingerprint as a new process takes it."""
    packs = (place / "pack", place / "lone.md")
    return Fingerprints(store).of(settings or Settings(packs=packs))


def written(name: str, text: str) -> Callable[[Path], object]:
    def change(place: Path) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf-8")

    return change


def renamed(name: str, other: str) -> Callable[[Path], object]:
    return lambda place: (place / name).rename(place / other)


@pytest.mark.parametrize(
    "change",
    [
        written("program/engine.py", "This is another one."),
        written("program/data/words.json", "[]"),
        written("program/new.py", ""),
        written("program/a/b/c/d/e/f/deep.py", ""),
        renamed("program/engine.py", "program/motor.py"),
        written("rules/dates/late.md", "Later."),
        written("pack/a/one.py", "x = 1"),
        written("lone.md", "Together."),
        written("lone.py", "x = 1"),
        renamed("packages/lxml-5.0.dist-info", "packages/lxml-5.1.dist-info"),
    ],
)
def test_whatever_a_result_may_depend_on_changes_it(
    place: Path, store: Store, change: Callable[[Path], object]
) -> None:
    before = taken(store, place)
    assert before == taken(store, place)
    change(place)
    assert taken(store, place) not in (None, before)


@pytest.mark.parametrize(
    "change",
    [
        written("program/.hidden", "x"),
        written("program/__pycache__/engine.pyc", "x"),
        written("program/node_modules/x.js", "x"),
        written("program/a/b/c/d/e/f/g/too-deep.py", ""),
        written("pack/__pycache__/one.pyc", "x"),
        written("other.md", "Beside them all."),
        renamed("packages/other-1.0.dist-info", "packages/other-1.1.dist-info"),
        lambda place: os.utime(place / "program" / "engine.py", (1, 1)),
    ],
)
def test_what_no_result_depends_on_does_not(place: Path, store: Store, change: Callable[[Path], object]) -> None:
    before = taken(store, place)
    change(place)
    assert taken(store, place) == before


def test_what_stands_where_counts_not_only_what_it_says(place: Path, store: Store) -> None:
    """One folder's content moved into the other's is another program."""
    before = taken(store, place)
    renamed("program/engine.py", "rules/engine.py")(place)
    assert taken(store, place) != before


def test_settings_that_run_other_rules_or_other_options_change_it(place: Path, store: Store) -> None:
    every = [
        Settings(),
        Settings(select=("all",)),
        Settings(ignore=("dates",)),
        Settings(rules={"late": {"limit": 3}}),
        Settings(style="ap"),
        Settings(packs=(place / "pack",)),
        Settings(packs=(place / "lone.md",)),
        Settings(packs=(place / "pack", place / "lone.md")),
    ]
    assert len({taken(store, place, settings) for settings in every}) == len(every)


def test_where_a_pack_stands_does_not_count(place: Path, store: Store) -> None:
    before = taken(store, place, Settings(packs=(place / "pack",)))
    (place / "elsewhere").mkdir()
    renamed("pack", "elsewhere/pack")(place)
    assert taken(store, place, Settings(packs=(place / "elsewhere" / "pack",))) == before


def test_settings_that_only_choose_what_fails_do_not_change_it(place: Path, store: Store) -> None:
    assert taken(store, place, Settings(fail_on="never")) == taken(store, place, Settings())


class TestWhileARunLasts:
    def test_it_is_taken_once(self, place: Path, store: Store) -> None:
        fingerprints = Fingerprints(store)
        before = fingerprints.of(Settings())
        written("program/engine.py", "Another.")(place)
        assert fingerprints.of(Settings()) == before

    def test_what_changed_meanwhile_is_told(self, place: Path, store: Store) -> None:
        fingerprints = Fingerprints(store)
        assert fingerprints.hold()
        fingerprints.of(Settings(packs=(place / "pack",)))
        assert fingerprints.hold()
        written("lone.md", "Not asked for.")(place)
        assert fingerprints.hold()
        written("pack/a/one.md", "Other.")(place)
        assert not fingerprints.hold()


class TestWhatIsRemembered:
    def test_files_that_have_not_changed_are_not_read_again(
        self, place: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = taken(store, place)
        monkeypatch.setattr(fingerprint, "_content_digest", lambda path: pytest.fail(f"{path} was read again"))
        assert taken(store, place) == before

    def test_without_a_place_to_remember_it_in_it_is_the_same(self, place: Path, store: Store) -> None:
        nowhere = Store(place / "lone.py")
        assert taken(nowhere, place) == taken(store, place)

    def test_a_damaged_list_of_packs_keeps_results_from_being_kept(
        self, place: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(json, "dumps", lambda data: "[")
        assert taken(store, place) is None


class TestInstalledPacks:
    @pytest.fixture(autouse=True)
    def installed(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        information = place / "packages" / "house_rules-1.0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text("Name: house-rules\nVersion: 1.0\n")
        (information / "entry_points.txt").write_text("[a11ylint.rules]\nhouse = house_rules.pages\n")
        for name in ("house_rules/__init__.py", "house_rules/helpers.py", "house_rules/pages/__init__.py"):
            (place / "packages" / name).parent.mkdir(exist_ok=True)
            (place / "packages" / name).write_text("")
        for name in [name for name in sys.modules if name.partition(".")[0] == "house_rules"]:
            monkeypatch.delitem(sys.modules, name)

    @pytest.mark.parametrize("name", ["house_rules/helpers.py", "house_rules/pages/new.md"])
    def test_their_code_and_pages_count(self, place: Path, store: Store, name: str) -> None:
        before = taken(store, place)
        assert before is not None
        written(f"packages/{name}", "x = 1")(place)
        assert taken(store, place) not in (None, before)

    def test_another_that_is_installed_counts(self, place: Path, store: Store) -> None:
        before = taken(store, place)
        written("packages/house_rules-1.0.dist-info/entry_points.txt", "[console_scripts]\nhouse = house_rules:x\n")(
            place
        )
        assert taken(store, place) not in (None, before)

    def test_where_one_cannot_be_imported_nothing_may_be_kept(self, place: Path, store: Store) -> None:
        written("packages/house_rules/pages/__init__.py", "1 / 0")(place)
        assert taken(store, place) is None
