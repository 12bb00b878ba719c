"""EARL 1.0 in JSON-LD, as W3C's ACT implementation reports have it: an assertion for each page and ACT rule.

The outcome is *failed* where a finding of severity error or warning cites the rule, *cantTell* where one of severity
notice does, and *passed* where the rule ran and nothing cites it (whether it applied is not told apart).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import a11ylint
from a11ylint.findings import Severity
from a11ylint.report.json import dump
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.sarif import uri_of

CONTEXT: Final = "https://act-rules.github.io/earl-context.json"
_RULE: Final = "https://act-rules.github.io/rules/"
_PREFIX: Final = "act:"


class Earl:
    """One test subject a page; cited rules only."""

    def __init__(self, setting: Setting) -> None:
        self._tests = sorted(
            {
                cite.removeprefix(_PREFIX)
                for rule in setting.rules.values()
                for cite in rule.cites
                if cite.startswith(_PREFIX)
            }
        )
        self._graph: list[dict[str, Any]] = []

    def add(self, result: FileResult) -> Iterator[str]:
        if result.source is None:
            return iter(())
        outcomes = dict.fromkeys(self._tests, "passed")
        for finding in result.findings:
            for cite in finding.cites:
                if cite.startswith(_PREFIX):
                    name = cite.removeprefix(_PREFIX)
                    if finding.severity is not Severity.NOTICE:
                        outcomes[name] = "failed"
                    elif outcomes.get(name) != "failed":
                        outcomes[name] = "cantTell"
        self._graph.append(
            {
                "@type": "TestSubject",
                "source": uri_of(result.path),
                "assertions": [_assertion(name, outcome) for name, outcome in outcomes.items()],
            }
        )
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        assertor = {
            "@id": "_:a11ylint",
            "@type": ["Assertor", "Software"],
            "name": "a11ylint",
            "release": {"@type": "Version", "revision": a11ylint.__version__},
        }
        yield dump({"@context": CONTEXT, "@graph": [assertor, *self._graph]}, 2)


def _assertion(name: str, outcome: str) -> dict[str, Any]:
    return {
        "@type": "Assertion",
        "assertedBy": {"@id": "_:a11ylint"},
        "mode": "earl:automatic",
        "test": {"@type": "TestCase", "@id": f"{_RULE}{name}"},
        "result": {"@type": "TestResult", "outcome": f"earl:{outcome}"},
    }
