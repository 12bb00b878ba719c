"""Conditions in front matter: which things they are about, which places they report, and how mistakes are said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from a11ylint.engine import activate, lint
from a11ylint.packs import all_rules, pack_at
from a11ylint.rulepage import RulePageError
from a11ylint.source import Source
from tests.test_engine import write_rule

ARTICLE = """\
<!doctype html><html lang=en><head><title>Harbour opens</title></head><body><article>
<h1>Harbour opens, teh mayor says</h1>
<p class=byline>By <a href="/mira">teh Mira Holm</a></p>
<figure><img src="/photos/harbour-2024.jpg" alt="teh crane over the harbour" width=800 height=600>
<figcaption>Ships wait outside teh harbour. <span class=credit>Photo: teh Jonas Lind</span></figcaption></figure>
<p>Ships came back to teh harbour on Monday, after three years of work on its new walls and its cranes.</p>
<p>Nobody had thought that teh works would take so long, said those who live beside the water, and left.</p>
<p>With reporting by AFP and teh Reuters</p>
</article></body></html>
"""


def found(folder: Path, html: str, **check: object) -> list[tuple[str, str]]:
    """(characters found, message) of what a condition finds."""
    write_rule(folder / "house", "condition", extra=f"check: {json.dumps(check)}")
    rules = [activate(rule) for rule in all_rules([pack_at(folder)])]
    source = Source("page.html", html)
    return [(source.cut(finding.span), finding.message) for finding in lint(source, rules)]


def cuts(folder: Path, html: str, **check: object) -> list[str]:
    return [cut for cut, _ in found(folder, html, **check)]


class TestParts:
    @pytest.mark.parametrize(
        ("part", "words", "expected"),
        [
            ("headline", "teh mayor", ["teh mayor"]),
            ("caption", "teh harbour", ["teh harbour"]),
            ("credit", "teh Jonas", ["teh Jonas"]),
            ("alt", "teh crane", ['alt="teh crane over the harbour"']),
            ("link", "teh Mira", ["teh Mira"]),
            ("paragraph", "teh", ["teh", "teh"]),
            ("agency-line", "and", ["and"]),
        ],
    )
    def test_words_are_found_in_their_part_of_the_article(
        self, tmp_path: Path, part: str, words: str, expected: list[str]
    ) -> None:
        assert cuts(tmp_path, ARTICLE, part=part, words=[words]) == expected

    @pytest.mark.parametrize("part", ["headline", "caption", "credit", "alt", "link", "paragraph", "agency-line"])
    def test_a_page_without_the_part_has_nothing_to_find(self, tmp_path: Path, part: str) -> None:
        assert cuts(tmp_path, "<div></div>", part=part, matches=".") == []

    def test_a_pattern_is_searched_in_a_part(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, ARTICLE, part="paragraph", matches="Ships|Nobody") == ["Ships", "Nobody"]

    def test_a_photo_without_alternative_text_has_none_to_judge(self, tmp_path: Path) -> None:
        bare = ARTICLE.replace(' alt="teh crane over the harbour"', "")
        assert cuts(tmp_path, bare, part="alt", matches="teh") == []


class TestSelectors:
    def test_without_a_pattern_every_element_is_found(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<b>x</b><i>y</i><b>z</b>", select="b") == ["<b>", "<b>"]

    def test_what_the_page_only_implies_is_not_found(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<!doctype html><title>x</title><p>y", select="body, p") == ["<p>"]

    def test_some_are_left_out_and_those_after_them_are_not(self, tmp_path: Path) -> None:
        html = "<b id=a>x</b><nav><b id=c>z</b></nav><b id=d>w</b>"
        assert cuts(tmp_path, html, select="b", unless="nav b") == ["<b id=a>", "<b id=d>"]

    def test_every_match_in_the_words_is_found(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<p>one two <b>th</b>ree</p><p>four</p>", select="p", matches=r"\bt\w+") == [
            "two",
            "<b>th</b>ree".removeprefix("<b>"),
        ]

    def test_an_attribute_without_a_pattern_is_found_where_it_stands(self, tmp_path: Path) -> None:
        html = "<a>x</a><a href='/y' target=_blank>y</a>"
        assert cuts(tmp_path, html, select="a", attribute="target") == ["target=_blank"]

    def test_an_attribute_is_judged_by_words_too(self, tmp_path: Path) -> None:
        html = '<img alt="An Image of us"><img alt="Imagery">'
        assert cuts(tmp_path, html, select="img", attribute="alt", words=["image"]) == ['alt="An Image of us"']


class TestWords:
    def test_the_longest_is_found_where_several_are(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<p>read more here</p>", select="p", words=["read", "read  more"]) == ["read more"]

    def test_signs_in_them_mean_themselves(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<p>A.P. and AxPx</p>", select="p", words=["a.p."]) == ["A.P."]

    def test_they_are_whole(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<p>there, here, hereby</p>", select="p", words=["here"]) == ["here"]

    def test_one_of_the_given_letters_is_enough(self, tmp_path: Path) -> None:
        assert cuts(tmp_path, "<p>Über uns</p>", select="p", words=["uns"], given=["there", "ÜBER"]) == ["uns"]


class TestMessages:
    @pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
    def test_a_long_match_is_cut(self, tmp_path: Path, length: int, shown: str) -> None:
        ((_, message),) = found(tmp_path, f"<p>{'x' * length}</p>", select="p", matches="x+", message="Not {text}.")
        assert message == f"Not {shown}."

    def test_white_space_in_it_is_one_space(self, tmp_path: Path) -> None:
        ((_, message),) = found(tmp_path, "<p>one\n  two</p>", select="p", words=["one two"], message="Not {text}.")
        assert message == "Not one two."

    def test_without_one_the_rules_title_is_said(self, tmp_path: Path) -> None:
        assert found(tmp_path, "<b>x</b>", select="b") == [("<b>", "A rule for tests")]


class TestMistakes:
    @pytest.mark.parametrize(
        ("check", "complaint"),
        [
            ({}, "needs either 'select' .* or 'part'"),
            ({"select": "a", "part": "alt", "words": ["x"]}, "needs either 'select' .* or 'part'"),
            ({"select": "a", "words": ["x"], "matches": "x"}, "has both 'matches' and 'words'"),
            ({"part": "alt"}, "needs 'matches' or 'words' with a part"),
            ({"part": "alt", "words": ["x"], "attribute": "alt"}, "'attribute', which goes with 'select'"),
            ({"part": "alt", "words": ["x"], "given": ["x"]}, "'given', which goes with 'select'"),
            ({"part": "alt", "words": ["x"], "unless": "nav"}, "'unless', which goes with 'select'"),
            ({"select": "a", "words": []}, "'words' that are no list of words"),
            ({"select": "a", "words": ["x", " "]}, "'words' that are no list of words"),
            ({"select": "a", "words": ["x", False]}, "'words' that are no list of words"),
            ({"select": "a", "words": ["x"], "given": []}, "'given' that are no list of words"),
            ({"select": "a[", "words": ["x"]}, "'select' that cannot be read"),
            ({"select": "a", "unless": "b["}, "'unless' that cannot be read"),
        ],
    )
    def test_it_is_said_what_is_wrong(self, tmp_path: Path, check: dict[str, Any], complaint: str) -> None:
        with pytest.raises(RulePageError, match=complaint):
            found(tmp_path, "<p>x</p>", **check)

    @pytest.mark.parametrize("pattern", [{"matches": "x"}, {"words": ["x"]}])
    def test_the_given_letters_go_with_either_kind_of_pattern(self, tmp_path: Path, pattern: dict[str, Any]) -> None:
        assert cuts(tmp_path, "<p>x</p>", select="p", given=["x"], **pattern) == ["x"]
