"""``a11ylint report``: what it counts, in which formats, and what it refuses."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint.results import Asked, Dimension, ResultsError, open_results
from tests.cli.test_check import run

Record = dict[str, Any]


def found(rule: str, severity: str = "error") -> dict[str, Any]:
    place = {"line": 1, "column": 1, "offset": 0}
    return {"rule": rule, "severity": severity, "certainty": "proven", "message": "…", "start": place, "end": place}


def record(path: str, *findings: dict[str, Any], **more: str | None) -> Record:
    known = {"publisher": "Harbour Press", "section": "News", "published": "2024-05-31T09:00:00+02:00"}
    return {"path": path, "url": None, **known, "unreadable": None, "findings": list(findings), **more}


RECORDS = [
    record("a.zip!1.html", found("alt-missing"), found("alt-missing"), found("hard-to-read", "notice")),
    record("a.zip!2.html", published="2024-06-01"),
    record("a.zip!3.html", found("alt-missing"), publisher="O'Hara; DROP TABLE pages", section=None, published="May"),
    record("a.zip!4.html", unreadable="it is empty", publisher=None, section=None, published=None),
    record("a.zip!5.html", found("duplicate-id", "warning"), section="Sport", published="2023-12"),
]


def write(path: Path, records: Iterable[Record] = RECORDS) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(list(records)), path)
    else:
        data = "".join(f"{json.dumps(each)}\n" for each in records).encode()
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def report(*arguments: str | Path) -> dict[str, Any]:
    done = run("report", "--format", "json", *map(str, arguments))
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


@pytest.fixture(params=["out.jsonl", "out.jsonl.gz", "out.parquet"])
def results(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return write(tmp_path / request.param)


class TestCounts:
    def test_are_of_pages_and_findings(self, results: Path) -> None:
        assert report(results)["totals"] == {
            "pages": 4,
            "with_findings": 3,
            "findings": 5,
            "error": 3,
            "warning": 1,
            "notice": 1,
            "per_100_pages": 125.0,
            "unreadable": 1,
        }

    def test_by_rule_are_over_all_pages(self, results: Path) -> None:
        rows = report(results, "--by", "rule")["by"]["rule"]
        assert [(row["name"], row["findings"], row["with_findings"], row["per_100_pages"]) for row in rows] == [
            ("alt-missing", 3, 2, 75.0),
            ("duplicate-id", 1, 1, 25.0),
            ("hard-to-read", 1, 1, 25.0),
        ]
        assert {row["pages"] for row in rows} == {4}

    @pytest.mark.parametrize(
        ("dimension", "expected"),
        [
            ("section", [("News", 2, 3), (None, 1, 1), ("Sport", 1, 1)]),
            ("publisher", [("Harbour Press", 3, 4), ("O'Hara; DROP TABLE pages", 1, 1), (None, 0, 0)]),
            ("month", [("2023-12", 1, 1), ("2024-05", 1, 3), ("2024-06", 1, 0), (None, 1, 1)]),
        ],
    )
    def test_by_what_pages_say_of_themselves(self, results: Path, dimension: str, expected: list[Any]) -> None:
        rows = report(results, "--by", dimension)["by"][dimension]
        assert sorted([(row["name"], row["pages"], row["findings"]) for row in rows], key=str) == sorted(
            expected, key=str
        )

    def test_of_some_rules_publishers_and_dates(self, results: Path) -> None:
        assert report(results, "--rule", "hard-to-read,duplicate-id")["totals"]["findings"] == 2
        assert report(results, "--publisher", "O'Hara; DROP TABLE pages")["totals"]["pages"] == 1
        assert report(results, "--since", "2024-05")["totals"]["pages"] == 2 + 1  # "May" sorts after all figures
        assert report(results, "--rule", "'; --")["totals"]["findings"] == 0

    def test_of_several_files_folders_and_patterns_are_added(self, tmp_path: Path) -> None:
        folder = tmp_path / "results.parquet"
        folder.mkdir()
        write(folder / "part-1.parquet", RECORDS[:2])
        write(folder / "part-2.parquet", RECORDS[2:])
        write(folder / "_not-a-part.parquet")
        write(tmp_path / "1.jsonl")
        for names in ([folder, tmp_path / "1.jsonl"], [tmp_path], [tmp_path / "*"], [tmp_path / "*", tmp_path]):
            assert report(*names)["totals"]["findings"] == 10


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            record,
            st.text(min_size=1),
            *[st.builds(found, st.sampled_from("abc"), st.sampled_from(["error", "warning", "notice"]))] * 2,
            publisher=st.none() | st.text(max_size=5),
        ),
        max_size=20,
    )
)
def test_agree_with_counting_by_hand(tmp_path: Path, records: list[Record]) -> None:
    opened = open_results([str(write(tmp_path / "r.jsonl", records))])
    findings = [each for one in records for each in one["findings"]]
    totals = opened.totals()
    assert (totals.pages, totals.findings) == (len(records), len(findings))
    assert {row.name: row.counts.findings for row in opened.by(Dimension.RULE)} == Counter(
        each["rule"] for each in findings
    )
    assert {row.name: row.counts.pages for row in opened.by(Dimension.PUBLISHER)} == Counter(
        one["publisher"] for one in records
    )
    for rule in "abc":
        number = sum(any(each["rule"] == rule for each in one["findings"]) for one in records)
        assert opened.totals(Asked(rules=(rule,))).with_findings == number


class TestFormats:
    def test_text_is_a_sentence_and_tables(self, tmp_path: Path) -> None:
        text = run("report", str(write(tmp_path / "r.jsonl"))).stdout
        assert text.startswith("4 pages, 1 not readable; 3 with findings: 3 errors, 1 warnings, 1 notices, 125.0")
        assert [line.split()[0] for line in text.split("\n\n")[1].splitlines()][1:] == [
            "alt-missing",
            "duplicate-id",
            "hard-to-read",
        ]

    def test_csv_is_one_table_safe_for_spreadsheets(self, tmp_path: Path) -> None:
        path = write(tmp_path / "r.jsonl", [record("1", found("x"), publisher='=SUM("A1")')])
        rows = list(csv.DictReader(io.StringIO(run("report", "--format", "csv", str(path)).stdout)))
        assert [row["name"] for row in rows if row["by"] == "publisher"] == ['\'=SUM("A1")']

    def test_markdown_and_text_command_nothing(self, tmp_path: Path) -> None:
        path = write(tmp_path / "r.jsonl", [record("1", publisher="\x1b[31m|<b>")])
        for format_ in ("markdown", "text"):
            text = run("report", "--format", format_, str(path)).stdout
            assert "\x1b" not in text
        assert r"\|\<b\>" in run("report", "--format", "markdown", str(path)).stdout

    def test_an_overview_shows_the_first_and_says_how_many_more(self, tmp_path: Path) -> None:
        path = write(tmp_path / "r.jsonl", [record("1", *(found(f"rule-{number:02}") for number in range(25)))])
        text = run("report", str(path)).stdout
        assert "… and 15 more: --by rule" in text
        assert "rule-24" not in text
        assert "rule-24" in run("report", str(path), "--by", "rule").stdout


class TestWhatIsNoResult:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.jsonl", b'{"path": "a.html", "rule": "x"}\n'),
            ("a.jsonl", b"[1]\n"),
            ("a.jsonl", b"\xff\xfe\n"),
            ("a.jsonl.gz", b"no gzip"),
            ("a.parquet", b"PAR1 no parquet PAR1"),
            ("a.html", b"<p>"),
        ],
    )
    def test_is_refused_in_one_line(self, tmp_path: Path, name: str, data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        done = run("report", str(tmp_path / name))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1 and name in done.stderr

    def test_a_table_of_something_else(self, tmp_path: Path) -> None:
        pq.write_table(pa.table({"path": ["a"], "html": ["<p>"]}), tmp_path / "a.parquet")
        with pytest.raises(ResultsError, match="it has no column 'findings'"):
            open_results([str(tmp_path / "a.parquet")])

    def test_a_missing_file_and_an_empty_folder(self, tmp_path: Path) -> None:
        assert "there is no such file" in run("report", str(tmp_path / "none.jsonl")).stderr
        assert "no result files are in this folder" in run("report", str(tmp_path)).stderr

    def test_half_a_line_at_the_end_is_told_of_and_not_counted(self, tmp_path: Path) -> None:
        path = write(tmp_path / "r.jsonl")
        path.write_bytes(path.read_bytes() + b'{"path": "half')
        done = run("report", "--format", "json", str(path))
        assert json.loads(done.stdout)["totals"]["pages"] == 4
        assert "1 line is no record" in done.stderr

    def test_names_with_characters_of_patterns_and_of_sql_are_names(self, tmp_path: Path) -> None:
        for name in ("r[1]*'; --.jsonl", "r[1]*'; --.parquet"):
            assert report(write(tmp_path / name))["totals"]["pages"] == 4

    def test_no_run_yet_is_no_page(self, tmp_path: Path) -> None:
        assert report(write(tmp_path / "r.jsonl", []))["totals"]["pages"] == 0
