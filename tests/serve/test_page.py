"""The page itself, in a real browser, by keyboard."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import a11ylint.serve
from tests.browser import CHROMIUM, Page, axe, chromium
from tests.serve.serving import Server, serving

CAPTION = "A pier of the old bridge still stands in the reeds."
PAGE = f"""<h1>Night trains 😀 return</h1>
<figure><img src="a.jpg" alt="A blue car"><figcaption>{CAPTION}</figcaption></figure>
<p>{CAPTION}</p>
<p>On Thursday, June 28, 2023, it left.</p>
"""
HOME = Path(a11ylint.serve.__file__).parent / "page"

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running.page()


def write(page: Page, server: Server, article: str = PAGE) -> None:
    """Open the page, write an article and have it checked, by keyboard alone."""
    page.look(width=1280)
    page.open(server.address)
    page.tab_to("#article")
    page.type(article)
    page.tab_to("#given button[type=submit]")
    page.press("Enter")
    page.wait("document.querySelector('.finding, .clean')")


def text(page: Page, selector: str) -> str:
    return str(page.evaluate(f"document.querySelector({json.dumps(selector)}).textContent"))


def _focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate(f"document.activeElement.matches({json.dumps(selector)})"))


def test_a11ylint_finds_nothing_in_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "a11ylint", "check", "--isolated", "--select", "all", HOME / "index.html"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "1 file checked: nothing found\n")


def test_it_is_made_of_its_own_parts_alone() -> None:
    said = " ".join((HOME / name).read_text("utf-8") for name in ("index.html", "page.css", "page.js", "preview.css"))
    assert not re.findall(r"https?://|@import|\burl\(", said)
    script = (HOME / "page.js").read_text("utf-8")
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script)


@needs_browser
def test_an_article_is_checked_and_mended_by_keyboard(page: Page, server: Server) -> None:
    page.errors.clear()
    write(page, server)
    assert _focus(page, "#found-title")
    assert text(page, "#found-title") == "3 findings"
    assert text(page, "#status") == "2 errors, 1 notice."
    page.tab_to('.finding button[aria-label*="apply"]')
    page.press("Enter")
    page.wait("document.querySelector('#status').textContent.startsWith('Mended.')")
    assert text(page, "#found-title") == "1 finding"
    assert page.evaluate("document.querySelector('#article').value") == PAGE.replace(f"<p>{CAPTION}</p>\n", "")
    assert page.evaluate("document.activeElement.closest('#found') !== null")
    page.evaluate("document.querySelector('#undo').focus()")
    page.press("Enter")
    page.wait("document.querySelector('#status').textContent.startsWith('Undone.')")
    assert page.evaluate("document.querySelector('#article').value") == PAGE
    page.evaluate("document.querySelector('#fix-all').focus()")
    page.press("Enter")
    page.wait("document.querySelector('#status').textContent.startsWith('1 finding mended.')")
    assert _focus(page, "#fix-all")
    assert page.errors == []


@needs_browser
def test_findings_lead_to_their_places_and_back(page: Page, server: Server) -> None:
    write(page, server)
    page.tab_to('button[aria-label="Finding 3: line 4 of the source" i]')
    page.press("Enter")
    assert page.evaluate("document.querySelector('#tab-source').ariaSelected") == "true"
    assert text(page, "#source .here") == "3Thursday"
    assert page.evaluate(
        "[...document.querySelectorAll('#source .line')].map((each) => each.textContent.trim())[0]"
    ) == ("<h1>Night trains 😀 return</h1>")
    assert _focus(page, "#back")
    page.press("Enter")
    assert _focus(page, "#finding-3 h3")


@needs_browser
def test_tabs_go_by_arrow_keys(page: Page, server: Server) -> None:
    write(page, server)
    page.tab_to("[role=tab]")
    assert _focus(page, "#tab-preview")
    page.press("End")
    assert _focus(page, "#tab-edit")
    assert page.evaluate(
        "!document.querySelector('#panel-edit').hidden && document.querySelector('#panel-preview').hidden"
    )


@needs_browser
def test_rules_say_why(page: Page, server: Server) -> None:
    write(page, server)
    page.tab_to(".why summary")
    page.press("Enter")
    page.wait("document.querySelector('.why .page h4')")
    assert text(page, ".why .page").count("How to mend it") == 1
    assert "Passed" not in text(page, ".why .page")


@needs_browser
def test_a_file_keeps_its_encoding_and_line_ends_until_it_is_changed(page: Page, server: Server) -> None:
    page.open(server.address)
    raw = '<meta charset="windows-1251">\r\n<p id="a">Поезд</p>\r\n<p id="a">Поезд</p>\r\n'.encode("cp1251")
    page.evaluate(
        f"""(() => {{ const held = new DataTransfer();
        held.items.add(new File([new Uint8Array({list(raw)})], "поезд.html"));
        dispatchEvent(new DragEvent("drop", {{ dataTransfer: held, cancelable: true }})); }})()"""
    )
    page.wait("document.querySelector('.finding')")
    assert page.evaluate("document.querySelector('#filename').value") == "поезд.html"
    assert "Поезд" in text(page, "#source")
    # A download cannot be looked into here, so what would be written is caught.
    page.evaluate("URL.createObjectURL = (blob) => { window.written = blob; return '#'; }")
    page.evaluate("document.querySelector('#download').click()")
    page.wait("window.written")
    assert bytes(page.evaluate("written.arrayBuffer().then((held) => [...new Uint8Array(held)])")) == raw


@needs_browser
def test_what_goes_wrong_is_told(page: Page, server: Server) -> None:
    page.open(server.address)
    page.tab_to("#given button[type=submit]")
    page.press("Enter")
    assert "nothing to check" in text(page, "#alert")
    assert _focus(page, "#article")


@needs_browser
def test_the_token_is_asked_for_and_taken_from_the_address(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path, "--isolated", "-j", "1", "--token", "a-token-of-our-own") as server:
        page.open(server.address)
        page.tab_to("#article")
        page.type(PAGE)
        page.evaluate("document.querySelector('#given').requestSubmit()")
        page.wait("document.querySelector('#access').open")
        assert _focus(page, "#token")
        page.type("a-token-of-our-own")
        page.press("Enter")
        page.wait("document.querySelector('.finding')")
        page.evaluate("sessionStorage.clear()")
        page.open(f"{server.address}#token=a-token-of-our-own")
        assert page.evaluate("location.hash") == ""
        page.evaluate(f"document.querySelector('#article').value = {json.dumps(PAGE)}")
        page.evaluate("document.querySelector('#given').requestSubmit()")
        page.wait("document.querySelector('.finding')")


@needs_browser
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_and_axe_finds_nothing(page: Page, server: Server, width: int) -> None:
    source = axe()
    for dark in (False, True):
        write(page, server)
        page.look(width=width, height=256 if width == 320 else 800, dark=dark)
        for tab in ("preview", "source", "edit"):
            page.evaluate(f"document.querySelector('#tab-{tab}').click()")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            if source is not None:
                page.evaluate(f"{source}; undefined")
                found = page.evaluate(
                    "axe.run(document, { resultTypes: ['violations'] })"
                    ".then((all) => all.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]))"
                )
                assert found == []
    if source is None:
        pytest.skip("axe-core is not installed: only the fit was looked at")
