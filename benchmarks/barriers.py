"""Which barriers of an audit the rules catch, beside what other tools caught.

    python benchmarks/barriers.py [FOLDER] [--verbose]

FOLDER is laid out like the UK Government Digital Service's "Accessibility tool audit": ``barriers.jsonl`` with one
JSON object a line (``id``, ``topic``, ``name``, and under ``results`` what each tool said: ``error``, ``warning``,
``manual``, ``notfound``...), and ``pages/ID.html``, a page that has just this barrier below its first heading.

Every rule runs, those that are off by default too. A barrier counts as caught by a finding that stands behind the
page's first heading: what a rule says of the frame that all the pages share (the title, the language, the heading)
has nothing to do with the barrier. For each barrier the rules that caught it are printed by severity; then the shares:
caught at all, caught as an error, and the same for the tools of the audit, the best first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from a11ylint.document import parse
from a11ylint.engine import ActiveRule, activate, lint
from a11ylint.findings import Finding, Severity
from a11ylint.packs import all_rules, built_in_pack
from a11ylint.source import Source


@dataclass(frozen=True, slots=True)
class Barrier:
    """One barrier of the audit: its page, and what each tool said of it."""

    id: str
    topic: str
    name: str
    page: Path
    results: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Caught:
    """A barrier with the findings that stand behind its page's first heading."""

    barrier: Barrier
    findings: tuple[Finding, ...]

    def by(self, severity: Severity) -> tuple[str, ...]:
        """The rules whose findings have this severity, each once."""
        return tuple(dict.fromkeys(each.rule for each in self.findings if each.severity is severity))

    @property
    def as_error(self) -> bool:
        return bool(self.by(Severity.ERROR))


def read_barriers(folder: Path) -> Iterator[Barrier]:
    """The barriers of a folder whose pages are there."""
    for line in (folder / "barriers.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        page = folder / "pages" / f"{entry['id']}.html"
        if page.is_file():
            yield Barrier(entry["id"], entry["topic"], entry["name"], page, entry["results"])


def catch(barrier: Barrier, rules: Sequence[ActiveRule]) -> Caught:
    """Lint a barrier's page; leave out what stands in the frame around the barrier."""
    source = Source.from_bytes(barrier.page.read_bytes(), str(barrier.page))
    heading = next(parse(source).find("h1"), None)
    start = heading.whole.end if heading is not None else 0
    return Caught(barrier, tuple(finding for finding in lint(source, rules) if finding.span.start >= start))


def share(part: int, whole: int) -> str:
    return f"{part:3}/{whole}  {100 * part / max(whole, 1):5.1f} %"


def tool_shares(barriers: Sequence[Barrier]) -> Iterator[tuple[str, int, int]]:
    """Each tool of the audit with the barriers it reported as an error, and with those it reported as anything that
    it found by itself; most errors first."""
    tools = sorted({tool for barrier in barriers for tool in barrier.results})
    counted = []
    for tool in tools:
        said = [barrier.results.get(tool, "notfound") for barrier in barriers]
        errors = sum(each.startswith("error") for each in said)
        counted.append((tool, errors, errors + sum(each.startswith("warning") for each in said)))
    yield from sorted(counted, key=lambda row: (-row[1], row[0]))


def main() -> int:
    """Print the table; with --verbose each finding's message too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/gds"))
    parser.add_argument("--verbose", action="store_true", help="print what each finding says")
    options = parser.parse_args()
    if not (options.folder / "barriers.jsonl").is_file():
        print(f"{options.folder}/barriers.jsonl is not there: name the folder that holds it", file=sys.stderr)
        return 2
    rules = [activate(rule) for rule in all_rules((built_in_pack(),))]
    caught = [catch(barrier, rules) for barrier in read_barriers(options.folder)]
    topic = ""
    for each in caught:
        if each.barrier.topic != topic:
            topic = each.barrier.topic
            print(f"\n{topic}")
        said = "; ".join(f"{s.value}: {', '.join(found)}" for s in Severity if (found := each.by(s)))
        print(f"  {each.barrier.name}\n      {said or '—'}")
        if options.verbose:
            for finding in each.findings:
                print(f"        {finding.rule}: {finding.message}")
    total = len(caught)
    print(f"\ncaught at all  {share(sum(bool(each.findings) for each in caught), total)}")
    print(f"as an error    {share(sum(each.as_error for each in caught), total)}")
    print("\ntools of the audit: as an error, as an error or a warning")
    for tool, errors, warned in tool_shares([each.barrier for each in caught]):
        print(f"  {tool:13}{share(errors, total)}   {share(warned, total)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
