"""``page.soup``: the places of BeautifulSoup's tags in the source, exact to the character."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article import read_article
from a11ylint.document import parse
from a11ylint.page import Page, Problem, related_of, span_of
from a11ylint.source import Source, Span


def page_of(html: str) -> Page:
    return Page(read_article(parse(Source("page.html", html))))


def cuts(html: str, name: str) -> list[str]:
    """The characters at every tag of a name."""
    page = page_of(html)
    return [page.source.cut(span_of(tag, page.document)) for tag in page.soup.find_all(name)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a<i>b</i></p>", ["<i>"]),
        ("<I>a</I>", ["<I>"]),
        ("<i><i\n>a</i></i>", ["<i>", "<i\n>"]),
        ("<p>\r\n\r\n<b>a</b>\r\n<i\r\n  lang=de\r\n>b</i>\r\n<i>c</i>", ["<i\r\n  lang=de\r\n>", "<i>"]),
        ("<p>a\r<b>b</b>\r<i>c</i>", ["<i>"]),
        ("<i title='a > b'>c</i>", ["<i title='a > b'>"]),
        ('<i title=\'"\' lang="a>b">c</i>', ['<i title=\'"\' lang="a>b">']),
        ("<i title=it's>c</i>", ["<i title=it's>"]),
        ("<i/>", ["<i/>"]),
        ("𝒜é\u2028<i>c</i>", ["<i>"]),
        ("<!-- <i> --><script>'<i>'</script><i id=x>c</i>", ["<i id=x>"]),
    ],
)
def test_a_tag_is_found_at_its_start_tag(html: str, found: list[str]) -> None:
    assert cuts(html, "i") == found


def tag_of(name: str, values: list[str], space: str) -> str:
    attributes = (f' a{number}="{value}"' for number, value in enumerate(values))
    return f"<{name}{''.join(attributes)}{space}>"


_TAGS = st.builds(
    tag_of,
    st.sampled_from(("i", "B", "span")),
    st.lists(st.text(st.sampled_from("ab >'=/\r\n"), max_size=6), max_size=2),
    st.sampled_from(("", " ", "\r\n")),
)


@given(st.lists(st.tuples(st.sampled_from(("", "x", "\r\n", "\n", "\r", "é> ")), _TAGS), max_size=8))
def test_what_is_cut_is_the_whole_tag_and_no_more(parts: list[tuple[str, str]]) -> None:
    page = page_of("<div>" + "".join(text + tag for text, tag in parts))
    places = [span_of(tag, page.document) for tag in page.soup.find_all(("i", "b", "span"))]
    assert [page.source.cut(place) for place in places] == [tag for _, tag in parts]


def test_a_tag_may_be_a_related_place() -> None:
    page = page_of("<p>a</p><i>b</i>")
    first, second = page.soup.find_all(("p", "i"))
    (related,) = related_of(Problem(first, "One.", ((second, "Two."),)), page.document)
    assert page.source.cut(related.span) == "<i>"


def test_a_tag_that_the_rule_made_stands_nowhere() -> None:
    page = page_of("<p>a</p>")
    assert span_of(page.soup.new_tag("i"), page.document) == Span(0, 0)


def test_a_text_of_the_soup_is_refused_with_a_reason() -> None:
    page = page_of("<p>a</p>")
    paragraph = page.soup.p
    assert isinstance(paragraph, Tag)
    with pytest.raises(TypeError, match="the tag around it"):
        span_of(paragraph.contents[0], page.document)  # type: ignore[arg-type]


def test_the_soup_is_what_beautifulsoup_makes_of_the_page_and_warns_of_nothing(
    recwarn: pytest.WarningsRecorder,
) -> None:
    html = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>'
    assert str(page_of(html).soup) == str(BeautifulSoup(html, "html.parser"))
    recwarn.clear()
    assert page_of("story.html").soup.get_text() == "story.html"
    assert not recwarn.list
