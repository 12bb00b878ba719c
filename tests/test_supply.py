"""What others make and we use: locked by hashes for CI, and named in the wheel's bill of materials."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from scripts.make_sbom import LOCK, SBOM, Locked, normalized, read_lock, sbom

ROOT: Final = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(not LOCK.is_file(), reason="the lock is not here")


@pytest.fixture(scope="module")
def locked() -> list[Locked]:
    return list(read_lock(LOCK.read_text("utf-8")))


def wanted() -> list[Requirement]:
    """What CI installs: the package's own dependencies, those of its tests, and what builds it."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = data["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["test"], *data["build-system"]["requires"]]
    named += [line for line in (ROOT / ".ci" / "build.in").read_text("utf-8").splitlines() if line[:1].isalpha()]
    return [Requirement(each) for each in named]


def environment(python: str, system: str) -> Mapping[str, str]:
    names = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "platform_system": names[system][0],
        "os_name": names[system][1],
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "extra": "",
    }


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_the_lock_has_what_pyproject_asks_for(locked: list[Locked], python: str, system: str) -> None:
    there = environment(python, system)
    found = {
        each.name: each.version
        for each in locked
        if not each.marker or Requirement(f"x; {each.marker}").marker.evaluate(dict(there))  # type: ignore[union-attr]
    }
    for each in wanted():
        if each.marker is None or each.marker.evaluate(dict(there)):
            name = normalized(each.name)
            assert name in found, f"{each.name} is not locked; renew the lock as CONTRIBUTING.md says"
            assert each.specifier.contains(found[name], prereleases=True), (each, found[name])


def test_every_release_is_held_to_its_hashes(locked: list[Locked]) -> None:
    assert len(locked) > 50
    for each in locked:
        assert each.hashes, each.name
    text = LOCK.read_text("utf-8")
    assert not re.search(r"^[^#\n]*(?:://|@ |--index|--find)", text, re.MULTILINE), "it reaches for something else"
    assert not re.search(r"^-e|\bgit\+", text, re.MULTILINE)


def test_ci_installs_nothing_but_what_is_locked() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    installs = [line for line in run.splitlines() if "pip install" in line]
    assert installs == [".venv/bin/pip install -q --require-hashes -r .ci/lock.txt"]
    assert "export PIP_NO_INDEX=1" in run


def test_a_line_that_is_not_understood_is_told_of() -> None:
    with pytest.raises(ValueError, match="not understood"):
        list(read_lock("a==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\nb @ https://example.org/b.whl\n"))


class TestTheBillOfMaterials:
    def test_is_of_this_lock(self) -> None:
        assert json.loads(SBOM.read_text("utf-8")) == sbom(), "run: python scripts/make_sbom.py"

    def test_is_valid(self) -> None:
        validation = pytest.importorskip("cyclonedx.validation.json")
        schema = pytest.importorskip("cyclonedx.schema")
        validator = validation.JsonStrictValidator(schema.SchemaVersion.V1_6)
        assert validator.validate_str(SBOM.read_text("utf-8")) is None
        assert validator.validate_str('{"bomFormat": "CycloneDX", "specVersion": "1.6", "x": 1}') is not None

    def test_names_every_dependency_and_what_these_want(self) -> None:
        data = json.loads(SBOM.read_text("utf-8"))
        names = {each["name"] for each in data["components"]}
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert {normalized(Requirement(each).name) for each in project["dependencies"]} <= names
        assert "soupsieve" in names  # Beautiful Soup's
        assert "pytest" not in names
        refs = {each["bom-ref"] for each in (data["metadata"]["component"], *data["components"])}
        assert {each["ref"] for each in data["dependencies"]} == refs
        assert {other for each in data["dependencies"] for other in each["dependsOn"]} <= refs

    def test_is_in_the_wheel(self, built: Path) -> None:
        (wheel,) = built.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (name,) = [each for each in archive.namelist() if "/sboms/" in each]
            assert name.endswith(".dist-info/sboms/sbom.cdx.json")
            assert archive.read(name) == SBOM.read_bytes()
