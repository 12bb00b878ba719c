"""Hostile words in every place that pages, paths, rules and settings fill, through every report format.

For each format the table `READ` says how its consumer reads it. Whatever the words are, the consumer meets the same
structure as with plain words, and a terminal is commanded by none. A new format must be entered there.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from a11ylint.findings import Certainty, Edit, Finding, Fix, Related, Severity
from a11ylint.kind import Kind
from a11ylint.linting import lint_source
from a11ylint.report import BINARY, FORMATS, FileResult, Setting, Summary, make_reporter
from a11ylint.report.model import About
from a11ylint.rulepage import read_rule
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Span

# What a terminal obeys (C0, DEL, C1), what ends a line for some reader, what turns text round.
COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

HOSTILE: Final = {
    "a colour": "\x1b[31mred\x1b[0m",
    "a title": "\x1b]0;title\x07",
    "a link": "\x1b]8;;https://e.example/\x1b\\here\x1b]8;;\x1b\\",
    "an eight-bit command": "\x9b2J\x9d0;x\x9c",
    "a carriage return": "good\rbad\x08\x7f\x00",
    "an override": "a\u202egnp.exe\u2066b\u2069",
    "line ends of all kinds": "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "an annotation": "x%0A::error file=y::z ::stop-commands::t ##[error]",
    "a formula": '=HYPERLINK("https://e.example","x")',
    "a wide formula": "\uff1dcmd|' /C calc'!A0",
    "a trimmed formula": " \t@SUM(1)",
    "an element": "<img src=x onerror=x()>\"'><script>x()</script>",
    "the end of a script": "</script><!--<script></SCRIPT></style></title></textarea>",
    "entities": "&lt;script&gt;&#x1b;&amp;",
    "Markdown": "![a](https://e.example/t.png) [b](javascript:x()) **c** `d` | e | \\",
    "an address": "https://e.example/ www.e.example a@e.example @someone #1",
    "a command link": "[x](command:workbench.action.terminal.new)",
    "a code": "]]> <![CDATA[ <?xml ?> <!DOCTYPE a [<!ENTITY b 'c'>]>",
    "what XML cannot hold": "a\ufffe\uffff\x01b",
    "a lone surrogate": "a\udc80b\ud800",
    "a placeholder": "{0} {text} %s %(x)s ${HOME} $(id)",
}
PLAIN: Final = "plain"


RULES: Final = active_rules(Settings(select=("duplicate-id",)))


@lru_cache(1)
def results(words: str) -> tuple[FileResult, ...]:
    """A page with these words wherever somebody else may put some; another one that cannot be read."""
    told = f"{words}\n{words}\r\n{words}"
    path = f"news.zip!a{told}/{told}.html"
    inside = (
        words.replace("\r", " ").replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    )
    page = (
        f'<!doctype html><html lang="en"><title>{inside}</title><h1>{inside}</h1>'
        f'<p class="byline">By {inside}</p><figure><img src="a.jpg" alt="{inside}"><figcaption>{inside}</figcaption>'
        f'</figure><p id="a">{inside}</p>'
    )
    source = Source(path, page)
    span = Span(page.index("<figcaption>"), page.index("</figcaption>"))
    finding = Finding(
        *(path, "house-rule", Severity.ERROR, Certainty.PROVEN, f"It says {told}.", span, inside),
        cites=("wcag:1.1.1", "act:23a2a8"),
        related=(Related(Span(0, 5), told),),
        fixes=(Fix(told, (Edit(span, told),), True),),
        fingerprint="0" * 16,
    )
    shown = lint_source(source, RULES, Kind.PAGE, show=True)
    assert shown.proof is not None
    about = About(told, told, told, told, "en", 5, 1)
    proof = replace_excerpts(shown.proof, source, span)
    return (
        FileResult(path, source, (finding, replace(finding, rule="internal-error")), about=about, proof=proof),
        FileResult(path, None, (), told),
    )


def replace_excerpts(proof: Any, source: Source, span: Span) -> Any:  # noqa: ANN401 (a named tuple of the report's)
    from a11ylint.report.proof import Excerpt

    return proof._replace(excerpts=(Excerpt(0, 1, True, True, source.text),))


def setting(words: str, folder: Path, *, prose: str = PLAIN) -> Setting:
    """A rule whose page was written by somebody else."""
    page = folder / "house_rule.md"
    body = words.encode("utf-8", "replace").decode().replace("\0", "")
    prose = prose.encode("utf-8", "replace").decode()
    page.write_text(
        f"---\nid: house-rule\ntitle: {json.dumps(body)}\nseverity: error\ncites: [wcag:1.1.1, act:23a2a8]\n---\n\n"
        f"# A rule\n\nIt is {prose}\n",
        "utf-8",
        newline="",
    )
    return Setting({"house-rule": read_rule(page, body, body)})


def report(name: str, words: str, folder: Path, *, prose: str = PLAIN) -> bytes:
    """A report, as the command writes it."""
    reporter = make_reporter(name, setting(words, folder, prose=prose))
    summary = Summary()
    parts: list[str | bytes] = []
    for result in results(words):
        summary = summary.plus(result)
        parts += list(reporter.add(result))
    parts += list(reporter.close(summary))
    return b"".join(part if isinstance(part, bytes) else part.encode("utf-8", "replace") + b"\n" for part in parts)


def shape(data: Any) -> Any:  # noqa: ANN401 (what JSON holds)
    """Data without its words."""
    if isinstance(data, dict):
        return {name: shape(value) for name, value in data.items()}
    return [shape(each) for each in data] if isinstance(data, list) else type(data).__name__


def as_lines(report: bytes) -> object:
    """Lines, as the most liberal reader tells them apart."""
    return len(report.decode("utf-8").splitlines())


def as_json(report: bytes) -> object:
    return shape(json.loads(report))


def as_json_lines(report: bytes) -> object:
    return [shape(json.loads(line)) for line in report.decode("utf-8").splitlines()]


def as_xml(report: bytes) -> object:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return [(element.tag, sorted(element.attrib)) for element in etree.fromstring(report, parser).iter()]


def as_csv(report: bytes) -> object:
    rows = list(csv.reader(io.StringIO(report.decode("utf-8"), newline="")))
    for row in rows:
        for cell in row:
            assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠")), cell
            assert not cell.startswith(("\t", "\r"))
    return [len(row) for row in rows]


def as_annotations(report: bytes) -> object:
    """Each command, with the names of its properties; ``::`` begins one at the start of a line only."""
    lines = report.decode("utf-8").splitlines()
    commands = [re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line) for line in lines if line.startswith(("::", "##["))]
    assert all(commands)
    return len(lines), [
        (each[1], [part.partition("=")[0] for part in each[2].split(",")]) for each in commands if each is not None
    ]


def as_html(report: bytes) -> object:
    """Every element with the names of its attributes: none has a handler, leads to a script, or loads anything."""
    tree = html5lib.parse(report, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), (element.tag, name)
            if name in ("href", "src", "action", "srcset", "data", "formaction", "poster"):
                assert re.match(r"(?:https?://|#|data:image/svg\+xml)", value), (element.tag, name, value)
    for script in tree.iter("script"):
        if script.get("type") == "application/json":
            json.loads(script.text or "")
    return [(str(element.tag), sorted(map(str, element.attrib))) for element in tree.iter()]


def as_markdown(report: bytes) -> object:
    """What a forge makes of it: its elements, where addresses become links by themselves."""
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = [
        inner.type for token in markdown.parse(report.decode("utf-8")) for inner in (token, *(token.children or ()))
    ]
    assert not {"image", "link_open", "html_inline", "html_block"} & set(tokens)
    # Where no mark stands before the colon or the dot, GitHub makes a link of an address (GFM, 6.9).
    outside = re.sub(rb"(`+) .*? \1|`[^`]*`", b"", report)
    assert not re.search(rb"https?://|www\.|@\w", outside), outside
    return [token for token in tokens if token not in ("text", "softbreak", "code_inline", "text_special")]


def as_parquet(report: bytes) -> object:
    parquet = pytest.importorskip("pyarrow.parquet")
    return shape(parquet.read_table(io.BytesIO(report)).to_pylist())


READ: Final[dict[str, Callable[[bytes], object]]] = {
    "full": as_lines,
    "concise": as_lines,
    "grouped": as_lines,
    "json": as_json,
    "jsonl": as_json_lines,
    "pages": as_json_lines,
    "parquet": as_parquet,
    "sarif": as_json,
    "junit": as_xml,
    "checkstyle": as_xml,
    "github": as_annotations,
    "gitlab": as_json,
    "csv": as_csv,
    "html": as_html,
    "markdown": as_markdown,
    "earl": as_json,
}


def test_every_format_is_read_here() -> None:
    assert set(READ) == set(FORMATS), "say how a report in the new format is read, that hostile words go through it"


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_change_no_structure_and_command_no_terminal(words: str, tmp_path: Path) -> None:
    for name in FORMATS:
        written = report(name, words, tmp_path)
        assert READ[name](written) == READ[name](report(name, PLAIN, tmp_path)), name
        if name not in BINARY:
            acting = COMMANDS.search(written.decode("utf-8").replace("\r\n", "\n"))  # as lines of CSV end
            assert acting is None, (name, acting)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_the_page_of_a_rule_is_shown_and_not_obeyed(words: str, tmp_path: Path) -> None:
    as_html(report("html", PLAIN, tmp_path, prose=words))


@pytest.mark.parametrize("name", ["json", "jsonl", "pages"])
def test_reports_for_machines_lose_nothing(name: str, tmp_path: Path) -> None:
    for words in HOSTILE.values():
        first = json.loads(report(name, words, tmp_path).decode("utf-8").splitlines()[0]) if name != "json" else None
        data = first or json.loads(report(name, words, tmp_path))
        found = data["findings"][0] if "findings" in data else data
        told = f"{words}\n{words}\r\n{words}"
        assert found["message"] == f"It says {told}.".encode("utf-8", "replace").decode("utf-8")


@settings(max_examples=60)
@given(st.sampled_from(sorted(READ)), st.lists(st.sampled_from([*HOSTILE.values(), " ", "\\", "`", "\n"]), max_size=5))
def test_nor_do_any_together(tmp_path_factory: pytest.TempPathFactory, name: str, parts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("rules")
    assert READ[name](report(name, f"x{''.join(parts)}", folder)) == READ[name](report(name, PLAIN, folder))
