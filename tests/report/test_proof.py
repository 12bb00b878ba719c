"""The proof of a page: what is kept of its source and of its article for a report that shows them."""

from __future__ import annotations

import json
import pickle
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.cache import dump_result, load_result
from a11ylint.findings import Certainty, Finding, Severity
from a11ylint.linting import lint_source
from a11ylint.report import FileResult
from a11ylint.report.proof import MOST_PROOFED, Picture, Proof, excerpts, proof_from
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Span

RULES = active_rules(Settings(select=("all",)))
FIXTURES = Path(__file__).parents[2] / "fixtures" / "pages"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>The ferry is stuck</title></head><body><main><article>
<h1>The ferry is stuck</h1><p class="byline">By Mira Holm</p>
<figure><img src="/img/pier.jpg?w=900" alt="The pier in the reeds">
<figcaption>The old pier. Photo: Ada Lind/Reuters</figcaption></figure>
<figure><img src="sea.jpg" alt=""><figcaption>The sea in March</figcaption></figure>
<figure><img src="ice.jpg"><figcaption>Ice on the hull</figcaption></figure>
<p>The ferry that runs between the islands has been stuck in the ice since the morning, the harbour office said.</p>
<p>A tug is on its way and the passengers will be taken home before the evening, all forty-one of them.</p>
</article></main></body></html>
"""


def proofed(text: str) -> FileResult:
    return lint_source(Source("page.html", text), RULES, describe=True, show=True)


def finding(start: int, end: int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("page.html", "rule", severity, Certainty.PROVEN, "Wrong.", Span(start, end), "")


def pictures() -> tuple[Picture, ...]:
    proof = proofed(PAGE).proof
    assert proof is not None
    return proof.card.pictures


def test_it_is_taken_only_where_it_is_asked_for() -> None:
    assert lint_source(Source("page.html", PAGE), RULES).proof is None
    assert proofed(PAGE).proof is not None


def test_a_card_has_what_the_article_says_of_itself() -> None:
    proof = proofed(PAGE).proof
    assert proof is not None
    assert proof.card.headline == "The ferry is stuck"
    assert proof.card.authors == ("Mira Holm",)
    assert proof.card.declared_language == "en"


def test_a_photo_is_given_as_it_is_seen() -> None:
    pier, sea, ice = pictures()
    assert (pier.file, pier.alt, pier.captions, pier.line) == (
        "pier.jpg",
        "The pier in the reeds",
        ("The old pier.",),
        3,
    )
    assert "Ada Lind" in pier.credit
    assert (sea.alt, ice.alt) == ("", None)


def test_a_photo_is_given_as_it_is_heard() -> None:
    assert [each.heard for each in pictures()] == ["The pier in the reeds", None, ""]
    hidden = proofed(PAGE.replace('<img src="/img', '<img role="none" src="/img')).proof
    assert hidden is not None
    assert hidden.card.pictures[0].heard is None


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.html")), ids=lambda path: path.name)
def test_every_finding_and_fix_stands_in_an_excerpt_that_is_the_source(path: Path) -> None:
    source = Source.from_bytes(path.read_bytes(), path.name)
    result = lint_source(source, RULES, describe=True, show=True)
    assert result.proof is not None
    for excerpt in result.proof.excerpts:
        assert source.text.startswith(excerpt.text, excerpt.start)
        assert source.position(excerpt.start).line == excerpt.line
        assert (source.position(excerpt.start).column == 1) is excerpt.whole
        assert excerpt.ended is (excerpt.end == len(source.text) or source.text[excerpt.end - 1] in "\r\n")
    for each in result.findings[:MOST_PROOFED]:
        for span in (each.span, *(edit.span for fix in each.fixes[:1] for edit in fix.edits)):
            found = result.proof.excerpt(span)
            assert found is not None
            assert min(span.end, span.start + 400) <= found.end


@given(
    st.text(st.sampled_from("ab <>\n\r\u2028é🙂"), max_size=900),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=12),
)
def test_excerpts_are_in_order_apart_and_hold_their_places(text: str, pairs: list[tuple[int, int]]) -> None:
    size = len(text)
    places = [(min(one, size), min(other, size)) for one, other in pairs]
    findings = [finding(min(place), max(place)) for place in places]
    kept = tuple(excerpts(Source("page.html", text), findings))
    assert all(one.end < other.start for one, other in pairwise(kept))
    for each in findings:
        assert any(excerpt.start <= each.span.start <= excerpt.end for excerpt in kept)


def test_a_page_of_a_single_endless_line_is_kept_in_pieces() -> None:
    text = "<p>word</p>" * 20_000
    kept = tuple(excerpts(Source("page.html", text), [finding(start, start + 3) for start in range(0, 200_000, 1_100)]))
    assert len(kept) == MOST_PROOFED
    assert all(len(excerpt.text) < 300 for excerpt in kept)


def test_the_worst_findings_come_first_where_not_all_can_be_kept() -> None:
    text = "x" * 500_000
    notices = [finding(place, place + 1, Severity.NOTICE) for place in range(0, 400_000, 1_000)]
    kept = Proof(proofed(PAGE).proof.card, tuple(excerpts(Source("p", text), [*notices, finding(450_000, 450_001)])))  # type: ignore[union-attr]
    assert kept.excerpt(Span(450_000, 450_001)) is not None


def test_a_long_place_is_cut() -> None:
    (kept,) = excerpts(Source("page.html", "x" * 9_000), [finding(1_000, 8_000)])
    assert kept.start <= 1_000 < 1_400 == kept.end


def test_it_can_be_sent_and_kept() -> None:
    result = proofed(PAGE)
    assert pickle.loads(pickle.dumps(result)) == result
    assert proof_from(json.loads(json.dumps(result.proof))) == result.proof
    content = dump_result(result)
    assert content is not None
    assert load_result(content, "page.html", describe=True, show=True) == result


def test_a_kept_result_without_a_proof_is_not_enough_for_who_wants_one() -> None:
    content = dump_result(lint_source(Source("page.html", PAGE), RULES, describe=True))
    assert content is not None
    assert load_result(content, "page.html", describe=True, show=True) is None
    assert load_result(content, "page.html", describe=True) is not None
