"""When an article says it was published and changed: what counts, what does not, and where it stands."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.article import Article, DateClaim, DateRole, read_article
from a11ylint.calendar import Moment, read_machine
from a11ylint.document import parse
from a11ylint.source import Source

CORPUS = Path(os.environ.get("A11YLINT_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))

PROSE = (
    "The harbour board met for the third time this year and put off the question of the new breakwater until the "
    "engineers have measured the tides once more, which the fishermen of the town had asked for since the spring."
)


def page(head: str = "", under_headline: str = "", after: str = "", lang: str = "en", before: str = "") -> Article:
    body = "".join(f"<p>{PROSE} Part {number}.</p>" for number in ("one", "two", "three", "four"))
    text = (
        f'<!doctype html><html lang="{lang}"><head><title>Board puts off the breakwater</title>{head}</head><body>'
        f"{before}<main><article><h1>Board puts off the breakwater</h1>{under_headline}<div>{body}</div>{after}"
        f"</article></main></body></html>"
    )
    return read_article(parse(Source.from_bytes(text.encode(), "page.html")))


def visible(article: Article) -> list[tuple[str, str]]:
    return [(claim.role.value, claim.text) for claim in article.date_claims if claim.visible]


def source_of(article: Article, claim: DateClaim) -> str:
    return article.document.source.text[claim.span.start : claim.span.end]


def moment(article: Article) -> str:
    assert article.published is not None
    return str(article.published.moment)


class TestForMachines:
    def test_json_ld_says_it_first(self) -> None:
        article = page(
            '<meta property="article:published_time" content="2018-06-26T10:00:00Z">'
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2018-06-27T16:30:00+03:00", '
            '"dateModified": "2018-06-28T08:00:00+03:00"}</script>'
        )
        assert article.published is not None and article.modified is not None
        assert (article.published.where, moment(article)) == ("json-ld", "2018-06-27T16:30:00+03:00")
        assert source_of(article, article.published) == "2018-06-27T16:30:00+03:00"
        assert str(article.modified.moment) == "2018-06-28T08:00:00+03:00"

    def test_the_date_of_writing_counts_only_where_no_other_is_given(self) -> None:
        both = '{"@type": "NewsArticle", "dateCreated": "2018-06-20", "datePublished": "2018-06-27"}'
        alone = '{"@type": "NewsArticle", "dateCreated": "2018-06-20"}'
        for data, day in ((both, "2018-06-27"), (alone, "2018-06-20")):
            assert moment(page(f'<script type="application/ld+json">{data}</script>')) == day

    @pytest.mark.parametrize(
        "head",
        [
            '<meta property="article:published_time" content="2018-06-27T16:30:00Z">',
            '<meta name="parsely-pub-date" content="2018-06-27T16:30:00Z">',
            '<meta name="DC.date.issued" content="2018-06-27T16:30:00Z">',
            '<meta itemprop="datePublished" content="2018-06-27T16:30:00Z">',
            '<meta name="ptime" content="20180627163000">',
        ],
    )
    def test_meta_elements_say_it(self, head: str) -> None:
        assert moment(page(head)).startswith("2018-06-27T16:30:00")

    @pytest.mark.parametrize(
        "markup",
        [
            '<p><time datetime="2018-06-27T16:30:00Z">Yesterday</time></p>',
            '<p><span itemprop="datePublished" content="2018-06-27T16:30:00Z">Yesterday</span></p>',
            '<p><abbr class="published" title="2018-06-27T16:30:00Z">Yesterday</abbr></p>',
        ],
    )
    def test_elements_under_the_headline_say_it(self, markup: str) -> None:
        assert moment(page(under_headline=markup)) == "2018-06-27T16:30:00Z"

    def test_a_date_in_words_in_a_machines_place_is_read(self) -> None:
        assert moment(page('<meta name="sailthru.date" content="June 27th, 2018">')) == "2018-06-27"

    def test_an_unfilled_template_is_a_claim_that_says_nothing(self) -> None:
        article = page(under_headline='<p><time datetime="00:00-YY-DD-MM">[hour]:[minute] [AMPM]</time></p>')
        assert [(claim.text, claim.moment) for claim in article.date_claims] == [("00:00-YY-DD-MM", None)]
        assert article.published is None

    @pytest.mark.parametrize("value", ["P3M14S", "PT3M", "14:30", "2018"])
    def test_a_duration_or_a_year_is_no_publication_date(self, value: str) -> None:
        assert page(under_headline=f'<p><time datetime="{value}">three minutes</time></p>').date_claims == ()

    def test_what_programs_print_for_no_date_is_not_believed(self) -> None:
        data = '{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00Z"}'
        article = page(
            f'<script type="application/ld+json">{data}</script>', '<p class="date">June 27, 2018, 9:05 a.m.</p>'
        )
        assert moment(article) == "2018-06-27T09:05:00"

    def test_the_time_of_day_is_preferred_to_the_bare_day(self) -> None:
        head = (
            '<meta property="article:published_time" content="2018-06-27">'
            '<meta name="parsely-pub-date" content="2018-06-27T16:30:00Z">'
        )
        assert moment(page(head)) == "2018-06-27T16:30:00Z"


class TestForReaders:
    @pytest.mark.parametrize(
        ("lang", "line", "words", "says"),
        [
            (
                "en-US",
                "Published June 27, 2018 at 7:30 p.m. ET",
                "June 27, 2018 at 7:30 p.m. ET",
                "2018-06-27T19:30:00",
            ),
            ("en-GB", "By A. Writer | 27/06/2018", "27/06/2018", "2018-06-27"),
            ("en", "7:30 PM EDT, Wed June 27, 2018", "7:30 PM EDT, Wed June 27, 2018", "2018-06-27T19:30:00-04:00"),
            ("de", "Stand: 27.06.2018, 16:30 Uhr", "27.06.2018, 16:30 Uhr", "2018-06-27T16:30:00"),
            ("fr", "Publié le 27 juin 2018 à 16h30", "27 juin 2018 à 16h30", "2018-06-27T16:30:00"),
            ("ru", "Опубликовано 27 июня 2018, 16:30", "27 июня 2018, 16:30", "2018-06-27T16:30:00"),
            ("ja", "2018年6月27日 16時30分", "2018年6月27日 16時30分", "2018-06-27T16:30:00"),
            ("fa", "۶ تیر ۱۳۹۷", "۶ تیر ۱۳۹۷", "2018-06-27"),
            ("id", "Rabu, 27 Juni 2018 16.30 WIB", "Rabu, 27 Juni 2018 16.30 WIB", "2018-06-27T16:30:00+07:00"),
        ],
    )
    def test_the_words_of_the_date_alone_are_selected(self, lang: str, line: str, words: str, says: str) -> None:
        article = page(under_headline=f'<p class="date">{line}</p>', lang=lang)
        assert visible(article) == [("published", words)]
        assert source_of(article, article.date_claims[0]) == words
        assert moment(article) == says

    def test_a_line_that_is_little_more_than_a_date_needs_no_class(self) -> None:
        assert visible(page(under_headline="<div><span>A. Writer</span> <span>27 June 2018</span></div>")) == [
            ("published", "27 June 2018")
        ]

    def test_published_and_updated_in_one_line_are_two_claims(self) -> None:
        article = page(under_headline="<p>Published June 27, 2018 | Updated June 28, 2018</p>")
        assert visible(article) == [("published", "June 27, 2018"), ("modified", "June 28, 2018")]

    @pytest.mark.parametrize(
        ("lang", "line"),
        [
            ("en", "Updated: June 27, 2018"),
            ("de", "Aktualisiert am 27. Juni 2018"),
            ("es", "Actualizado 27/06/2018"),
            ("ru", "Обновлено 27 июня 2018"),
            ("zh", "更新：2018年6月27日"),
        ],
    )
    def test_an_update_is_no_publication(self, lang: str, line: str) -> None:
        article = page(under_headline=f'<p class="date">{line}</p>', lang=lang)
        assert [claim.role for claim in article.date_claims] == [DateRole.MODIFIED]
        assert article.published is None
        assert article.modified is not None

    def test_the_class_may_say_that_it_is_an_update(self) -> None:
        article = page(under_headline='<p><time class="date-updated">June 27, 2018</time></p>')
        assert visible(article) == [("modified", "June 27, 2018")]

    def test_a_date_and_its_time_may_stand_in_two_elements(self) -> None:
        markup = '<div class="date"><span>27.06.2018</span>\n<i>|</i> <span>16:30</span></div>'
        assert moment(page(under_headline=markup, lang="de")) == "2018-06-27T16:30:00"

    def test_the_time_element_is_the_claims_element(self) -> None:
        article = page(under_headline="<p>On <time>June 27, 2018</time></p>")
        element = article.date_claims[0].element
        assert element is not None and element.tag == "time"

    def test_a_machines_date_settles_which_figure_is_the_month(self) -> None:
        head = '<meta property="article:published_time" content="2018-06-05T10:00:00Z">'
        article = page(head, '<p class="date">05/06/2018</p>')
        assert [str(claim.moment) for claim in article.date_claims if claim.visible] == ["2018-06-05"]

    def test_a_day_that_does_not_exist_is_a_claim_that_says_nothing(self) -> None:
        article = page(under_headline='<p class="date">February 30, 2018</p>')
        assert [(claim.text, claim.moment) for claim in article.date_claims] == [("February 30, 2018", None)]

    def test_under_the_article_a_word_must_say_what_the_date_is(self) -> None:
        assert visible(page(after="<p>First published June 27, 2018</p>")) == [("published", "June 27, 2018")]
        assert visible(page(after="<div>June 27, 2018</div>")) == []
        assert visible(page(after="<p>His first book was published June 27, 2018.</p>")) == []


class TestWhatIsNotTheArticles:
    @pytest.mark.parametrize(
        "markup",
        [
            # Another story's card
            '<div><a href="/b"><h2>Storm ahead</h2></a><time datetime="2018-01-05">January 5, 2018</time></div>',
            '<ul><li><h3><a href="/b">Storm ahead</a></h3><span class="date">January 5, 2018</span></li></ul>',
            '<aside><time datetime="2018-01-05">January 5, 2018</time></aside>',
            '<div class="related-stories"><span class="date">January 5, 2018</span></div>',
            # A photo's day
            '<figure><img src="a.jpg" alt="Boats"><figcaption>Boats at rest on January 5, 2018.</figcaption></figure>',
            # Nothing that a reader meets
            '<p class="date" hidden>January 5, 2018</p>',
            # A printed issue
            '<div class="rubric"><a href="/i">January 5, 2018 Issue</a></div>',
            # The story's own days
            "<div><p>The first plan was drawn up on January 5, 2018, when the town hall still stood where the market "
            "is now, and it was twice as long as this one.</p></div>",
            "<p>A report published January 5, 2018, had asked for it.</p>",
        ],
    )
    def test_its_dates_are_left_out(self, markup: str) -> None:
        article = page(under_headline='<p class="date">June 27, 2018</p>' + markup)
        assert visible(article) == [("published", "June 27, 2018")]
        assert moment(article) == "2018-06-27"

    def test_the_page_heads_own_day_is_left_out(self) -> None:
        article = page(before='<header><div class="date">Monday, July 2, 2018</div></header>')
        assert article.date_claims == ()


class TestEverything:
    @given(
        st.lists(
            st.sampled_from(
                '<p> </p> <time> <time|datetime="2018-06-27"> <span|class="date"> </span> <h2> </h2> <a|href="/x"> '
                "</a> <li> 27 June 2018 , 16:30 Updated Published &nbsp; <br> <figure> </figure> <article> </article> "
                "<div|hidden> </div> 05/06/2018 [hour] <b>".split()
            ),
            max_size=25,
        ).map(lambda pieces: " ".join(pieces).replace("|", " "))
    )
    @settings(max_examples=150, deadline=None)
    def test_claims_select_their_words_in_the_source(self, markup: str) -> None:
        article = page(under_headline=markup)
        length = len(article.document.source.text)
        for claim in article.date_claims:
            assert 0 <= claim.span.start <= claim.span.end <= length
            if claim.visible:
                written = source_of(article, claim)
                assert written.split()[0].startswith(claim.text.split()[0])
                assert written.endswith(claim.text[-1])

    def test_most_real_pages_are_read_rightly(self) -> None:
        if not (CORPUS / "manifest.jsonl").exists():
            pytest.skip("the corpus of real pages is not here; A11YLINT_CORPUS names its folder")
        entries = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines()]
        known = [(entry["file"], read_machine(entry["truth"].get("published") or "")) for entry in entries]
        told = [(file, truth) for file, truth in known if truth is not None]
        wrong = [file for file, truth in told if not agrees(published_of(CORPUS / file), truth)]
        assert len(wrong) <= 0.05 * len(told), wrong


def published_of(path: Path) -> Sequence[Moment]:
    text = path.read_bytes()
    article = read_article(parse(Source.from_bytes(gzip.decompress(text), path.name)))
    return [article.published.moment] if article.published and article.published.moment else []


def agrees(found: Sequence[Moment], truth: Moment) -> bool:
    """Whether the date is the true one: the instant, or the day where the truth is a day."""
    if truth.clock is None or (truth.clock.hour, truth.clock.minute) == (0, 0):
        return any(each.may_be_same_day(truth) for each in found)
    return any(each.may_be_same_instant(truth, timedelta(minutes=1)) for each in found)


def test_agreement_is_strict_enough_to_fail() -> None:
    truth = read_machine("2018-06-27T16:30:00Z")
    assert truth is not None
    assert not agrees([], truth)
    assert not agrees([Moment(date(2018, 6, 29))], truth)
