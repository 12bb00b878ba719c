"""A page that tries everything, in a real browser: none of it happens."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from a11ylint.serve.app import PREVIEW_POLICY
from tests.browser import CHROMIUM, Page, chromium
from tests.serve.serving import Server

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

_WAIT = 1.5  # seconds: what would happen has happened by then


class Canary:
    """A server that should never be asked for anything. `asked` are the addresses that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        canary = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = canary.pages.get(self.path)
                if page is None:
                    canary.asked.append(self.path)
                self.send_response(200 if page else 404)
                for name, value in (page[1] if page else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page[0].encode() if page else b"")

            do_POST = do_GET  # noqa: N815 (as the library names it)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary()
    yield server
    server.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running.page()


def hostile(canary: str) -> str:
    """A page that tries to run, to load, to send and to go away."""
    run = f"top.pwned=1;parent.pwned=1;window.pwned=1;fetch('{canary}/fetch');document.title='pwned'"
    return f"""<!doctype html><html lang="en" onclick="{run}"><head>
<title>Hostile</title>
<meta http-equiv="refresh" content="0; url={canary}/refresh">
<meta http-equiv="Content-Security-Policy" content="default-src * data: 'unsafe-inline'">
<base href="{canary}/base/" target="_top">
<link rel="stylesheet" href="{canary}/style.css"><link rel="preload" as="image" href="{canary}/preload">
<link rel="prefetch" href="{canary}/prefetch"><link rel="icon" href="{canary}/icon">
<link rel="preconnect" href="{canary}">
<link rel="manifest" href="{canary}/manifest"><link rel="modulepreload" href="{canary}/module.js">
<style>@import "{canary}/import.css"; @font-face {{ font-family: F; src: url({canary}/font.woff2) }}
body {{ background: url({canary}/background); font-family: F }} p::before {{ content: url({canary}/content) }}</style>
<script>{run}</script><script src="{canary}/script.js"></script><script type="module">{run}</script>
</head><body onload="{run}" background="{canary}/body">
<h1>Hostile</h1><p id="a" style="background-image: url({canary}/inline)">
Words, and <a id="go" href="javascript:{run}">a link</a>,
<a href="{canary}/link" ping="{canary}/ping" target="_top">another</a>.</p><p id="a">Twice.</p>
<img src="{canary}/image.png" onerror="{run}"><img src="x" srcset="{canary}/srcset 2x" onerror="{run}">
<picture><source srcset="{canary}/picture"><img src="data:image/png,x" onerror="{run}" alt="A dot"></picture>
<svg onload="{run}"><script>{run}</script>
<image href="{canary}/svg"/><use href="{canary}/use#a"/><style>* {{ fill: url({canary}/fill) }}</style></svg>
<img alt="" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='top.pwned=1'%3E
%3Cimage href='{canary}/inner'/%3E%3C/svg%3E">
<iframe src="{canary}/frame"></iframe><iframe srcdoc="<script>{run}</script>"></iframe>
<iframe src="javascript:{run}"></iframe>
<object data="{canary}/object"></object><embed src="{canary}/embed">
<video src="{canary}/video" poster="{canary}/poster" autoplay></video>
<audio src="{canary}/audio" autoplay></audio><input type="image" src="{canary}/input"><input autofocus onfocus="{run}">
<form id="f" action="{canary}/form" method="post" target="_top"><button id="send">Send</button></form>
<form action="javascript:{run}"><input type="submit"></form>
<details open ontoggle="{run}"><summary>More</summary>Words</details><marquee onstart="{run}">Words</marquee>
<math><mtext><table><mglyph><style><img src="{canary}/mxss" onerror="{run}"></style></table></mtext></math>
<noscript><p title="</noscript><img src={canary}/noscript onerror={run}>"></noscript>
<template shadowrootmode="open"><script>{run}</script><img src="{canary}/shadow"></template>
<script>document.forms[0].submit();location='{canary}/location'</script></body></html>"""


def _check(page: Page, server: Server, article: str) -> None:
    """Paste an article and have it checked."""
    page.open(server.address)
    page.evaluate(f"document.querySelector('#article').value = {json.dumps(article)}")
    page.evaluate("document.querySelector('#given').requestSubmit()")
    page.wait("document.querySelector('.finding')")


def test_a_pasted_page_runs_loads_and_sends_nothing(browser: Page, server: Server, canary: Canary) -> None:
    _check(browser, server, hostile(canary.address))
    browser.evaluate("document.querySelector('button[aria-label*=\"show in the preview\"]').click()")
    time.sleep(_WAIT)
    assert canary.asked == []
    assert browser.evaluate("window.pwned ?? null") is None
    assert browser.evaluate("location.href") == server.address
    assert browser.evaluate("document.title").startswith("Check an article")
    assert browser.evaluate("document.querySelectorAll('script').length") == 1
    assert browser.evaluate("document.querySelector('#preview').contentDocument") is None
    # What was pasted is in the page as text alone.
    assert browser.evaluate("document.querySelectorAll('main img, main svg, main object, main form form').length") == 0
    for tab in ("source", "edit"):
        browser.evaluate(f"document.querySelector('#tab-{tab}').click()")
    time.sleep(0.2)
    assert canary.asked == []
    assert browser.evaluate("window.pwned ?? null") is None


def test_nor_does_its_preview_without_the_frame(browser: Page, server: Server, canary: Canary) -> None:
    preview = server.html("/view", hostile(canary.address)).data["preview"]
    browser.open(server.address + preview)
    browser.evaluate("document.querySelectorAll('*').forEach((each) => each.click())")
    time.sleep(_WAIT)
    assert canary.asked == []
    assert browser.evaluate("window.pwned ?? null") is None
    assert browser.evaluate("location.pathname") == f"/{preview}"
    assert browser.evaluate("origin") == "null"
    assert browser.evaluate("document.querySelectorAll('a, script, form, link, iframe, svg, object, base').length") == 0


def test_sandbox_and_policy_alone_stop_it_too(browser: Page, canary: Canary) -> None:
    """Were the page passed on as it is, it would still run nothing and load nothing."""
    canary.pages["/raw"] = (hostile(canary.address), {"Content-Security-Policy": PREVIEW_POLICY})
    canary.pages["/around"] = ('<!doctype html><iframe sandbox="" src="/raw"></iframe>', {})
    browser.open(f"{canary.address}/around")
    time.sleep(_WAIT)
    # What a page asks for ahead of time no policy covers; that is why it is written anew.
    assert set(canary.asked) <= {"/prefetch", "/favicon.ico", "/icon"}
    assert browser.evaluate("window.pwned ?? null") is None
    assert browser.evaluate("location.pathname") == "/around"


def test_the_test_would_see_it(browser: Page, canary: Canary) -> None:
    """The same page with nothing in its way does what it tries."""
    canary.pages["/raw"] = (hostile(canary.address).replace('http-equiv="refresh"', ""), {})
    canary.pages["/around"] = (
        '<!doctype html><iframe sandbox="allow-scripts allow-same-origin" src="/raw"></iframe>',
        {},
    )
    browser.open(f"{canary.address}/around")
    time.sleep(_WAIT)
    assert {"/script.js", "/style.css", "/image.png", "/frame"} <= set(canary.asked)
    assert browser.evaluate("window.pwned") == 1


def test_findings_about_a_hostile_page_are_words(browser: Page, server: Server) -> None:
    """Messages, names of files, fixes: all of them repeat what stands in the page."""
    _check(browser, server, '<img src="&lt;img src=x onerror=top.pwned=1>.jpg"><p id="<b>x">1<p id="<b>x">2')
    time.sleep(0.3)
    assert "<img src=x" in browser.evaluate("document.querySelector('#findings').textContent")
    assert browser.evaluate("document.querySelectorAll('#findings img, #findings b').length") == 0
    assert browser.evaluate("window.pwned ?? null") is None


def test_nobody_may_frame_the_page(browser: Page, server: Server, canary: Canary) -> None:
    canary.pages["/around"] = (f'<!doctype html><iframe src="{server.address}"></iframe>', {})
    browser.errors.clear()
    browser.open(f"{canary.address}/around")
    browser.wait("document.readyState === 'complete'")
    time.sleep(0.3)
    browser.evaluate("1")
    assert any("frame-ancestors" in each or "Framing" in each for each in browser.errors), browser.errors


def test_previews_stay_in_their_place(tmp_path: Path, browser: Page, server: Server) -> None:
    """The page of another origin cannot frame a preview either."""
    preview = server.html("/view", "<p>x").data["preview"]
    assert "frame-ancestors 'self'" in server.get(f"/{preview}").headers["content-security-policy"]
