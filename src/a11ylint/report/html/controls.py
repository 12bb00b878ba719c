"""What pages are filtered, sorted and searched by; the script shows it, since without one it would do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from a11ylint.findings import Certainty, Severity
from a11ylint.report.html.markup import Markup, tag

SORTS: Final = {
    "worst": "Worst first",
    "most": "Most findings first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "longest": "Longest first",
    "headline": "Headline, A to Z",
    "path": "Path, A to Z",
}


def draw_controls(rules: Iterable[str], sections: Iterable[str], publishers: Iterable[str]) -> Markup:
    """The form beside the list."""
    return tag(
        "form",
        tag(
            "p",
            tag("label", "Search", for_="q"),
            tag("input", type="search", id="q", name="q", autocomplete="off", spellcheck="false"),
            tag("span", "Headlines, paths, messages, rules", class_="note", id="q-note"),
        ),
        tag(
            "details",
            tag("summary", "Filter and sort"),
            _choices("Severity", "severity", [each.value for each in Severity]),
            _choices("Certainty", "certainty", [each.value for each in Certainty]),
            _choices("Fix", "fix", ["fixable"]),
            _select("Rule", "rule", sorted(rules)),
            _select("Section", "section", sorted(filter(None, sections))),
            _select("Publisher", "publisher", sorted(filter(None, publishers))),
            _select("Sort", "sort", list(SORTS), list(SORTS.values()), every=False),
            class_="filters",
            id="filters",
        ),
        tag("p", tag("button", "Show all", type="reset")),
        id="controls",
        role="search",
        aria_label="Pages",
        hidden=True,
    )


def _choices(legend: str, name: str, values: Sequence[str]) -> Markup:
    """Boxes to tick; none ticked is the same as all."""
    boxes = (
        tag("label", tag("input", type="checkbox", name=name, value=value), " ", value.capitalize()) for value in values
    )
    return tag("fieldset", tag("legend", legend), boxes)


def _select(
    label: str, name: str, values: Sequence[str], words: Sequence[str] = (), *, every: bool = True
) -> Markup | None:
    """A list of which one is chosen, or all; none where there is no choice."""
    if not values:
        return None
    options = [tag("option", "All", value="")] if every else []
    options += [tag("option", said, value=value) for value, said in zip(values, words or values, strict=True)]
    return tag("p", tag("label", label, for_=name), tag("select", options, id=name, name=name))
