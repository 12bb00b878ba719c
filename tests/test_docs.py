"""The documentation says what the code does; its site is built, linked, and clean by our own lint and by axe."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from a11ylint.packs import all_rules, built_in_pack
from a11ylint.report import FORMATS
from a11ylint.settings import KEYS, OVERRIDE_KEYS, read_settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FAULTY = ROOT / "fixtures" / "pages" / "doubled-caption.html"

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documentation's sources are not here")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; ``strict`` makes every broken link of a page's source an error."""
    for module in ("mkdocs", "material", "mkdocstrings", "pygments"):
        if find_spec(module) is None:
            pytest.skip(f"the extra `docs` is not installed ({module} is missing)")
    folder = tmp_path_factory.mktemp("site")
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder)
    if done.returncode:
        pytest.fail(f"the site cannot be built:\n{done.stdout}\n{done.stderr}")
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, BeautifulSoup]:
    """Every page of the site by its file."""
    return {path: BeautifulSoup(path.read_text("utf-8"), "lxml") for path in sorted(site.rglob("*.html"))}


def fenced(page: str, title: str) -> str:
    """The block of code with a title on a page of the documentation."""
    found = re.search(rf'^```\w+ title="{re.escape(title)}"\n(.*?)^```', (DOCS / page).read_text("utf-8"), re.M | re.S)
    assert found, f"{page} has no block {title}"
    return found[1]


class TestTheSources:
    def test_have_a_section_for_every_key_of_the_configuration(self) -> None:
        sections = re.findall(r"^### `(.+)`$", (DOCS / "use/configuration.md").read_text("utf-8"), re.M)
        assert sections == list(KEYS)

    def test_name_every_key_of_an_override(self) -> None:
        told = (DOCS / "use/configuration.md").read_text("utf-8").partition("### `overrides`")[2]
        assert re.findall(r"^\| `(\w+)` \|", told, re.M) == list(OVERRIDE_KEYS)

    def test_show_a_configuration_that_is_valid_and_has_every_key(self, tmp_path: Path) -> None:
        (tmp_path / "house.toml").write_text("")
        own = tmp_path / "site" / "a11ylint.toml"
        own.parent.mkdir()
        own.write_text(fenced("use/configuration.md", "a11ylint.toml"), "utf-8")
        assert set(read_settings(own).origins) == set(KEYS)

    @pytest.mark.parametrize("format_", [name for name in FORMATS if name not in ("full", "grouped", "jsonl")])
    def test_use_every_format_in_a_guide(self, format_: str) -> None:
        guides = "".join(path.read_text("utf-8") for path in (*DOCS.glob("guides/*.md"), *DOCS.glob("reference/*.md")))
        assert re.search(rf"--format {format_}\b", guides)

    def test_read_what_the_concise_format_prints_in_an_editor(self) -> None:
        task = json.loads(fenced("guides/editors.md", ".vscode/tasks.json"))["tasks"][0]
        pattern = task["problemMatcher"]["pattern"]
        lines = run(*task["command"].replace("a11ylint", f"{sys.executable} -m a11ylint").split()[:-1], FAULTY)
        printed = lines.stdout.splitlines()
        assert printed
        for line in printed:
            match = re.match(pattern["regexp"], line)
            assert match, line
            assert Path(match[pattern["file"]]) == FAULTY
            assert match[pattern["severity"]] in ("error", "warning", "notice")
            assert match[pattern["code"]] in {rule.id for rule in all_rules((built_in_pack(),))}


class TestTheSite:
    def test_has_a_page_for_every_rule_at_its_lasting_address(self, site: Path) -> None:
        rules = [rule.id for rule in all_rules((built_in_pack(),))]
        assert [name for name in rules if not (site / "rules" / name / "index.html").is_file()] == []

    def test_lists_every_rule_and_every_option(self, pages: dict[Path, BeautifulSoup], site: Path) -> None:
        listed = {code.text for code in pages[site / "rules/index.html"].select("article td:first-child code")}
        options = {code.text for code in pages[site / "reference/options/index.html"].select("article td code")}
        for rule in all_rules((built_in_pack(),)):
            assert rule.id in listed
            assert set(rule.options) <= options

    def test_marks_in_an_example_the_characters_that_its_rule_finds(
        self, pages: dict[Path, BeautifulSoup], site: Path
    ) -> None:
        page = pages[site / "rules/duplicate-caption/index.html"]
        failed = page.select_one("#failed")
        assert failed is not None
        assert not failed.find_all_previous("mark")
        mark = failed.find_next("mark")
        assert mark is not None
        assert mark.text == "The first of twelve rebuilt sleeping cars."

    def test_has_no_link_that_leads_nowhere(self, pages: dict[Path, BeautifulSoup], site: Path) -> None:
        ids = {path: {str(tag["id"]) for tag in page.select("[id]")} for path, page in pages.items()}
        broken = []
        for path, page in pages.items():
            if path.name == "404.html":  # served from anywhere, so its links are from the root
                continue
            for link in page.select("a[href]"):
                address, fragment = urldefrag(str(link["href"]))
                if urlsplit(address).scheme or (not address and not fragment):
                    continue
                target = (path.parent / unquote(address)).resolve() if address else path
                target = target / "index.html" if target.is_dir() else target
                whole = target.is_file() and (not fragment or unquote(fragment) in ids.get(target, ()))
                if not whole:
                    broken.append(f"{path.relative_to(site)}: {link['href']}")
        assert broken == []

    def test_fetches_nothing_from_elsewhere(self, pages: dict[Path, BeautifulSoup], site: Path) -> None:
        asked = [f"{path.name}: {address}" for path, page in pages.items() for address in _fetched(page)]
        sheets = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
        asked += re.findall(r"(?:url\(|@import\s*)[\"']?((?:https?:)?//[^)\"']+)", sheets)
        assert [address for address in asked if "//" in address] == []

    def test_can_be_searched(self, site: Path) -> None:
        index = json.loads((site / "search/search_index.json").read_text("utf-8"))
        assert {"rules/duplicate-caption/", "use/baseline/"} <= {entry["location"] for entry in index["docs"]}

    def test_is_without_errors_by_our_own_lint(self, site: Path) -> None:
        done = run(sys.executable, "-m", "a11ylint", "check", "--isolated", "--no-baseline", "--format", "json", site)
        report = json.loads(done.stdout)
        assert report["unreadable"] == []
        assert [
            f"{each['path']}: {each['message']}" for each in report["findings"] if each["severity"] == "error"
        ] == []

    def test_is_without_violations_by_axe_in_a_browser(self, site: Path) -> None:
        """The pages that are written by hand, the search, and some rules; ``docs/axe.mjs`` alone tries all."""
        modules = ROOT / "node_modules"
        if shutil.which("node") is None or not all(
            (modules / name).is_dir() for name in ("axe-core", "playwright-core")
        ):
            pytest.skip("node, axe-core and playwright-core are not installed (see docs/axe.mjs)")
        if shutil.which("chromium") is None:
            pytest.skip("chromium is not installed")
        some = r"^(404|index|changelog|tutorial|getting|use|guides|reference|rules/(index|coverage|duplicate|hard))"
        done = run("node", DOCS / "axe.mjs", site, some)
        assert done.returncode == 0, done.stdout + done.stderr


def _fetched(page: BeautifulSoup) -> Iterator[str]:
    """The addresses that a browser fetches by itself when it shows a page."""
    for tag in page.select("script[src], img[src], iframe[src], source[src], video[src], audio[src], link[href]"):
        assert isinstance(tag, Tag)
        if tag.name != "link" or {"stylesheet", "icon", "preload", "preconnect", "manifest"} & set(tag["rel"]):
            yield str(tag.get("src") or tag.get("href"))
