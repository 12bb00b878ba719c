"""The Document's tree against other parsers of the WHATWG's algorithm: html5lib everywhere, parse5 where Node.js is.

html5lib 1.1 is of 2020 and parse5 7.3 of 2025: what they cannot know of the Standard they are not asked about.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import html5lib
import pytest
from turbohtml import Namespace

from a11ylint.document import Comment, Document, Element, Kind
from a11ylint.source import Source
from tests.differential.node import asked

Node: TypeAlias = "tuple[int, str, str, dict[str, str]]"  # depth, namespace or kind, name or data, attributes

PAGES: Final = sorted((Path(__file__).parents[2] / "fixtures" / "pages").glob("*.html"))
_NAMESPACES: Final = {
    Namespace.HTML: "http://www.w3.org/1999/xhtml",
    Namespace.SVG: "http://www.w3.org/2000/svg",
    Namespace.MATHML: "http://www.w3.org/1998/Math/MathML",
}
_PREFIXES: Final = {
    "{http://www.w3.org/1999/xlink}": "xlink:",
    "{http://www.w3.org/XML/1998/namespace}": "xml:",
    "{http://www.w3.org/2000/xmlns/}": "xmlns:",
}


def ours(markup: str) -> list[Node]:
    """The Document's tree, from the root on; texts that follow one another are one."""
    root = Document(Source("page.html", markup), Kind.PAGE).root
    return list(_joined(_ours(root, 0))) if root is not None else []


def _ours(element: Element, depth: int) -> Iterator[Node]:
    names = {name: element.get(name) or "" for name in element.raw.attrs}
    yield depth, _NAMESPACES[element.raw.namespace], element.tag, names
    for child in element.children:
        if isinstance(child, Element):
            yield from _ours(child, depth + 1)
        else:
            yield depth + 1, "comment" if isinstance(child, Comment) else "text", child.data, {}


def by_html5lib(markup: str) -> list[Node]:
    root = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree")).parse(markup, scripting=False)
    return list(_joined(_theirs(root, 0)))


def _theirs(element: Any, depth: int) -> Iterator[Node]:  # noqa: ANN401 (ElementTree's, whose comments are functions)
    if not isinstance(element.tag, str):
        yield depth, "comment", element.text or "", {}
    else:
        namespace, _, tag = element.tag[1:].partition("}")
        yield depth, namespace, tag, {_prefixed(name): value for name, value in element.items()}
        yield depth + 1, "text", element.text or "", {}
    for child in element:
        yield from _theirs(child, depth + 1)
        yield depth + 1, "text", child.tail or "", {}


def _prefixed(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    written = _PREFIXES[namespace + brace] + local if brace else name
    return "xmlns" if written == "xmlns:xmlns" else written


def by_parse5(pages: list[str]) -> list[list[Node]]:
    """Below the document stand comments too, before and after the root: only its tree is compared."""
    trees = []
    for found in asked("TREE", pages):
        nodes: list[Node] = [(depth, kind, data, *(rest or [{}])) for depth, kind, data, *rest in found]
        tops = [place for place, node in enumerate(nodes) if node[0] == 0] + [len(nodes)]
        root = next(place for place, node in enumerate(nodes) if node[0] == 0 and node[2] == "html")
        trees.append(list(_joined(iter(nodes[root : tops[tops.index(root) + 1]]))))
    return trees


def _joined(nodes: Iterator[Node]) -> Iterator[Node]:
    last: Node | None = None
    for node in nodes:
        if last is not None and last[:2] == node[:2] and node[1] == "text":
            last = (*last[:2], last[2] + node[2], {})
            continue
        if last is not None and last[1:3] != ("text", ""):
            yield last
        last = node
    if last is not None and last[1:3] != ("text", ""):
        yield last


# Left out everywhere: `select`, which may hold anything since 2025, and "<?", which has begun a processing instruction
# since then; a null character, for which our parser opens formatting again (an empty element that stands nowhere).
_TAGS: Final = (
    "p div a b i nobr h1 h2 ul li table tbody tr td th caption colgroup col form input svg math foreignObject "
    "desc mi annotation-xml script style noscript iframe ruby rp rt figure details hr br img body head html image "
    "center object applet address section article header"
).split()
# Left out of what html5lib is asked about: `template` it does not know; `search`, `dialog`, `main`, `summary` and
# `figcaption` are no special elements to it, nor do `rb` and `rtc` close one another; it drops a newline after `pre`
# wherever that stands, and puts a second `button` or `dt` into a table. parse5 is right about all of them but `search`.
_SINCE_2020: Final = (
    "template dialog main summary figcaption rb rtc pre listing textarea frameset optgroup option title xmp button "
    "dl dt dd"
).split()
_ATTRIBUTES: Final = (
    *("", " id=a", " class='b c'", " hidden", " A=1 a=2", " a&amp=b", " x='&notit;'", ' y="&#128;&copy&copy;"', " /"),
    *(" xlink:href=x", " definitionurl=q", " viewbox=0", " type=hidden", " encoding=text/html"),
)
_DATA: Final = (
    *("x", " ", "\n", "&amp;", "&notin;", "&#0;", "&#x110000;", "<", "</", "<!--c-->", "é😀", "\r\n", "\r", "&nbsp"),
    *("<![CDATA[d]]>", "<!doctype html>", "&ampx", "--!>", "<!-->"),
)


def _broken(chance: random.Random, tags: list[str]) -> str:
    """Some tags and words, in no order that makes sense."""
    parts = ["<!doctype html>x"]
    for _ in range(chance.randint(1, 14)):
        tag = chance.choice(tags)
        start = f"<{tag}{chance.choice(_ATTRIBUTES)}>"
        parts.append(chance.choice([start, start, f"</{tag}>", chance.choice(_DATA)]))
    return "".join(parts)


def _ends_foreign_content(markup: str) -> bool:
    """Whether ``</p>`` or ``</br>`` may stand in SVG or MathML, which they have ended since 2020."""
    return re.search("<(?:svg|math)", markup) is not None and re.search("</(?:p|br)>", markup) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_the_tree_that_html5lib_builds(page: Path) -> None:
    markup = Source.from_bytes(page.read_bytes(), page.name).text
    assert ours(markup) == by_html5lib(markup)


def test_broken_markup_has_the_tree_that_html5lib_builds() -> None:
    chance = random.Random(8)
    for markup in (_broken(chance, _TAGS) for _ in range(800)):
        if not _ends_foreign_content(markup):
            assert ours(markup) == by_html5lib(markup), markup


def test_pages_whole_and_broken_have_the_trees_that_parse5_builds() -> None:
    chance = random.Random(5)
    pages = [Source.from_bytes(page.read_bytes(), page.name).text for page in PAGES]
    # It takes no CDATA section in an integration point of SVG, where the Standard has one (13.2.5.42).
    broken = [_broken(chance, _TAGS + _SINCE_2020) for _ in range(2000)]
    pages += [markup for markup in broken if "<svg" not in markup or "CDATA" not in markup]
    for markup, theirs in zip(pages, by_parse5(pages), strict=True):
        assert ours(markup) == theirs, markup


def test_real_pages_have_the_trees_that_html5lib_builds(real_pages: tuple[Source, ...]) -> None:
    for source in real_pages[::16]:
        assert ours(source.text) == by_html5lib(source.text), source.path
