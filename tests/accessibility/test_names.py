"""Accessible names and descriptions: accname 1.2, 4.3.2, step by step, and HTML-AAM 1.0, 4.1."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from a11ylint.accessibility import Accessibility, Origin
from a11ylint.document import Document, Kind
from a11ylint.source import Source
from tests.accessibility.trees import pages, subject, tree_of

HIDDEN = "style='display: none'"


@pytest.mark.parametrize(
    ("markup", "name", "origin"),
    [
        # 1: roles that must not be named
        ("<p id=x aria-label=Note>word", "", Origin.NONE),
        ("<span id=x title=Note>word</span>", "", Origin.NONE),
        # 2A: hidden
        ("<a id=x href=a hidden>word</a>", "", Origin.NONE),
        ("<a id=x href=a>seen <b hidden>unseen</b></a>", "seen", Origin.CONTENT),
        ("<a id=x href=a><b aria-hidden=true>unseen</b></a>", "", Origin.NONE),
        (
            "<a id=x href=a><b style='visibility: hidden'>no <i style='visibility: visible'>yes</i></b></a>",
            "yes",
            Origin.CONTENT,
        ),
        ("<a id=x href=a><script>1</script><style>b {}</style>word</a>", "word", Origin.CONTENT),
        # 2B: aria-labelledby
        ("<a id=x href=a aria-labelledby='b c'>a</a><p id=c>two</p><p id=b>one</p>", "one two", Origin.LABELLEDBY),
        (f"<a id=x href=a aria-labelledby=b>a</a><p id=b {HIDDEN}>one</p>", "one", Origin.LABELLEDBY),
        (f"<a id=x href=a aria-labelledby=b>a</a><p id=b {HIDDEN}>one<b hidden>!</b></p>", "one!", Origin.LABELLEDBY),
        ("<a id=x href=a aria-labelledby=b>a</a><p id=b>one<b hidden>!</b></p>", "one", Origin.LABELLEDBY),
        ("<a id=x href=a aria-labelledby=nowhere>word</a>", "word", Origin.CONTENT),
        ("<a id=x href=a aria-labelledby=b>word</a><p id=b> </p>", "word", Origin.CONTENT),
        ("<a id=x href=a aria-labelledby=b aria-label=no>a</a><img id=b alt=yes>", "yes", Origin.LABELLEDBY),
        ("<button id=x aria-label=Cut aria-labelledby='x f'></button><i id=f>file</i>", "Cut file", Origin.LABELLEDBY),
        ("<a id=x href=a aria-labelledby=b>a</a><p id=b aria-labelledby=c>b</p><p id=c>c</p>", "b", Origin.LABELLEDBY),
        ("<a id=x href=a aria-labelledby=b>a</a><a id=b href=a aria-labelledby=x>b</a>", "b", Origin.LABELLEDBY),
        ("<a id=x href=a>see <b aria-labelledby=c>b</b></a><p id=c>this</p>", "see this", Origin.CONTENT),
        ("<a id=x href=a aria-labelledby=t></a><svg><title id=t>Tide</title></svg>", "Tide", Origin.LABELLEDBY),
        ("<svg id=x role=img aria-labelledby='t d'><title id=t>Tide</title><desc id=d>noon</desc></svg>", "Tide noon",
         Origin.LABELLEDBY),
        ("<title id=t>Front page</title><main id=x aria-labelledby=t></main>", "Front page", Origin.LABELLEDBY),
        # 2C: controls inside a label, or inside what takes its name from its content
        ("<label>Flash <input id=x type=checkbox> <input value=3> times</label>", "Flash 3 times", Origin.LABEL),
        (
            "<input id=x type=checkbox aria-labelledby=l><p id=l>In <select><option>red<option selected>blue</select>",
            "In blue",
            Origin.LABELLEDBY,
        ),
        (
            "<label for=x>At <input type=range value=5 aria-valuetext=five></label><input id=x type=checkbox>",
            "At five",
            Origin.LABEL,
        ),
        (
            "<label for=x>Up to <span role=slider aria-valuenow=7></span></label><input id=x type=checkbox>",
            "Up to 7",
            Origin.LABEL,
        ),
        ("<label>Name <input id=x value=Jo></label>", "Name", Origin.LABEL),
        ("<button id=x>Flash <input value=3 aria-label=no> times</button>", "Flash 3 times", Origin.CONTENT),
        ("<h2 id=x>In <select><option>red<option selected>blue</select></h2>", "In blue", Origin.CONTENT),
        # 2D: aria-label
        ("<a id=x href=a aria-label=' Read  on '>word</a>", "Read on", Origin.ARIA_LABEL),
        ("<a id=x href=a aria-label=' '>word</a>", "word", Origin.CONTENT),
        ("<a id=x href=a>see <b aria-label=this>that</b></a>", "see this", Origin.CONTENT),
        ("<a id=x href=a><object data=logo.svg aria-label=Home>no</object></a>", "Home", Origin.CONTENT),
        ("<a id=x href=a><object data=logo.svg>no</object></a>", "", Origin.NONE),
        ("<a id=x href=a><object>Home</object></a>", "Home", Origin.CONTENT),
        ("<a id=x href=a><video title=Film>no</video></a>", "Film", Origin.CONTENT),
        ("<a id=x href=a aria-labelledby=v></a><video id=v hidden>no</video>", "", Origin.NONE),
        # 2F: what aria-owns names is content, and of nothing else
        ("<a id=x href=a aria-owns=o>One</a><i id=o>two</i>", "One two", Origin.CONTENT),
        ("<a id=x href=a>One<i id=o>two</i></a><a href=a aria-owns=o></a>", "One", Origin.CONTENT),
        ("<a id=x href=a aria-owns=o>One</a><i id=o aria-owns=x>two</i>", "One two", Origin.CONTENT),
        # 2E: HTML
        ("<img id=x alt='A dog'>", "A dog", Origin.ALT),
        ("<img id=x alt='' title='A dog'>", "", Origin.NONE),
        ("<img id=x title='A dog'>", "A dog", Origin.TITLE),
        ("<img id=x src=dog.jpg>", "", Origin.NONE),
        ("<a id=x href=a><img alt='A dog'> runs</a>", "A dog runs", Origin.CONTENT),
        ("<a id=x href=a><img role=none alt='A dog'></a>", "", Origin.NONE),
        ("<map name=m><area id=x href=a alt=Peru></map><img usemap='#m' alt=Map>", "Peru", Origin.ALT),
        ("<label for=x>Name</label><input id=x>", "Name", Origin.LABEL),
        ("<label for=x>First</label><label for=x>name</label><input id=x>", "First name", Origin.LABEL),
        ("<label>Name <input id=x></label>", "Name", Origin.LABEL),
        ("<label>Name <i>of</i> <b><input><input id=x title=second></b></label>", "second", Origin.TITLE),
        ("<label for=y>Name <input id=x></label>", "", Origin.NONE),
        ("<label for=x hidden>Name</label><input id=x>", "Name", Origin.LABEL),
        ("<label for=x><img alt=Name></label><input id=x>", "Name", Origin.LABEL),
        ("<label for=x> </label><input id=x placeholder=Name>", "Name", Origin.PLACEHOLDER),
        ("<input id=x title=Name placeholder=Jo>", "Name", Origin.TITLE),
        ("<input id=x type=checkbox placeholder=Name>", "", Origin.NONE),
        ("<input id=x type=password placeholder=Word>", "Word", Origin.PLACEHOLDER),
        ("<textarea id=x placeholder=Name>text</textarea>", "Name", Origin.PLACEHOLDER),
        ("<input id=x type=button value=Go>", "Go", Origin.VALUE),
        ("<input id=x type=button>", "", Origin.NONE),
        ("<input id=x type=submit>", "Submit", Origin.DEFAULT),
        ("<input id=x type=reset>", "Reset", Origin.DEFAULT),
        ("<input id=x type=submit value=''>", "", Origin.NONE),
        ("<label>Send <input id=x type=submit value=Go></label>", "Send", Origin.LABEL),
        ("<input id=x type=image alt=Go title=no>", "Go", Origin.ALT),
        ("<input id=x type=image title=Go>", "Go", Origin.TITLE),
        ("<input id=x type=image>", "Submit", Origin.DEFAULT),
        ("<select id=x title=Size><option>S</select>", "Size", Origin.TITLE),
        ("<select id=x><option>S</select>", "", Origin.NONE),
        ("<label for=x>Mark</label><meter id=x value=1>1</meter>", "Mark", Origin.LABEL),
        ("<fieldset id=x><legend>Size</legend><input></fieldset>", "Size", Origin.LEGEND),
        ("<fieldset id=x><div><legend>Size</legend></div></fieldset>", "", Origin.NONE),
        ("<table id=x><caption>Scores</caption><tr><td>1</table>", "Scores", Origin.CAPTION),
        ("<figure id=x><img alt=a><figcaption>A dog</figcaption></figure>", "A dog", Origin.FIGCAPTION),
        ("<svg id=x role=img><title>A chart</title></svg>", "A chart", Origin.SVG_TITLE),
        ("<svg id=x role=img><g><title>A part</title></g></svg>", "", Origin.NONE),
        ("<a id=x href=a><svg><title>A chart</title></svg></a>", "A chart", Origin.CONTENT),
        ("<iframe id=x title=Map></iframe>", "Map", Origin.TITLE),
        ("<select><option id=x label=Small>S</select>", "Small", Origin.LABEL_ATTRIBUTE),
        ("<select><option id=x>S</select>", "S", Origin.CONTENT),
        ("<math id=x alttext='x squared'></math>", "x squared", Origin.ALT),
        # 2F, 2G, 2H: content
        ("<button id=x>Go <b>on</b></button>", "Go on", Origin.CONTENT),
        ("<h2 id=x>News<br>today</h2>", "News today", Origin.CONTENT),
        ("<a id=x href=a>one<b>two</b></a>", "onetwo", Origin.CONTENT),  # inline: no space
        ("<a id=x href=a>one<div>two</div>three</a>", "one two three", Origin.CONTENT),  # block: spaces
        ("<a id=x href=a>one<b style='display: block'>two</b></a>", "one two", Origin.CONTENT),
        ("<a id=x href=a>one<p style='display: inline'>two</p></a>", "onetwo", Origin.CONTENT),
        ("<details><summary id=x>More</summary></details>", "More", Origin.CONTENT),
        ("<table><tr><th id=x>Year<td>1</table>", "Year", Origin.CONTENT),
        ("<nav id=x>word</nav>", "", Origin.NONE),  # named by authors only
        ("<div id=x role=dialog>word</div>", "", Origin.NONE),
        ("<div id=x role=button>Go</div>", "Go", Origin.CONTENT),
        ("<style>a::before { content: '\\201C' } a:after{content:'!'}</style><a id=x href>A", "“A!", Origin.CONTENT),
        ("<style>a::before { content: attr(lang) ' ' }</style><a id=x href=a lang=en>Go</a>", "en Go", Origin.CONTENT),
        ("<style>#x::before { content: url(a.png) / 'New' }</style><a id=x href=a>s</a>", "News", Origin.CONTENT),
        ("<style>#x::before { content: none }</style><a id=x href=a>Go</a>", "Go", Origin.CONTENT),
        # 2I: the tooltip
        ("<a id=x href=a title=Go></a>", "Go", Origin.TITLE),
        ("<a id=x href=a title=no>Go</a>", "Go", Origin.CONTENT),
        ("<a id=x href=a><i title=Home></i></a>", "Home", Origin.CONTENT),
        ("<nav id=x title=Site>word</nav>", "Site", Origin.TITLE),
    ],
)  # fmt: skip
def test_name(markup: str, name: str, origin: Origin) -> None:
    tree, element = subject(markup)
    found = tree.name(element)
    assert (found.text, found.origin) == (name, origin)
    assert bool(found) is bool(name)


@pytest.mark.parametrize(
    ("markup", "description", "origin"),
    [
        ("<a id=x href=a aria-describedby='b c'>a</a><p id=b>1</p><p id=c hidden>2</p>", "1 2", Origin.DESCRIBEDBY),
        ("<a id=x href=a aria-description=More>a</a>", "More", Origin.ARIA_DESCRIPTION),
        ("<a id=x href=a title=More>a</a>", "More", Origin.TITLE),
        ("<a id=x href=a title=More></a>", "", Origin.NONE),  # it is the name already
        ("<a id=x href=a title=a>a</a>", "", Origin.NONE),
        ("<table id=x aria-label=Scores><caption>Of 2020</caption></table>", "Of 2020", Origin.CAPTION),
        ("<table id=x><caption>Of 2020</caption></table>", "", Origin.NONE),
        ("<svg id=x role=img><title>a</title><desc>b</desc></svg>", "b", Origin.SVG_DESCRIPTION),
        ("<a id=x href=a>a</a>", "", Origin.NONE),
        ("<a id=x href=a hidden title=More>a</a>", "", Origin.NONE),
    ],
)  # fmt: skip
def test_description(markup: str, description: str, origin: Origin) -> None:
    tree, element = subject(markup)
    found = tree.description(element)
    assert (found.text, found.origin) == (description, origin)


def test_the_evidence_is_the_elements_that_gave_the_name() -> None:
    tree, control = subject("<label id=a for=x>First</label><label id=b for=x>name</label><input id=x>")
    assert [label.get("id") for label in tree.name(control).elements] == ["a", "b"]


@settings(max_examples=200, deadline=None)
@given(pages())
def test_any_tree_has_names_roles_and_all_the_rest(markup: str) -> None:
    tree = Accessibility(Document(Source.from_bytes(markup.encode(), "page.html"), Kind.PAGE))
    for element in tree.document.elements:
        for text in (tree.name(element).text, tree.description(element).text):
            assert text == text.strip()
            assert "  " not in text
        assert not tree.is_exposed(element) or not tree.is_hidden(element)
        assert not tree.in_focus_order(element) or tree.is_focusable(element)
        assert tree.role(element) == tree.role(element)
        tree.is_visible(element)
        tree.contrast(element)
        tree.roles.owned(element)
        tree.roles.allowed(element)
        for header in tree.headers_of(element):
            assert header is not element


@settings(max_examples=50, deadline=None)
@given(pages())
def test_names_do_not_hang_on_the_order_of_asking(markup: str) -> None:
    document = Document(Source.from_bytes(markup.encode(), "page.html"), Kind.PAGE)
    one, other = Accessibility(document), Accessibility(document)
    forward = [one.name(element) for element in document.elements]
    backward = [other.name(element) for element in reversed(document.elements)]
    assert forward == backward[::-1]


@settings(max_examples=200, deadline=None)
@given(pages())
def test_words_seen_inside_are_words_of_the_name(markup: str) -> None:
    tree = Accessibility(Document(Source.from_bytes(markup.encode(), "page.html"), Kind.PAGE))
    for element in tree.document.elements:
        role = tree.aria_roles.get(tree.role(element))
        if role is None or not role.names_from_content or not tree.is_exposed(element):
            continue
        name = tree.name(element).text
        assert set("".join(tree.names.plain_text(element).split())) <= set(name)
        assert name or not tree.has_words(element) or tree.exposure.hides_text(element)


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<a id=x href=a>one <b>two</b></a>", "one two"),
        ("<a id=x href=a>one <b hidden>two</b></a>", "one "),
        ("<a id=x href=a>one <b aria-label=three>two</b></a>", "one "),
        ("<a id=x href=a aria-label=three>one</a>", ""),
        ("<a id=x href=a hidden>one</a>", ""),
        ("<svg><a id=x href=a><title>three</title>one</a></svg>", ""),
    ],
)
def test_plain_text_is_what_nothing_else_names(markup: str, plain: str) -> None:
    tree, element = subject(markup)
    assert tree.names.plain_text(element) == plain


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=a>" + "<b>" * 480 + "word",
        "<div role=button>" * 500 + "word",
        "".join(f"<section id=s{n} aria-labelledby=s{n + 1}>" for n in range(400)),
        "<p id=all>" + "".join(f"<input aria-labelledby=all id=i{n}>" for n in range(3000)),
        "<label>" + "<input>" * 3000,
        "<div role=button>" * 400 + "<i></i>" * 20_000,
    ],
    ids=["deep", "nested", "chained", "self-labelled", "labelled", "wide"],
)
def test_hostile_trees_end_in_time(markup: str) -> None:
    tree = tree_of(markup)
    for element in tree.document.elements:
        tree.name(element)
    assert len(tree.names._texts) <= 16 * len(tree.document.elements)
    assert tree.names._detours <= 250_000
