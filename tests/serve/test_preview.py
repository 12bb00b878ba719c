"""A preview: what of an article is shown, where findings are marked, and that nothing in it can do anything."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.document import parse_all
from a11ylint.findings import Certainty, Finding, Severity
from a11ylint.serve.preview import Preview, preview_of
from a11ylint.source import Source, Span, Unreadable

ELEMENTS = frozenset(
    "html head meta title style body abbr address article aside b bdi bdo blockquote br caption cite code col colgroup "
    "dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main "
    "mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead "
    "time tr u ul var wbr".split()
)
ATTRIBUTES = frozenset(
    "alt charset class colspan content data-findings data-severity dir id lang name open reversed rowspan scope span "
    "src start title value".split()
)
HOSTILE = (
    "<script>x()</script>",
    "<SCRIPT/src=//e>",
    "<img src=x onerror=x()>",
    "<svg><script>x()</script><a xlink:href=javascript:x()>a</a></svg>",
    "<math><mi xlink:href='javascript:x()'>a</math>",
    "<a href=javascript:x()>a</a>",
    "<meta http-equiv=refresh content='0;url=//e'>",
    "<base href=//e>",
    "<link rel=stylesheet href=//e>",
    "<style>@import '//e';</style>",
    "<p style='background:url(//e)'>a</p>",
    "<form action=//e><button formaction=//e>b</button><input autofocus onfocus=x()></form>",
    "<iframe src=//e srcdoc='<script>x()</script>'></iframe>",
    "<object data=//e><embed src=//e></object>",
    "<video src=//e poster=//e autoplay><source src=//e></video>",
    "<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
    "<template><script>x()</script></template>",
    "<textarea></textarea><script>x()</script>",
    "<title></title><img src=x onerror=x()>",
    "<xmp><script>x()</script></xmp>",
    "<plaintext><script>",
    "<!--><script>x()</script>-->",
    "<table><tr><td onclick=x()><form action=//e>",
    "<p title='\"><script>x()</script>'>a",
    "<p lang='\"><script>x()</script>'>a",
    "<img src='data:text/html,<script>x()</script>'>",
    "<img src='data:image/png,\"><script>x()</script>'>",
    "<x-y is=a slot=b>a</x-y>",
    "<body onload=x() background=//e>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x()></style>",
    "<select><option><script>x()</script></select>",
    "<frameset><frame src=//e></frameset>",
    "<details ontoggle=x() open>a</details>",
    "<dialog open>a</dialog>",
    "<portal src=//e></portal>",
    "<isindex action=//e>",
    "<b><p>mis</b>nested</p>",
)


class Reader(HTMLParser):
    """What a preview is written of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.words += data


def preview(page: str, *places: tuple[int, int], path: str = "a.html") -> Preview:
    """A page with findings at these places."""
    findings = tuple(
        Finding(path, "a-rule", Severity.ERROR, Certainty.PROVEN, "Wrong.", Span(*place), "") for place in places
    )
    return preview_of(tuple(parse_all(Source(path, page))), findings)


def found(page: str, *words: str, path: str = "a.html") -> Preview:
    """A page with findings at these words."""
    return preview(page, *((page.index(each), page.index(each) + len(each)) for each in words), path=path)


def body(preview: Preview) -> str:
    return preview.page.partition("<body>\n")[2].rpartition("\n</body>")[0]


def _is_inert(page: str) -> None:
    for tag, attributes in Reader(page).tags:
        assert tag in ELEMENTS, tag
        assert set(attributes) <= ATTRIBUTES, (tag, attributes)
        assert not [name for name in set(attributes) - {"title", "alt"} if "//e" in (attributes[name] or "")]
        if tag == "img":
            assert (attributes["src"] or "").lower().startswith("data:image/")
        if tag == "meta":
            assert set(attributes) <= {"charset", "name", "content"}
        if tag == "style":
            assert not attributes


@pytest.mark.parametrize("page", HOSTILE)
def test_nothing_of_a_hostile_page_is_passed_on(page: str) -> None:
    for each in (page, f"<!doctype html><html lang=en><body><p>{page}", f"<table>{page}</table>"):
        _is_inert(preview(each, (0, 1), (0, len(each)), (len(each) // 2, len(each) // 2)).page)


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), max_size=8), st.data())
def test_nor_of_any_other(parts: list[str], data: st.DataObject) -> None:
    page = "".join(parts).encode("utf-8", "replace").decode()
    places = st.lists(st.tuples(st.integers(0, len(page)), st.integers(0, len(page))).map(sorted), max_size=6)
    try:
        shown = preview(page, *((first, last) for first, last in data.draw(places)))
    except Unreadable:
        return
    _is_inert(shown.page)
    ids = [attributes.get("id") for _, attributes in Reader(shown.page).tags]
    assert all(ids.count(each) == 1 for each in shown.places if each is not None)


def test_an_article_is_shown_as_it_is_read() -> None:
    page = (
        '<article lang="de"><h1>Nachtzüge &amp; mehr</h1><p>Sie <em>fahren</em> <a href="/x">wieder</a>.</p></article>'
    )
    assert body(preview(page)) == (
        '<article lang="de"><h1>Nachtzüge &amp; mehr</h1><p>Sie <em>fahren</em> <span class="link">wieder</span>.'
        "</p></article>"
    )


def test_words_are_marked_where_a_finding_is() -> None:
    shown = found("<p>On Thursday it &amp; the other left.</p>", "Thursday", "it &amp; the")
    assert body(shown) == (
        '<p>On <mark class="a11ylint badge" id="place-1" data-severity="error" data-findings="1">Thursday</mark> '
        '<mark class="a11ylint badge" id="place-2" data-severity="error" data-findings="2">it &amp; the</mark> other '
        "left.</p>"
    )
    assert shown.places == ("place-1", "place-2")


def test_words_across_elements_are_marked_in_each_and_the_tree_stays() -> None:
    shown = found("<p>One <b>two</b> three</p>", "ne <b>two</b> th")
    reader = Reader(body(shown))
    assert [tag for tag, _ in reader.tags] == ["p", "mark", "b", "mark", "mark"]
    assert reader.words == "One two three"
    assert [attributes.get("class") for tag, attributes in reader.tags if tag == "mark"][1:] == ["a11ylint"] * 2


def test_overlapping_findings_share_what_they_share() -> None:
    shown = found("<p>One two three four</p>", "One two", "two three")
    marks = [attributes for tag, attributes in Reader(body(shown)).tags if tag == "mark"]
    assert [each["data-findings"] for each in marks] == ["1", "1 2", "2"]
    assert shown.places == ("place-1", "place-2")


def test_an_element_is_marked_where_its_tag_is_wrong() -> None:
    shown = found('<p>One</p><p id="a" dir="up">Two <b>bold</b></p>', 'dir="up"')
    assert body(shown) == (
        '<p>One</p><p dir="up" class=" a11ylint badge" id="place-1" data-severity="error" data-findings="1">Two '
        "<b>bold</b></p>"
    )


def test_pictures_say_what_is_heard() -> None:
    words = Reader(body(preview('<img src="a.jpg" alt="A blue car"><img src="b.jpg"><img src="c.jpg" alt="">'))).words
    assert words == "Image: A blue carImage without alternative textDecorative image"
    own = '<img src="data:image/png;base64,AAAA" alt="A dot">'
    assert '<img src="data:image/png;base64,AAAA" alt="A dot">' in body(preview(own))


def test_what_nobody_sees_has_no_place() -> None:
    page = "<html><head><title>Twice</title></head><body><p hidden>Hid</p><p style='display: none'>Den</p><p>Seen"
    assert found(page, "Twice", "Hid", "Den", "Seen", "<html>").places == (None, None, None, "place-1", None)


def test_plain_text_keeps_its_lines() -> None:
    shown = found("Night trains\n\nThey <left> on Thursday.\n", "Thursday", path="a.txt")
    assert body(shown).startswith('<div class="plain">Night trains\n\nThey &lt;left&gt; on <mark ')


def test_places_are_right_behind_astral_characters_references_and_line_ends() -> None:
    shown = found("<p>😀\r\ne\u0301 &copy; &#x1F600; Thursday\r\n</p>", "Thursday", "&copy;")
    marks = Reader(body(shown).replace("<mark", "\x00<mark").replace("</mark>", "\x01</mark>")).words
    assert [each.partition("\x01")[0] for each in marks.split("\x00")[1:]] == ["©", "Thursday"]


def test_every_body_of_a_feed_is_shown() -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>'
        "<item><title>A</title><description>&lt;p&gt;First body&lt;/p&gt;</description></item>"
        "<item><title>B</title><description>&lt;p&gt;Second body&lt;/p&gt;</description></item></channel></rss>"
    )
    shown = found(feed, "Second", path="feed.xml")
    assert "First body" in body(shown)
    assert ">Second</mark> body" in body(shown)


def test_of_a_template_what_is_filled_in_is_left_open() -> None:
    assert body(preview("<p>{{ name }} left {% if a %}today{% endif %}.</p>", path="a.jinja")).startswith("<p>… left")


def test_deep_pages_end() -> None:
    page = "<div>" * 3000 + "deep" + "</div>" * 3000
    assert "deep" in preview(page).page
