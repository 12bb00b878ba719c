"""What an HTML parser forgives: nothing on right markup, and the very tag or attribute on wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.document import parse
from a11ylint.source import Source
from a11ylint.syntax import problems_of

Found = tuple[str, str, str | None, str]


def problems(markup: str, path: str = "page.html") -> list[Found]:
    """Each problem as its code, what it selects, what its related place selects, and its name."""
    source = Source(path, markup)
    return [
        (found.code, source.cut(found.span), source.cut(found.related) if found.related else None, found.name)
        for found in problems_of(parse(source))
    ]


RIGHT = [
    # Optional end tags (13.1.2.4)
    "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
    "<ul><li><p>a<p>b<li>c</ul>",
    "<ol><li>a</li> <li><span>b</span></ol>",
    "<dl><dt>a<dt>b<dd>c<dd><p>d<dt>e</dl>",
    "<dl><div><dt>a<dd>b</div><div><dt>c<dd>d</div></dl>",
    "<p>a<p>b<div>c</div><p>d<h2>e</h2><p>f<ul><li>g</ul><p>h<hr><p>i<table><tr><td>j</table>",
    "<div><p>a</div>",
    "<section><p>a<aside><p>b</aside></section>",
    "<p>a<pre>b</pre><p>c<form><p>d</form><p>e<figure><p>f<figcaption>g</figcaption></figure>",
    "<select><option>a<option>b<optgroup label=c><option>d<optgroup label=e><option>f</select>",
    "<ruby>a<rt>b<rp>(<rt>c<rp>)</ruby>",
    "<ruby>a<rb>b<rtc>c<rt>d<rt>e</ruby>",
    "<table><caption>a<colgroup><col><col><thead><tr><th>b<th>c<tbody><tr><td>d<td>e<tr><td>f<tfoot><tr><td>g</table>",
    "<table><tr><td>a</td><td>b</td></tr></tbody></table>",
    "<table><col><col><tr><td>a</table>",
    "<table><col></colgroup><tr><td>a</table>",
    "<table><tr><td><table><tr><td>a</table><td>b</table>",
    "<table><tr><td><ul><li>a</ul><td>b</table>",
    # Optional html, head, body
    "<!doctype html><html><head><title>a</title></head><body><p>b</p></body></html>",
    "<!doctype html><title>a</title><p>b",
    "<!doctype html><html><title>a</title><body><p>b</html>",
    "<!doctype html><head><meta charset=utf-8><link rel=a href=b></head><p>c",
    "<!doctype html><title>a</title></head><body>b</body>",
    "<!doctype html><html><head></head><body></body></html>\n<!-- end -->\n",
    "<!doctype html><frameset cols='*'><frame src=a><noframes><p>b</noframes></frameset>",
    # Void elements
    "<p>a<br>b<br/>c<wbr>d<img src=a alt=b /><input><embed></p><hr/>",
    "<video><source src=a><track src=b></video><map><area></map><object><param></object>",
    # Formatting
    "<p><b><i><a href=a>b</a></i></b> <em><strong>c</strong></em></p>",
    "<a href=a><div><p>b</p></div></a>",
    "<b><p>a</p></b>",
    "<p><a href=a>b</a><a href=c>d</a></p>",
    "<div><a href=a><object><a href=b>c</a></object></a></div>",
    "<ul><li><b>a</b><li><b>b</b></ul>",
    # Raw text
    "<script>if (a < b) document.write('<div></p><b>')</script>",
    "<script><!-- a --></script><style>a > b { content: '</p>' }</style>",
    "<textarea><b></div></textarea><title><i></title><xmp><b></xmp>",
    "<iframe><p></iframe><noembed><b></noembed>",
    "<noscript><img src=a><div></noscript><p>b</p>",
    "<head><noscript><img src=a alt=''></noscript><meta name=a content=b></head><body>c</body>",
    # Foreign content
    "<svg><path d=a /><g><circle/></g><title>a</title><style>b{}</style></svg><p>c</p>",
    "<svg><foreignObject><div><p>a</div></foreignObject></svg>",
    "<svg viewBox='0 0 1 1'><linearGradient/><text>a<tspan>b</tspan></text></svg>",
    "<p>a <math><mi>x</mi><mo>=</mo><mn>1</mn></math> b</p>",
    "<svg><desc><p>a</p></desc><a xlink:href=b><text>c</text></a></svg>",
    "<p><svg><title>a</title></svg></p>",
    "<svg><![CDATA[ <p> ]]></svg>",
    "<svg/><p>a</p>",
    "<math><annotation-xml encoding='text/html'><p>a</p></annotation-xml></math>",
    "<svg><title/></svg><p>a</p></p>",  # the tokenizer is lost here: silence, not a guess
    # Templates, forms, custom elements
    "<template><tr><td>a</td></tr></template><template><li>b</template>",
    "<template><div><p>a</div></template>",
    "<form><fieldset><legend>a</legend><label>b <input></label><button>c</button></fieldset></form><form></form>",
    "<article-body><fancy-quote>a</fancy-quote></article-body>",
    "<button><span>a</span></button><button>b</button>",
    "<details><summary>a</summary><p>b</details>",
    "<video><p>a</p></video><picture><source><img></picture>",
    # Quirks: without a doctype a table may stand in a paragraph
    "<html><body><p>a<table><tr><td>b</table></p></body></html>",
    # References and addresses
    "<a href='?a=1&copy=2&b=3&amp;lt=4'>a &amp; b &lt; c & d &nbsp;&#233;&#x1F600;</a>",
    "<p>5 > 3, R&D, AT&T, a & b</p>",
    "<p title='a > b' data-a='<b>' data-b=\"it's\">c</p>",
    "<p\n  class=a\n  id=b\n>c</p\n>",
    "<P CLASS=A>a</p><DIV></div>",
    "<!-- a - b > c --><p>a</p><!---->",
    "<script>\x01</script><p>a</p>",
]


@pytest.mark.parametrize("markup", RIGHT)
def test_right_markup_is_met_with_silence(markup: str) -> None:
    assert problems(markup) == []


class TestTags:
    @pytest.mark.parametrize(
        ("markup", "found"),
        [
            ("<div><p>a</p>", [("unclosed-element", "<div>", None, "div")]),
            ("<p><span class=a>b</p>", [("unclosed-element", "<span class=a>", None, "span")]),
            ("<p>a <b>b <p>c", [("unclosed-element", "<b>", None, "b")]),
            ("<ul><li><div>a<li>b</ul>", [("unclosed-element", "<div>", None, "div")]),
            ("<ul><li>a", [("unclosed-element", "<ul>", None, "ul")]),
            ("<table><tr><td><div>a<td>b</table>", [("unclosed-element", "<div>", None, "div")]),
            ("<h2>a<h2>b</h2>", [("unclosed-element", "<h2>", None, "h2")]),
            ("<p>a</p><script>b", [("unclosed-element", "<script>", None, "script")]),
            ("<p>a</p><textarea>b<p>c</p>", [("unclosed-element", "<textarea>", None, "textarea")]),
            (
                "<svg><g><path d=a></svg>",
                [("unclosed-element", "<g>", None, "g"), ("unclosed-element", "<path d=a>", None, "path")],
            ),
            ("<div/>a", [("unclosed-element", "<div/>", None, "div")]),
            ("<html><body><div>a</body></html>", [("unclosed-element", "<div>", None, "div")]),
            ("<a href=a>b", [("unclosed-element", "<a href=a>", None, "a")]),
        ],
    )
    def test_left_open(self, markup: str, found: list[Found]) -> None:
        assert problems(markup) == found

    @pytest.mark.parametrize(
        ("markup", "found"),
        [
            ("<p>a</p></div>", [("stray-end-tag", "</div>", None, "div")]),
            ("<p>a</b></p>", [("stray-end-tag", "</b>", None, "b")]),
            ("<p>a</p></p>", [("stray-end-tag", "</p>", None, "p")]),
            ("<p>a<div>b</div></p>", [("stray-end-tag", "</p>", "<div>", "p")]),
            ("<!doctype html><p>a<table><tr><td>b</table></p>", [("stray-end-tag", "</p>", "<table>", "p")]),
            ("<p>a</br>b</p>", [("stray-end-tag", "</br>", None, "br")]),
            ("<p>a<img src=b></img></p>", [("stray-end-tag", "</img>", None, "img")]),
            ("<ul><li>a</li></li></ul>", [("stray-end-tag", "</li>", None, "li")]),
            ("<table><tr><td>a</th></table>", [("stray-end-tag", "</th>", None, "th")]),
            ("<div><table><tr><td></div></table></div>", [("misnested-tag", "</div>", "<div>", "div")]),
            ("<body><p>a</p></body></body>", [("stray-end-tag", "</body>", None, "body")]),
        ],
    )
    def test_end_tags_that_end_nothing(self, markup: str, found: list[Found]) -> None:
        assert problems(markup) == found

    @pytest.mark.parametrize(
        ("markup", "end", "start"),
        [
            ("<p><b><i>a</b></i></p>", "</i>", "<i>"),
            ("<p><b>a</p><p>b</b></p>", "</b>", "<b>"),
            ("<div><span>a</div></span>", "</span>", "<span>"),
            ("<b>a<div>b</b>c</div>", "</b>", "<b>"),
            ("<a href=a><div>b</a></div>", "</a>", "<a href=a>"),
            ("<form><div>a</form></div>", "</form>", "<form>"),
            ("<section><div><form><div>a</form></div></section>", "</form>", "<form>"),
            ("<div><form><div>a</form></div>", "</form>", "<form>"),
            ("<span><p>a</span></p>", "</span>", "<span>"),
            ("<ul><li><em>a</li></em></ul>", "</em>", "<em>"),
            ("<table><tr><td><b>a</td></b></tr></table>", "</b>", "<b>"),
            ("<section><article>a</section></article>", "</article>", "<article>"),
            ("<strong><em><a href=b>a</em></a></strong>", "</a>", "<a href=b>"),
        ],
    )
    def test_overlapping_tags_are_told_of_once(self, markup: str, end: str, start: str) -> None:
        ((code, span, related, name),) = problems(markup)
        assert (code, span, related) == ("misnested-tag", end, start)
        assert name == end[2:-1]

    def test_a_heading_ended_as_another_level(self) -> None:
        assert problems("<h2 id=a>b</h3>") == [("mismatched-heading", "</h3>", "<h2 id=a>", "h3")]

    @pytest.mark.parametrize(
        ("markup", "inner", "outer"),
        [
            ("<a href=a>b <a href=c>d</a></a>", "<a href=c>", "<a href=a>"),
            ("<form id=a><form id=b></form></form>", "<form id=b>", "<form id=a>"),
            ("<form id=a><div><form id=b></form></div></form>", "<form id=b>", "<form id=a>"),
            ("<button>a<button type=b>c</button></button>", "<button type=b>", "<button>"),
            ("<a href=a><div><a href=b>c</a></div></a>", "<a href=b>", "<a href=a>"),
        ],
    )
    def test_an_element_that_may_not_stand_in_its_like(self, markup: str, inner: str, outer: str) -> None:
        assert problems(markup) == [("nested-element", inner, outer, inner[1:].split()[0].rstrip(">"))]

    @pytest.mark.parametrize(
        ("markup", "start"),
        [
            ("<div><td>a</td></div>", "<td>"),
            ("<p>a</p><tr></tr>", "<tr>"),
            ("<html><body>a<body class=b>c</body></html>", "<body class=b>"),
            ("<html lang=a><html lang=b><body>c</body></html>", "<html lang=b>"),
        ],
    )
    def test_a_start_tag_out_of_place(self, markup: str, start: str) -> None:
        assert problems(markup) == [("stray-start-tag", start, None, start[1:].split()[0].rstrip(">"))]

    def test_places_across_line_ends_and_beyond_the_basic_plane(self) -> None:
        assert problems("<p>é😀\r\n\r\n<b>\r\n</p>") == [("unclosed-element", "<b>", None, "b")]

    def test_problems_come_in_the_order_of_the_source(self) -> None:
        codes = [found[0] for found in problems("<p a=1 a=2></i>&foo;</p><div>")]
        assert codes == [
            "duplicate-attribute",
            "stray-end-tag",
            "unknown-named-character-reference",
            "unclosed-element",
        ]


class TestXhtml:
    STRICT = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
    )

    @pytest.mark.parametrize(
        "markup",
        [
            '<?xml version="1.0" encoding="utf-8"?>'
            + STRICT
            + '<html xmlns="http://www.w3.org/1999/xhtml"><head/><body/></html>',
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><div/><p>a<br></br></p></body></html>',
            STRICT
            + '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><body><p>a<br />b</p><hr /></body></html>',
            STRICT + "<html><head><script>//<![CDATA[\na < b\n//]]></script></head><body><p>a</p></body></html>",
        ],
    )
    def test_is_read_as_it_is_meant(self, markup: str) -> None:
        assert problems(markup) == []

    def test_its_errors_are_told(self) -> None:
        markup = self.STRICT + "<html><body><p><b><i>a</b></i></p></body></html>"
        assert problems(markup) == [("misnested-tag", "</i>", "<i>", "i")]


class TestTokenizer:
    @pytest.mark.parametrize(
        ("markup", "found"),
        [
            ('<p id=a ID="b">c</p>', ("duplicate-attribute", 'ID="b"', "id=a", "id")),
            ("<p><a\r\nb='1'\r\nb='2'>c</a>", ("duplicate-attribute", "b='2'", "b='1'", "b")),
            ("<p class=a hidden class>c</p>", ("duplicate-attribute", "class", "class=a", "class")),
            ('<p a="b"c="d">e</p>', ("missing-whitespace-between-attributes", 'c="d"', None, "c")),
            ("<p a=>b</p>", ("missing-attribute-value", "a=", None, "a")),
            ("<p =a>b</p>", ("unexpected-equals-sign-before-attribute-name", "=a", None, "=")),
            ('<p a=b"c>d</p>', ("unexpected-character-in-unquoted-attribute-value", 'a=b"c', None, "a")),
            ('<p a"b=c>d</p>', ("unexpected-character-in-attribute-name", 'a"b=c', None, 'a"b')),
            ("<p a / b>c</p>", ("unexpected-solidus-in-tag", "/", None, "/")),
            ("<p>a</p b=c>", ("end-tag-with-attributes", "</p b=c>", None, "p")),
            ("<p>a</p/>", ("end-tag-with-trailing-solidus", "</p/>", None, "p")),
            ("<p>a</p><p b=c\nd", ("eof-in-tag", "<p b=c", None, "")),
            ("<p>&nbps; a</p>", ("unknown-named-character-reference", "&nbps;", None, "&nbps;")),
            ("<p>&nbsp a</p>", ("missing-semicolon-after-character-reference", "&nbsp", None, "&nbsp")),
            ("<p>&#65 a</p>", ("missing-semicolon-after-character-reference", "&#65", None, "&#65")),
            ("<p>&#; a</p>", ("absence-of-digits-in-numeric-character-reference", "&#;", None, "&#;")),
            ("<p>&#150; a</p>", ("control-character-reference", "&#150;", None, "&#150;")),
            ("<p>é\x01</p>", ("control-character-in-input-stream", "\x01", None, "\x01")),
            ("<p>a\x00</p>", ("unexpected-null-character", "\x00", None, "\x00")),
            ("<p>a</p><!b>", ("incorrectly-opened-comment", "<!b>", None, "")),
            ("<p>a</p><!-- b --!>", ("incorrectly-closed-comment", "<!-- b --!>", None, "")),
            ("<p>a</p><!-- b\nc", ("eof-in-comment", "<!-- b", None, "")),
            ("<p>a <3 b</p>", ("invalid-first-character-of-tag-name", "<3", None, "<3")),
            ("<p>a</></p>", ("missing-end-tag-name", "</>", None, "</>")),
            ("<p><![CDATA[a]]></p>", ("cdata-in-html-content", "<![CDATA[a]]>", None, "")),
            ("<!doctypehtml><p>a</p>", ("missing-whitespace-before-doctype-name", "<!doctypehtml>", None, "")),
            ("<noscript><p a=1 a=2></noscript>", ("duplicate-attribute", "a=2", "a=1", "a")),
        ],
    )
    def test_an_error_selects_what_it_is_about(self, markup: str, found: Found) -> None:
        assert problems(markup) == [found]

    def test_each_repetition_is_told_and_the_first_shown(self) -> None:
        assert [found[1:3] for found in problems("<p a=1 a=2 a=3>b</p>")] == [("a=2", "a=1"), ("a=3", "a=1")]

    def test_one_missing_quote_is_told_once(self) -> None:
        codes = [found[0] for found in problems('<img alt="She said "yes" and "no" twice" src=a>')]
        assert codes == ["missing-whitespace-between-attributes", "unexpected-character-in-attribute-name"]


_INLINE = st.sampled_from(["b", "i", "em", "strong", "span", "code", "sub", "label", "time"])
_BLOCK = st.sampled_from(["div", "section", "article", "aside", "blockquote", "figure", "ul", "header", "fieldset"])
_words = st.sampled_from(["a", "b &amp; c", "é ", "<br>", "<img src=a alt=b>", "<!-- c -->"])
_phrase = st.recursive(
    _words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", _INLINE, st.lists(inner, max_size=3)
    ),
)
_item = st.one_of(
    _phrase,
    st.builds("<p>{}</p>".format, _phrase),
    st.builds("<table><tr><td>{}<td>{}</table>".format, _phrase, _phrase),
    st.builds("<ul><li>{}<li>{}</ul>".format, _phrase, _phrase),
)
_flow = st.recursive(
    _item,
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", _BLOCK, st.lists(inner, max_size=3)),
)


class TestProperties:
    @given(_flow)
    @settings(max_examples=200, deadline=None)
    def test_well_nested_markup_has_no_problem(self, markup: str) -> None:
        assert problems(f"<div>{markup}</div>") == []

    @given(_flow, _BLOCK, _flow)
    @settings(max_examples=100, deadline=None)
    def test_a_missing_end_tag_is_found(self, before: str, tag: str, after: str) -> None:
        codes = {found[0] for found in problems(f"<main>{before}<{tag} id=open>{after}</main>")}
        assert codes & {"unclosed-element", "misnested-tag"}

    @given(_flow, _BLOCK, _flow)
    @settings(max_examples=100, deadline=None)
    def test_an_end_tag_too_many_is_found(self, before: str, tag: str, after: str) -> None:
        found = problems(f"<main>{before}</{tag}>{after}</main>")
        assert found == [("stray-end-tag", f"</{tag}>", None, tag)]


class TestRealPages:
    def test_every_problem_selects_what_its_code_says(self, real_pages: tuple[Source, ...]) -> None:
        checked = 0
        for source in real_pages:
            for problem in problems_of(parse(source)):
                cut = source.cut(problem.span).lower()
                checked += 1
                if problem.code in ("stray-end-tag", "misnested-tag", "mismatched-heading"):
                    assert cut.startswith("</" + problem.name), (source.path, problem)
                elif problem.code in ("unclosed-element", "nested-element", "stray-start-tag"):
                    assert cut.startswith("<" + problem.name), (source.path, problem)
                elif problem.code == "duplicate-attribute":
                    assert problem.related is not None
                    assert cut.startswith(problem.name), (source.path, problem)
                    assert source.cut(problem.related).lower().startswith(problem.name), (source.path, problem)
                elif "reference" in problem.code:
                    assert cut.startswith("&"), (source.path, problem)
                assert cut
        assert checked > 300
