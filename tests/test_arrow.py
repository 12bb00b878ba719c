"""From Arrow batch to Arrow batch: a row for every row, the same on every machine."""

from __future__ import annotations

import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.document import Kind
from a11ylint.settings import Settings, SettingsError, read_settings

pytest.importorskip("pyarrow", reason="tables need pyarrow")

import pyarrow as pa

from a11ylint.arrow import SCHEMA, lint_batch, linter_of

PAGE = "<!doctype html><html lang=en><title>Bay</title><h1>Bay</h1><p><img src=bay.jpg></p></html>"


def batch(pages: list[object], kind: pa.DataType | None = None) -> pa.RecordBatch:
    paths = [f"{number}.html" for number in range(len(pages))]
    return pa.RecordBatch.from_arrays([pa.array(paths), pa.array(pages, kind)], ["path", "html"])


def rules(row: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["rule"] for each in row["findings"]]


def test_gives_a_row_for_each_row_in_their_order() -> None:
    made = lint_batch(batch([PAGE, "", None, PAGE]))
    assert made.schema == SCHEMA
    assert made.column("path").to_pylist() == ["0.html", "1.html", "2.html", "3.html"]
    first, _, missing, last = made.to_pylist()
    assert "image-alt-missing" in rules(first)
    assert missing["unreadable"] == "its column 'html' holds no text"
    assert {**last, "path": "0.html"} == first


def test_of_no_rows_makes_none() -> None:
    assert lint_batch(batch([], pa.string())).num_rows == 0


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary()], ids=str)
def test_takes_text_and_bytes_of_every_width(kind: pa.DataType) -> None:
    page = PAGE if "string" in str(kind) else PAGE.encode()
    assert lint_batch(batch([page], kind)).to_pylist() == lint_batch(batch([PAGE])).to_pylist()


def test_takes_text_that_comes_by_a_dictionary() -> None:
    made = pa.RecordBatch.from_arrays(
        [pa.array(["0.html"]).dictionary_encode(), pa.array([PAGE]).dictionary_encode()], ["path", "html"]
    )
    assert lint_batch(made).to_pylist() == lint_batch(batch([PAGE])).to_pylist()


def test_believes_text_not_what_it_declares_of_its_encoding() -> None:
    page = '<meta charset="windows-1251"><html lang=ru><title>Бухта</title><h1>Лёд в бухте</h1>'
    assert lint_batch(batch([page])).column("headline").to_pylist() == ["Лёд в бухте"]
    as_sent = page.encode("windows-1251")
    assert lint_batch(batch([as_sent], pa.binary())).column("headline").to_pylist() == ["Лёд в бухте"]


def test_one_bad_row_stops_no_other() -> None:
    stray = pa.array([b"\xff\xfe\xfd <p>stray", PAGE.encode()]).view(pa.string())  # text that is none
    deep = b"<div>" * 300_000
    for pages in (stray, pa.array([b"\x89PNG\r\n\x1a\n" + bytes(99), PAGE.encode()]), pa.array([deep, PAGE.encode()])):
        made = lint_batch(pa.RecordBatch.from_arrays([pa.array(["a", "b"]), pages], ["path", "html"]))
        assert made.num_rows == 2
        assert "image-alt-missing" in rules(made.to_pylist()[1])


@given(st.lists(st.one_of(st.none(), st.binary(max_size=40), st.just(PAGE.encode())), max_size=4))
@settings(max_examples=25, deadline=None)
def test_takes_any_bytes(pages: list[bytes | None]) -> None:
    made = lint_batch(batch(list(pages), pa.binary()))
    made.validate(full=True)
    assert made.num_rows == len(pages)
    alone = [
        lint_batch(batch(list(pages), pa.binary()).slice(number, 1)).to_pylist()[0] for number in range(len(pages))
    ]
    assert alone == made.to_pylist()


def test_names_a_page_by_the_first_name_that_its_row_has() -> None:
    made = pa.RecordBatch.from_pylist(
        [
            {"path": "a.html", "url": "https://example.org/a", "html": PAGE},
            {"path": None, "url": "https://example.org/b", "html": PAGE},
            {"path": "news.warc!https://example.org/c", "url": "", "html": PAGE},
        ]
    )
    rows = lint_batch(made).to_pylist()
    assert [row["path"] for row in rows] == ["a.html", "https://example.org/b", "news.warc!https://example.org/c"]
    assert [row["url"] for row in rows] == [f"https://example.org/{name}" for name in "abc"]


def test_wants_columns_that_are_there() -> None:
    with pytest.raises(ValueError, match="a column 'page'"):
        lint_batch(batch([PAGE]), html_column="page")
    with pytest.raises(ValueError, match="one of path, url, id"):
        lint_batch(pa.RecordBatch.from_pydict({"html": [PAGE]}))


def test_takes_pages_for_what_it_is_told() -> None:
    assert "page-title-missing" in rules(lint_batch(batch(["<h1>Bay</h1>"]), kind=Kind.PAGE).to_pylist()[0])
    assert "page-title-missing" not in rules(lint_batch(batch(["<h1>Bay</h1>"]), kind=Kind.FRAGMENT).to_pylist()[0])


def test_goes_by_the_settings_and_by_no_file(tmp_path: Path) -> None:
    (tmp_path / "a11ylint.toml").write_text('select = ["image-alt-missing"]\n[rules]\nimage-alt-missing = "notice"\n')
    found = lint_batch(batch([PAGE]), read_settings(tmp_path / "a11ylint.toml")).to_pylist()[0]["findings"]
    assert [(each["rule"], each["severity"]) for each in found] == [("image-alt-missing", "notice")]
    with pytest.raises(SettingsError):
        lint_batch(batch([PAGE]), Settings(select=("no-such-rule",)))


def test_keeps_the_rules_of_its_settings() -> None:
    assert linter_of(Settings(ignore=("dates",))) is linter_of(Settings(ignore=("dates",)))


def test_can_be_sent_to_another_process_and_says_the_same_there() -> None:
    work = pickle.dumps((partial(lint_batch, settings=Settings(ignore=("markup",))), batch([PAGE, None])))
    code = "import pickle, sys; f, b = pickle.load(sys.stdin.buffer); sys.stdout.buffer.write(pickle.dumps(f(b)))"
    far = subprocess.run([sys.executable, "-c", code], input=work, capture_output=True, check=True)
    function, given = pickle.loads(work)
    assert pickle.loads(far.stdout).equals(function(given))
