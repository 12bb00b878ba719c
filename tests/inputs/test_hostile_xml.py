"""XML that would read other files, ask other machines or fill the memory: it gets a line, or is linted as it is.

A canary server on this machine and a canary file beside the document tell if anything was fetched.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest

from a11ylint.inputs import Input
from a11ylint.report import FileResult
from a11ylint.run import Configuration, Linter
from a11ylint.settings import Settings

SECRET: Final = "the canary's own words"
BODY: Final = "<p>One &amp; two.</p>"

# Declarations before the root, what stands in its first text, and attributes of it.
ATTACKS: Final = {
    "an external entity of a file": ('<!DOCTYPE {root} [<!ENTITY e SYSTEM "{file}">]>', "&e;", ""),
    "an external entity of the network": ('<!DOCTYPE {root} [<!ENTITY e SYSTEM "{server}/entity">]>', "&e;", ""),
    "a public identifier": ('<!DOCTYPE {root} [<!ENTITY e PUBLIC "p" "{server}/public">]>', "&e;", ""),
    "an external subset": ('<!DOCTYPE {root} SYSTEM "{server}/subset.dtd">', "", ""),
    "an external subset in a file": ('<!DOCTYPE {root} SYSTEM "{file}">', "&e;", ""),
    "a parameter entity": ('<!DOCTYPE {root} [<!ENTITY % p SYSTEM "{server}/parameter"> %p;]>', "", ""),
    "a parameter entity that sends a file": (
        '<!DOCTYPE {root} [<!ENTITY % f SYSTEM "{file}"><!ENTITY % p SYSTEM "{server}/sends.dtd"> %p; %send;]>',
        "",
        "",
    ),
    "a billion laughs": (
        '<!DOCTYPE {root} [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + "]>",
        "&a9;",
        "",
    ),
    "laughs in an attribute": (
        '<!DOCTYPE {root} [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + "]>",
        "",
        ' title="&a9;"',
    ),
    "a quadratic blow-up": ('<!DOCTYPE {root} [<!ENTITY a "' + "a" * 50_000 + '">]>', "&a;" * 50_000, ""),
    "an entity of itself": ('<!DOCTYPE {root} [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;", ""),
    "declarations behind what looks like the root": (
        '<!DOCTYPE {root} [<!-- ]><{root} > --><!ENTITY e SYSTEM "{file}">]>',
        "&e;",
        "",
    ),
    "laughs behind what looks like the root": (
        '<!DOCTYPE {root} [<!-- ]><{root} > --><!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + "]>",
        "&a9;",
        ' title="&a9;"',
    ),
    "attributes by default": ('<!DOCTYPE {root} [<!ATTLIST {root} onload CDATA "x()">]>', "", ""),
    "an inclusion": (
        "",
        '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>'
        '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{server}/include"/>',
        "",
    ),
    "a style sheet": ('<?xml-stylesheet type="text/xsl" href="{server}/sheet.xsl"?>', "", ""),
    "a schema": (
        "",
        "",
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{server}/schema.xsd"',
    ),
    "a picture of the network": ("", '<svg xmlns="http://www.w3.org/2000/svg"><image href="{server}/i"/></svg>', ""),
}
KINDS: Final = {
    "feed.xml": (
        "rss",
        '<?xml version="1.0"?>{before}<rss version="2.0"{attributes}><channel><item><title>{text}</title>'
        "<description>&lt;p&gt;One.&lt;/p&gt;</description></item></channel></rss>",
    ),
    "page.xhtml": (
        "html",
        '<?xml version="1.0"?>{before}<html xmlns="http://www.w3.org/1999/xhtml" lang="en"{attributes}><head><title>T'
        "</title></head><body><h1>{text}</h1>" + BODY + "</body></html>",
    ),
    "page.html": ("html", "{before}<html lang=en{attributes}><title>T</title><body><h1>{text}</h1>" + BODY),
    "drawing.svg.html": (
        "svg",
        '{before}<svg xmlns="http://www.w3.org/2000/svg"{attributes}><text>{text}</text></svg>',
    ),
}


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """Where the canary server is, and what it was asked for."""
    asked: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Configuration(fixed=Settings(select=("all",))), describe=True, show=True)


def lint(linter: Linter, folder: Path, name: str, attack: str, server: str, encoding: str = "utf-8") -> FileResult:
    """The result of one document."""
    (folder / "canary.txt").write_text(SECRET, "utf-8")
    file = (folder / "canary.txt").as_uri()
    root, document = KINDS[name]
    before, text, attributes = (
        part.replace("{root}", root).replace("{server}", server).replace("{file}", file) for part in ATTACKS[attack]
    )
    whole = document.replace("{before}", before).replace("{text}", text).replace("{attributes}", attributes)
    (folder / name).write_bytes(whole.encode(encoding))
    return linter(Input(str(folder / name)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_fetched_and_nothing_swells(
    linter: Linter, attack: str, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    for name in KINDS:
        start = time.process_time()
        result = lint(linter, tmp_path, name, attack, address)
        assert time.process_time() - start < 5, name
        assert SECRET not in repr(result)
        assert "internal" not in result.unreadable
        assert "internal-error" not in {finding.rule for finding in result.findings}
        assert len(repr(result)) < 2_000_000
    assert asked == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_nor_in_another_encoding(linter: Linter, encoding: str, server: tuple[str, list[str]], tmp_path: Path) -> None:
    for attack in ("an external entity of a file", "a billion laughs"):
        result = lint(linter, tmp_path, "feed.xml", attack, server[0], encoding)
        assert "declares entities" in result.unreadable
        assert "\n" not in result.unreadable


def test_a_feed_that_declares_nothing_is_read(linter: Linter, server: tuple[str, list[str]], tmp_path: Path) -> None:
    """So that what is refused above is refused for what it declares."""
    for attack in ("an inclusion", "a style sheet", "a schema", "an external subset"):
        assert lint(linter, tmp_path, "feed.xml", attack, server[0]).unreadable == ""


def test_depth_is_bounded(linter: Linter, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(f"<?xml version='1.0'?><rss>{'<a>' * 100_000}{'</a>' * 100_000}</rss>", "utf-8")
    result = linter(Input(str(tmp_path / "feed.xml")))
    assert result.unreadable and "\n" not in result.unreadable and "internal" not in result.unreadable
