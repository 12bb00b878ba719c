"""One caption printed twice is one finding, however the page is marked up: at the second copy, related to the first."""

from __future__ import annotations

from typing import Final

import pytest

from a11ylint.engine import Ruleset, lint
from a11ylint.findings import Finding
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source

CAPTION: Final = "The envoys and their interpreters on the raft below Panemunė on June 28."
IMAGE: Final = '<img src="/photos/raft.jpg" alt="Six people at a table on a raft">'
BEFORE: Final = (
    "The envoys of the two countries met on a raft in the middle of the river and said that a bridge could stand there "
    "by winter. It was their first meeting in six years."
)
AFTER: Final = (
    "The old bridge was blown up in the last week of the war. Since then people who want to cross have had to drive "
    "two hundred kilometres to the north."
)
SPAN: Final = f'<span class="caption">{CAPTION}</span>'
FIGCAPTION: Final = f"<figcaption>{CAPTION}</figcaption>"
PARAGRAPH: Final = f"<p>{CAPTION}</p>"
FIGURE: Final = f"<figure>{IMAGE}{FIGCAPTION}</figure>"
RULES: Final = active_rules(Settings(select=("images", "captions")))

TWO_PARTS: Final = f"<span>{CAPTION}</span> <span>{CAPTION}</span>"

MARK_UPS: Final = {
    "figcaption and paragraph": f"{FIGURE}\n{PARAGRAPH}",
    "paragraph and figcaption": f"{PARAGRAPH}\n{FIGURE}",
    "figcaption and small type": f"{FIGURE}<p><em>{CAPTION}</em></p>",
    "figcaption and an unmarked span": f"<figure>{IMAGE}{FIGCAPTION}<span>{CAPTION}</span></figure>",
    "two figcaptions": f"<figure>{IMAGE}{FIGCAPTION}{FIGCAPTION}</figure>",
    "two figures": f"{FIGURE}\n{FIGURE}",
    "two spans with classes": f'<div class="photo">{IMAGE}{SPAN}{SPAN}</div>',
    "two parts of one caption": f'<div class="photo">{IMAGE}<div class="wp-caption-text">{TWO_PARTS}</div></div>',
    "twice in one figcaption": f"<figure>{IMAGE}<figcaption>{CAPTION} {CAPTION}</figcaption></figure>",
    "table cell and paragraph": f"<table><tr><td>{IMAGE}</td></tr><tr><td>{SPAN}</td></tr></table>{PARAGRAPH}",
    "a figure without a picture": f"<figure>{FIGCAPTION}</figure>{PARAGRAPH}",
    "two paragraphs": f"{PARAGRAPH}\n{PARAGRAPH}",
    "a line break": f"<p>{CAPTION}<br>{CAPTION}</p>",
    "two descriptions": f"<dl><dt>{IMAGE}</dt><dd>{CAPTION}</dd><dd>{CAPTION}</dd></dl>",
    "a description and a paragraph": f"<dl><dt>{IMAGE}</dt><dd>{CAPTION}</dd></dl>{PARAGRAPH}",
    "lists of descriptions": f"<dl><dd>{IMAGE}</dd><dd>{CAPTION}</dd></dl><dl><dd>{CAPTION}</dd></dl>",
}


def page(middle: str) -> Source:
    return Source(
        "page.html",
        f"<!DOCTYPE html><html lang=en><title>Raft</title><main><article><h1>Envoys meet on the river</h1>"
        f"<p>{BEFORE}</p>\n{middle}\n<p>{AFTER}</p></article></main></html>",
    )


def findings(source: Source, rules: Ruleset = RULES) -> tuple[Finding, ...]:
    return lint(source, rules)


@pytest.mark.parametrize("middle", MARK_UPS.values(), ids=MARK_UPS)
def test_a_doubled_caption_is_one_finding_at_the_second_copy(middle: str) -> None:
    source = page(middle)
    first = source.text.index(CAPTION)
    second = source.text.index(CAPTION, first + 1)
    (finding,) = findings(source)
    assert finding.rule == "duplicate-caption"
    assert (finding.span.start, finding.span.end) == (second, second + len(CAPTION))
    assert [related.span.start for related in finding.related] == [first]


@pytest.mark.parametrize("middle", MARK_UPS.values(), ids=MARK_UPS)
def test_its_mend_leaves_one_copy_and_nothing_to_find(middle: str) -> None:
    source = page(middle)
    (finding,) = findings(source)
    for fix in finding.fixes[:1]:
        (edit,) = fix.edits
        mended = source.text[: edit.span.start] + edit.text + source.text[edit.span.end :]
        assert mended.count(CAPTION) == 1
        assert findings(Source("page.html", mended)) == ()


def test_an_alternative_text_that_repeats_the_caption_is_one_finding_of_its_own() -> None:
    (finding,) = findings(
        page(f'<figure><img src="/r.jpg" alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure>')
    )
    assert finding.rule == "alt-repeats-caption"
    assert len(finding.related) == 1


def test_a_text_that_prints_a_caption_twice_has_one_finding_at_the_second_line() -> None:
    text = f"Envoys meet on the river\n\n{BEFORE}\n\n{CAPTION}\n{CAPTION}\n\n{AFTER}\n"
    source = Source("page.txt", text)
    (finding,) = findings(source)
    assert source.position(finding.span.start).line == 6
    assert [source.position(related.span.start).line for related in finding.related] == [5]


def test_three_copies_are_two_findings_both_related_to_the_first() -> None:
    found = findings(page(f"{FIGURE}<p>{CAPTION}</p><p>{CAPTION}</p>"))
    assert [finding.rule for finding in found] == ["duplicate-caption"] * 2
    assert len({related.span for finding in found for related in finding.related}) == 1


SINGLE: Final = {
    "one caption": FIGURE,
    "responsive copies": FIGURE.replace("<figure", '<figure class="hidden xl:block"')
    + FIGURE.replace("<figure", '<figure class="xl:hidden"'),
    "slides": f'<div class="swiper">{FIGURE}{FIGURE}</div>',
    "a hidden copy": f"{FIGURE}<p hidden>{CAPTION}</p>",
    "a copy without scripts": f"{FIGURE}<noscript><p>{CAPTION}</p></noscript>",
    "words quoted later": f"{FIGURE}<p>{AFTER} And more.</p><p>{CAPTION}</p>",
}


@pytest.mark.parametrize("middle", SINGLE.values(), ids=SINGLE)
def test_what_a_reader_meets_once_is_no_finding(middle: str) -> None:
    assert findings(page(middle)) == ()
