"""A run: what it hands on can travel between processes."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

from a11ylint.cli.common import Adjustment
from a11ylint.report.model import About, FileResult
from a11ylint.run import Configuration, Run
from a11ylint.settings import Settings

STORY = """<!doctype html>
<html lang="en">
<head><title>Bridge closes for repairs</title>
<meta property="og:site_name" content="The Harbour Courier">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge closes for repairs",
 "articleSection": ["Local", "Traffic"], "datePublished": "2023-06-28T09:05:00Z",
 "publisher": {"@type": "Organization", "name": "Harbour  Press"}}</script></head>
<body><main><article><h1>Bridge closes for repairs</h1>
<p>The town will close the old bridge near the station on Monday, and buses will stop on the other bank.</p>
<p>Those who work beyond the river should take the ferry, which will leave every ten minutes until the evening.</p>
<p id="a">The repairs will last until the autumn, the mayor said, unless the river rises again.</p>
<p id="a">Nobody has yet said what they will cost.</p>
</article></main></body></html>
"""


def run_on(path: Path, *, describe: bool = False) -> Run:
    configuration = Configuration(Adjustment(), Settings())
    return Run([str(path)], configuration, io.BytesIO(), describe=describe)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.html"
    path.write_text(STORY)
    return path


def test_a_result_can_be_pickled_and_is_the_same(story: Path) -> None:
    (result,) = run_on(story, describe=True).results()
    again: FileResult = pickle.loads(pickle.dumps(result))
    assert again == result
    assert again.source is not None
    assert [again.source.position(each.span.start) for each in again.findings]


def test_a_run_can_be_pickled_after_it_has_loaded_rules(story: Path) -> None:
    run = run_on(story)
    first = list(run.results())
    configuration: Configuration = pickle.loads(pickle.dumps(run.configuration))
    assert list(Run(run.paths, configuration, io.BytesIO()).results()) == first


def test_a_result_says_what_the_article_is_where_somebody_asks(story: Path) -> None:
    (result,) = run_on(story, describe=True).results()
    about = result.about
    assert about is not None
    assert about.headline == "Bridge closes for repairs"
    assert (about.publisher, about.section) == ("Harbour Press", "Local")
    assert about.published == "2023-06-28T09:05:00Z"
    assert (about.language, about.sentences) == ("en", 4)
    assert about.figures is not None
    assert about.figures["words"] == about.words > 60
    assert [STORY[span.start :][:3] for _, span in about.hardest] == ["The", "Tho", "The"]


def test_nothing_is_said_of_it_where_nobody_asks(story: Path) -> None:
    (result,) = run_on(story).results()
    assert result.about is None


def test_what_is_not_known_of_an_article_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "short.html"
    path.write_text("<p>Ok.</p>")
    (result,) = run_on(path, describe=True).results()
    assert result.about == About(words=0)
