"""What the model saw, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable

from a11ylint.article import Article
from a11ylint.article.describe import as_json, describe

Page = Callable[..., Article]

FIGURE = "<figure><img src=a.jpg><figcaption>The ferry at dawn. (Photo: Jane Doe)</figcaption></figure>"


def example(page: Page) -> Article:
    return page(
        FIGURE + "<p>With reporting by Reuters and AFP</p>",
        under='<p class="byline">By Jane Doe</p><p><time datetime="2024-05-03">3 May 2024</time></p>',
        before='<a href="#top">Skip to content</a>',
    )


def test_each_part_comes_with_its_evidence_and_its_place(page: Page) -> None:
    article = example(page)
    source = article.document.source
    rows = {(row.part, row.value, row.where): source.cut(row.span) for row in describe(article)}
    assert rows["headline", "Island keeps its early ferry", "h1"] == "Island keeps its early ferry"
    assert rows["byline", "Jane Doe", "byline class"] == "By Jane Doe"
    assert rows["published", "2024-05-03", "time datetime"] == "2024-05-03"
    assert rows["alt", "(none written)", "img"] == "<img src=a.jpg>"
    assert rows["caption", "The ferry at dawn.", "figcaption"] == "The ferry at dawn."
    assert rows["credit", "(Photo: Jane Doe)", "caption"] == "(Photo: Jane Doe)"
    assert rows["source", "AFP", "With reporting by"] == "AFP"
    assert rows["skip link", "Skip to content", "#top, which is missing"] == '<a href="#top">'


def test_the_same_as_json(page: Page) -> None:
    article = example(page)
    told = json.loads(json.dumps(as_json(article)))
    assert told["headline"]["text"] == "Island keeps its early ferry"
    assert told["authors"] == ["Jane Doe"]
    assert told["published"]["moment"] == "2024-05-03"
    assert told["photos"][0]["alt"] is None
    assert told["photos"][0]["captions"][0]["credit"] == "(Photo: Jane Doe)"
    assert told["agencies"][0]["agencies"] == ["Reuters", "AFP"]
    offset = told["headline"]["start"]["offset"]
    assert article.document.source.text[offset:].startswith("Island keeps")
    assert told["headline"]["start"]["line"] == 1


def test_a_page_with_nothing_on_it(page: Page) -> None:
    article = page(prose=("",), headline="")
    assert as_json(article)["photos"] == []
    assert all(row.span.start <= row.span.end for row in describe(article))
