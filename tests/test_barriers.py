"""The benchmark over an audit's barriers: what counts as caught, and what the rules reach."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from a11ylint.engine import activate
from a11ylint.packs import all_rules, built_in_pack

ROOT = Path(__file__).parent.parent
AUDIT = ROOT.parent / "shared" / "gds"
PAGE = (
    '<!doctype html><html lang="en"><head><title>{name}</title></head><body><main><h1>{name}</h1>{body}</main></body>'
    "</html>"
)


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("barriers", ROOT / "benchmarks" / "barriers.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["barriers"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit of two barriers, of which one cannot be seen, and a page with nothing on it."""
    bodies = {"a": "<blink>The dam held.</blink>", "b": "<p>The dam held.</p>"}
    (tmp_path / "pages").mkdir()
    lines = []
    for name, body in bodies.items():
        (tmp_path / "pages" / f"{name}.html").write_text(PAGE.format(name="x", body=body), "utf-8")
        results = {"one": "error", "two": "error_paid" if name == "a" else "warning"}
        lines.append(json.dumps({"id": name, "topic": "Text", "name": name, "results": results}))
    (tmp_path / "barriers.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_only_what_stands_behind_the_heading_counts(folder: Path) -> None:
    benchmark = _benchmark()
    rules = [activate(rule) for rule in all_rules((built_in_pack(),))]
    seen, unseen = [benchmark.catch(barrier, rules) for barrier in benchmark.read_barriers(folder)]
    assert seen.as_error
    assert not unseen.findings


def test_the_tools_of_the_audit_are_counted_by_what_they_say(folder: Path) -> None:
    benchmark = _benchmark()
    assert list(benchmark.tool_shares(list(benchmark.read_barriers(folder)))) == [("one", 2, 2), ("two", 1, 2)]


def test_the_rules_catch_more_than_any_tool_of_the_audit() -> None:
    if not AUDIT.is_dir():
        pytest.skip(f"{AUDIT} is not there")
    benchmark = _benchmark()
    rules = [activate(rule) for rule in all_rules((built_in_pack(),))]
    caught = [benchmark.catch(barrier, rules) for barrier in benchmark.read_barriers(AUDIT)]
    errors = sum(each.as_error for each in caught)
    best = max(errors for _, errors, _ in benchmark.tool_shares([each.barrier for each in caught]))
    assert sum(bool(each.findings) for each in caught) >= 0.55 * len(caught)
    assert errors >= 0.45 * len(caught)
    assert errors > best
