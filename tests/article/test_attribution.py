"""Who wrote it and whose reporting it rests on: bylines, agency lines and datelines in their usual forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article
from a11ylint.article.agencies import agencies_in
from a11ylint.article.attribution import is_name, names_of

Read = Callable[[str], Article]
Page = Callable[..., Article]


@pytest.mark.parametrize(
    ("under", "where"),
    [
        ("<p>By Jane Doe and John Roe</p>", "visible text"),
        ('<p class="byline">Jane Doe, John Roe</p>', "byline class"),
        (
            '<div class="by-line"><a href="/author/1">Jane Doe</a> <a href="/author/2">John Roe</a></div>',
            "byline class",
        ),
        ('<div class="author"><span>Jane Doe</span><span>John Roe</span></div>', "byline class"),
        ('<p itemprop="author">Jane Doe & John Roe</p>', "itemprop=author"),
        ('<p>Text: <span data-testid="byline">Jane Doe and John Roe</span></p>', "byline class"),
        ('<p class="meta byline">By Jane Doe, Science reporter; John Roe | 3 May 2024</p>', "byline class"),
        ('<p class="byline">Von Jane Doe und John Roe (Hamburg)</p>', "byline class"),
        ('<p class="signature">Par Jane Doe (avec John Roe)</p>', "byline class"),
        ('<p class="byline">JANE DOE, JOHN ROE</p>', "byline class"),
    ],
)
def test_a_byline_names_its_authors_in_whatever_form(page: Page, under: str, where: str) -> None:
    article = page(under=under)
    assert tuple(name.title() for name in article.authors) == ("Jane Doe", "John Roe")
    assert article.bylines[0].where == where
    assert article.bylines[0].visible


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By AFP", "AFP"),
        ("Reuters", "Reuters"),
        ("Von dpa", "dpa"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("Oleh Siti Rahma", "Siti Rahma"),
        ("박준석 기자", "박준석"),
        ("Yazan: Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("By Dan O'Hara-Smith", "Dan O'Hara-Smith"),
        ("Jane Doe skrifar frá Akureyri", "Jane Doe"),
    ],
)
def test_names_in_many_languages(byline: str, name: str) -> None:
    assert names_of(byline) == (name,)


@pytest.mark.parametrize(
    "words",
    ["By", "3 May 2024", "12 comments", "Share", "Follow us", "Staff writer", "Read more", "jane@example.org", "a"],
)
def test_words_that_are_no_name(words: str) -> None:
    assert not is_name(words)
    assert names_of(words) == ()


def test_links_to_authors_make_a_byline(page: Page) -> None:
    article = page(under='<div><a href="/writers/jane-doe">Jane Doe,</a> <a href="/topics/ferries">Ferries</a></div>')
    assert article.authors == ("Jane Doe",)
    assert article.bylines[0].where == "author link"


@pytest.mark.parametrize(
    "address",
    [
        "/authors/jane-doe",
        "/our-team/jane-doe/",
        "/autor-jane-doe.html",
        "https://example.org/author.php?id=7",
        "?author=7",
        "//example.org/by/jane",
    ],
)
def test_an_address_that_leads_to_an_author(page: Page, address: str) -> None:
    assert page(under=f'<div><a href="{address}">Jane Doe</a></div>').authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "address",
    [
        "/2019/young-people-must-be-heard-1910.html",
        "/books/echo-user-guide/",
        "https://profile.example.org/login",
        "/people/",
        "",
    ],
)
def test_an_address_with_such_a_word_in_a_story_s_name(page: Page, address: str) -> None:
    assert page(under=f'<div><a href="{address}">Jane Doe</a></div>').authors == ()


def test_a_link_to_a_person_in_a_sentence_makes_no_byline(page: Page) -> None:
    told = 'The clerk said that the letters to <a href="/people/jane-doe">Jane Doe</a>'
    told = f"{told} had been opened by mistake, and more than once."
    assert page(inside=f"<p>{told}</p>").authors == ()
    byline = (
        f'<a href="/people/jane-doe">Jane Doe</a> writes about ferries and about those who wait for them. {"La " * 20}'
    )
    assert page(under=f"<p>{byline}</p>").authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("JANE DOE", ("JANE DOE",)),
        ("RELATED ARTICLES", ()),
        ("TRENDING NOW", ()),
        ("MOST READ", ()),
        ("島の船「朝の便を残す」 ＤＬ規制", ()),
    ],
)
def test_a_line_in_capitals_is_a_name_or_the_heading_of_a_box(page: Page, line: str, names: tuple[str, ...]) -> None:
    assert page(under=f"<p>{line}</p>").authors == names


def test_rel_author_makes_a_byline(page: Page) -> None:
    assert page(under='<a rel="author nofollow" href="/u/7">Jane Doe</a>').authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "after",
    [
        '<section class="comments"><span class="author">Angry Reader</span><p>First!</p></section>',
        '<div class="author-bio"><a rel="author" href="/jane">Angry Reader</a> writes about boats.</div>',
        '<footer><span class="byline">Angry Reader</span></footer>',
        '<aside><span class="byline">Angry Reader</span></aside>',
        '<figure><img src=a.jpg alt=Ferry><figcaption class="author">Angry Reader</figcaption></figure>',
    ],
)
def test_readers_biographies_and_photographers_are_no_authors(page: Page, after: str) -> None:
    assert page(after=after).authors == ()


def test_a_byline_further_down_does_not_count_beside_one_under_the_headline(page: Page) -> None:
    article = page(under="<p>By Jane Doe</p>", after='<p class="author">Another Writer</p>')
    assert article.authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "last",
    [
        '<p style="text-align: right">Jane Doe</p>',
        "<p><em>Jane Doe</em></p>",
        "<p><strong>Von Jane Doe</strong></p>",
        "<p>(Jane Doe)</p>",
        "<p>— Jane Doe</p>",
    ],
)
def test_a_name_set_off_in_the_last_line_signs_the_article(read: Read, last: str) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _prose())
    article = read(f"<h1>Ferry crew waits</h1><div>{paragraphs}{last}</div>")
    assert article.authors == ("Jane Doe",)
    assert article.bylines[0].where in ("last line", "visible text")


def test_a_last_line_that_is_not_set_off_signs_nothing(read: Read) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _prose())
    assert read(f"<h1>Ferry crew waits</h1><div>{paragraphs}<p>Jane Doe</p></div>").bylines == ()


def _prose() -> tuple[str, ...]:
    sentence = "The harbour was quiet when the crew came down the hill and counted the ropes that were left to them. "
    return (sentence * 2, sentence * 2 + "Again.", sentence * 2 + "And again.")


def test_the_name_of_the_site_is_no_author_beside_a_person(page: Page) -> None:
    article = page(under="<p>By Jane Doe, The Sound</p>", head='<meta property="og:site_name" content="The Sound">')
    assert article.authors == ("Jane Doe",)


def test_machines_and_readers_may_be_told_different_authors(page: Page) -> None:
    data = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "John Roe"}}'
    article = page(
        under="<p>By Jane Doe</p>",
        head=f'<script type="application/ld+json">{data}</script><meta name="author" content="Ann Poe">'
        '<meta property="article:author" content="https://example.org/jane">',
    )
    source = article.document.source
    assert [(byline.names, byline.where, byline.visible) for byline in article.bylines] == [
        (("Jane Doe",), "visible text", True),
        (("John Roe",), "json-ld", False),
        (("Ann Poe",), "meta", False),
    ]
    assert [source.cut(byline.span) for byline in article.bylines] == ["By Jane Doe", "John Roe", "Ann Poe"]
    assert article.authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("line", "phrase", "names", "agencies"),
    [
        (
            "With reporting by AFP, Reuters, TASS, and Interfax",
            "With reporting by",
            ["AFP", "Reuters", "TASS", "Interfax"],
            ["AFP", "Reuters", "TASS", "Interfax"],
        ),
        (
            "Based on reporting by the Associated Press and dpa.",
            "Based on reporting by",
            ["the Associated Press", "dpa"],
            ["AP", "dpa"],
        ),
        (
            "(Reporting by Jane Doe; additional reporting by John Roe; editing by Ann Poe)",
            "Reporting by",
            ["Jane Doe", "John Roe"],
            [],
        ),
        (
            "Jane Doe and John Roe contributed to this report.",
            "contributed to this report",
            ["Jane Doe", "John Roe"],
            [],
        ),
        ("— Reuters contributed to this story", "contributed to this story", ["Reuters"], ["Reuters"]),
        ("По материалам ТАСС и Интерфакс", "По материалам", ["ТАСС", "Интерфакс"], ["TASS", "Interfax"]),
        ("Mit Material von dpa und Reuters", "Mit Material von", ["dpa", "Reuters"], ["dpa", "Reuters"]),
        ("Con información de EFE y AFP", "Con información de", ["EFE", "AFP"], ["EFE", "AFP"]),
        ("Based on reporting by: AFP", "Based on reporting by", ["AFP"], ["AFP"]),
    ],
)
def test_an_agency_line_gives_each_name_and_its_place(
    page: Page, line: str, phrase: str, names: list[str], agencies: list[str]
) -> None:
    article = page(after="", inside=f"<p><i>{line}</i></p>")
    (found,) = article.agency_lines
    source = article.document.source
    assert found.phrase == phrase
    assert [name.text for name in found.names] == names
    assert [source.cut(name.span) for name in found.names] == names
    assert list(found.agencies) == agencies
    assert source.cut(found.span) == line


@pytest.mark.parametrize(
    "words",
    [
        "Reuters reported on Monday that the ferry company had asked for more.",
        "The museum contributed to this exhibition.",
        "With information from the hospital still missing, the family waited. It would be a long night.",
        "Reporting by phone is no longer allowed.",
    ],
)
def test_prose_about_agencies_is_no_agency_line(page: Page, words: str) -> None:
    assert page(f"<p>{words}</p>").agency_lines == ()


def test_agencies_are_named_by_their_usual_names_and_only_as_whole_words() -> None:
    assert agencies_in("AFP, the Associated Press, РИА Новости; APAC, happy") == ("AFP", "AP", "RIA Novosti")


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("MOSCOW (Reuters) — The", "MOSCOW (Reuters)"),
        ("NEW YORK (AP) -- The", "NEW YORK (AP)"),
        ("SIOUX FALLS, S.D. – The", "SIOUX FALLS, S.D."),
        ("КИЇВ — The", "КИЇВ"),
    ],
)
def test_a_dateline_opens_the_first_paragraph(page: Page, opening: str, dateline: str) -> None:
    article = page(
        prose=(f"{opening} ferry will sail through the winter, the company told the council on Monday.", *_prose())
    )
    assert article.dateline is not None
    assert article.dateline.value == dateline


def test_a_first_paragraph_of_prose_has_no_dateline(page: Page) -> None:
    assert page().dateline is None
