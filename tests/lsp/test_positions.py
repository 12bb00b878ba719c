"""Places as editors count them, held against the bytes of each encoding."""

from __future__ import annotations

import re
from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from lsprotocol import types

from a11ylint.lsp.positions import Text
from a11ylint.source import Span

WIDTHS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Emoji with joiners, combining marks, and what other programs take for line ends but the protocol does not.
PIECES = [
    "a",
    "é",
    "e\u0301",
    "😀",
    "👩‍👩‍👧",
    "\u2028",
    "\u2029",
    "\x0b",
    "\x0c",
    "\x85",
    "\r",
    "\n",
    "\r\n",
    "ქართული",
    "𝔸",
    " ",
]

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join)
encodings = st.sampled_from(sorted(WIDTHS))


def lines(text: str) -> list[str]:
    """The lines of a text, each with its end; independent of the code that is tested."""
    return [*re.findall("[^\r\n]*(?:\r\n|\r|\n)", text), re.split("\r\n|\r|\n", text)[-1]]


def counted(text: str, offset: int, encoding: str) -> types.Position:
    """The place of an offset, counted on the encoded line."""
    starts = [0]
    for line in lines(text)[:-1]:
        starts.append(starts[-1] + len(line))
    number = bisect_right(starts, offset) - 1
    before = text[starts[number] : offset]
    return types.Position(number, len(before.encode(CODECS[encoding])) // WIDTHS[encoding])


@given(texts, encodings, st.data())
def test_an_offset_and_its_place_are_each_others(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":  # between the two there is no place
        offset -= 1
    contents = Text(text, encoding)
    place = contents.position(offset)
    assert place == counted(text, offset, encoding)
    assert contents.offset(place) == offset


@given(texts, encodings, st.integers(0, 30), st.integers(0, 60))
def test_every_place_an_editor_may_name_is_one_in_the_text(text: str, encoding: str, line: int, column: int) -> None:
    contents = Text(text, encoding)
    offset = contents.offset(types.Position(line, column))
    place = contents.position(offset)
    assert place <= types.Position(line, column)
    if line < len(lines(text)):
        assert place.line == line
        longer = text[offset : offset + 1] not in ("", "\r", "\n")
        assert not longer or contents.position(offset + 1) > types.Position(line, column)
    else:
        assert offset == len(text)


@given(texts, encodings, st.data())
def test_a_change_replaces_what_its_range_selects(text: str, encoding: str, data: st.DataObject) -> None:
    """The editor's own copy is the encoded text, where a range is a slice."""
    contents = Text(text, encoding)
    for _ in range(3):
        start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        if any(text[place - 1 : place + 1] == "\r\n" for place in (start, end)):
            continue
        new = data.draw(texts)
        where = types.Range(counted(text, start, encoding), counted(text, end, encoding))
        contents = contents.changed([types.TextDocumentContentChangePartial(where, new)])
        text = text[:start] + new + text[end:]
        assert contents.text == text


def test_a_change_without_a_range_is_the_whole_text() -> None:
    assert Text("old").changed([types.TextDocumentContentChangeWholeDocument("new")]).text == "new"


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 7), ("utf-16", 5), ("utf-32", 4)])
def test_the_example_of_the_protocol(encoding: str, column: int) -> None:
    assert Text('x="😋"', encoding).position(4) == types.Position(0, column)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 2), ("utf-8", 4), ("utf-16", 2)])
def test_a_place_within_a_character_is_its_beginning(encoding: str, column: int) -> None:
    assert Text("a😋b", encoding).offset(types.Position(0, column)) == 1


def test_a_combining_mark_is_a_character_of_its_own() -> None:
    assert Text("cafe\u0301 x").position(6) == types.Position(0, 6)


def test_half_a_pair_is_a_unit() -> None:
    assert Text("\ud83d x").position(2) == types.Position(0, 2)
    assert Text("\ud83d x").offset(types.Position(0, 2)) == 2


def test_a_place_behind_a_line_is_its_end() -> None:
    for end in ("\n", "\r", "\r\n"):
        assert Text(f"ab{end}cd").offset(types.Position(0, 99)) == 2


def test_a_range_whose_ends_are_the_wrong_way_round_is_a_span_all_the_same() -> None:
    assert Text("abc").span(types.Range(types.Position(0, 2), types.Position(0, 1))) == Span(1, 2)
