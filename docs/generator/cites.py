"""What rules cite, as links: WCAG criteria and techniques, ACT rules, clauses of HTML and WAI-ARIA, other pages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

_TECHNIQUES: Final = {
    "ARIA": "aria",
    "C": "css",
    "F": "failures",
    "G": "general",
    "H": "html",
    "PDF": "pdf",
    "SCR": "client-side-script",
    "SM": "smil",
    "SVR": "server-side-script",
    "T": "text",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion of WCAG 2.2."""

    number: str
    name: str
    level: str

    @property
    def address(self) -> str:
        """Its clause in the Recommendation, whose anchors are the criteria's names in lower case."""
        words = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")
        return f"https://www.w3.org/TR/WCAG22/#{words}"

    @property
    def order(self) -> tuple[int, ...]:
        """1.4.2 stands before 1.4.10."""
        return tuple(map(int, self.number.split(".")))


@cache
def criteria() -> dict[str, Criterion]:
    """Every criterion by number."""
    data = json.loads((Path(__file__).parent / "wcag.json").read_text("utf-8"))
    return {number: Criterion(number, name, level) for number, (name, level) in data["criteria"].items()}


def link(cite: str) -> str:
    """A citation as HTML, a link wherever there is something to read. Raises `KeyError` for no criterion of WCAG."""
    scheme, _, name = cite.partition(":")
    match scheme:
        case "wcag":
            criterion = criteria()[name]
            return _anchor(criterion.address, f"WCAG {criterion.number} {criterion.name} ({criterion.level})")
        case "technique":
            folder = _TECHNIQUES[name.rstrip("0123456789")]
            return _anchor(f"https://www.w3.org/WAI/WCAG22/Techniques/{folder}/{name}", f"WCAG technique {name}")
        case "act":
            return _anchor(f"https://www.w3.org/WAI/standards-guidelines/act/rules/{name}/", f"ACT rule {name}")
        case "html":
            return _anchor(f"https://html.spec.whatwg.org/multipage/#{name}", f"HTML: {_spoken(name)}")
        case "aria":
            return _anchor(f"https://www.w3.org/TR/wai-aria-1.2/#{name}", f"WAI-ARIA: {_spoken(name)}")
        case "style":
            return f"House style: {escape(_spoken(name))}"
    return _anchor(cite, cite.partition("://")[2])


def _anchor(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _spoken(name: str) -> str:
    return re.sub(r"[-_]+", " ", name).strip()
