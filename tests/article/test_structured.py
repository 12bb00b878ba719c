"""JSON-LD scripts: where their JSON stands, whatever old publishing systems put around it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article.structured import json_place, read_structured
from a11ylint.document import Document, parse
from a11ylint.source import Source

WRAPPERS = (
    ("", ""),
    ("\n  ", "\r\n"),
    ("<!--\n", "\n-->"),
    ("<![CDATA[", "]]>"),
    ("\n//<![CDATA[\n", "\n//]]>\n"),
    ("/* <![CDATA[ */ ", " /* ]]> */"),
)


def page(script: str) -> Document:
    return parse(Source("page.html", f'<p>Story</p><script type="application/ld+json">{script}</script>'))


@pytest.mark.parametrize(("opening", "closing"), WRAPPERS)
@given(
    headline=st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>"), max_size=40),
    indent=st.sampled_from([None, 2]),
)
def test_the_place_of_the_json_is_the_json(opening: str, closing: str, headline: str, indent: int | None) -> None:
    written = json.dumps({"@type": "NewsArticle", "headline": headline}, ensure_ascii=False, indent=indent)
    document = page(opening + written + closing)
    script = next(document.find("script"))
    assert document.source.cut(json_place(script)) == written
    (block,) = read_structured(document).blocks
    assert block.data == json.loads(written)


def test_a_semicolon_after_the_json_is_forgiven_when_reading_but_belongs_to_the_place() -> None:
    document = page('{"@type": "NewsArticle"};\n')
    script = next(document.find("script"))
    assert document.source.cut(json_place(script)) == '{"@type": "NewsArticle"};'
    assert read_structured(document).blocks[0].data == {"@type": "NewsArticle"}


@pytest.mark.parametrize("script", ["", " \n", "<!-- -->", "//<![CDATA[\n//]]>"])
def test_an_empty_script_has_an_empty_place(script: str) -> None:
    place = json_place(next(page(script).find("script")))
    assert place.start == place.end


def test_a_script_of_white_space_is_read_at_once() -> None:
    place = json_place(next(page("{" + " " * 1_000_000 + "x").find("script")))
    assert place.end - place.start == 1_000_002


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="Article">',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
    ],
)
def test_a_page_may_tell_machines_that_it_is_an_article(head: str) -> None:
    assert read_structured(parse(Source("page.html", f"<head>{head}</head><p>Story</p>"))).declares_article


def test_a_page_of_no_declared_type_is_not_said_to_be_an_article() -> None:
    assert not read_structured(
        parse(Source("page.html", '<meta property="og:type" content="website">'))
    ).declares_article
