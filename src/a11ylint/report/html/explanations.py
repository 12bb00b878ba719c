"""Why each rule is there, as its page says it, and how to mend what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.report.html.markup import EMPTY, Content, Markup, join, tag, text
from a11ylint.report.text import counted
from a11ylint.rulepage import Rule, RulePageError

_TOLD: Final = re.compile(r"^## (?:Assumptions|Passed|Failed|Inapplicable)\b", re.MULTILINE)
_TITLE: Final = re.compile(r"^# [^\n]*+\n", re.MULTILINE)
# Code between as many backquotes as began it (CommonMark, 6.1), strong, emphasis, a link to an address.
_INLINE: Final = re.compile(
    r"(?P<fence>`+)(?P<code>[^`]++)(?P=fence)"
    r"|\*\*(?P<strong>[^*\n]++)\*\*|\*(?P<em>[^*\s][^*\n]*+)\*"
    r"|\[(?P<words>[^\]\n]++)\]\((?P<address>https?://[^)\s]++)\)"
)
_ADDRESSES: Final = {
    "act": ("ACT rule {}", "https://www.w3.org/WAI/standards-guidelines/act/rules/{}/"),
    "html": ("HTML: {}", "https://html.spec.whatwg.org/multipage/#{}"),
    "aria": ("WAI-ARIA: {}", "https://www.w3.org/TR/wai-aria-1.2/#{}"),
}


def draw_rule(id_: str, rule: Rule | None, findings: int, pages: int) -> Markup:
    """The explanation of one rule, with how often it was broken."""
    title = rule.title if rule is not None else id_
    number = f"{counted(findings, 'finding')} on {counted(pages, 'page')}"
    cites = [_cite(each) for each in rule.cites] if rule is not None else []
    return tag(
        "article",
        tag("h3", title),
        tag("p", tag("code", id_), " · ", tag("span", number, data_show=f"rule={id_}"), class_="place"),
        prose(_body(rule)) if rule is not None else tag("p", "This rule has no page."),
        tag("p", "It rests on ", _listed(cites), ".", class_="cites") if cites else None,
        id=f"rule-{id_}",
        class_="rule",
        tabindex="-1",
    )


def prose(markdown: str) -> Markup:
    """The Markdown of rules' pages as HTML: paragraphs, headings, lists, code, emphasis, links. HTML in it is text."""
    return join(_blocks(markdown))


def _body(rule: Rule) -> str:
    try:
        body = rule.body
    except RulePageError:
        return "Its page cannot be read."
    match = _TOLD.search(body)
    return _TITLE.sub("", body[: match.start()] if match is not None else body, count=1)


def _blocks(markdown: str) -> Iterator[Markup]:
    for number, part in enumerate(markdown.split("```")):
        if number % 2:
            yield tag("pre", tag("code", part.partition("\n")[2].rstrip()))
            continue
        for block in part.split("\n\n"):
            lines = block.strip("\n").split("\n")
            if not block.strip():
                continue
            if lines[0].startswith("#"):
                yield tag("h4", _inline(lines[0].lstrip("# ")))
                lines = lines[1:]
            if lines and lines[0].startswith(("- ", "* ")):
                yield tag("ul", (tag("li", _inline(item)) for item in _items(lines)))
            elif any(map(str.strip, lines)):
                yield tag("p", _inline("\n".join(lines)))


def _items(lines: list[str]) -> Iterator[str]:
    item: list[str] = []
    for line in lines:
        if line.startswith(("- ", "* ")) and item:
            yield "\n".join(item)
            item = []
        item.append(line[2:] if line.startswith(("- ", "* ")) else line.strip())
    yield "\n".join(item)


def _inline(words: str) -> Markup:
    parts: list[Content] = []
    place = 0
    for match in _INLINE.finditer(words):
        parts.append(text(words[place : match.start()]))
        place = match.end()
        if match["code"] is not None:
            parts.append(tag("code", match["code"]))
        elif match["strong"] is not None:
            parts.append(tag("strong", match["strong"]))
        elif match["em"] is not None:
            parts.append(tag("em", match["em"]))
        else:
            parts.append(tag("a", match["words"], href=match["address"]))
    return join(*parts, text(words[place:]))


def _cite(cite: str) -> Markup:
    """A citation, a link where its address can be told from it alone."""
    scheme, _, name = cite.partition(":")
    if scheme in _ADDRESSES:
        words, address = _ADDRESSES[scheme]
        shown = name if scheme == "act" else name.replace("-", " ").replace("_", " ")
        return tag("a", words.format(shown), href=address.format(name))
    match scheme:
        case "wcag":
            return text(f"WCAG {name}")
        case "technique":
            return text(f"WCAG technique {name}")
        case "style":
            return text(f"house style ({name.replace('-', ' ')})")
    host, _, path = cite.partition("://")[2].rstrip("/").partition("/")
    words = " ".join(path.rpartition("/")[2].partition("#")[0].replace("-", " ").replace("_", " ").split())
    return tag("a", f"{words} ({host})" if words else host, href=cite)


def _listed(parts: list[Markup]) -> Markup:
    """``a, b and c``."""
    if len(parts) < 2:
        return parts[0] if parts else EMPTY
    return join(Markup(", ".join(parts[:-1])), " and ", parts[-1])
