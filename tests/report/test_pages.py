"""A page's record: the same in JSON lines and in Arrow tables, and `a11ylint report` reads it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from a11ylint.report import FORMATS, FileResult, Setting, Summary, make_reporter
from a11ylint.report.pages import address_in, page_record
from a11ylint.run import Configuration, Run
from a11ylint.settings import Settings

PAGE = """<!doctype html>
<html lang="en"><head><title>Ferry</title>
<meta property="og:site_name" content="The Lantern">
<meta property="article:section" content="Harbour">
<meta property="article:published_time" content="2024-03-05T08:00:00Z">
</head><body><main><article><h1>Ferry stuck in ice</h1>
<p>The ferry stood still in the ice of the bay for most of the morning, and nobody on board was hurt.</p>
<p>The captain said that the tug would come as soon as the wind had turned. It came in the evening.</p>
<p><img src="ferry.jpg"></p></article></main></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (tmp_path / "c.html").write_text("<p lang=en>Fine.</p>", "utf-8")
    return tmp_path


def results(folder: Path, *, describe: bool = True) -> list[FileResult]:
    configuration = Configuration(lambda settings: settings, Settings())
    return list(Run((str(folder),), configuration, io.BytesIO(), describe=describe).results())


def records(made: list[FileResult]) -> list[dict[str, Any]]:
    reporter = make_reporter("pages", Setting())
    lines = [line for result in made for line in reporter.add(result)]
    assert not any(reporter.close(Summary()))
    return [json.loads(line) for line in lines]


def test_has_a_line_for_every_page_even_for_one_that_cannot_be_read(folder: Path) -> None:
    made = records(results(folder))
    assert [Path(each["path"]).name for each in made] == ["a.html", "b.html", "c.html"]
    assert [each["unreadable"] is None for each in made] == [True, False, True]
    assert "PNG" in made[1]["unreadable"]
    assert made[1]["findings"] == []


def test_says_what_the_article_is(folder: Path) -> None:
    about = records(results(folder))[0]
    assert about["headline"] == "Ferry stuck in ice"
    assert (about["publisher"], about["section"]) == ("The Lantern", "Harbour")
    assert about["published"].startswith("2024-03-05T08:00:00")
    assert (about["language"], about["words"], about["sentences"]) == ("en", 41, 3)
    assert about["url"] is None


def test_leaves_open_what_nobody_asked_for(folder: Path) -> None:
    about = records(results(folder, describe=False))[0]
    assert [about[name] for name in ("headline", "publisher", "words", "sentences")] == [None] * 4
    assert about["findings"]


def test_places_each_finding(folder: Path) -> None:
    missing = next(each for each in records(results(folder))[0]["findings"] if each["rule"] == "image-alt-missing")
    lines = PAGE.splitlines(keepends=True)
    start = missing["start"]
    assert lines[start["line"] - 1][start["column"] - 1 :].startswith("<img")
    assert PAGE[start["offset"] : missing["end"]["offset"]].startswith("<img")
    assert missing["snippet"].startswith("<img")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("news.warc.gz!https://example.org/a!b", "https://example.org/a!b"),
        ("https://example.org/", "https://example.org/"),
        ("pages/http:/x.html", None),
        ("story.html", None),
    ],
)
def test_takes_the_address_from_the_path(path: str, address: str | None) -> None:
    assert address_in(path) == address
    assert page_record(FileResult(path, None, unreadable="it is gone"))["url"] == address


def test_writes_stray_bytes_of_names_as_something_that_can_be_read() -> None:
    record = page_record(FileResult("news\udce9.html", None, unreadable="it is gone"))
    assert json.dumps(record, ensure_ascii=False).encode()


def test_is_a_row_of_the_arrow_schema(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    from a11ylint.arrow import SCHEMA, batch_of

    made = results(folder)
    batch = batch_of(made)
    assert batch.schema == SCHEMA
    assert batch.to_pylist() == records(made)
    assert list(records(made)[0]) == SCHEMA.names


def test_is_offered_by_the_command() -> None:
    assert "pages" in FORMATS
