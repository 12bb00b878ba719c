"""What holds for any input: no rule fails, every place is inside the source, and a lint is a function of its page."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint.engine import lint
from a11ylint.findings import INTERNAL_ERROR
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Unreadable

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "pages").glob("*html"))
RULES = active_rules(Settings(select=("all",)))

TAGS = "p div a img figure figcaption h1 time table tr td ul li nav b svg".split()
ATTRIBUTES = [
    *("id=a", 'id="b"', "class=caption", "class='byline author'", "alt", 'alt="a.jpg"', "src=x", 'href="#a"'),
    *("datetime=2018-06-31", "hidden", "lang=ru", "role=navigation", "&amp;", "=", '"'),
]
WORDS = [
    *(
        "June 27, 2018",
        "Wednesday",
        "31 February 2018",
        "By Jane Doe",
        "With reporting by AFP, AFP and",
        "(file photo)",
    ),
    *("&amp;", "&notit;", "7:30 p.m. (1630 GMT/UTC)", "[hour]:[minute]", "Ünïcödé", "𝔸🙂", "\r\n", "\x00", "<", "-->"),
]

start_tags = st.builds(
    lambda tag, attributes: f"<{tag} {' '.join(attributes)}>",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=3),
)
pieces = st.one_of(
    start_tags,
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(WORDS),
    st.sampled_from(
        ["<!doctype html>", "<html lang=en>", "<body>", "<!--", "<script>", "</script>", "<template>", "<p"]
    ),
    st.text(max_size=20),
)
markup = st.lists(pieces, max_size=40).map("".join)


def check_everything(text: str, path: str) -> None:
    source = Source(path, text)
    findings = lint(source, RULES)
    for finding in findings:
        assert finding.rule != INTERNAL_ERROR, finding.message
        for span in (finding.span, *(related.span for related in finding.related)):
            assert 0 <= span.start <= span.end <= len(text)
        for fix in finding.fixes:
            assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in fix.edits)
    assert findings == lint(source, RULES)


@given(markup)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup_is_linted(text: str) -> None:
    check_everything(text, "page.html")


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=75)
def test_any_text_is_linted(text: str) -> None:
    check_everything(text, "page.txt")


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_decoded_or_refused_in_one_line(data: bytes) -> None:
    try:
        source = Source.from_bytes(data, "page.html")
    except Unreadable as error:
        assert str(error).strip()
        assert "\n" not in str(error)
    else:
        check_everything(source.text, source.path)


@pytest.mark.parametrize("page", FIXTURES, ids=lambda page: page.name)
def test_real_markup_cut_and_stirred_is_linted(page: Path) -> None:
    text = Source.from_bytes(page.read_bytes(), page.name).text
    chance = random.Random(page.name)
    for _ in range(12):
        start, end = sorted(chance.sample(range(len(text) + 1), 2))
        check_everything(
            chance.choice([text[:start] + text[end:], text[start:end] + text[:start], text[:start]]), "page.html"
        )
