"""A rule's page: front matter and Markdown, read once into the rule that runs, its documentation and its tests.

The shape follows W3C's ACT Rules Format 1.1: metadata, then why and how in prose, assumptions, and examples that
pass, fail, or to which the rule does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from a11ylint import patterns as re
from a11ylint.findings import Certainty, Severity
from a11ylint.frontmatter import FrontMatter
from a11ylint.kind import Kind
from a11ylint.records import dataclass
from a11ylint.settings import ConfigurationError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import yaml

    from a11ylint.page import OptionValue

KEBAB_CASE: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")  # ids of rules, and names like them
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_CITE: Final = re.compile(
    r"(?:wcag:\d\.\d\.\d{1,2}|technique:[A-Z]+\d+|act:[a-z0-9]{6}|html:\S+|aria:\S+|style:\S+|https?://\S+)\Z"
)
_KINDS: Final = (Kind.PAGE, Kind.FRAGMENT, Kind.XHTML)
_KEYS: Final = frozenset("id title severity certainty default applies cites options fix check presets".split())
_OPTION_KEYS: Final = frozenset({"type", "default", "about", "values"})


_Word = TypeVar("_Word", bound=Enum)


class RulePageError(ConfigurationError):
    """A rule's page is not as it must be; the message names the file and what to do."""


class OptionType(Enum):
    """What an option's value may be."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"  # of strings


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a rule: its type, its default, what it means, and the only values allowed (if any)."""

    name: str
    type: OptionType
    default: OptionValue
    about: str
    values: tuple[str, ...] = ()

    def accept(self, value: object) -> OptionValue:
        """A configured value as the option's type. Raises `ValueError` with a sentence that says what is wanted."""
        accepted = _accept(self.type, value)
        if accepted is None:
            raise ValueError(f"must be {_ARTICLES[self.type]}, not {value!r}")
        chosen = accepted if isinstance(accepted, tuple) else (accepted,)
        if self.values and any(each not in self.values for each in chosen):
            raise ValueError(f"must be one of {', '.join(self.values)}, not {value!r}")
        return accepted


_ARTICLES: Final = {
    OptionType.STRING: "a string",
    OptionType.INTEGER: "a whole number",
    OptionType.NUMBER: "a number",
    OptionType.BOOLEAN: "true or false",
    OptionType.LIST: "a list of strings",
}


def _accept(kind: OptionType, value: object) -> OptionValue | None:
    match kind, value:
        case OptionType.BOOLEAN, bool():
            return value
        case _, bool():
            return None
        case ((OptionType.INTEGER | OptionType.NUMBER), int()):
            return value
        case OptionType.NUMBER, float():
            return value
        case OptionType.STRING, str():
            return value
        case OptionType.LIST, list() | tuple():
            return tuple(value) if all(isinstance(each, str) for each in value) else None
    return None


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who answers for the code beside rules' pages, if there is any: whoever `installed` it, or else named it; or
    nobody does, and it must not run: a configuration that was found names the pack `refused`. See `a11ylint.trust`."""

    installed: bool = False
    refused: Path | None = None


INSTALLED: Final = Vouched(installed=True)
NAMED: Final = Vouched()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its page describes it. `home` is the page; the code, if any, stands beside it.

    `applies` are the kinds of input it can judge; `condition` is the declarative check, where there is no code.
    """

    id: str
    title: str
    topic: str
    pack: str
    severity: Severity
    certainty: Certainty
    default: bool
    applies: frozenset[Kind]
    cites: tuple[str, ...]
    presets: tuple[str, ...]
    options: Mapping[str, Option]
    fix: str
    condition: Mapping[str, Any] | None
    home: Traversable
    vouched: Vouched = NAMED

    @property
    def body(self) -> str:
        """The page's Markdown, read when asked for. Raises `RulePageError`."""
        try:
            return _split(self.home.read_text("utf-8"), self.home)[1]
        except (OSError, UnicodeDecodeError) as error:
            raise RulePageError(f"{self.home}: cannot be read ({error})") from None

    @property
    def defaults(self) -> dict[str, OptionValue]:
        """Every option at its default."""
        return {name: option.default for name, option in self.options.items()}


def read_rule(
    home: Traversable, topic: str, pack: str, vouched: Vouched = NAMED, remembered: FrontMatter | None = None
) -> Rule:
    """Read a rule's page, or take its front matter as `remembered`. Raises `RulePageError`."""
    try:
        found = remembered.read(home) if remembered is not None and isinstance(home, Path) else home.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulePageError(f"{home}: cannot be read ({error})") from None
    data = found if isinstance(found, dict) else _front_matter(found, home)
    try:
        rule = _rule(data, home, topic, pack, vouched)
    except (KeyError, TypeError, ValueError) as error:
        reason = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        raise RulePageError(f"{home}: its front matter {reason}") from None
    if isinstance(found, str) and remembered is not None and isinstance(home, Path):
        remembered.remember(home, data)
    return rule


def _front_matter(text: str, home: Traversable) -> object:
    import yaml  # slow to import, and needed only for pages that are new

    # libyaml's reader where PyYAML was built with it: ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    said = _split(text, home)[0]
    try:
        # A few lines of aliases within aliases are gigabytes, as soon as somebody writes them out.
        if "*" in said and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(said, Loader=loader)):
            raise RulePageError(f"{home}: its front matter has an alias (*name); write out what it stands for")
        return yaml.load(said, Loader=loader)  # noqa: S506 -- a safe loader either way
    except yaml.YAMLError as error:
        raise RulePageError(f"{home}: its front matter is no YAML: {_fault(error)}") from None


def _fault(error: yaml.YAMLError) -> str:
    """What is wrong, and where on the page: its first line is the ``---`` above the front matter."""
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    if problem is None or mark is None:
        return " ".join(str(error).split())
    return f"{problem} (at line {mark.line + 2}, column {mark.column + 1})"


def _split(text: str, home: Traversable) -> tuple[str, str]:
    text = text.replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise RulePageError(f"{home}: a rule's page begins with front matter between two lines '---'")
    return match.group(1), text[match.end() :]


def _rule(data: object, home: Traversable, topic: str, pack: str, vouched: Vouched) -> Rule:
    if not isinstance(data, dict):
        raise ValueError("must be a mapping")
    unknown = sorted(set(map(str, data)) - _KEYS)
    if unknown:
        raise ValueError(f"has the unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    if not KEBAB_CASE.match(str(data["id"])):
        raise ValueError(f"has the id {data['id']!r}; ids are in kebab-case")
    cites = tuple(str(cite) for cite in data.get("cites") or ())
    for cite in cites:
        if not _CITE.match(cite):
            raise ValueError(
                f"cites {cite!r}; cite wcag:1.1.1, act:23a2a8, html:ANCHOR, aria:NAME, style:NAME or an address"
            )
    condition = data.get("check")
    if condition is not None and not isinstance(condition, dict):
        raise ValueError("has a check that is no mapping")
    applies = data.get("applies")
    return Rule(
        id=str(data["id"]),
        title=" ".join(str(data["title"]).split()),
        topic=topic,
        pack=pack,
        severity=_one_of(Severity, "severity", data["severity"]),
        certainty=_one_of(Certainty, "certainty", data.get("certainty", "proven")),
        default=bool(data.get("default", True)),
        applies=frozenset(_one_of(Kind, "applies", kind) for kind in applies) if applies else frozenset(_KINDS),
        cites=cites,
        presets=tuple(str(preset) for preset in data.get("presets") or ()),
        options={str(name): _option(str(name), spec) for name, spec in (data.get("options") or {}).items()},
        fix=str(data.get("fix", "none")),
        condition=condition,
        home=home,
        vouched=vouched,
    )


def _one_of(kind: type[_Word], key: str, value: object) -> _Word:
    """The member of an enumeration of words that a key names."""
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"has the {key} {value!r}; it is one of {', '.join(each.value for each in kind)}") from None


def _option(name: str, spec: object) -> Option:
    if not isinstance(spec, dict) or set(spec) - _OPTION_KEYS:
        raise ValueError(f"gives the option {name!r} something else than type, default, about, values")
    kind = _one_of(OptionType, "type", spec["type"])
    values = tuple(str(value) for value in spec.get("values") or ())
    default = Option(name, kind, "", "", values).accept(spec["default"])
    return Option(name, kind, default, " ".join(str(spec["about"]).split()), values)
