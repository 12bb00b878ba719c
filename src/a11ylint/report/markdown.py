"""A digest in Markdown, for a pull request's comment, a job's summary page or a wiki."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.findings import Finding, Severity
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.text import Style, printable, summary_line

_SHOWN: Final = 50  # findings listed; the rest are counted
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_MENTION: Final = "@\u2060"  # a word joiner keeps a forge from calling whoever has the name that follows


class Digest:
    """Counts by rule, then the worst findings with their places."""

    def __init__(self, setting: Setting) -> None:
        self._rules = setting.rules
        self._counts: Counter[tuple[int, str, str]] = Counter()
        self._listed: list[tuple[int, str]] = []
        self._unreadable: list[str] = []

    def add(self, result: FileResult) -> Iterator[str]:
        if result.source is None:
            self._unreadable.append(f"- {_code(result.path)}: {escaped(result.unreadable)}")
            return iter(())
        for finding in result.findings:
            rank = finding.severity.rank
            self._counts[rank, finding.severity.value, finding.rule] += 1
            position = result.source.position(finding.span.start)
            self._listed.append((rank, _line(finding, f"{result.path}:{position.line}:{position.column}")))
        # Only the worst are shown: no more need be kept.
        self._listed = sorted(self._listed, key=lambda each: each[0])[: 2 * _SHOWN]
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        yield "# a11ylint\n"
        yield f"{escaped(summary_line(summary, Style()))}\n"
        if self._counts:
            yield "| severity | rule | what | findings |\n|---|---|---|---:|"
            for (rank, severity, rule), number in sorted(
                self._counts.items(), key=lambda item: (item[0][0], -item[1], item[0])
            ):
                title = self._rules[rule].title if rule in self._rules else ""
                yield f"| {list(Severity)[rank].value and severity} | {_code(rule)} | {escaped(title)} | {number} |"
            yield ""
            yield from (line for _, line in self._listed[:_SHOWN])
            total = sum(self._counts.values())
            if total > _SHOWN:
                yield f"\n… and {total - _SHOWN} more."
        if self._unreadable:
            yield "\n## Not readable\n"
            yield from self._unreadable


def _line(finding: Finding, place: str) -> str:
    return f"- {_code(place)} **{finding.severity.value}** {escaped(finding.message)} ({_code(finding.rule)})"


def escaped(text: str) -> str:
    """Text as it is, where Markdown, or a forge, would read marks, links and people's names in it."""
    return _SPECIAL.sub(r"\\\1", printable(text)).replace("@", _MENTION)


def _code(text: str) -> str:
    text = printable(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"
