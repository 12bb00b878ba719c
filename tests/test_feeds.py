"""Feeds and wire files: which bodies are read, and that every place in them is a place in the file."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.document import Kind, parse_all
from a11ylint.engine import Ruleset, lint
from a11ylint.feeds import is_feed, read_feed
from a11ylint.fixing import fix
from a11ylint.inputs import find_inputs
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Unreadable
from tests.recording import Recording

FIXTURES = Recording(Path(__file__).parents[1] / "fixtures" / "feeds")


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return active_rules(Settings())


def rss(*bodies: str) -> Source:
    items = "".join(f"<item><title>A day</title><description>{body}</description></item>" for body in bodies)
    return Source("feed.xml", f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{items}</channel></rss>')


def atom(content: str, kind: str) -> Source:
    entry = f"<entry><content type={quoteattr(kind)}>{content}</content></entry>"
    return Source("feed.atom", f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')


def texts(source: Source) -> list[str]:
    return [reading.text for reading in read_feed(source)]


def places(source: Source, tag: str) -> list[str]:
    """What stands in the file where elements are found."""
    return [source.cut(element.whole) for document in parse_all(source) for element in document.find(tag)]


class TestWhatIsAFeed:
    @pytest.mark.parametrize("name", ["rss", "feed", "rdf:RDF", "urlset", "nitf", "newsMessage", "newsItem"])
    def test_its_first_element_tells(self, name: str) -> None:
        assert is_feed(f'<?xml version="1.0"?>\n<!-- ours -->\n<!DOCTYPE x SYSTEM "x.dtd">\n<{name} a="b"></{name}>')

    @pytest.mark.parametrize(
        "text",
        ["<html></html>", "<p>rss</p>", "<rssx/>", "words", '<?xml version="1.0"?><html xmlns="x"/>', "<!DOCTYPE ["],
    )
    def test_nothing_else_is(self, text: str) -> None:
        assert not is_feed(text)

    def test_folders_give_the_xml_files_that_are(self, tmp_path: Path) -> None:
        (tmp_path / "feed.xml").write_text(rss("a").text)
        (tmp_path / "build.xml").write_text("<project/>")
        (tmp_path / "a.php").write_text("<p><?= $a ?></p>")
        (tmp_path / "code.php").write_text("<?php function a() {}")
        assert [Path(each.path).name for each in find_inputs([str(tmp_path)])] == ["a.php", "feed.xml"]

    def test_a_kind_that_is_given_makes_it_a_page_like_any_other(self) -> None:
        (document,) = parse_all(rss("a"), Kind.XHTML)
        assert document.kind is Kind.XHTML

    def test_a_feed_without_bodies_has_an_empty_reading(self, rules: Ruleset) -> None:
        source = Source("feed.xml", "<rss><channel><title>A</title></channel></rss>")
        assert texts(source) == [""]
        assert lint(source, rules) == ()


class TestWhichBodies:
    def test_each_item_of_rss(self) -> None:
        assert texts(rss("&lt;p>a", "<![CDATA[<p>b]]>")) == ["<p>a", "<p>b"]

    def test_the_content_of_an_item_before_its_description(self) -> None:
        source = Source(
            "feed.xml",
            '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><description>short</description>'
            "<c:encoded>long</c:encoded></item></channel></rss>",
        )
        assert texts(source) == ["long"]

    @pytest.mark.parametrize(
        ("kind", "content", "text"),
        [
            ("html", "&lt;b&gt;a&lt;/b&gt;", "<b>a</b>"),
            ("xhtml", '<div xmlns="http://www.w3.org/1999/xhtml"><br/><i/>a</div>', None),
            ("text", "&lt;b&gt;", ""),
        ],
    )
    def test_atom_by_the_type_of_its_content(self, kind: str, content: str, text: str | None) -> None:
        expected = '<div xmlns="http://www.w3.org/1999/xhtml"><br><i></i>a</div>' if text is None else text
        assert texts(atom(content, kind)) == [expected]

    def test_nitf_in_the_words_of_html(self) -> None:
        source = Source(
            "a.nitf",
            "<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head><body.content><media>"
            '<media-reference source="a.jpg" alternate-text="b"/><media-caption>c</media-caption></media>'
            "</body.content></body></nitf>",
        )
        assert texts(source) == [
            "<article><header><hgroup><h1>A</h1></hgroup></header><div><figure>"
            '<img src="a.jpg" alt="b"><figcaption>c</figcaption></figure></div></article>'
        ]
        assert places(source, "img") == ['<media-reference source="a.jpg" alternate-text="b"/>']
        assert places(source, "figcaption") == ["<media-caption>c</media-caption>"]

    def test_prefixes_go(self) -> None:
        source = Source(
            "a.xml",
            '<newsItem><contentSet><inlineXML><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a</h:p></h:html>'
            "</inlineXML></contentSet></newsItem>",
        )
        assert texts(source) == ["<p>a</p>"]
        assert places(source, "p") == ["<h:p>a</h:p>"]


class TestWhereItStands:
    def test_escaped_markup(self) -> None:
        source = rss("a &lt;img src=&quot;b.png&quot; alt=&#39;x&#39;&gt; &amp;amp; c")
        assert places(source, "img") == ["&lt;img src=&quot;b.png&quot; alt=&#39;x&#39;&gt;"]
        document = next(parse_all(source))
        attribute = next(document.find("img")).attributes["src"]
        assert source.cut(attribute.span) == "src=&quot;b.png&quot;"
        assert source.cut(attribute.value_span) == "b.png"

    def test_markup_in_sections_and_beside_them(self) -> None:
        source = rss("<![CDATA[<p>a</p>]]><!-- no --> &lt;b&gt;x&lt;/b&gt; <![CDATA[<i>y</i>]]>")
        assert texts(source) == ["<p>a</p> <b>x</b> <i>y</i>"]
        assert places(source, "i") == ["<i>y</i>"]
        assert places(source, "b") == ["&lt;b&gt;x&lt;/b&gt;"]

    def test_lines_that_end_with_crlf(self) -> None:
        assert places(rss("a\r\n<![CDATA[b\r\n<b>\r\nc</b>]]>\r\n"), "b") == ["<b>\r\nc</b>"]

    @given(st.text(st.sampled_from("ab<>&\"'\r\n é\U0001f600]"), max_size=40), st.booleans())
    def test_every_character_is_where_the_file_has_it(self, body: str, section: bool) -> None:
        section = section and "]]>" not in body
        written = f"<![CDATA[{body}]]>" if section else escape(body)
        source = rss(written)
        (reading,) = read_feed(source)
        assert reading.text == body.replace("\r\n", "\n").replace("\r", "\n")
        (document,) = parse_all(source)
        for index, character in enumerate(reading.text):
            piece = source.cut(document.original_span(index, index + 1))
            assert piece == escape(character) or (section and piece == character) or (character, piece) in ENDS


ENDS = {("\n", "\r"), ("\n", "\r\n")}


class TestWhatIsRefused:
    def test_entities_of_its_own_in_one_line(self) -> None:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        text = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><item>&l11;</item></rss>'
        started = time.perf_counter()
        with pytest.raises(Unreadable, match=r"^it declares entities of its own, which are not read; [^\n]+$"):
            list(parse_all(Source("feed.xml", text)))
        assert time.perf_counter() - started < 1

    def test_a_file_from_elsewhere_is_never_opened(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("secret")
        text = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}"><rss><item><description>a</description></item></rss>'
        assert texts(Source("feed.xml", text)) == ["a"]

    @pytest.mark.parametrize("text", ["<rss><item></rss>", "<rss>&unknown;</rss>", "<rss>", "<rss><a b=c/></rss>"])
    def test_what_is_no_xml_in_one_line(self, text: str) -> None:
        with pytest.raises(Unreadable, match=r"^it is no well-formed XML \([^\n]+\); mend it first$"):
            list(parse_all(Source("feed.xml", text)))


class TestFixes:
    @pytest.mark.parametrize(
        ("body", "mended"),
        [
            ("<![CDATA[<p role=paragraph>a</p>]]>", "<![CDATA[<p>a</p>]]>"),
            ("&lt;p role=paragraph&gt;a&lt;/p&gt;", "&lt;p&gt;a&lt;/p&gt;"),
        ],
    )
    def test_what_is_mended_stays_xml(self, body: str, mended: str, rules: Ruleset) -> None:
        fixed = fix(rss(body), lambda source: lint(source, rules), unsafe=True)
        assert fixed.source.text in (rss(body).text, rss(mended).text)
        assert not any(each.fixes for each in fixed.left)

    def test_new_markup_is_escaped_where_the_body_is(self) -> None:
        (escaped,) = read_feed(rss("&lt;p&gt;a"))
        (section,) = read_feed(rss("<![CDATA[<p>a]]>"))
        assert escaped.written("<b>&amp;") == "&lt;b&gt;&amp;amp;"
        assert section.written("<b>&amp;") == "<b>&amp;"


@pytest.mark.parametrize("path", FIXTURES.files, ids=lambda path: path.name)
def test_a_feed_has_the_findings_recorded_beside_it(path: Path, rules: Ruleset) -> None:
    FIXTURES.check(path, rules)


def test_every_feed_has_a_fault_that_is_found() -> None:
    assert [path.name for path in FIXTURES.files if not FIXTURES.recorded(path)] == []


def test_the_same_fault_in_two_items_is_two_findings(rules: Ruleset) -> None:
    findings = lint(rss("&lt;p&gt;&lt;img src=a.png&gt;", "&lt;p&gt;&lt;img src=a.png&gt;"), rules)
    missing = [finding for finding in findings if finding.rule == "image-alt-missing"]
    assert len({finding.fingerprint for finding in missing}) == 2
