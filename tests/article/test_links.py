"""Skip links, what they lead to, and the navigation they skip."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article, LinkRole
from a11ylint.article.links import fragment_of, is_skip_heading, says_skip

Page = Callable[..., Article]

NAVIGATION = "<nav><a href=/a>News</a><a href=/b>Weather</a></nav>"


@pytest.mark.parametrize(
    "words",
    [
        "Skip to main content",
        "SKIP TO CONTENT",
        "Jump to content",
        "Zum Inhalt springen",
        "Direkt zum Hauptinhalt",
        "Aller au contenu",
        "Saltar al contenido",
        "Pular para o conteúdo",
        "Vai al contenuto principale",
        "Ga naar de inhoud",
        "Hoppa till huvudinnehåll",
        "Gå til hovedindhold",
        "Siirry sisältöön",
        "Przejdź do treści",
        "Praleisti meniu",
        "Перейти к содержанию",
        "Перейти до основного змісту",
        "Pređite na glavni sadržaj",
        "本文へ移動",
        "본문 바로가기",
        "跳到主要內容",
        "انتقل إلى المحتوى",
        "Lewati ke konten utama",
    ],
)
def test_skip_links_speak_many_languages(page: Page, words: str) -> None:
    article = page(before=f'<a href="#story">{words}</a>{NAVIGATION}', headline="Ferry", under='<a id="story"></a>')
    assert [link.name for link in article.skip_links] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Skip this ad",
        "Skip to the next advertisement",
        "Skip Facebook post",
        "Skip gallery",
        "Hop on the ferry",
        "Home",
        "",
    ],
)
def test_what_skips_something_else_is_no_skip_link(words: str) -> None:
    assert not says_skip(words)


def test_a_skip_past_an_embed_in_the_text_is_no_skip_link(page: Page) -> None:
    assert page('<a href="#end">Skip to content after this post</a><p id="end">x</p>').skip_links == ()


@pytest.mark.parametrize(
    ("target", "reaches"),
    [
        ("<main id=story>{}</main>", True),
        ("<a name=story></a>{}", True),
        ("<p id=story></p>{}", True),
        ("<nav><b id=story></b><a href=/x>x</a></nav>{}", False),
        ("<div hidden id=story></div>{}", False),
        ("{}<div id=story></div>", False),
        ("<form id=story><input></form>{}", False),
    ],
    ids=["around", "anchor", "before", "in navigation", "hidden", "behind", "a form"],
)
def test_a_skip_link_knows_whether_it_reaches_the_article(
    read: Callable[[str], Article], target: str, reaches: bool
) -> None:
    body = "<h1>Ferry</h1>" + "<p>" + "The ferry leaves at six and comes back at nine, as it always has. " * 4 + "</p>"
    article = read(f"<body><a href='#story'>Skip to content</a>{NAVIGATION}{target.format(body * 2)}</body>")
    (link,) = article.skip_links
    assert link.target is not None
    assert link.reaches_content is reaches
    assert article.document.source.cut(link.span) == "<a href='#story'>"


def test_a_missing_target_is_none(page: Page) -> None:
    (link,) = page(before='<a href="#nowhere">Skip to content</a>').skip_links
    assert (link.fragment, link.target, link.reaches_content) == ("nowhere", None, False)


def test_skip_links_need_not_come_first(page: Page) -> None:
    article = page(
        before='<a href="/">The Sound</a><a href="/login">Log in</a><a href="#m">Skip to content</a><b id=m></b>'
    )
    assert [link.name for link in article.skip_links] == ["Skip to content"]


def test_a_button_may_skip(page: Page) -> None:
    (link,) = page(before="<button>Skip to content</button>").skip_links
    assert (link.fragment, link.target) == (None, None)


def test_the_page_s_own_address_leads_to_the_page(page: Page) -> None:
    article = page(
        head='<link rel="canonical" href="https://www.example.org/news/ferry">',
        before='<a href="https://example.org/news/ferry/#m">Skip to content</a>'
        '<a href="/other#n">Skip to content</a><b id=m></b>',
    )
    assert [link.fragment for link in article.skip_links] == ["m"]


@pytest.mark.parametrize("heading", ["Accessibility links", "ACCESSIBILITY LINKS:", "Ссылки для упрощенного доступа"])
def test_links_under_a_heading_for_them_are_skip_links_whatever_they_say(page: Page, heading: str) -> None:
    assert is_skip_heading(heading)
    article = page(before=f'<h2>{heading}</h2><ul><li><a href="#m">The story</a></li></ul><b id=m></b>')
    assert [link.name for link in article.skip_links] == ["The story"]


def test_a_class_name_marks_a_skip_link(page: Page) -> None:
    article = page(before='<a class="skip-link" href="#m">The story</a><b id=m></b>')
    assert [link.name for link in article.skip_links] == ["The story"]


def test_links_have_roles(page: Page) -> None:
    article = page(
        '<p>See <a href="/tides">the tides</a> for today and for the week that follows it in the almanac.</p>',
        before='<a href="#m">Skip to content</a><b id=m></b>' + NAVIGATION,
        after='<aside><a href="/other">Another story</a></aside>',
    )
    assert [link.role for link in article.links] == [
        LinkRole.SKIP,
        LinkRole.NAVIGATION,
        LinkRole.NAVIGATION,
        LinkRole.BODY,
        LinkRole.RELATED,
    ]


@pytest.mark.parametrize(
    ("before", "tag"),
    [
        (NAVIGATION, "nav"),
        ('<div role="navigation"><a href=/a>News</a></div>', "div"),
        ("<ul>" + "<li><a href=/a>News</a></li>" * 8 + "</ul>", "ul"),
        ("<ul>" + "<li><a href=/a>News</a></li>" * 3 + "</ul>", None),
        ('<ul><li><a href="#m">Skip to content</a></li></ul>', None),
        ("<nav hidden><a href=/a>News</a></nav>", None),
    ],
)
def test_the_navigation_that_a_skip_link_would_skip(page: Page, before: str, tag: str | None) -> None:
    found = page(before=before).navigation
    assert (found.tag if found is not None else None) == tag


@pytest.mark.parametrize(
    ("href", "fragment"),
    [
        ("#a", "a"),
        ("#", ""),
        ("#%C3%A9t%C3%A9", "été"),
        ("/news#a", None),
        ("https://example.org/x?y=1#a", "a"),
        ("https://example.org/z#a", None),
        ("http://[bad#a", None),
        ("", None),
    ],
)
def test_fragments_of_addresses(href: str, fragment: str | None) -> None:
    assert fragment_of(href, "https://example.org/x?y=1") == fragment
