"""Readable words, each of which knows where it stands in the source."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.document import Element, parse
from a11ylint.passage import EMPTY, Passage, passage_of, passage_of_texts, plain_passage, text_of
from a11ylint.source import Source

_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


_PIECE = st.sampled_from(
    [
        "one",
        " ",
        "two ",
        "&amp;",
        "&eacute;",
        "&nbsp;",
        "&shy;",
        "\r\n",
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "</p>",
        "😀",
        "<!--c-->",
    ]
)


def read(markup: str, tag: str = "div") -> tuple[Source, Passage]:
    """A source, and the passage of its first element of a tag."""
    source = Source("page.html", markup)
    return source, passage_of(next(parse(source).find(tag)))


def words_of(source: str) -> list[str]:
    """What a piece of source says once its markup and references are read."""
    return _UNSEEN.sub("", unescape(_MARKUP.sub("", source))).split()


class TestReading:
    @pytest.mark.parametrize(
        ("inside", "text"),
        [
            ("one two", "one two"),
            ("  one \n\t two  ", "one two"),
            ("one <b>two</b>, <i>three</i>.", "one two, three."),
            ("syl<b>la</b>ble", "syllable"),
            ("one<br>two", "one two"),
            ("one<br>\n two", "one two"),
            ("<p>one</p><p>two</p>", "one two"),
            ("one<p>two</p>three", "one two three"),
            ("<ul><li>one<li>two</ul>three", "one two three"),
            ("<table><tr><td>one<td>two</table>", "one two"),
            ("<p>one <b>two</b></p>three", "one two three"),
            ("<button>OK</button><button>Cancel</button>", "OK Cancel"),
            ("one<wbr>two", "onetwo"),
            ("one&nbsp;two&#160;three", "one two three"),
            ("hy&shy;phen&shy;ate", "hyphenate"),
            ("one &shy;", "one"),
            ("one &shy;<b>two</b>", "one two"),
            ("one&shy; &shy;two", "one two"),
            ("&rlm;one&lrm; \u202btwo\u202c", "one two"),
            ("می\u200cشود", "می\u200cشود"),
            ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢字"),
            ("one<script>x</script><style>y</style><noscript>z</noscript>", "one"),
            ("one <span hidden>two</span>three", "one three"),
            ("one <span aria-hidden=true>·</span> two", "one two"),
            ("one<!-- two -->three", "onethree"),
            ("one<img src=a alt=two>three", "onethree"),
            ("a &amp; b &lt;c&gt;", "a & b <c>"),
            ("", ""),
            (" <br> ", ""),
        ],
    )
    def test_as_a_reader_meets_it(self, inside: str, text: str) -> None:
        _, passage = read(f"<div>{inside}</div>")
        assert passage.text == str(passage) == text
        assert bool(passage) is bool(text)

    @given(st.lists(_PIECE, max_size=14).map("".join))
    @settings(max_examples=300, deadline=None)
    def test_the_text_alone_is_the_same(self, inside: str) -> None:
        for element in parse(Source("page.html", f"<div>{inside}</div>")).elements:
            assert text_of(element) == passage_of(element).text

    def test_what_to_read_can_be_chosen(self) -> None:
        document = parse(Source("a", "<figure><img src=a><figcaption>one <cite>two</cite></figcaption></figure>"))
        caption = next(document.find("figcaption"))

        def keep(element: Element) -> bool:
            return element.tag != "cite"

        assert passage_of(caption, keep).text == "one"
        assert passage_of_texts(caption.texts(keep)).text == "one"


class TestPlaces:
    @pytest.mark.parametrize(
        ("markup", "word", "cut"),
        [
            ("<div>one two three</div>", "two", "two"),
            ("<div>one <b>t</b>wo three</div>", "two", "t</b>wo"),
            ("<div>caf&eacute; noir</div>", "café", "caf&eacute;"),
            ("<div>one\r\n  two</div>", "one two", "one\r\n  two"),
            ("<div>hy&shy;phen</div>", "hyphen", "hy&shy;phen"),
            ("<div><p>one</p>\n<p>two</p></div>", "one two", "one</p>\n<p>two"),
            ("<div>&laquo;<i>one</i>&raquo;</div>", "one", "one"),
            ("<div>x<!-- one -->one</div>", "xone", "x<!-- one -->one"),
            ("<div>😀 one</div>", "one", "one"),
        ],
    )
    def test_a_part_selects_its_words(self, markup: str, word: str, cut: str) -> None:
        source, passage = read(markup)
        found = passage.search(re.compile(re.escape(word)))
        assert found is not None
        assert found.text == word
        assert source.cut(found.span) == cut

    def test_a_part_has_no_space_at_its_edges(self) -> None:
        source, passage = read("<div>one two three</div>")
        part = passage.part(3, 8)
        assert part.text == "two"
        assert source.cut(part.span) == "two"

    def test_an_empty_part_is_nowhere(self) -> None:
        _, passage = read("<div>one two</div>")
        assert passage.part(3, 4) == EMPTY
        assert EMPTY.span == (0, 0)

    def test_a_part_of_a_part(self) -> None:
        source, passage = read("<div>one <b>two</b> three four</div>")
        part = passage.part(4, 13).part(4, 9)
        assert part.text == "three"
        assert source.cut(part.span) == "three"

    def test_matches_by_group(self) -> None:
        source, passage = read("<div>By <a href=a>Ann Lee</a> and <a href=b>Bo Ek</a></div>")
        names = list(passage.matches(re.compile(r"(?:By|and) (?P<name>\w+ \w+)"), "name"))
        assert [name.text for name in names] == ["Ann Lee", "Bo Ek"]
        assert [source.cut(name.span) for name in names] == ["Ann Lee", "Bo Ek"]

    def test_a_group_that_took_no_part_is_empty(self) -> None:
        _, passage = read("<div>one</div>")
        assert not passage.search(re.compile("(two)?one"), 1)
        assert passage.search(re.compile("three")) is None


class TestPlainText:
    def test_lines_run_on_and_keep_their_places(self) -> None:
        text = "Headline\n\nOne line\n  and the next.\nOther"
        passage = plain_passage(text, 10, 35)
        assert passage.text == "One line and the next."
        assert text[slice(*passage.span)] == "One line\n  and the next."
        part = passage.search(re.compile("and the"))
        assert part is not None
        assert text[slice(*part.span)] == "and the"

    @given(st.text(alphabet="ab \n\t\u00a0é😀\u00ad"))
    def test_every_word_is_where_it_is_said_to_be(self, text: str) -> None:
        passage = plain_passage(text, 0, len(text))
        assert passage.text.split() == _UNSEEN.sub("", text).split()
        for match in re.finditer(r"\S+", passage.text):
            assert _UNSEEN.sub("", text[slice(*passage.part(*match.span()).span)]) == match.group()


class TestProperties:
    @given(st.lists(_PIECE, max_size=14).map("".join), st.data())
    @settings(max_examples=300, deadline=None)
    def test_the_source_of_any_part_says_its_words(self, inside: str, data: st.DataObject) -> None:
        source, passage = read(f"<div>{inside}</div>")
        assert passage.text == " ".join(passage.text.split())
        start = data.draw(st.integers(0, len(passage.text)))
        end = data.draw(st.integers(start, len(passage.text)))
        part = passage.part(start, end)
        if part:
            # Blocks part words in the passage, while the source has none to show for it but a tag.
            assert "".join(words_of(source.cut(part.span))) == "".join(part.text.split())


class TestRealPages:
    def test_every_paragraph_says_what_its_source_says(self, real_pages: tuple[Source, ...]) -> None:
        checked = 0
        for source in real_pages:
            document = parse(source)
            for paragraph in document.find("p", "h1", "figcaption"):
                if any(inner.hidden or inner.tag in ("rt", "rp", "svg") for inner in paragraph.descendants):
                    continue  # what is left out stands between the words
                passage = passage_of(paragraph)
                size = len(passage.text)
                for start, end in ((0, size), (0, size // 2), (size // 3, size)):
                    part = passage.part(start, end)
                    if part:
                        said = "".join(words_of(source.cut(part.span)))
                        assert said == "".join(part.text.split()), (source.path, part.text)
                        checked += 1
        assert checked > 5000
