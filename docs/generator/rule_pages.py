"""Rules' pages as pages of the site: their facts, their prose, and their examples with what a11ylint says of them.

What stands under an example is not written by hand: the rule runs on it, and its findings are marked in the code at
the very characters they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

import cites
from pygments.lexer import Lexer
from pygments.lexers.html import HtmlLexer
from pygments.lexers.special import TextLexer
from pygments.token import STANDARD_TYPES, _TokenType

from a11ylint.document import Kind
from a11ylint.examples import Example, Outcome, examples_of
from a11ylint.findings import Finding
from a11ylint.packs import BUILT_IN, Pack, all_rules
from a11ylint.rulepage import Option, Rule
from a11ylint.ruletest import findings_of
from a11ylint.source import Span

HOME: Final = "rules"
_EXAMPLES: Final = re.compile(rf"^## (?:{'|'.join(outcome.value for outcome in Outcome)})[ \t]*$", re.MULTILINE)
_CODE: Final = re.compile(r"(?<![\[`])`([a-z0-9-]+)`(?![\]`])")
_DATES: Final = "<!-- a11ylint-disable-file dates: the dates in the examples are wrong on purpose -->"
_TITLE: Final = re.compile(r"\A\s*# [^\n]*\n")
_KINDS: Final = {
    Kind.PAGE: "whole pages",
    Kind.FRAGMENT: "fragments",
    Kind.XHTML: "XHTML",
    Kind.TEXT: "plain text",
}
_FIXES: Final = {
    "none": "",
    "safe": "safe, with <code>a11ylint fix</code>",
    "unsafe": "unsafe, with <code>a11ylint fix --unsafe</code>",
}
_OUTCOMES: Final = {
    Outcome.PASSED: "Nothing is found in these.",
    Outcome.FAILED: "What a11ylint finds is underlined, and what it says stands below.",
    Outcome.INAPPLICABLE: "The rule has nothing to say about these.",
}


@dataclass(frozen=True, slots=True)
class RulePage:
    """One page of the site. `source` is what pages link to, `target` its lasting place: ids never change."""

    rule: Rule
    source: str
    target: str


def built_in(root: Path) -> tuple[RulePage, ...]:
    """The pages of every rule under ``rules/``, by topic and name."""
    rules = all_rules((Pack(BUILT_IN, root / "rules"),))
    return tuple(
        RulePage(rule, f"{HOME}/{rule.topic}/{Path(str(rule.home)).name}", f"{HOME}/{rule.id}/index.html")
        for rule in rules
    )


def by_topic(pages: Iterable[RulePage]) -> Iterator[tuple[str, list[RulePage]]]:
    """Pages in groups, topics in order."""
    for topic, group in groupby(sorted(pages, key=lambda page: page.rule.topic), key=lambda page: page.rule.topic):
        yield topic, sorted(group, key=lambda page: page.rule.id)


def headed(topic: str) -> str:
    """A topic as a heading."""
    return topic.upper() if topic == "aria" else topic.capitalize()


def site_page(page: RulePage, pages: Mapping[str, RulePage]) -> str:
    """The whole page. `pages` are all of them by id, so that a rule named in another's prose becomes a link."""
    rule = page.rule
    start = _EXAMPLES.search(rule.body)
    prose = rule.body[: start.start()] if start else rule.body
    body = _TITLE.sub("", prose, count=1).strip()
    parts = [
        f"---\ntitle: {rule.id}\ndescription: {_quoted(_description(rule, body))}\n---\n",
        *([_DATES] if rule.topic == "dates" else ()),
        f"# {rule.title}\n",
        f"`{rule.id}`\n{{ .rule-id }}",
        facts(rule),
        linked(body, page, pages),
        *(options(rule) if rule.options else ()),
        *_examples(rule),
    ]
    return "\n\n".join(parts) + "\n"


def facts(rule: Rule) -> str:
    """The front matter, for people."""
    default = "on" if rule.default else "off until it is selected"
    rows = [
        ("Severity", f'<span class="severity {rule.severity.value}">{rule.severity.value}</span>'),
        ("Certainty", rule.certainty.value),
        ("By default", default),
        ("Judges", ", ".join(words for kind, words in _KINDS.items() if kind in rule.applies)),
        ("Fix", _FIXES.get(rule.fix, rule.fix)),
        ("Presets", ", ".join(f"<code>{escape(each)}</code>" for each in rule.presets)),
        ("Cites", "<br>".join(cites.link(each) for each in rule.cites)),
    ]
    listed = "\n".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return f'<dl class="facts" data-search-exclude>\n{listed}\n</dl>'


def options(rule: Rule) -> Iterator[str]:
    """A table of the rule's options, and how to set one."""
    yield "## Options"
    yield options_table(rule.options.values())
    first = next(iter(rule.options.values()))
    yield f"```toml\n[rules]\n{rule.id} = {{ {first.name} = {toml(first.default)} }}\n```"


def options_table(told: Iterable[Option]) -> str:
    """Options as a Markdown table."""
    rows = ["| option | type | default | meaning |", "|---|---|---|---|"]
    for each in told:
        values = f" One of {', '.join(f'`{value}`' if value else 'nothing' for value in each.values)}."
        about = each.about.rstrip(".") + "." + (values if each.values else "")
        rows.append(f"| `{each.name}` | {each.type.value} | `{toml(each.default)}` | {cell(about)} |")
    return "\n".join(rows)


def toml(value: object) -> str:
    """A value as a configuration file has it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case tuple():
            return f"[{', '.join(map(toml, value))}]"
    return str(value)


def cell(text: str) -> str:
    """Text that stays inside a cell of a Markdown table."""
    return escape(text, quote=False).replace("|", "&#124;")


def linked(prose: str, page: RulePage, pages: Mapping[str, RulePage]) -> str:
    """Prose in which the names of other rules lead to their pages."""

    def to_link(match: re.Match[str]) -> str:
        other = pages.get(match[1])
        if other is None or other == page:
            return match[0]
        return f"[{match[0]}](../{other.source.removeprefix(f'{HOME}/')})"

    return _CODE.sub(to_link, prose)


def _description(rule: Rule, body: str) -> str:
    """The first sentence of the prose; one that speaks of character references would be read as having some."""
    first = " ".join(re.sub(r"[`*\[\]]|\]\([^)]*\)", "", body.split("\n\n", 1)[0]).split())
    sentence = re.split(r"(?<=[.!?])\s", first, maxsplit=1)[0]
    return rule.title if "&" in sentence else sentence


def _quoted(text: str) -> str:
    """Words as YAML, for a template that puts them into an attribute as they are."""
    return "'" + escape(text).replace("'", "''") + "'"


def _examples(rule: Rule) -> Iterator[str]:
    examples = examples_of(rule)
    for outcome, about in _OUTCOMES.items():
        chosen = [each for each in examples if each.outcome is outcome]
        if chosen:
            yield f"## {outcome.value}"
            yield about
        for each in chosen:
            yield f"### {each.title}"
            yield from _example(rule, each)


def _example(rule: Rule, example: Example) -> Iterator[str]:
    findings: Sequence[Finding] = findings_of(rule, example)[1]
    if example.options:
        told = ", ".join(f"`{name} = {toml(value)}`" for name, value in example.options.items())
        yield f"With {told}:"
    yield code_block(example.code, example.language, [finding.span for finding in findings])
    if findings:
        yield '<ul class="said" data-search-exclude>\n' + "\n".join(map(_said, findings)) + "\n</ul>"
    if example.mended is not None:
        yield "`a11ylint fix` makes of it:" if rule.fix == "safe" else "`a11ylint fix --unsafe` makes of it:"
        yield code_block(example.mended, example.language)


def _said(finding: Finding) -> str:
    level = finding.severity.value
    return f'<li><span class="severity {level}">{level}</span> {escape(finding.message)}</li>'


def code_block(code: str, language: str, marked: Sequence[Span] = ()) -> str:
    """A block of code with its words coloured and spans of characters marked, as raw HTML on one Markdown block."""
    lexer: Lexer = TextLexer(**_VERBATIM) if language == "text" else HtmlLexer(**_VERBATIM)
    # An empty span is a place where something is missing: the character there stands for it.
    places = sorted(Span(span.start, max(span.end, span.start + 1)) for span in marked)
    parts, offset, inside = [], 0, False
    for kind, words in lexer.get_tokens(code):
        for start, end, within in _pieces(offset, offset + len(words), places):
            if within != inside:
                parts.append("<mark>" if within else "</mark>")
                inside = within
            parts.append(_coloured(kind, code[start:end]))
        offset += len(words)
    parts.append("</mark>" if inside else "")
    return (
        f'<div class="highlight example" data-search-exclude><pre><code class="language-{language}">'
        f"{''.join(parts).rstrip()}</code></pre></div>"
    )


# Offsets in the code must stay what they are: nothing is stripped or added.
_VERBATIM: Final = {"stripnl": False, "stripall": False, "ensurenl": False}


def _pieces(start: int, end: int, marked: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """A token cut where marks begin and end; each piece with whether it is marked."""
    borders = {start, end, *(edge for span in marked for edge in (span.start, span.end) if start < edge < end)}
    cuts = sorted(borders)
    for left, right in pairwise(cuts):
        yield left, right, any(span.start <= left and right <= span.end for span in marked)


def _coloured(kind: _TokenType, words: str) -> str:
    name = next((STANDARD_TYPES[each] for each in reversed(kind.split()) if each in STANDARD_TYPES), "")
    text = escape(words, quote=False)
    return f'<span class="{name}">{text}</span>' if name and words.strip() else text
