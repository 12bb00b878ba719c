"""``a11ylint report --trend --format html``: a page of what has changed, alone and in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.browser import CHROMIUM, Browser, Page, axe, chromium
from tests.cli.test_check import run
from tests.cli.test_report import Record, record, write
from tests.cli.test_trend import BEFORE, NOW, found
from tests.report.test_html import HOSTILE, shape, soup_of
from tests.report.test_html_in_a_browser import violations

from a11ylint.report.html.trend import draw_trend
from a11ylint.trend import compare

MANY = [record(f"{page}.html", *(found(f"rule-{n}", f"{page}-{n}") for n in range(12))) for page in range(12)]


def drawn(folder: Path, *runs: Sequence[Record]) -> str:
    names = [str(write(folder / f"{number}.jsonl", each)) for number, each in enumerate(runs)]
    return "".join(draw_trend(compare(names, listed=1000)))


def hostile(words: str) -> Sequence[Record]:
    finding = {**found(words, words), "message": words}
    return [record(words, finding, section=words, publisher=words)]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


class TestPage:
    def test_says_what_is_new_mended_and_standing(self, tmp_path: Path) -> None:
        soup = soup_of(drawn(tmp_path, BEFORE, NOW))
        figures = {term.get_text(): figure.get_text() for term, figure in zip(soup("dt"), soup("dd"), strict=True)}
        assert figures == {
            "new findings": "2", "of them errors": "1", "mended": "2", "standing": "1", "on pages that came": "1",
            "pages compared": "1",
        }  # fmt: skip
        first = next(row for row in soup("tr") if row.th.get_text() == "alt-missing")
        assert [cell.get_text() for cell in first("td")] == ["2", "1", "1", "3", "5"]
        text = soup.get_text(" ")
        assert "1 page came, with 1 finding. 1 page went, with 1 finding. A page that was renamed" in text
        assert "2 pages could not be read in one of the two runs" in text

    def test_has_every_step_where_there_are_several_runs(self, tmp_path: Path) -> None:
        soup = soup_of(drawn(tmp_path, BEFORE, NOW, BEFORE))
        steps = [row for row in soup("tr") if " since " in row.th.get_text()]
        assert [[cell.get_text() for cell in row("td")][:3] for row in steps] == [["2", "2", "1"], ["2", "2", "1"]]

    def test_of_nothing_new_says_so(self, tmp_path: Path) -> None:
        assert "There are none on the pages" in drawn(tmp_path, BEFORE, BEFORE)
        assert drawn(tmp_path, [], []).endswith("</html>\n")

    def test_keeps_what_is_long_behind_buttons(self, tmp_path: Path) -> None:
        soup = soup_of(drawn(tmp_path, [record(f"{page}.html") for page in range(12)], MANY))
        summaries = {each.get_text() for each in soup("summary")}
        assert {"2 more rules", "124 more"} <= summaries
        assert len(soup.select(".news > li")) == 144

    @pytest.mark.parametrize("words", HOSTILE)
    def test_shows_words_as_words(self, tmp_path: Path, words: str) -> None:
        words = words.encode("utf-8", "replace").decode()  # as results have them
        html, plain = (drawn(tmp_path, [record(each)], hostile(each)) for each in (words, "words"))
        assert shape(html) == shape(plain)
        assert not soup_of(html)("script")

    def test_reaches_for_nothing(self, tmp_path: Path) -> None:
        soup = soup_of(drawn(tmp_path, BEFORE, NOW))
        [policy] = soup.select('meta[http-equiv="Content-Security-Policy"]')
        assert str(policy["content"]).startswith("default-src 'none'; style-src 'sha256-")
        assert not soup(["link", "img", "iframe", "form"])
        assert all(link["href"].startswith("#") and soup.find(id=link["href"][1:]) for link in soup("a"))

    def test_has_nothing_that_a11ylint_finds(self, tmp_path: Path) -> None:
        (tmp_path / "trend.html").write_text(drawn(tmp_path, BEFORE, NOW, [*NOW, *MANY]), "utf-8")
        done = run("check", "--isolated", "--no-baseline", "--select", "all", str(tmp_path / "trend.html"))
        assert (done.returncode, done.stdout) == (0, "1 file checked: nothing found\n")


class TestCommand:
    def test_writes_it_to_a_file(self, tmp_path: Path) -> None:
        names = [str(write(tmp_path / f"{n}.jsonl", each)) for n, each in enumerate((BEFORE, NOW))]
        done = run("report", "--trend", "--format", "html", "--output", str(tmp_path / "trend.html"), *names)
        assert (done.returncode, done.stdout) == (0, "")
        assert (tmp_path / "trend.html").read_text("utf-8").startswith("<!DOCTYPE html>")

    def test_compares_runs_only(self, tmp_path: Path) -> None:
        done = run("report", "--format", "html", str(write(tmp_path / "1.jsonl", BEFORE)))
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "add --trend" in done.stderr


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here: apt-get install chromium")
class TestInABrowser:
    @pytest.fixture
    def page(self, browser: Browser, tmp_path: Path) -> Iterator[Page]:
        (tmp_path / "trend.html").write_text(drawn(tmp_path, BEFORE, NOW, [*NOW, *MANY]), "utf-8")
        page = browser.page()
        page.look(width=1280)
        page.open((tmp_path / "trend.html").as_uri())
        yield page
        assert page.errors == []

    @pytest.mark.parametrize("width", [1280, 390, 320])
    def test_fits_wide_and_narrow_windows(self, page: Page, width: int) -> None:
        page.look(width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    @pytest.mark.skipif(axe() is None, reason="axe-core is not here: npm install --no-save axe-core, or name it in AXE")
    @pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
    def test_meets_nothing_that_axe_would_find(self, page: Page, width: int, dark: bool) -> None:
        page.look(width=width, dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        source = axe()
        assert source is not None
        page.evaluate(source + "; true")
        assert violations(page) == []
