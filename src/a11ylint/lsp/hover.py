"""What is told of a place with a finding: the page of its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from a11ylint.findings import Finding
from a11ylint.lsp.client import Client
from a11ylint.lsp.diagnostics import page_of, rule_of
from a11ylint.lsp.project import Linted
from a11ylint.report.markdown import escaped
from a11ylint.rulepage import Rule, RulePageError
from a11ylint.source import Span

# What follows the reasons and the mending on a rule's page is for those who write rules.
_REST: Final = re.compile(r"^## (?:Assumptions|Passed|Failed|Inapplicable)\b", re.MULTILINE)
_HEADING: Final = re.compile(r"^(#{1,4}) ", re.MULTILINE)
# Code, in which nothing acts: a fence, or words between as many backquotes as began it.
_CODE: Final = re.compile(
    r"(^```[^\n]*\n(?:(?!```)[^\n]*\n)*+```|(?<!`)(?P<fence>`++)(?:(?!(?P=fence))[^\n])*+(?P=fence))", re.MULTILINE
)
# A picture, which an editor would fetch, and a link to anything but an address: to run a command, say.
_LINK: Final = re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?|\[([^\]\n]*)\]\((?!https?:)[^)\n]*\)")
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]*\]:.*$", re.MULTILINE)  # where a link leads that only names it


def hover_of(linted: Linted, offset: int, client: Client) -> types.Hover | None:
    """The pages of the rules that found something at a place, the closest about it first; None where nothing is."""
    found = sorted((each for each in linted.findings if _covers(each.span, offset)), key=_length)
    pages = list(_pages(found, linted))
    if not pages:
        return None
    kind = types.MarkupKind.Markdown if client.markdown else types.MarkupKind.PlainText
    return types.Hover(
        types.MarkupContent(kind, "\n\n---\n\n".join(pages)), linted.buffer.contents.range(found[0].span)
    )


def _covers(span: Span, offset: int) -> bool:
    return span.start <= offset < max(span.end, span.start + 1)


def _length(finding: Finding) -> int:
    return finding.span.end - finding.span.start


def _pages(found: list[Finding], linted: Linted) -> Iterator[str]:
    """A page for every rule, however often it found something."""
    for finding in {finding.rule: finding for finding in reversed(found)}.values():
        rule = rule_of(finding, linted)
        yield escaped(finding.message) if rule is None else _page(rule, finding)


def _page(rule: Rule, finding: Finding) -> str:
    """A rule's title, why it is there and how to mend what it finds; links to other rules' pages become words."""
    try:
        body = rule.body
    except RulePageError:
        body = f"# {rule.title}"
    rest = _REST.search(body)
    body = body[: rest.start()] if rest is not None else body
    title, _, text = body.strip().partition("\n")
    page = page_of(rule)
    name = f"[{rule.id}]({page})" if page else f"`{rule.id}`"
    facts = " · ".join((f"{finding.severity.value}, {finding.certainty.value}", name, *map(escaped, finding.cites)))
    return _HEADING.sub(r"##\1 ", f"{_inert(title)}\n\n{facts}\n{_inert(text)}").rstrip()


def _inert(markdown: str) -> str:
    """Markdown in which nothing is fetched or run, and HTML is text: pages of rules lie in folders of anybody's."""
    parts, place = [], 0
    for code in _CODE.finditer(markdown):
        parts += [_words(markdown[place : code.start()]), code[0]]
        place = code.end()
    return "".join([*parts, _words(markdown[place:])])


def _words(markdown: str) -> str:
    words = _LINK.sub(lambda match: match[1] or match[2] or "", _DEFINITION.sub("", markdown))
    return words.replace("<", "\\<")
