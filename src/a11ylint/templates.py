"""Template markup in pages: what it covers, and what the page may be once it is filled in.

The parser is given text of the same length in which template markup is gone, so every place stays where it is:
a character that belongs to nobody (U+E000) where a value or words will stand, spaces where nothing will. Of a
condition's branches one is read at a time, since no reader gets two: a template with branches has two readings, of
all first branches and of all last ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from itertools import islice, pairwise
from typing import Any, Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.data import read_data
from a11ylint.reading import Hole, Reading, Where
from a11ylint.source import Source, Span, Unreadable

UNKNOWN: Final = "\ue000"  # a character of what a template fills in

_DELIMITERS: Final = {
    "percent": (("{%", "%}"), ("{{", "}}"), ("{#", "#}")),
    "mustache": (("{{!--", "--}}"), ("{{{", "}}}"), ("{{", "}}")),
    "go": (("{{/*", "*/}}"), ("{{", "}}")),
    "php": (("<?php", ""), ("<?=", ""), ("<? ", ""), ("<?\n", "")),
    "angle": (("<%--", "--%>"), ("<%", "%>")),
}
# PHP to its end mark, which may stand in strings and block comments without ending anything.
_PHP_END: Final = re.compile(
    r"(?:[^'\"/#?]++|'(?:[^'\\]++|\\.)*+(?:'|\Z)|\"(?:[^\"\\]++|\\.)*+(?:\"|\Z)"
    r"|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?://|#)(?:[^\n?]++|\?(?!>))*+|/(?![/*])|\?(?!>))*+(?:\?>\n?|\Z)",
    re.DOTALL,
)
_WORD: Final = re.compile(r"[\w.@-]+")
_RUBY_BLOCK: Final = re.compile(r"\bdo(?:\s*\|[^|]*\|)?\Z")
_ASSIGNS: Final = re.compile(r"\$[\w>\[\]'\"-]+\s*\.?=(?!=)")
_SET_APART: Final = re.compile(r"\{%[-+~]?\s*(?P<name>comment|raw|verbatim)\b[^%]*%\}")

# What tells a template whose name does not: markup that acts, of which a page about templates shows little.
_OPENER: Final = re.compile(r"\{[{%]|<[?%]")
_ACTS: Final = re.compile(
    r"(?P<percent>\{%[-+~]?\s*(?P<tag>[a-z]\w*)[^%{}]*%\})"
    r"|(?P<php><\?(?:php\b|=))"
    r"|(?P<angle><%[=#@-]?[ \t\r\n]*[\w}])"
    r"|(?P<go>\{\{-?\s*(?:if|range|with|define|template|block|end|else)\b[^{}]*\}\})"
    r"|(?P<mustache>\{\{~?\s*[#/^>!]\s*[\w*@-])"
)
_DECISIVE: Final = frozenset({"extends", "load", "include", "block", "render"})
_OUTPUT: Final = re.compile(r"\{\{-?\s*[\w$][^{}<>]{0,200}\}\}")
_IN_VALUE: Final = re.compile(r"=\s*[\"']?[^\"'<>{}=]{0,200}\Z")
_FEWEST_ACTS: Final = 2
_FEWEST_OUTPUTS: Final = 3
MOST_PIECES: Final = 100_000  # of template markup in a file: hostile input holds millions
_OPAQUE: Final = re.compile(r"<(?:!--|(script|style|pre|code|textarea|template|xmp)\b)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")

_MARK: Final = re.compile(r"<(?:!--|/?(?:[a-zA-Z][^\t\n\f\r />]*)?)")
_IN_TAG: Final = re.compile(r"=[\t\n\f\r ]*[\"']?|>")
_SPACE_OR_END: Final = re.compile(r"[\t\n\f\r >]")
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
# Text straight inside these is moved elsewhere, dropped, or ends the head.
_ONLY_ELEMENTS: Final = frozenset(
    "html head table thead tbody tfoot tr colgroup select optgroup ul ol dl picture video audio "
    "/head /thead /tbody /tfoot /tr /td /th /caption /colgroup /option /optgroup /li /dt /dd /title /script /style "
    "/noscript meta link base source track col".split()
)
_NO_NAME: Final = frozenset(" \t\n\f\r\"'/<>=")


class Role(Enum):
    """What a piece of template markup does."""

    OUTPUT = "output"
    SILENT = "silent"
    OPEN = "open"  # something that ends further on, and may have branches
    ELSE = "else"
    CLOSE = "close"


class Token(NamedTuple):
    """A piece of template markup; `name` is what it opens or closes."""

    start: int
    end: int
    role: Role
    name: str = ""


@dataclass(slots=True)
class _Block:
    """What opens, what parts its branches, and what closes."""

    open: Token
    others: list[Token] = field(default_factory=list)
    close: Token | None = None


def read_template(source: Source) -> tuple[Reading, ...]:
    """The readings of a template; none where the source is none.

    Raises `Unreadable` for more markup than any template holds.
    """
    families = families_of(source)
    if not families:
        return ()
    text = source.text
    tokens = list(islice(find_tokens(text, families), MOST_PIECES + 1))
    if len(tokens) > MOST_PIECES:
        raise Unreadable(f"it has more than {MOST_PIECES:,} pieces of template markup; split it or leave it out")
    blocks = _blocks(tokens)
    first = _reading(text, tokens, _left_out(text, blocks, last=False) if blocks is not None else [])
    if blocks is None:
        return (replace(first, torn=None),)
    first = replace(first, torn=_torn(text, tokens))
    left_out = _left_out(text, blocks, last=True)
    if left_out == _left_out(text, blocks, last=False):
        return (first,)
    return first, replace(_reading(text, tokens, left_out), torn=first.torn)


# Is it a template?


def families_of(source: Source) -> frozenset[str]:
    """The families of template languages in a file, by its name, else by looking; none for a page as it is served.

    A page is taken for a template where two pieces of markup act (conditions, loops, blocks, PHP), or one that no
    page would show, or several placeholders of which one is the value of an attribute. A lone ``{{ date }}`` in a
    page is a fault of that page. Markup in scripts, comments, `pre` and `code` does not count.
    """
    for family, suffixes in _data()["suffixes"].items():
        if source.path.lower().removesuffix(".gz").endswith(tuple(suffixes)):
            return frozenset({family})
    if source.path.lower().endswith((".txt", ".text", ".xml")):
        return frozenset()
    return _families_in(source.text)


@cache
def template_suffixes() -> frozenset[str]:
    """The suffixes of names by which templates are known."""
    return frozenset(suffix for suffixes in _data()["suffixes"].values() for suffix in suffixes)


def _families_in(text: str) -> frozenset[str]:
    if not _has_opener(text):
        return frozenset()
    openers = [match.start() for match in _OPENER.finditer(text)]
    acts = [match for place in openers if (match := _ACTS.match(text, place))]
    outputs = [match for place in openers if (match := _OUTPUT.match(text, place))]
    if not acts and len(outputs) < _FEWEST_OUTPUTS:
        return frozenset()
    opaque = _opaque(text)
    acts = [match for match in acts if not _is_inside(match.start(), opaque)]
    decisive = any(match["php"] is not None or match["tag"] in _DECISIVE for match in acts)
    if len(acts) >= _FEWEST_ACTS or decisive:
        return frozenset("percent" if match["percent"] else match.lastgroup or "" for match in acts)
    places = [match.start() for match in outputs if not _is_inside(match.start(), opaque)]
    if len(places) >= _FEWEST_OUTPUTS and any(_IN_VALUE.search(text[max(at - 210, 0) : at]) for at in places):
        return frozenset({"mustache"})
    return frozenset()


def _has_opener(text: str) -> bool:
    """Whether "{{", "{%", "<?" or "<%" stands in a text. One character is looked for far sooner than two."""
    return (
        "" in text.split("{")[1:-1]
        or any(part.endswith(("{", "<")) for part in text.split("%")[:-1])
        or any(part.endswith("<") for part in text.split("?")[:-1])
    )


def _opaque(text: str) -> list[Span]:
    """Comments, scripts and what shows code, in order."""
    found: list[Span] = []
    place = 0
    missing: set[str] = set()
    while match := _OPAQUE.search(text, place):
        closer = f"</{match[1].lower()}" if match[1] else "-->"
        place = match.end()
        if closer in missing:
            continue
        stop = re.compile(re.escape(closer), re.IGNORECASE).search(text, place)
        if stop is None:
            missing.add(closer)
            continue
        found.append(Span(match.start(), stop.end()))
        place = stop.end()
    return found


def _is_inside(place: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, (place, len(spans) and spans[-1].end)) - 1
    return index >= 0 and place < spans[index].end


@cache
def _data() -> Any:  # noqa: ANN401 (as the file holds it)
    return read_data("templates")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()[name])


def absences() -> frozenset[str]:
    """Ids of rules that speak of what a page lacks: a template cannot lack what it has yet to be given."""
    return _words("absences")


# Pieces of markup


def find_tokens(text: str, families: frozenset[str]) -> Iterator[Token]:
    """Every piece of template markup of these languages, in order."""
    pairs = [(opener, closer, family) for family in sorted(families) for opener, closer in _DELIMITERS[family]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    openers = re.compile("|".join(re.escape(opener) for opener, _, _ in pairs), re.IGNORECASE)
    closers = {opener: (closer, family) for opener, closer, family in reversed(pairs)}
    missing: set[str] = set()  # closers that do not come again
    place = 0
    while match := openers.search(text, place):
        start, place = match.start(), match.end()
        closer, family = closers[match.group().lower()]
        if family == "php":
            end = _php_end(text, place)
        elif closer in missing:
            continue
        else:
            stop = text.find(closer, place)
            if stop < 0:
                missing.add(closer)
                continue
            end = stop + len(closer)
        apart = _SET_APART.match(text, start, end) if family == "percent" else None
        if apart is not None and (closing := _end_of(apart["name"], text, end, missing)) is not None:
            yield from _set_apart(text, Span(start, end), closing, apart["name"])
            place = closing.end
            continue
        yield _token(text, start, end, match.group().lower(), closer, family)
        place = end


def _php_end(text: str, place: int) -> int:
    match = _PHP_END.match(text, place)
    return match.end() if match else len(text)


def _end_of(name: str, text: str, place: int, missing: set[str]) -> Span | None:
    if name in missing:
        return None
    match = re.compile(rf"\{{%[-+~]?\s*end{name}\s*[-+~]?%\}}").search(text, place)
    if match is None:
        missing.add(name)
        return None
    return Span(*match.span())


def _set_apart(text: str, opening: Span, closing: Span, name: str) -> Iterator[Token]:
    """A comment, which is nothing, or a passage in which braces belong to another template language."""
    if name == "comment":
        yield Token(opening.start, closing.end, Role.SILENT)
        return
    yield Token(*opening, Role.SILENT)
    for match in re.compile(r"\{\{[^{}]*\}\}").finditer(text, opening.end, closing.start):
        yield Token(*match.span(), Role.OUTPUT)
    yield Token(*closing, Role.SILENT)


def _token(text: str, start: int, end: int, opener: str, closer: str, family: str) -> Token:
    inner = text[start + len(opener) : end - len(closer)] if closer else text[start + len(opener) : end].rstrip()
    if family == "php":
        inner = inner.removesuffix("?>")
    role, name = _ROLES[family](opener, inner)
    return Token(start, end, role, name)


def _percent_role(opener: str, inner: str) -> tuple[Role, str]:
    if opener != "{%":
        return (Role.OUTPUT if opener == "{{" else Role.SILENT), ""
    word = _WORD.search(inner[:80].lstrip("-+~"))
    name = word.group().lower() if word else ""
    if name in _words("otherwise"):
        return Role.ELSE, ""
    if name in _words("branching"):
        return Role.OPEN, name
    if name.startswith("end"):
        return (Role.CLOSE if name[3:] in _words("branching") else Role.SILENT), name[3:]
    return (Role.SILENT if name in _words("silent") else Role.OUTPUT), ""


def _mustache_role(opener: str, inner: str) -> tuple[Role, str]:
    inner = inner.strip().strip("~").strip()
    if opener != "{{":
        return (Role.SILENT if opener == "{{!--" else Role.OUTPUT), ""
    sign, rest = inner[:1], inner[1:].lstrip("*> ")
    word = _WORD.match(rest)
    name = word.group() if word else ""
    if sign == "!":
        return Role.SILENT, ""
    if sign == "#":
        return Role.OPEN, name
    if sign == "^":
        return (Role.OPEN, f"^{name}") if name else (Role.ELSE, "")
    if sign == "/":
        return Role.CLOSE, name
    return (Role.ELSE if inner.split(None, 1)[:1] == ["else"] else Role.OUTPUT), ""


def _go_role(opener: str, inner: str) -> tuple[Role, str]:
    if opener == "{{/*":
        return Role.SILENT, ""
    word = (inner.strip("- \t\r\n").split(None, 1) or [""])[0]
    if word in ("if", "range", "with", "define", "block"):
        return Role.OPEN, word
    if word == "else":
        return Role.ELSE, ""
    if word == "end":
        return Role.CLOSE, ""
    return (Role.SILENT if word.startswith("$") and ":=" in inner else Role.OUTPUT), ""


def _php_role(opener: str, inner: str) -> tuple[Role, str]:
    if opener == "<?=":
        return Role.OUTPUT, ""
    code = inner.strip().rstrip(";").rstrip()
    role = _code_role(code)
    if role is not None:
        return role
    word = _first_word(code)
    if code.endswith(":"):
        if word in ("case", "default"):
            return Role.ELSE, ""
        if word in ("if", "foreach", "for", "while", "switch"):
            return Role.OPEN, word
    silent = word in _SILENT_CODE or _ASSIGNS.match(code) is not None
    return (Role.SILENT if silent else Role.OUTPUT), ""


_SILENT_CODE: Final = frozenset("if foreach for while switch break continue use namespace function return".split())


def _angle_role(opener: str, inner: str) -> tuple[Role, str]:
    if opener == "<%--" or inner[:1] == "#":
        return Role.SILENT, ""
    sign = inner[:1] if inner[:1] in ("=", "-", "_", "@", ":") else ""
    code = inner[len(sign) :].rstrip("-_ \t\r\n").lstrip("= ").strip()
    role = _code_role(code)
    if role is not None:
        return role
    word = _first_word(code)
    ends = code.lower().endswith(" end")
    if not ends and (_RUBY_BLOCK.search(code) or word in ("if", "unless", "case", "while", "until", "for", "begin")):
        return Role.OPEN, ""
    if word in ("else", "elsif", "elseif", "when"):
        return Role.ELSE, ""
    if word == "end" or code.lower() in ("next", "loop", "wend"):
        return Role.CLOSE, ""
    return (Role.OUTPUT if sign in ("=", "-", "@", ":") else Role.SILENT), ""


def _code_role(code: str) -> tuple[Role, str] | None:
    """What braces at the ends of a piece of code do, and PHP's words for them."""
    if code.startswith("}"):
        return (Role.ELSE, "") if code.endswith("{") else (Role.CLOSE, "")
    if code.endswith("{"):
        return Role.OPEN, ""
    word = _first_word(code)
    if word in ("else", "elseif"):
        return Role.ELSE, ""
    if word in ("endif", "endforeach", "endfor", "endwhile", "endswitch"):
        return Role.CLOSE, word[3:]
    return None


def _first_word(code: str) -> str:
    match = _WORD.match(code[:80])
    return match.group().lower() if match else ""


_ROLES: Final = {
    "percent": _percent_role,
    "mustache": _mustache_role,
    "go": _go_role,
    "php": _php_role,
    "angle": _angle_role,
}


# Branches


def _blocks(tokens: Sequence[Token]) -> list[_Block] | None:
    """The blocks, each after those inside it; None where openings and closings do not pair."""
    found: list[_Block] = []
    stack: list[_Block] = []
    for token in tokens:
        if token.role is Role.OPEN:
            stack.append(_Block(token))
        elif token.role is Role.ELSE and stack:
            stack[-1].others.append(token)
        elif token.role is Role.CLOSE:
            if not stack or not _pairs(stack[-1].open.name.lstrip("^"), token.name):
                return None
            block = stack.pop()
            block.close = token
            found.append(block)
    return found if not stack else None


def _pairs(opened: str, closed: str) -> bool:
    return not opened or not closed or opened == closed


def _branches(block: _Block) -> list[Span]:
    assert block.close is not None
    marks = [block.open, *block.others, block.close]
    return [Span(before.end, after.start) for before, after in pairwise(marks)]


def _left_out(text: str, blocks: Sequence[_Block], *, last: bool) -> list[Span]:
    """The branches that a reading leaves out: all but the first of each block, or all but the last."""
    inverted = {block.open.name[1:] for block in blocks if block.open.name.startswith("^")}
    found: list[Span] = []
    for block in blocks:
        branches = _branches(block)
        nothing = Span(branches[0].start, branches[0].start)
        if block.open.name.startswith("^"):  # mustache: what stands there when the section of this name does not
            branches.insert(0, nothing)
        elif block.open.name and block.open.name in inverted:
            branches.append(nothing)
        elif len(branches) > 1 and not text[slice(*branches[0])].strip():  # before the first case of a switch
            branches.pop(0)
        kept = branches[-1 if last else 0]
        found.extend(branch for branch in branches if branch is not kept and branch.end > branch.start)
    return sorted(found)


def _torn(text: str, tokens: Sequence[Token]) -> frozenset[str]:
    """Names of elements that begin in one branch and end in another: whether they pair is the template's affair."""
    begun: set[str] = set()
    ended: set[str] = set()
    balances: list[Counter[str]] = []
    place = 0
    for token in tokens:
        if balances:
            for match in _TAG.finditer(text, place, token.start):
                balances[-1][match[2].lower()] += -1 if match[1] else 1
        place = token.end
        if balances and token.role in (Role.ELSE, Role.CLOSE):
            balance = balances.pop()
            begun.update(name for name, count in balance.items() if count > 0)
            ended.update(name for name, count in balance.items() if count < 0)
        if token.role in (Role.OPEN, Role.ELSE):
            balances.append(Counter())
    return frozenset(begun & ended)


# The text that the parser is given


def _reading(text: str, tokens: Sequence[Token], left_out: Sequence[Span]) -> Reading:
    walk = _Walk(text)
    for start, end, filled in _pieces(tokens, left_out):
        walk.fill(start, end, filled=filled)
    return Reading(walk.finish(), holes=tuple(walk.holes()), part=True)


def _pieces(tokens: Sequence[Token], left_out: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """Markup and branches left out, in order and apart; and whether something will stand there."""
    pieces = sorted(
        [(span.start, span.end, False) for span in left_out]
        + [(token.start, token.end, token.role is Role.OUTPUT) for token in tokens],
        key=lambda piece: (piece[0], -piece[1]),
    )
    place = 0
    for start, end, filled in pieces:
        if start >= place:
            yield start, end, filled
            place = end


class _Walk:
    """Goes through markup from hole to hole, knowing at each where in a page it stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._place = 0
        self._where = Where.TEXT
        self._quote = ""  # that ends the value; none where it is not quoted
        self._tag = 0  # where the tag begins
        self._name = ""
        self._last = "html"  # the tag before, with a slash if it is an end tag
        self._holes: list[Hole] = []
        self._raw = 0  # where the contents of the script around begin

    def fill(self, start: int, end: int, *, filled: bool) -> None:
        """Go on to a hole, and put something of its length into its place."""
        self._go(self._place, start)
        self._parts.append(self._text[self._place : start])
        self._place = end
        where = self._where
        inside = where in (Where.VALUE, Where.TAG, Where.NAME)
        outer = self._tag if inside else self._raw if where is Where.RAW else start
        self._holes.append(Hole(start, end, where, outer, filled))
        self._parts.append(self._filling(start, end, filled=filled))

    def finish(self) -> str:
        self._go(self._place, len(self._text))
        self._parts.append(self._text[self._place :])
        return "".join(self._parts)

    def holes(self) -> Iterator[Hole]:
        """The holes; those in one script as one that covers it."""
        place = 0
        for hole in self._holes:
            if hole.start < place:
                continue
            if hole.where is Where.RAW:
                stop = self._text.find("</", hole.end)
                hole = replace(hole, start=hole.outer, end=stop if stop >= 0 else len(self._text))
            yield hole
            place = hole.end

    def _filling(self, start: int, end: int, *, filled: bool) -> str:
        written = self._text[start:end]
        size = end - start
        match self._where:
            case Where.VALUE:
                return UNKNOWN * size
            case Where.NAME:
                return "x" + "-" * (size - 1)
            case Where.TEXT if filled and self._last not in _ONLY_ELEMENTS:
                return UNKNOWN * size
            case Where.TAG if filled and self._is_attribute_name(start, end):
                return "x" * size
            case Where.RAW if filled:
                before = "".join(self._parts[-2:])[-40:].rstrip()
                return f'"{UNKNOWN * (size - 2)}"' if before.endswith((":", "[", ",")) else UNKNOWN * size
        return "".join(each if each in "\r\n" else " " for each in written)

    def _is_attribute_name(self, start: int, end: int) -> bool:
        after = self._text[end : end + 1]
        before = self._text[start - 1 : start]
        return before not in _NO_NAME or after == "=" or (after not in _NO_NAME and after not in "{")

    def _go(self, place: int, stop: int) -> None:
        """Read markup up to a place, or to the end of a tag's name there."""
        while place < stop:
            match self._where:
                case Where.TEXT:
                    place = self._go_text(place, stop)
                case Where.NAME:
                    found = re.compile(r"[\t\n\f\r />]").search(self._text, place, stop)
                    self._where = Where.TAG if found else Where.NAME
                    place = found.start() if found else stop
                case Where.TAG:
                    place = self._go_tag(place, stop)
                case Where.VALUE:
                    place = self._go_value(place, stop)
                case Where.COMMENT:
                    found = re.compile("-->").search(self._text, place, stop)
                    self._where = Where.TEXT if found else Where.COMMENT
                    place = found.end() if found else stop
                case Where.RAW:
                    found = re.compile(rf"</{self._name}\b", re.IGNORECASE).search(self._text, place, stop)
                    self._where = Where.TEXT if found else Where.RAW
                    place = found.start() if found else stop

    def _go_text(self, place: int, stop: int) -> int:
        found = _MARK.search(self._text, place, stop)
        if found is None:
            return stop
        if found.group() == "<!--":
            self._where = Where.COMMENT
            return found.end()
        name = found.group().lstrip("</").lower()
        if not name and found.end() < stop:
            return found.end()
        self._tag = found.start()
        self._name = name
        self._last = f"/{name}" if found.group().startswith("</") else name
        self._where = Where.NAME if found.end() == stop else Where.TAG
        return found.end()

    def _go_tag(self, place: int, stop: int) -> int:
        found = _IN_TAG.search(self._text, place, stop)
        if found is None:
            return stop
        if found.group() == ">":
            self._where = Where.RAW if self._last in _RAW else Where.TEXT
            self._raw = found.end()
            return found.end()
        quote = found.group()[-1]
        self._quote = quote if quote in "\"'" else ""
        self._where = Where.VALUE
        return found.end()

    def _go_value(self, place: int, stop: int) -> int:
        if self._quote:
            end = self._text.find(self._quote, place, stop)
            if end < 0:
                return stop
            self._where = Where.TAG
            return end + 1
        found = _SPACE_OR_END.search(self._text, place, stop)
        if found is None:
            return stop
        self._where = Where.TAG
        return found.start()
