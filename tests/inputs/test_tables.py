"""Tables with a page a row: which column holds the pages, what names them, and what is told of rows without one."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint.inputs import Input, Opening, find_inputs, tables
from a11ylint.inputs.chunks import page_sizes
from a11ylint.source import MOST_BYTES, Source
from tests.inputs.making import lines, parquet

Maker = Callable[[Path, list[dict[str, Any]]], Path]


def read(path: Path, column: str = "") -> list[Input]:
    return list(find_inputs([str(path)], opening=Opening(html_column=column)))


def names(found: list[Input]) -> list[str]:
    return [each.path.partition("!")[2] for each in found]


@pytest.fixture(params=["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.ndjson.gz", "a.parquet"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name: str = request.param
    return tmp_path / name


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    return (parquet if path.suffix == ".parquet" else lines)(path, rows)


class TestRows:
    @pytest.mark.parametrize(
        ("row", "name"),
        [
            ({"path": "a/b.html", "url": "https://a/", "id": 7}, "a/b.html"),
            ({"url": "https://a/", "id": 7}, "https://a/"),
            ({"id": 7}, "7"),
            ({"id": 0}, "0"),
            ({"id": None, "words": "one"}, "1"),
            ({"path": ""}, "1"),
            ({"path": "new\nline ü"}, "new\nline ü"),
        ],
    )
    def test_are_named_by_path_url_or_id_else_counted(self, path: Path, row: dict[str, Any], name: str) -> None:
        assert names(read(write(path, [{"html": "<p>One.</p>", **row}]))) == [name]

    def test_hold_text_that_was_decoded_once_whatever_it_declares(self, path: Path) -> None:
        html = "<meta charset=windows-1251><p>Гавань 🙂</p>"
        (page,) = read(write(path, [{"html": html}]))
        assert page.data is not None
        assert Source.from_bytes(page.data, page.path, page.encoding).text == html

    def test_may_keep_their_pages_in_another_column(self, path: Path) -> None:
        found = read(write(path, [{"html": "<p>No.</p>", "body": "<p>Yes.</p>"}]), "body")
        assert [each.data for each in found] == [b"<p>Yes.</p>"]

    def test_without_the_column_one_line_says_which_there_are(self, path: Path) -> None:
        (found,) = read(write(path, [{"body": "<p>", "id": 1}] * 3))
        assert found.trouble == (
            "there is no column 'html'; say which holds the pages with --html-column (there are 'body', 'id')"
        )

    def test_without_a_page_are_told_of_and_stop_no_other(self, path: Path) -> None:
        found = read(write(path, [{"html": "<p>", "id": 1}, {"html": None, "id": 2}, {"html": "<p>", "id": 3}]))
        assert [(each.path.partition("!")[2], each.trouble) for each in found] == [
            ("1", ""),
            ("2", "its column 'html' holds no text"),
            ("3", ""),
        ]

    @settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.text(), max_size=20))
    def test_come_as_they_were_written(self, tmp_path: Path, texts: list[str]) -> None:
        rows = [{"html": text} for text in texts]
        for name in ("a.jsonl", *(["a.parquet"] if rows else [])):
            assert [each.data for each in read(write(tmp_path / name, rows))] == [text.encode() for text in texts]


class TestJsonLines:
    def test_blank_lines_are_none_and_other_lines_are_told_of(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes(b'{"html": "<p>"}\n\n  \n[1]\nno JSON\n{"html": 5}\n{"html": "<p>"}')
        found = read(tmp_path / "a.jsonl")
        assert names(found) == ["1", "4", "5", "6", "7"]
        assert [bool(each.trouble) for each in found] == [False, True, True, True, False]

    def test_half_a_last_line_is_an_archive_cut_short(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes(b'{"html": "<p>"}\n{"html": "<p')
        assert read(tmp_path / "a.jsonl")[-1] == Input(
            str(tmp_path / "a.jsonl"), "it is cut short; what came before was read"
        )

    def test_hostile_nesting_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes(b"[" * 200_000 + b'\n{"html": "<p>"}\n')
        assert [bool(each.trouble) for each in read(tmp_path / "a.jsonl")] == [True, False]

    def test_a_line_of_far_too_many_values_is_passed_over(self, tmp_path: Path) -> None:
        """Each of them takes twenty times the memory that it takes in the file."""
        line = b'{"html": "<p>", "more": [' + b"{},[]," * 2_500_000 + b"0]}\n"
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line + b'{"html": "<p>"}\n', 1))
        found = read(tmp_path / "a.jsonl.gz")
        assert [each.trouble for each in found] == ["this line holds far too many values", ""]

    def test_a_line_that_is_too_long_is_passed_over(self, tmp_path: Path) -> None:
        long = b'{"html": "' + b"a" * (3 * MOST_BYTES + 2 * 1024 * 1024) + b'"}\n'
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(long + b'{"html": "<p>"}\n', 1))
        found = read(tmp_path / "a.jsonl.gz")
        assert names(found) == ["1", "2"]
        assert "larger than" in found[0].trouble
        assert found[1].data == b"<p>"

    def test_a_line_without_end_ends_the_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "_MOST_LINE", 1000)
        monkeypatch.setattr(tables, "_MOST_SKIPPED", 5 * 1024 * 1024)
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"a" * 20_000_000, 1))
        assert "it has a line of more than 5 MB" in read(tmp_path / "a.jsonl.gz")[-1].trouble


class TestParquet:
    def test_may_hold_bytes_whose_encoding_is_found_as_a_browser_does(self, tmp_path: Path) -> None:
        html = "<meta charset=windows-1251><p>Гавань</p>"
        (page,) = read(parquet(tmp_path / "a.parquet", [{"html": html.encode("cp1251")}]))
        assert page.data is not None
        assert Source.from_bytes(page.data, page.path, page.encoding).text == html

    def test_may_be_a_folder_of_parts(self, tmp_path: Path) -> None:
        folder = tmp_path / "a.parquet"
        (folder / "month=5").mkdir(parents=True)
        for name in ("part-2.parquet", "part-1.parquet", "month=5/part-3.parquet", "_none.parquet", ".none.parquet"):
            parquet(folder / name, [{"html": "<p>"}])
        assert [each.path.removeprefix(f"{folder}/") for each in read(folder)] == [
            "month=5/part-3.parquet!1",
            "part-1.parquet!1",
            "part-2.parquet!1",
        ]

    @pytest.mark.parametrize("html", ["a" * 300_000_000])
    def test_a_cell_that_unpacks_to_far_too_much_is_never_unpacked(self, tmp_path: Path, html: str) -> None:
        pq.write_table(pa.table({"html": [html]}), tmp_path / "a.parquet", compression="zstd")
        before = pa.total_allocated_bytes()
        (found,) = read(tmp_path / "a.parquet")
        assert "unpack to far too much" in found.trouble
        assert pa.total_allocated_bytes() - before < MOST_BYTES

    def test_a_page_of_the_table_that_unpacks_to_far_too_much_is_told_by_its_header(self, tmp_path: Path) -> None:
        """Not by the size of its chunk, which a thousand rows may well have."""
        noise = bytes(random.Random(7).randbytes(200_000))
        cells = [b"<p>", b"a" * 100_000_000 + noise, *[b"<p>"] * 100]
        pq.write_table(
            pa.table({"html": cells}),
            tmp_path / "a.parquet",
            compression="zstd", use_dictionary=False, write_statistics=False,
        )  # fmt: skip
        (found,) = read(tmp_path / "a.parquet")
        assert found.trouble == "its rows 1 to 102 unpack to far too much; they were not read"

    def test_a_cell_over_the_bound_gets_one_line_and_the_others_are_read(self, tmp_path: Path) -> None:
        large = b"a" * (MOST_BYTES + 1)
        for options in ({}, {"use_dictionary": False}, {"data_page_version": "2.0"}, {"compression": "none"}):
            pq.write_table(pa.table({"html": [b"<p>", large, large, b"<p>"]}), tmp_path / "a.parquet", **options)
            found = read(tmp_path / "a.parquet")
            assert [bool(each.trouble) for each in found] == [False, True, True, False]
            assert found[1].trouble == "it is larger than 16 MB; split it or leave it out"

    def test_headers_of_pages_say_what_is_unpacked_at_once(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        cells = [random.Random(each).randbytes(50_000) for each in range(100)]
        for options in ({}, {"use_dictionary": False}, {"data_page_version": "2.0"}, {"write_page_checksum": True}):
            pq.write_table(pa.table({"html": cells, "n": range(100)}), path, data_page_size=200_000, **options)
            chunk = pq.ParquetFile(path).metadata.row_group(0).column(0)
            start = chunk.dictionary_page_offset or chunk.data_page_offset
            with path.open("rb") as file:
                pages = list(page_sizes(file, start, chunk.total_compressed_size))
            assert sum(page.unpacked for page in pages) == pytest.approx(chunk.total_uncompressed_size, rel=0.01)
            assert all(page.unpacked > 0 for page in pages)

    def test_a_page_of_the_table_may_hold_a_thousand_rows(self, tmp_path: Path) -> None:
        """As pyarrow writes them, however large that makes it."""
        cells = [random.Random(each).randbytes(100_000) for each in range(900)]
        pq.write_table(pa.table({"html": cells}), tmp_path / "a.parquet", compression="zstd")
        assert not any(each.trouble for each in read(tmp_path / "a.parquet"))

    @given(st.binary(max_size=60))
    def test_headers_of_any_bytes_are_a_size_or_none(self, data: bytes) -> None:
        with suppress(ValueError):
            assert all(min(page) >= 0 for page in page_sizes(io.BytesIO(data), 0, len(data)))

    def test_a_name_that_is_far_too_long_is_none(self, tmp_path: Path) -> None:
        (page,) = read(parquet(tmp_path / "a.parquet", [{"html": "<p>", "url": "a" * 20_000}]))
        assert page.path.endswith("a.parquet!1")
