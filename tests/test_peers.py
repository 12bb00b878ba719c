"""The benchmark beside the peers: what it counts, what its table says, and what it does where a tool fails."""

from __future__ import annotations

import gzip
import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def peers() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("peers", ROOT / "benchmarks" / "peers.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["peers"] = module
    spec.loader.exec_module(module)
    return module


def report(peers: ModuleType, **changes: object) -> object:
    """Figures that are easy to divide."""
    rows = (
        peers.Row("a11ylint", "1", peers.Cost(0.2, 0.1), peers.Cost(0.02, 0.01)),
        peers.Row("slow", "2", peers.Cost(0.5, 0.5), peers.Cost(0.04, 0.05)),
        peers.Row("absent", "3", None, None, "it cannot be had"),
    )
    given: dict[str, object] = {
        "rows": rows,
        "floor": peers.Cost(0.1, 0.1),
        "parse": peers.Parse(0.002, 0.003),
        "corpus": peers.Corpus(100, 5_000_000),
        "machine": "one core",
        "day": date(2024, 5, 18),
    }
    return peers.Report(**(given | changes))


class TestTheTable:
    def test_has_a_row_a_tool_with_its_ratios_to_a11ylint(self, peers: ModuleType) -> None:
        rows = [line for line in peers.table(report(peers)).splitlines() if line.startswith("| ")][2:]
        assert rows == [
            "| a11ylint 1 | 200 | 1.0 | 10.0 | 20.0 | 1.0 |",
            "| slow 2 | 500 | 2.5 | 50.0 | 40.0 | 5.0 |",
            "| absent 3 | – | – | – | – | – |",
        ]

    def test_says_when_and_where_it_was_measured_and_what_is_missing(self, peers: ModuleType) -> None:
        table = peers.table(report(peers))
        assert "Measured on 2024-05-18: one core" in table
        assert "absent: it cannot be had." in table

    def test_gives_the_bound_on_the_start_and_the_lint_in_parses(self, peers: ModuleType) -> None:
        table = " ".join(peers.table(report(peers)).split())
        assert "is 210 ms." in table  # 1.5 times 100 ms, and 60 ms
        assert (
            "takes 9.0 ms: 4.5 times the one, 3.0 times the other." in table
        )  # 10 ms a page, less a hundredth of the start's 100 ms

    def test_says_that_there_was_no_corpus(self, peers: ModuleType) -> None:
        assert "throughput was not measured" in peers.table(report(peers, corpus=None, parse=None))


class TestWriting:
    def test_replaces_what_stands_between_the_markers_and_nothing_else(self, peers: ModuleType) -> None:
        text = "# A\n\n<!-- peers -->\nold\n<!-- /peers -->\n\nZ\n"
        once = peers.replaced(text, "| new |\n")
        assert once == "# A\n\n<!-- peers -->\n\n| new |\n\n<!-- /peers -->\n\nZ\n"
        assert peers.replaced(once, "| new |\n") == once

    @pytest.mark.parametrize("text", ["", "<!-- peers -->\n", "<!-- /peers -->\n<!-- peers -->\n"])
    def test_refuses_a_file_without_them(self, peers: ModuleType, text: str) -> None:
        with pytest.raises(ValueError, match="peers"):
            peers.replaced(text, "")

    @pytest.mark.parametrize("name", ["README.md", "docs/use/speed.md"])
    def test_finds_them_in_our_pages(self, peers: ModuleType, name: str) -> None:
        assert "| new |" in peers.replaced((ROOT / name).read_text("utf-8"), "| new |\n")


class TestTheCost:
    def test_is_that_of_the_process_not_of_its_sleep(self, peers: ModuleType) -> None:
        cost = peers.cost_of((sys.executable, "-c", "import time; time.sleep(1)"), {})
        assert cost.wall >= 1 > cost.cpu

    def test_counts_children(self, peers: ModuleType) -> None:
        busy = "import time\nwhile time.process_time() < 0.5: pass"
        parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
        assert peers.cost_of((sys.executable, "-c", parent), {}).cpu >= 0.5

    @pytest.mark.parametrize(
        ("program", "said"),
        [
            ("raise SystemExit(7)", "exit code 7"),
            ("raise ValueError('no such page')", "ValueError: no such page"),
        ],
    )
    def test_is_none_where_the_tool_breaks(self, peers: ModuleType, program: str, said: str) -> None:
        with pytest.raises(peers.ToolFailed, match=said):
            peers.cost_of((sys.executable, "-c", program), {}, frozenset({0, 1}))

    def test_of_one_tool_is_measured_where_another_breaks(self, peers: ModuleType, tmp_path: Path) -> None:
        good, bad = (
            peers.Tool(name, "1", (sys.executable, "-c", program), frozenset({0}))
            for name, program in (("good", ""), ("bad", "raise SystemExit(3)"))
        )
        found = peers.measure((bad, good), tmp_path, 2, {}, warm=True)
        assert isinstance(found["good"], peers.Cost)
        assert isinstance(found["bad"], peers.ToolFailed)


class TestTheCorpus:
    def test_is_copied_flat_and_out_of_its_gzip_files(self, peers: ModuleType, tmp_path: Path) -> None:
        (tmp_path / "deep").mkdir()
        (tmp_path / "a.html").write_bytes(b"<p>one")
        (tmp_path / "deep" / "b.html.gz").write_bytes(gzip.compress(b"<p>three"))
        (tmp_path / "broken.html.gz").write_bytes(b"no gzip")
        (tmp_path / "list.jsonl").write_bytes(b"{}")
        with peers.laid_out(tmp_path) as laid:
            folder, corpus = laid
            assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"<p>one", b"<p>three"]
            assert corpus == peers.Corpus(2, 14)

    def test_may_be_missing(self, peers: ModuleType, tmp_path: Path) -> None:
        with peers.laid_out(tmp_path / "nowhere") as laid:
            assert laid is None
