"""Writes sbom.cdx.json: what a11ylint is made of and runs on, as CycloneDX 1.6, for the wheel (PEP 770).

    python scripts/make_sbom.py

Its own code brings no other's. What it names are the distributions that a wheel needs, in the releases that CI tests
with: those in .ci/lock.txt that are wanted, directly or by others, by the dependencies in pyproject.toml. Nothing is
looked up anywhere, and the same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

ROOT: Final = Path(__file__).parents[1]
LOCK: Final = ROOT / ".ci" / "lock.txt"
SBOM: Final = ROOT / "sbom.cdx.json"
_ENTRY: Final = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: *; *(?P<marker>[^\\\n]+?))? *\\?$")
_HASH: Final = re.compile(r" +--hash=sha256:([0-9a-f]{64})")
_WANTED_BY: Final = re.compile(r" +# (?:via| ) *(\S.*)?")


@dataclass(frozen=True)
class Locked:
    """A release as the lock has it: its hashes, one for each of its files, and which other distributions want it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def normalized(name: str) -> str:
    """A distribution's name as indexes have it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(text: str) -> Iterator[Locked]:
    """The releases of a lock that ``uv pip compile`` wrote. Raises `ValueError` over a line that is none of its."""
    entry: dict[str, str | None] = {}
    hashes: list[str] = []
    wanted_by: list[str] = []

    def locked() -> Iterator[Locked]:
        if entry:
            name, version = normalized(str(entry["name"])), str(entry["version"])
            yield Locked(name, version, entry["marker"] or "", tuple(sorted(hashes)), tuple(wanted_by))

    for line in text.splitlines():
        if begun := _ENTRY.fullmatch(line):
            yield from locked()
            entry, hashes, wanted_by = begun.groupdict(), [], []
        elif found := _HASH.match(line):
            hashes.append(found[1])
        elif told := _WANTED_BY.fullmatch(line):
            wanted_by += [told[1].strip()] if told[1] else []
        elif line and not line.startswith("#"):
            raise ValueError(f"the lock has a line that is not understood: {line!r}")
    yield from locked()


def wanted(project: dict[str, Any]) -> set[str]:
    """The names of what the project itself depends on."""
    return {normalized(re.split(r"[^\w.-]", each, maxsplit=1)[0]) for each in project["dependencies"]}


def needed(locked: list[Locked], project: dict[str, Any]) -> list[Locked]:
    """Those that the project's own dependencies want, and those want in turn; by name."""
    direct = wanted(project)
    found = {each.name: each for each in locked if each.name in direct}
    while more := [each for each in locked if each.name not in found and found.keys() & set(each.wanted_by)]:
        found |= {each.name: each for each in more}
    return sorted(found.values(), key=lambda each: each.name)


def sbom() -> dict[str, Any]:
    """The bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version = re.search(r'__version__ = "(.+?)"', (ROOT / "src" / "a11ylint" / "__init__.py").read_text("utf-8"))
    if version is None:
        raise ValueError("src/a11ylint/__init__.py says no version")
    parts = needed(list(read_lock(LOCK.read_text("utf-8"))), project)
    own = f"pkg:pypi/a11ylint@{version[1]}"
    direct = wanted(project)
    wants = {each.purl: [other.purl for other in parts if each.name in other.wanted_by] for each in parts}
    components = [_component(each) for each in parts]
    content = json.dumps([own, components], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "a11ylint",
                "version": version[1],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": own,
            },
        },
        "components": components,
        "dependencies": [
            {"ref": own, "dependsOn": [each.purl for each in parts if each.name in direct]},
            *({"ref": purl, "dependsOn": others} for purl, others in wants.items()),
        ],
    }


def _component(each: Locked) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": each.purl,
        "name": each.name,
        "version": each.version,
        "scope": "optional" if each.marker else "required",
        "purl": each.purl,
        # One for each file of the release: a wheel for each platform, and the source.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{each.name}/{each.version}/",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in each.hashes],
            }
        ],
    }
    if each.marker:
        component["properties"] = [{"name": "a11ylint:marker", "value": each.marker}]
    return component


if __name__ == "__main__":
    SBOM.write_text(f"{json.dumps(sbom(), indent=2)}\n", "utf-8")
