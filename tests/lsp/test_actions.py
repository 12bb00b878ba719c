"""All safe fixes as edits that an editor can make: together they give the fixed text, and touch little else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from a11ylint.fixing import apply
from a11ylint.lsp.actions import differences
from a11ylint.source import Source

lines = st.sampled_from(["<p>One.</p>", "<p>Two.</p>", "", "😀", "<img>"])
texts = st.lists(st.tuples(lines, st.sampled_from(["\n", "\r\n", "\r", ""]))).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


@given(texts, texts)
def test_they_make_one_text_of_the_other(before: str, after: str) -> None:
    edits = list(differences(Source("a", before), Source("a", after)))
    assert apply(before, edits) == after
    spans = sorted(edit.span for edit in edits)
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_what_is_the_same_is_not_touched() -> None:
    before = "<p>One.</p>\n<img>\n<p>Two.</p>\n<p>Three.</p>\n"
    after = "<p>One!</p>\n<img>\n<p>Three.</p>\n"
    edits = list(differences(Source("a", before), Source("a", after)))
    assert [(before[slice(*edit.span)], edit.text) for edit in edits] == [(".", "!"), ("<p>Two.</p>\n", "")]


def test_a_very_long_text_is_one_edit() -> None:
    before = "a\n" * 30_000
    (edit,) = differences(Source("a", f"x\n{before}y\n"), Source("a", f"z\n{before}w\n"))
    assert edit.text == f"z\n{before}w"
