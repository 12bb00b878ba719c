"""Bytes to text, and offsets to lines and columns."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint import source as source_module
from a11ylint.source import REACH, Position, Source, Span, Unreadable, line_starts

RUSSIAN = "<p>Вчера в порту открыли новый мост, по нему уже ходят трамваи.</p>"
GREEK = "<p>Χθες άνοιξε η νέα γέφυρα στο λιμάνι και τα τραμ περνούν ήδη.</p>"
JAPANESE = "<p>昨日、港に新しい橋が開通した。路面電車はもう走っている。</p>"


class TestEncoding:
    @pytest.mark.parametrize(
        ("data", "encoding", "bom"),
        [
            (b"\xef\xbb\xbf" + RUSSIAN.encode(), "utf-8", b"\xef\xbb\xbf"),
            (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), "utf-16-le", b"\xff\xfe"),
            (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "utf-16-be", b"\xfe\xff"),
            (RUSSIAN.encode("utf-16-le"), "utf-16-le", b""),
            (RUSSIAN.encode("utf-16-be"), "utf-16-be", b""),
            (RUSSIAN.encode(), "utf-8", b""),
            (RUSSIAN.encode("windows-1251"), "windows-1251", b""),
            (JAPANESE.encode("shift_jis"), "cp932", b""),
        ],
        ids=["utf-8 mark", "utf-16le mark", "utf-16be mark", "utf-16le", "utf-16be", "utf-8", "1251", "shift_jis"],
    )
    def test_told_by_mark_or_by_looks(self, data: bytes, encoding: str, bom: bytes) -> None:
        source = Source.from_bytes(data)
        assert (source.encoding, source.bom, source.replaced, source.exact) == (encoding, bom, 0, True)
        assert source.text in (RUSSIAN, JAPANESE)
        assert source.encode(source.text) == data

    @pytest.mark.parametrize(
        ("label", "text"),
        [
            ("windows-1251", RUSSIAN),
            ("koi8-r", RUSSIAN),
            ("x-cp1251", RUSSIAN),
            ("iso-8859-7", GREEK),
            ("euc-jp", JAPANESE),
            ("x-sjis", JAPANESE),
        ],
    )
    @pytest.mark.parametrize(
        "declaration",
        [
            '<meta charset="{}">',
            "<meta http-equiv=Content-Type content='text/html; charset={}'>",
            "<?xml version='1.0' encoding='{}'?>",
        ],
        ids=["meta charset", "meta http-equiv", "xml declaration"],
    )
    def test_declared(self, declaration: str, label: str, text: str) -> None:
        page = declaration.format(label) + text
        codec = {"x-cp1251": "windows-1251", "x-sjis": "shift_jis"}.get(label, label)
        assert Source.from_bytes(page.encode(codec)).text == page

    def test_declared_latin_1_is_windows_1252(self) -> None:
        page = "<meta charset=iso-8859-1><p>“naïve” café</p>"
        assert Source.from_bytes(page.encode("windows-1252")).text == page

    def test_declared_late_in_the_head(self) -> None:
        page = "<head>" + "<link rel=a href=b>" * 90 + "<meta charset=koi8-r></head>" + "<p>да</p>"
        assert Source.from_bytes(page.encode("koi8-r")).text == page

    def test_a_mark_outranks_a_declaration(self) -> None:
        page = "<meta charset=windows-1251>" + RUSSIAN
        assert Source.from_bytes(b"\xef\xbb\xbf" + page.encode()).text == page

    def test_valid_utf_8_that_cannot_be_what_is_declared_is_utf_8(self) -> None:
        page = "<meta charset=gb2312><p>“naïve café”, 東京, München</p>"
        source = Source.from_bytes(page.encode())
        assert (source.text, source.encoding, source.exact) == (page, "utf-8", True)

    def test_ascii_is_utf_8(self) -> None:
        assert Source.from_bytes(b"<p>plain</p>").encoding == "utf-8"

    def test_invalid_bytes_are_counted_and_bar_the_way_back(self) -> None:
        source = Source.from_bytes(b"<meta charset=utf-8><p>a\xffb\x80c</p>")
        assert (source.replaced, source.exact) == (2, False)
        assert source.text.endswith("a\ufffdb\ufffdc</p>")
        with pytest.raises(ValueError, match="cannot be written back"):
            source.encode(source.text)

    def test_an_encoding_that_browsers_refuse(self) -> None:
        with pytest.raises(Unreadable, match="save it as UTF-8"):
            Source.from_bytes(b"<meta charset=iso-2022-kr><p>x</p>")

    def test_a_character_the_encoding_lacks_is_written_as_a_reference(self) -> None:
        source = Source.from_bytes(RUSSIAN.encode("windows-1251"))
        assert source.encode("<p>да 東</p>") == "<p>да &#26481;</p>".encode("windows-1251")

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
    def test_utf_8_comes_back_as_it_was(self, words: str) -> None:
        data = f"<meta charset=utf-8><p>{words}</p>".encode()
        source = Source.from_bytes(data)
        assert source.encode(source.text) == data

    @given(st.binary(max_size=400))
    def test_any_bytes_are_read_or_refused_in_one_line(self, data: bytes) -> None:
        try:
            source = Source.from_bytes(data)
        except Unreadable as refusal:
            assert re.fullmatch(r"it [^\n]+", str(refusal))
        else:
            assert not source.exact or source.encode(source.text) == data


class TestNoText:
    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG image"),
            (b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (b"GIF89a\x01\x00", "a GIF image"),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a WebP image"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"PK\x03\x04\x14\x00", "a ZIP archive or an Office document"),
            (b"\x00\x00\x00\x18ftypmp42", "a media file"),
            (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        ],
    )
    def test_a_file_under_a_wrong_name_is_named(self, data: bytes, what: str) -> None:
        with pytest.raises(Unreadable, match=f"^it is {re.escape(what)}, not an article"):
            Source.from_bytes(data, "page.html")

    @pytest.mark.parametrize("data", [bytes(range(256)), b"\x00" * 50, b"ab\x01\x02\x03\x04" * 30])
    def test_other_binary_data(self, data: bytes) -> None:
        with pytest.raises(Unreadable, match="it is binary data"):
            Source.from_bytes(data)

    @pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
    def test_nothing(self, data: bytes) -> None:
        with pytest.raises(Unreadable, match="it is empty"):
            Source.from_bytes(data)

    @pytest.mark.parametrize("text", ["GIF89 was a format", "ID3 tags are old", "BZh", "PK said no", "MZ is a code"])
    def test_words_that_begin_like_a_signature_are_words(self, text: str) -> None:
        assert Source.from_bytes(text.encode()).text == text

    def test_a_stray_null_character_does_not_make_a_page_binary(self) -> None:
        assert Source.from_bytes(b"<p>" + b"word " * 30 + b"\x00</p>").text.count("\x00") == 1


class TestGzip:
    def test_is_unpacked_and_not_written_back(self) -> None:
        source = Source.from_bytes(gzip.compress(RUSSIAN.encode()))
        assert source.text == RUSSIAN
        assert not source.exact

    def test_of_several_members(self) -> None:
        assert Source.from_bytes(gzip.compress(b"<p>a") + gzip.compress(b"b</p>")).text == "<p>ab</p>"

    def test_with_padding(self) -> None:
        assert Source.from_bytes(gzip.compress(b"<p>a</p>") + b"\x00" * 512).text == "<p>a</p>"

    @pytest.mark.parametrize("cut", [11, -5])
    def test_cut_short(self, cut: int) -> None:
        with pytest.raises(Unreadable, match="cut short"):
            Source.from_bytes(gzip.compress(RUSSIAN.encode())[:cut])

    def test_damaged(self) -> None:
        with pytest.raises(Unreadable, match="damaged gzip"):
            Source.from_bytes(b"\x1f\x8b\x08junk and more junk")

    def test_that_unpacks_to_more_than_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(source_module, "MOST_BYTES", 1000)
        with pytest.raises(Unreadable, match="unpack and split it"):
            Source.from_bytes(gzip.compress(b"<p>" + b"a" * 2000))

    def test_a_file_larger_than_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(source_module, "MOST_BYTES", 1000)
        with pytest.raises(Unreadable, match="split it"):
            Source.from_bytes(b"<p>" + b"a" * 2000)


class TestPositions:
    def test_line_ends_are_lf_crlf_and_cr(self) -> None:
        source = Source("a", "one\r\ntwo\rthree\nfour")
        assert list(source.line_starts) == [0, 5, 9, 15]
        windows = [source.window(Span(start, start + 2)) for start in source.line_starts]
        assert [window.marked + window.behind for window in windows] == ["one", "two", "three", "four"]

    @pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"])
    def test_nothing_else_ends_a_line(self, character: str) -> None:
        assert list(Source("a", f"one{character}two").line_starts) == [0]

    def test_a_window_shows_a_span_on_the_line_it_begins_on(self) -> None:
        text = "one\r\nsome words stand here\r\nand here"
        source = Source("a", text)
        start = text.index("words")
        assert source.window(Span(start, start + 5)) == ("some ", "words", " stand here")
        assert source.window(Span(start, len(text))) == ("some ", "words stand here", "")
        assert source.window(Span(4, 4)) == ("one", "", "")

    def test_a_window_on_a_long_line_is_narrow(self) -> None:
        source = Source("a", "a" * 100_000 + "b" * 100_000 + "c" * 100_000)
        assert source.window(Span(100_000, 200_000)) == ("a" * REACH, "b" * REACH, "c" * REACH)

    def test_columns_count_characters_and_utf_16_units(self) -> None:
        source = Source("a", "x\né😀b")
        assert source.position(0) == Position(1, 1, 1)
        assert source.position(3) == Position(2, 2, 2)
        assert source.position(4) == Position(2, 3, 4)

    def test_the_end_of_the_text_has_a_position(self) -> None:
        assert Source("a", "ab\n").position(3) == Position(2, 1, 1)

    def test_a_span_cuts_what_it_selects(self) -> None:
        assert Source("a", "one two").cut(Span(4, 7)) == "two"

    @given(st.text(alphabet="ab\r\n\x0b\x0c\x85\u2028é😀"))
    def test_every_offset_has_the_line_and_column_that_splitting_gives(self, text: str) -> None:
        source = Source("a", text)
        lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
        assert list(line_starts(text)) == [sum(map(len, lines[:n])) for n in range(len(lines))]
        for offset in range(len(text) + 1):
            line, column, utf16_column = source.position(offset)
            before = lines[line - 1][: column - 1]
            assert sum(map(len, lines[: line - 1])) + len(before) == offset
            assert len(before.encode("utf-16-le")) // 2 + 1 == utf16_column


def test_every_real_page_is_read(real_pages: tuple[Source, ...]) -> None:
    assert len(real_pages) >= 90
    assert all(len(source.text) > 1000 for source in real_pages)
    assert {source.path: source.replaced for source in real_pages if source.replaced} == {}
