"""The examples on a rule's page: what it says of them is what a lint of them must find.

Examples stand under the headings ``## Passed``, ``## Failed`` and ``## Inapplicable``, each with a heading of its
own (``###``) and a fenced block: ``html``, ``xhtml`` or ``text``, options after it (``html limit=40``). A failed
example says after its block, once for each finding and in order, ``Found at: `the characters``` (white space counts
as one space). A block that follows the line ``Mended:`` is what the fixes make of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final

import yaml

from a11ylint import patterns as re
from a11ylint.records import dataclass
from a11ylint.rulepage import Rule, RulePageError

if TYPE_CHECKING:
    from a11ylint.page import OptionValue

_FENCE: Final = re.compile(r"^(`{3,}|~{3,})[ \t]*([^\n]*)\n(.*?)^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING: Final = re.compile(r"^(##|###) +(.+?) *$", re.MULTILINE)
_FOUND: Final = re.compile(r"^(?:[-*] )?Found at: +(`+) ?(.*?) ?\1[ \t]*$", re.MULTILINE)


class Outcome(Enum):
    """What a rule makes of an example; the names are those of the ACT Rules Format."""

    PASSED = "Passed"
    FAILED = "Failed"
    INAPPLICABLE = "Inapplicable"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its source, how to read it, the options it is tried with, and what must be found.

    `found` are the characters at each finding, in order; empty for a failed example that only says "something".
    `mended` is None where the page does not say what the fixes make of it.
    """

    rule: str
    title: str
    outcome: Outcome
    code: str
    language: str
    options: Mapping[str, OptionValue]
    found: tuple[str, ...] = ()
    mended: str | None = None

    @property
    def name(self) -> str:
        """Unique within a rule, and readable: for test ids."""
        return f"{self.rule}: {self.outcome.value.lower()}: {self.title}"

    @property
    def file_name(self) -> str:
        """A name that tells the engine what kind of input it is."""
        return {"text": "example.txt", "xhtml": "example.xhtml"}.get(self.language, "example.html")


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """Every example of a rule's page, in order. Raises `RulePageError`."""
    return tuple(_examples(rule))


def _examples(rule: Rule) -> Iterator[Example]:
    body = rule.body
    fences = [match.span() for match in _FENCE.finditer(body)]
    headings = [match for match in _HEADING.finditer(body) if not any(a <= match.start() < b for a, b in fences)]
    outcomes = {outcome.value: outcome for outcome in Outcome}
    outcome: Outcome | None = None
    for number, heading in enumerate(headings):
        if heading.group(1) == "##":
            outcome = outcomes.get(heading.group(2))
        elif outcome is not None:
            end = headings[number + 1].start() if number + 1 < len(headings) else len(body)
            yield _example(rule, outcome, heading.group(2), body[heading.end() : end])


def _example(rule: Rule, outcome: Outcome, title: str, section: str) -> Example:
    blocks = list(_FENCE.finditer(section))
    if not blocks:
        raise RulePageError(f"{rule.home}: the example {title!r} has no fenced block")
    first = blocks[0]
    language, *settings = first.group(2).split(maxsplit=1)[:2] or ["html"]
    mended = next((each for each in blocks[1:] if section[: each.start()].rstrip().endswith("Mended:")), None)
    return Example(
        rule=rule.id,
        title=title,
        outcome=outcome,
        code=first.group(3),
        language=language,
        options=_options(rule, settings[0] if settings else ""),
        found=tuple(match.group(2) for match in _FOUND.finditer(section, first.end())),
        mended=mended.group(3) if mended is not None else None,
    )


def _options(rule: Rule, settings: str) -> dict[str, OptionValue]:
    chosen: dict[str, OptionValue] = {}
    for setting in re.findall(r"\S+=(?:\[[^\]]*\]|\S+)", settings):
        name, _, value = setting.partition("=")
        if name not in rule.options:
            raise RulePageError(f"{rule.home}: an example sets the unknown option {name!r}")
        try:
            chosen[name] = rule.options[name].accept(yaml.safe_load(value))
        except ValueError as error:
            raise RulePageError(f"{rule.home}: an example's option {name!r} {error}") from None
    return chosen
