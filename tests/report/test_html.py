"""The HTML report, read as a browser reads it: what it says, and that nothing which a page says becomes its markup."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.findings import Certainty, Edit, Finding, Fix, Related, Severity
from a11ylint.fixing import apply
from a11ylint.linting import lint_source
from a11ylint.places import places_of
from a11ylint.report import About, FileResult, Setting, Summary
from a11ylint.report.html import ROOM, Chapter, Report
from a11ylint.report.html.explanations import prose
from a11ylint.report.html.markup import Markup
from a11ylint.report.proof import Card, Picture, Proof, excerpts
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Span

RULES = active_rules(Settings(select=("all",)))
KNOWN = {rule.id: rule for rule in RULES.known}
FIXTURES = Path(__file__).parents[2] / "fixtures" / "pages"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "<!--<script></script>",
    "]]><img src=x onerror=alert(1)>",
    '"><iframe src="https://example.org">',
    "' onmouseover='alert(1)",
    "{{ x }} ${x} $title $data %s",
    "a\u2028b\u2029c",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "\x00\x1b[31m\x85",
    "\ud800 lone",
    "שלום <b>\u200f</b>",
    "</style><style>*{display:none}",
    "&lt;b&gt; &amp;amp; &#x3c;",
)


def linted(path: str, text: str) -> FileResult:
    return lint_source(Source(path, text), RULES, describe=True, show=True)


def fixtures() -> list[FileResult]:
    return [linted(path.name, path.read_text("utf-8")) for path in sorted(FIXTURES.glob("[c-gp]*.html"))]


def made(words: str, text: str = "<p>x</p>\n<i>y</i>") -> FileResult:
    """A result in which everything that a page can say is `words`, and whose source has them too."""
    source = Source(words, text + words)
    place = Span(len(text), len(source.text))
    finding = Finding(
        *(words, "image-alt-missing", Severity.ERROR, Certainty.LIKELY, words, place, words, ("wcag:1.1.1",)),
        related=(Related(Span(0, 3), words),),
        fixes=(Fix(words, (Edit(place, words), Edit(Span(0, 0), words)), safe=False),),
    )
    picture = Picture(words, words, (words,), words, words, 1)
    card = Card(words, words, words, words, (words,), (words,), words, words, words, (picture,) * 3, 2)
    about = About(words, words, words, words, "en", 3)
    proof = Proof(card, tuple(excerpts(source, [finding])))
    return FileResult(words, places_of(source, [finding]), (finding,), about=about, proof=proof)


def report(results: Sequence[FileResult], chapters: Sequence[Chapter] = (), room: int = ROOM) -> str:
    reporter = Report(Setting(KNOWN), chapters, room)
    summary = Summary()
    for result in results:
        summary = summary.plus(result)
        assert list(reporter.add(result)) == []
    return "\n".join(reporter.close(summary)) + "\n"


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def index_of(html: str) -> dict[str, Any]:
    element = soup_of(html).find(id="index")
    assert isinstance(element, Tag)
    index: dict[str, Any] = json.loads(element.text)
    return index


def pages_of(html: str) -> list[str]:
    """Each page as the script draws it."""
    packs = soup_of(html).select("script.pack")
    return [page for pack in packs for page in json.loads(zlib.decompress(base64.b64decode(json.loads(pack.text))))]


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a document with the names of their attributes."""
    return [(each.name, tuple(sorted(each.attrs))) for each in soup_of(html).find_all(True)]


REPORT = report(fixtures())


class TestWhatAPageSays:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_is_text_wherever_it_stands(self, words: str) -> None:
        html, plain = report([made(words)]), report([made("plain words")])
        assert shape(html) == shape(plain)
        (drawn,), (harmless,) = pages_of(html), pages_of(plain)
        # A line end in the words makes another line of source.
        assert {name for name, _ in shape(drawn)} == {name for name, _ in shape(harmless)}
        assert set(shape(drawn)) <= {*shape(harmless), ("span", ("class",))}

    @given(st.text(max_size=60))
    @settings(max_examples=60, deadline=None)
    def test_never_changes_the_elements_of_the_report(self, words: str) -> None:
        about = About(words or "x", "a", "b", "2024-01-01", "en", 3)
        result = FileResult("page.html", None, (), "why: " + words, about=about)
        assert shape(report([result])) == shape(report([FileResult("page.html", None, (), "why", about=about)]))

    def test_has_no_script_but_the_reports_own(self) -> None:
        html = report([made(words) for words in HOSTILE])
        scripts = soup_of(html).find_all("script")
        assert [script.get("type") for script in scripts] == ["application/json", "application/json", None]
        assert html.count("<!--") == 0
        for drawn in pages_of(html):
            for each in soup_of(drawn).find_all(True):
                assert each.name not in ("script", "iframe", "img", "style", "link", "object", "form", "svg")
                assert not any(name.startswith("on") or name in ("style", "src") for name in each.attrs)
                assert str(each.get("href", "#")).startswith("#")

    def test_is_in_the_index_word_for_word(self) -> None:
        for words in HOSTILE[:8]:
            (page,) = index_of(report([made(words)]))["pages"]
            assert page[1] == words.replace("\u2028", "⟨U+2028⟩").replace("\u2029", "⟨U+2029⟩")

    def test_turns_no_text_round_and_hides_nothing(self) -> None:
        html = report([made(words) for words in HOSTILE])
        everything = html + "".join(pages_of(html))
        assert not re.search("[\x00\x1b\x85\u2028-\u202e\u2066-\u2069\ud800-\udfff]", everything)
        assert "⟨U+202E⟩" in everything
        assert "⟨U+200F⟩" in pages_of(html)[11]  # in the source, where it may be what is wrong


class TestTheDocument:
    def test_loads_nothing_and_lets_nothing_else_run(self) -> None:
        soup = soup_of(REPORT)
        policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None
        content = str(policy["content"])
        assert content.startswith("default-src 'none';")
        assert "unsafe" not in content
        for directive, text in (
            ("script-src", soup.select("script:not([type])")[0].text),
            ("style-src", soup.select("style")[0].text),
        ):
            digest = base64.b64encode(sha256(text.encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}'" in content
            assert "url(" not in text
            assert "@import" not in text
        for each in soup.find_all(True):
            assert not {"src", "srcset", "style", "poster", "background"} & set(each.attrs)
            assert not any(name.startswith("on") for name in each.attrs)
        assert not soup.select("link, iframe, object, embed, base")

    def test_a11ylint_finds_nothing_in_it(self) -> None:
        assert [(each.rule, each.message) for each in linted("report.html", REPORT).findings] == []

    def test_can_be_read_without_a_script(self) -> None:
        soup = soup_of(REPORT)
        assert soup.select_one("noscript") is not None
        rows = soup.select("#list > li")
        assert 0 < len(rows) <= 10
        assert all(row.select_one("summary h3") and row.select_one(".proof") for row in rows)
        worst = [[badge.text for badge in row.select(".badge")] for row in rows]
        assert worst[0][0].endswith(("error", "errors"))
        assert all(control.has_attr("hidden") for control in soup.select("#controls, #more"))

    def test_links_every_finding_to_the_explanation_of_its_rule(self) -> None:
        soup = soup_of(REPORT)
        explained = {str(each["id"]) for each in soup.select("article.rule")}
        for page in pages_of(REPORT):
            for link in soup_of(page).select("a.why"):
                assert str(link["href"]).removeprefix("#") in explained

    def test_explains_each_rule_once_in_the_words_of_its_page(self) -> None:
        article = soup_of(REPORT).select_one("#rule-image-alt-missing, article.rule")
        assert article is not None
        rule = KNOWN[str(article["id"]).removeprefix("rule-")]
        assert rule.title in article.text
        first = rule.body.partition("\n\n")[2].partition("\n\n")[0]
        assert " ".join(first.replace("`", "").split())[:60] in " ".join(article.text.split())
        ids = [str(each["id"]) for each in soup_of(REPORT).select("[id]")]
        assert len(ids) == len(set(ids))

    def test_has_a_table_for_every_chart(self) -> None:
        for chart in soup_of(REPORT).select("section.chart"):
            assert chart.select_one("svg")
            assert chart.select_one("table caption")
            assert len(chart.select("tbody tr")) >= len(chart.select("svg.columns rect"))

    def test_says_who_made_it_and_on_which_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        assert '<time datetime="2023-11-14">14 November 2023</time>' in report([])

    def test_over_nothing_is_still_a_report(self) -> None:
        html = report([])
        assert index_of(html)["pages"] == []
        assert "Nothing was found on 0 pages." in html

    def test_takes_in_chapters_of_others(self) -> None:
        soup = soup_of(report([], chapters=(Chapter("trend", "Trend", Markup("<p>Four are new.</p>")),)))
        assert [str(each["href"]) for each in soup.select("nav a")] == ["#summary", "#trend", "#pages", "#rules"]
        chapter = soup.select_one("main > section#trend")
        assert chapter is not None
        assert chapter.text == "TrendFour are new."


class TestTheCounts:
    def test_are_those_of_the_run(self) -> None:
        results = fixtures()
        findings = [finding for result in results for finding in result.findings]
        figures = {str(each.dt.text): str(each.dd.text) for each in soup_of(REPORT).select(".figures > div")}  # type: ignore[union-attr]
        assert figures["pages checked"] == str(len(results))
        for severity in Severity:
            assert figures[f"{severity.value}s"] == str(sum(each.severity is severity for each in findings))
        assert figures["with a fix"] == str(sum(bool(each.fixes) for each in findings))

    def test_list_every_finding_for_the_script(self) -> None:
        index = index_of(REPORT)
        for page, result in zip(index["pages"], fixtures(), strict=True):
            found = page[-1]
            listed = [
                (index["rules"][found[at]], index["messages"][found[at + 1]], found[at + 2])
                for at in range(0, len(found), 3)
            ]
            assert listed == [
                (
                    each.rule,
                    each.message,
                    each.severity.rank + 4 * (each.certainty is Certainty.LIKELY) + 8 * bool(each.fixes),
                )
                for each in result.findings
            ]

    def test_name_pages_that_cannot_be_read(self) -> None:
        html = report([FileResult("gone.html", None, (), "there is no such file")])
        assert index_of(html)["pages"][0][7] == "there is no such file"
        assert "there is no such file" in pages_of(html)[0]


class TestAPage:
    @pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.html")), ids=lambda path: path.name)
    def test_has_every_finding_marked_at_its_words(self, path: Path) -> None:
        source = Source.from_bytes(path.read_bytes(), path.name)
        result = lint_source(source, RULES, describe=True, show=True)
        soup = soup_of(pages_of(report([result]))[0])
        for spoken in soup.select("a.ref .vh"):
            spoken.decompose()
        for number, finding in enumerate(result.findings, 1):
            item = soup.select_one(f"#p0-f{number}")
            assert item is not None
            assert finding.message in item.text
            label = soup.select_one(f'pre a.ref[href="#p0-f{number}"]')
            assert label is not None
            assert label.text == str(number)
        for reference in soup.select("a.ref"):
            reference.decompose()
        for number, finding in enumerate(result.findings, 1):
            marks = [each for each in soup.select("mark") if str(number) in str(each["data-f"]).split()]
            marked = "".join(each.text for each in marks)
            assert marked.split() == source.cut(finding.span).split() or (
                "".join(marked.split()) == "".join(source.cut(finding.span).split())[: len("".join(marked.split()))]
                and len(source.cut(finding.span)) > 400
            )

    def test_says_in_words_how_bad_and_how_sure_a_finding_is(self) -> None:
        item = soup_of(pages_of(report([made("plain")]))[0]).select_one("#p0-f1")
        assert item is not None
        assert item.text.startswith("1Error likely plain")

    def test_shows_a_fix_as_the_lines_before_and_after(self) -> None:
        text = (
            '<!DOCTYPE html><html lang="en"><head>\n<meta name="viewport" content="user-scalable=no">\n<title>x</title>'
        )
        result = linted("page.html", text)
        (number, fix) = next((at, each.fixes[0]) for at, each in enumerate(result.findings, 1) if each.fixes)
        diff = soup_of(pages_of(report([result]))[0]).select_one(f"#p0-f{number} .diff")
        assert diff is not None
        before, after = (diff.select_one(f".{name} code") for name in ("old", "new"))
        assert before is not None
        assert after is not None
        assert before.text in text
        assert after.text in apply(text, fix.edits)
        assert before.select("del")
        assert after.select("ins")

    def test_has_each_photo_with_what_is_seen_and_what_is_heard(self) -> None:
        page = (
            '<!DOCTYPE html><html lang="en"><title>x</title><main><article><h1>The ferry is stuck</h1><figure>'
            '<img src="https://example.org/a/pier.jpg" alt="The pier"><figcaption>Ice. Photo: Ada Lind/Reuters'
            "</figcaption></figure><p>The ferry has been stuck in the ice since the morning, it said.</p></article>"
        )
        drawn = pages_of(report([linted("page.html", page)]))[0]
        photo = soup_of(drawn).select_one(".photos li")
        assert photo is not None
        told = {str(each.dt.text): str(each.dd.text) for each in photo.select("dl > div")}  # type: ignore[union-attr]
        assert told["Alt"] == "The pier"
        assert told["Caption"] == "Ice."
        assert "Ada Lind" in told["Credit"]
        assert told["A screen reader says"] == "“The pier”, image"
        assert "pier.jpg" in photo.text
        assert "https://example.org" not in photo.text

    def test_has_its_measures(self) -> None:
        assert "Words a sentence" in pages_of(REPORT)[0]


class TestTheSize:
    def test_is_bounded_by_drawing_less_of_later_pages(self) -> None:
        results = fixtures() * 20
        large = report(results)
        size = sum(len(pack.text) for pack in soup_of(large).select("script.pack"))
        small = report(results, room=size // 3)
        assert index_of(small) == index_of(large)
        drawn = pages_of(small)
        marks = [len(soup_of(page).select("pre mark")) for page in drawn]
        assert marks[0] == len(soup_of(pages_of(large)[0]).select("pre mark"))
        assert "<pre" not in drawn[-1]
        assert "This report is full." in drawn[-1]
        assert sum(len(pack.text) for pack in soup_of(small).select("script.pack")) < size // 2

    def test_of_a_page_leaves_the_worst_their_source(self) -> None:
        many = "<b>Read <a href=x title=on>on</a></b>" * 150
        result = linted("page.html", f"<!DOCTYPE html><html lang=en><title>x</title><main>{many}<img src=x.jpg></main>")
        soup = soup_of(pages_of(report([result]))[0])
        errors = [at for at, each in enumerate(result.findings, 1) if each.severity is Severity.ERROR]
        assert errors[-1] > 100
        assert all(soup.select_one(f'pre a.ref[href="#p0-f{number}"]') for number in errors)

    def test_of_a_page_with_no_end_of_findings_is_bounded_too(self) -> None:
        result = linted("page.html", "<!DOCTYPE html><html lang=en><title>x</title>" + "<img src=x.jpg>" * 3_000)
        assert len(result.findings) >= 3_000
        drawn = pages_of(report([result]))[0]
        assert len(drawn) < 1_500_000
        assert "more findings are not listed here" in drawn


class TestProse:
    @pytest.mark.parametrize(
        ("markdown", "html"),
        [
            ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
            ("## How\n\n`<b>` is *it*", "<h4>How</h4><p><code>&lt;b&gt;</code> is <em>it</em></p>"),
            ("- one\n- two\n  lines", "<ul><li>one</li><li>two\nlines</li></ul>"),
            ("A [word](https://example.org/a).", '<p>A <a href="https://example.org/a">word</a>.</p>'),
            ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
            ("**so** <script>", "<p><strong>so</strong> &lt;script&gt;</p>"),
            ("```html\n<p>\n```", "<pre><code>&lt;p&gt;</code></pre>"),
        ],
    )
    def test_is_read_as_markdown_and_its_html_as_text(self, markdown: str, html: str) -> None:
        assert prose(markdown) == html
