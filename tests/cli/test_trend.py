"""``a11ylint report --trend``: what is new, mended and standing between runs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from subprocess import run as start
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint.results import Asked, Dimension, ResultsError
from a11ylint.trend import Changes, State, Tally, Trend, compare
from tests.cli import test_report
from tests.cli.test_check import run
from tests.cli.test_report import Record, record, write

_MEASURED: Final = """
import sys
from pathlib import Path
from a11ylint.trend import compare
compare(sys.argv[1:], listed=1000)
print("VmHWM:", Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def found(rule: str, fingerprint: str, severity: str = "error") -> dict[str, Any]:
    return {**test_report.found(rule, severity), "fingerprint": fingerprint}


BEFORE: Final = [
    record("standing.html", found("alt-missing", "1"), found("alt-missing", "2"), found("hard-to-read", "3", "notice")),
    record("broken-now.html", found("duplicate-id", "4", "warning")),
    record("broken-then.html", unreadable="it is empty", section=None, publisher=None, published=None),
    record("old-name.html", found("alt-missing", "5")),
]
NOW: Final = [
    record("new-name.html", found("alt-missing", "5")),
    record("broken-then.html", found("alt-missing", "6")),
    record("broken-now.html", unreadable="it is empty", section=None, publisher=None, published=None),
    record("standing.html", found("alt-missing", "2"), found("alt-missing", "7"), found("alt-missing", "8", "warning")),
]


def trend(folder: Path, *runs: Iterable[Record], asked: Asked | None = None, suffix: str = ".jsonl") -> Trend:
    names = [str(write(folder / f"{number}{suffix}", each)) for number, each in enumerate(runs)]
    return compare(names, asked or Asked(), listed=100)


def numbers(changes: Changes) -> Mapping[str, int]:
    return {state.value: changes[state].findings for state in State if changes[state].findings}


class TestFindings:
    @pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".parquet"])
    def test_are_new_mended_or_standing_on_pages_that_both_runs_read(self, tmp_path: Path, suffix: str) -> None:
        [step] = trend(tmp_path, BEFORE, NOW, suffix=suffix).steps
        assert step.totals[State.NEW] == Tally(2, 1, 1, 0)
        assert step.totals[State.MENDED] == Tally(2, 1, 0, 1)
        assert step.totals[State.STANDING] == Tally(1, 1, 0, 0)
        assert (step.totals.before, step.totals.now) == (5, 5)

    def test_of_pages_in_one_run_only_come_and_go_with_them(self, tmp_path: Path) -> None:
        [step] = trend(tmp_path, BEFORE, NOW).steps
        assert (step.pages.both, step.pages.new, step.pages.gone) == (1, 1, 1)
        assert step.totals[State.ON_NEW_PAGES] == step.totals[State.ON_GONE_PAGES] == Tally(1, 1, 0, 0)

    def test_of_pages_that_one_run_could_not_read_are_neither_mended_nor_new(self, tmp_path: Path) -> None:
        [step] = trend(tmp_path, BEFORE, NOW).steps
        assert step.pages.not_compared == 2
        assert step.totals[State.NOT_COMPARED_BEFORE] == Tally(1, 0, 1, 0)
        assert step.totals[State.NOT_COMPARED_NOW] == Tally(1, 1, 0, 0)

    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            (["error"] * 2, ["error"] * 3, {"new": (1, 1), "standing": (2, 2)}),
            (["error"] * 3, ["error"], {"mended": (2, 2), "standing": (1, 1)}),
            (["notice"], ["error"], {"standing": (1, 1)}),
            (["error", "notice"], ["notice"], {"mended": (1, 0), "standing": (1, 0)}),
            (["notice"], ["notice", "error"], {"new": (1, 0), "standing": (1, 1)}),
        ],
    )
    def test_that_are_alike_are_counted_the_worst_first(
        self, tmp_path: Path, before: Sequence[str], now: Sequence[str], expected: Mapping[str, tuple[int, int]]
    ) -> None:
        """Each state's findings, and how many of them are errors."""
        [step] = trend(
            tmp_path, *([record("a.html", *(found("x", "1", each) for each in run))] for run in (before, now))
        ).steps
        tallies = {state.value: step.totals[state] for state in State}
        assert {name: (each.findings, each.error) for name, each in tallies.items() if each.findings} == expected

    def test_of_another_rule_or_page_are_others(self, tmp_path: Path) -> None:
        [step] = trend(
            tmp_path,
            [record("a.html", found("x", "1")), record("b.html")],
            [record("a.html", found("y", "1")), record("b.html", found("x", "1"))],
        ).steps
        assert numbers(step.totals) == {"new": 2, "mended": 1}

    def test_without_fingerprints_are_told_apart_by_page_and_rule(self, tmp_path: Path) -> None:
        page = [record("a.html", test_report.found("x"), test_report.found("x"))]
        [step] = trend(tmp_path, page, [record("a.html", test_report.found("x"))]).steps
        assert numbers(step.totals) == {"mended": 1, "standing": 1}

    def test_new_ones_are_listed_the_worst_first(self, tmp_path: Path) -> None:
        new = trend(tmp_path, BEFORE, NOW).steps[-1].new
        assert [(each.path, each.line, each.severity) for each in new] == [
            ("standing.html", 1, "error"),
            ("standing.html", 1, "warning"),
        ]
        names = [str(tmp_path / f"{number}.jsonl") for number in (0, 1)]
        assert len(compare(names, listed=1).steps[-1].new) == 1


class TestRows:
    def test_are_of_rules_sections_publishers_and_months(self, tmp_path: Path) -> None:
        [step] = trend(tmp_path, BEFORE, NOW).steps
        assert {row.name: numbers(row.changes) for row in step.by[Dimension.RULE]} == {
            "alt-missing": {
                "new": 2, "mended": 1, "standing": 1, "on_new_pages": 1, "on_gone_pages": 1, "not_compared_now": 1
            },
            "hard-to-read": {"mended": 1},
            "duplicate-id": {"not_compared_before": 1},
        }  # fmt: skip
        for dimension, name in ((Dimension.SECTION, "News"), (Dimension.MONTH, "2024-05")):
            assert [(row.name, row.changes.before) for row in step.by[dimension]] == [(name, 5)]

    def test_follow_a_page_to_where_it_is_now(self, tmp_path: Path) -> None:
        [step] = trend(
            tmp_path, [record("a", found("x", "1"))], [record("a", found("x", "1"), section="Sport", published="")]
        ).steps
        assert [(row.name, row.changes.now) for row in step.by[Dimension.SECTION]] == [("Sport", 1)]

    def test_are_of_what_is_asked_for(self, tmp_path: Path) -> None:
        other = [record("other.html", found("alt-missing", "9"), publisher="Other", published="2020-01-01")]
        runs = ([*BEFORE, *other], [*NOW, *other])
        [step] = trend(tmp_path, *runs, asked=Asked(rules=("hard-to-read",))).steps
        assert numbers(step.totals) == {"mended": 1}
        # A page that cannot be read now belongs to whom it belonged to before.
        for asked in (Asked(publishers=("Harbour Press",)), Asked(since="2024")):
            assert trend(tmp_path, *runs, asked=asked).steps[0].pages.not_compared == 2
        assert numbers(trend(tmp_path, *runs, asked=Asked(publishers=("Other",))).steps[0].totals) == {"standing": 1}


FINDINGS = st.builds(
    found, st.sampled_from("xy"), st.sampled_from("12"), st.sampled_from(["error", "warning", "notice"])
)
PAGES = st.dictionaries(st.sampled_from("abcd"), st.lists(FINDINGS, max_size=5) | st.none(), max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAGES, PAGES)
def test_agrees_with_counting_by_hand(
    tmp_path: Path, before: Mapping[str, list[Any] | None], now: Mapping[str, list[Any] | None]
) -> None:
    """The state of every finding, with sets that may hold one several times."""
    expected: Counter[str] = Counter()
    for path in before.keys() | now.keys():
        was, are = (
            None if path not in run else Counter((each["rule"], each["fingerprint"]) for each in run[path] or ())
            for run in (before, now)
        )
        if was is None or are is None:
            expected["on_new_pages"] += (are or Counter()).total()
            expected["on_gone_pages"] += (was or Counter()).total()
        elif before[path] is None or now[path] is None:
            expected["not_compared_before"] += was.total()
            expected["not_compared_now"] += are.total()
        else:
            expected["standing"] += (was & are).total()
            expected["new"] += (are - was).total()
            expected["mended"] += (was - are).total()
    runs = (
        [
            record(path, unreadable="it is empty") if findings is None else record(path, *findings)
            for path, findings in each.items()
        ]
        for each in (before, now)
    )
    [step] = trend(tmp_path, *runs).steps
    assert numbers(step.totals) == +expected
    for rows in step.by.values():  # every table adds up to the whole
        assert sum((Counter(numbers(row.changes)) for row in rows), Counter()) == +expected
    for tally in (row.changes[state] for row in step.by[Dimension.RULE] for state in State):
        assert tally.findings == tally.error + tally.warning + tally.notice
    assert len(step.new) == expected["new"]


class TestCommand:
    @pytest.fixture
    def runs(self, tmp_path: Path) -> list[str]:
        return [str(write(tmp_path / f"{name}.jsonl", each)) for name, each in (("may", BEFORE), ("june", NOW))]

    def test_text_says_what_changed_and_what_could_not_be_compared(self, runs: list[str]) -> None:
        text = run("report", "--trend", *runs).stdout
        assert "2 (1 error, 1 warning) new, 2 (1 error, 1 notice) mended, 1 standing, on 1 page" in text
        assert "1 page new, with 1 finding\n1 page gone, with 1 finding\n(a page with another name" in text
        assert "2 pages not readable in one of the two, whose findings (1 before, 1 now) are neither" in text
        assert ["alt-missing", *"3521111"] in map(str.split, text.splitlines())
        assert "standing.html:1:1: error: … [alt-missing]" in text

    def test_json_has_a_version_runs_in_the_order_given_and_a_step_from_each_to_the_next(self, runs: list[str]) -> None:
        data = json.loads(run("report", "--trend", "--format", "json", *runs, runs[0]).stdout)
        assert data["version"] == 1
        assert [(each["name"], each["findings"], each["unreadable"]) for each in data["runs"]] == [
            (name, 5, 1) for name in (*runs, runs[0])
        ]
        assert [(step["from"], step["to"]) for step in data["steps"]] == [(0, 1), (1, 2)]
        there, back = data["steps"]
        assert there["totals"]["new"] == {"findings": 2, "error": 1, "warning": 1, "notice": 0}
        assert back["totals"]["new"]["findings"] == there["totals"]["mended"]["findings"]
        assert back["pages"] == {"both": 1, "new": 1, "gone": 1, "not_compared": 2}
        assert (there["new_findings"], len(back["new_findings"])) == ([], 2)

    def test_csv_is_one_table_safe_for_spreadsheets(self, tmp_path: Path) -> None:
        names = [str(write(tmp_path / f"{n}.jsonl", [record("a", found("x", "1"), section="=1")])) for n in "12"]
        rows = list(csv.DictReader(io.StringIO(run("report", "--trend", "--format", "csv", *names).stdout)))
        assert [(row["name"], row["standing"]) for row in rows if row["by"] == "section"] == [("'=1", "1")]
        assert (rows[0]["from"], rows[0]["to"]) == tuple(names)

    def test_markdown_and_text_command_nothing(self, tmp_path: Path) -> None:
        pages = [[], [found("\x1b[31m|<b>", "1", "\x1b[1m|<i>")]]
        names = [str(write(tmp_path / f"{n}.jsonl", [record("a\x1b", *each)])) for n, each in enumerate(pages)]
        for format_ in ("markdown", "text"):
            assert "\x1b" not in run("report", "--trend", "--format", format_, *names).stdout
        assert "<" not in run("report", "--trend", "--format", "markdown", *names).stdout.replace(r"\<", "")

    @pytest.mark.parametrize(
        ("gate", "records", "code"),
        [
            ("error", [record("a", found("x", "1"), found("y", "2", "warning"))], 0),
            ("warning", [record("a", found("x", "1"), found("y", "2", "warning"))], 1),
            ("notice", [record("a")], 0),
            ("error", [record("a", found("x", "1")), record("b", found("x", "1"))], 1),
            ("notice", [record("a", unreadable="it is empty")], 0),
        ],
    )
    def test_can_be_a_gate_against_new_findings(
        self, tmp_path: Path, gate: str, records: list[Record], code: int
    ) -> None:
        before, now = write(tmp_path / "1.jsonl", [record("a", found("x", "1"))]), write(tmp_path / "2.jsonl", records)
        assert run("report", "--trend", "--fail-on-new", gate, str(before), str(now)).returncode == code
        assert run("report", "--trend", str(before), str(now)).returncode == 0

    def test_wrong_usage_is_one_line(self, runs: list[str], tmp_path: Path) -> None:
        for wrong, reason in (
            (("--trend", runs[0]), "name two or more"),
            (("--fail-on-new", "error", runs[0]), "needs --trend"),
            (("--trend", runs[0], str(tmp_path / "none.jsonl")), "there is no such file"),
        ):
            done = run("report", *wrong)
            assert (done.returncode, done.stderr.count("\n")) == (2, 1)
            assert reason in done.stderr

    def test_half_a_line_at_the_end_is_told_of_and_not_counted(self, runs: list[str]) -> None:
        path = Path(runs[1])
        path.write_bytes(path.read_bytes() + b'{"path": "half')
        done = run("report", "--trend", *runs)
        assert done.returncode == 0
        assert "1 line is no record" in done.stderr


def test_a_run_may_be_a_folder_of_parts(tmp_path: Path) -> None:
    (tmp_path / "run.parquet").mkdir()
    write(tmp_path / "run.parquet" / "part-1.parquet", BEFORE[:2])
    write(tmp_path / "run.parquet" / "part-2.parquet", BEFORE[2:])
    [step] = compare([str(tmp_path / "run.parquet"), str(write(tmp_path / "now.jsonl", NOW))]).steps
    assert step.totals[State.NEW].findings == 2
    with pytest.raises(ResultsError, match="there is no such file"):
        compare([str(tmp_path / "run.parquet"), str(tmp_path / "x.parquet")])


@pytest.mark.skipif(sys.platform != "linux", reason="the system's account of memory is read from /proc")
def test_memory_has_a_bound_however_many_pages_there_are(tmp_path: Path) -> None:
    def pages(number: int) -> Iterable[Record]:
        for page in range(number):
            rule = f"rule-{page % 100}"
            yield record(f"https://example.org/{page}", *(found(rule, f"{page:012}{n:012}") for n in range(20)))

    peaks = []
    for number in (20_000, 40_000):
        path = write(tmp_path / f"{number}.jsonl", pages(number))
        done = start([sys.executable, "-c", _MEASURED, path, path], capture_output=True, text=True, check=True)
        assert done.stdout.startswith("VmHWM:")  # and no bar of the database's before it
        peaks.append(int(done.stdout.split()[1]) / 1024)
    assert max(peaks) < 512, peaks
