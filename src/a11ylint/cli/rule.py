"""``a11ylint rule`` and ``a11ylint explain``: what rules there are, what they say, whether they hold; new ones."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from a11ylint.cli.common import (
    FINDINGS,
    SETTINGS_ERRORS,
    config_options,
    configuration_from,
    format_option,
    reason_of,
    say,
    select_option,
    split_lists,
    stop,
    stop_at,
)
from a11ylint.document import Kind
from a11ylint.findings import Severity
from a11ylint.packs import BUILT_IN, all_rules, built_in_pack, packs_at
from a11ylint.report.json import dump
from a11ylint.report.rules import rule_data
from a11ylint.report.text import printable_lines
from a11ylint.rulepage import Rule
from a11ylint.rulesets import ids_of
from a11ylint.ruletest import trials_of
from a11ylint.scaffold import KINDS, ScaffoldError, pack_files, package_of, rule_files
from a11ylint.settings import nearest


@click.group()
def rule() -> None:
    """List, explain, test and begin rules."""


@rule.command("list", short_help="Every rule, by topic.")
@format_option("text", "json", "markdown", about="How to list them.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only the rules of this topic.")
@select_option
@config_options
def list_(
    format_: str,
    topics: tuple[str, ...],
    select: tuple[str, ...],
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    trust: bool,
) -> None:
    """Every rule, by topic: id, topic, severity, what it finds, and whether it is off by default."""
    rules = _chosen(_known(config, isolated, packs, trust), split_lists(topics), split_lists(select))
    if format_ == "json":
        click.echo(dump([rule_data(each) for each in rules], 2))
    elif format_ == "markdown":
        say("\n".join(_table_of(rules)))
    else:
        width = max(len(each.id) for each in rules)
        topic_width = max(len(each.topic) for each in rules)
        for each in rules:
            off = "" if each.default else " (off by default)"
            say(f"{each.id:<{width}}  {each.topic:<{topic_width}}  {each.severity.value:<7}  {each.title}{off}")


@rule.command(short_help="Which rules cite which WCAG criterion, ACT rule, clause.")
@format_option("markdown", "json")
@config_options
def coverage(format_: str, config: Path | None, isolated: bool, packs: tuple[Path, ...], trust: bool) -> None:
    """What the rules cite (WCAG criteria, techniques, ACT rules, clauses), and which rules cite it."""
    covered: dict[str, list[str]] = {}
    for each in _known(config, isolated, packs, trust):
        for cite in each.cites:
            covered.setdefault(cite, []).append(each.id)
    by_cite = {cite: sorted(covered[cite]) for cite in sorted(covered, key=_cite_order)}
    if format_ == "json":
        click.echo(dump(by_cite, 2))
    else:
        say("| cited | rules |\n|---|---|")
        for cite, ids in by_cite.items():
            say(f"| {_in_cell(cite)} | {', '.join(ids)} |")


@rule.command(short_help="Try the examples on rule pages.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_options
def test(paths: tuple[Path, ...], config: Path | None, isolated: bool, packs: tuple[Path, ...], trust: bool) -> None:
    """Try the examples on rule pages: all known rules', or those in PATHS (folders, pages, installed packs)."""
    try:
        named = (pack for path in (*paths, *packs) for pack in packs_at(path))
        rules = all_rules(named) if paths else _known(config, isolated, packs, trust)
    except SETTINGS_ERRORS as error:
        stop_at(error)
    examples, faults = 0, []
    for each in rules:
        for name, trial in trials_of(each):
            faults += [f"{name}: {fault}" for fault in trial()]
            examples += 1
        examples -= 1  # the page itself
    for fault in faults:
        say(fault)
    say(f"{_count(len(rules), 'rule')}, {_count(examples, 'example')}, {len(faults)} wrong")
    sys.exit(FINDINGS if faults else 0)


@rule.command(short_help="Begin a rule.")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default="selector",
    show_default=True,
    help=f"What it finds. {'; '.join(f'{name}: {about}' for name, about in KINDS.items())}.",
)
@click.option("--topic", default="", help="The folder within the pack for rules like it, such as wording or pictures.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The pack's folder.  [default: the working folder]",
)
@click.option("--title", default="", help="What the rule finds, in a few words.  [default: made from the ID]")
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.WARNING.value,
    show_default=True,
    help="How bad it is for a reader.",
)
def new(rule_id: str, kind: str, topic: str, folder: Path, title: str, severity: str) -> None:
    """Begin a rule: a page, code if it needs any, and examples that hold; then change them to what you mean."""
    if any(each.id == rule_id for each in all_rules((built_in_pack(),))):
        stop(f"a11ylint has a rule {rule_id!r} itself; give yours an id that begins with a name of your own")
    try:
        written = _write_new(folder, rule_files(rule_id, kind, topic, title, Severity(severity)))
    except ScaffoldError as error:
        stop(str(error))
    say(f"Now edit {' and '.join(map(str, written))}, then: a11ylint rule test {written[0]}")


@rule.command(short_help="Begin a pack of rules that can be published.")
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where to make its folder.  [default: the working folder]",
)
def pack(name: str, folder: Path) -> None:
    """Begin a pack of rules that can be published: a Python project NAME with a first rule, tests and a README."""
    home = folder / name
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        stop(f"{home} is there already; name another, or remove it")
    try:
        files = pack_files(name)
    except ScaffoldError as error:
        stop(str(error))
    _write_new(home, files)
    say(f"Begun in {home}. Read {home / 'README.md'}, then: a11ylint rule test {home / 'src' / package_of(name)}")


@rule.command("explain", short_help="Say what a rule is for.")
@click.argument("rule_id")
@config_options
def explain_(rule_id: str, config: Path | None, isolated: bool, packs: tuple[Path, ...], trust: bool) -> None:
    """Say what a rule is for, how to mend what it finds, and show its examples."""
    _explain(rule_id, _known(config, isolated, packs, trust))


@click.command()
@click.argument("rule_id")
@config_options
def explain(rule_id: str, config: Path | None, isolated: bool, packs: tuple[Path, ...], trust: bool) -> None:
    """Say what a rule is for, how to mend what it finds, and show its examples."""
    _explain(rule_id, _known(config, isolated, packs, trust))


def _known(config: Path | None, isolated: bool, packs: tuple[Path, ...], trust: bool) -> tuple[Rule, ...]:
    try:
        configuration = configuration_from(config, isolated, packs, trust)
        return configuration.known(configuration.settings("page.html"))
    except SETTINGS_ERRORS as error:
        stop_at(error)


def _chosen(rules: Sequence[Rule], topics: Sequence[str], names: Sequence[str]) -> list[Rule]:
    """Those of the topics that are among the named, by topic and id. Ends with a usage error where there are none."""
    known_topics = {each.topic for each in rules}
    for topic in topics:
        if topic not in known_topics:
            hint = nearest(topic, known_topics) or f"; there are {', '.join(sorted(known_topics))}"
            stop(f"there is no topic {topic!r}{hint}")
    try:
        ids = ids_of(rules, names) if names else {each.id for each in rules}
    except SETTINGS_ERRORS as error:
        stop_at(error)
    chosen = [each for each in rules if each.id in ids and (not topics or each.topic in topics)]
    if not chosen:
        stop(f"no rule is both of the topic {', '.join(topics)} and among {', '.join(names)}")
    return sorted(chosen, key=lambda each: (each.topic, each.id))


def _write_new(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write files that are not there yet. Ends with a usage error, before any is written, where one is."""
    paths = {folder / name: text for name, text in files.items()}
    for path in paths:
        if path.exists():
            stop(f"{path} is there already; nothing was written")
    for path, text in paths.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            stop(f"{path}: cannot be written ({reason_of(error)})")
    return list(paths)


def _table_of(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| rule | topic | severity | certainty | default | fix | cites | title |"
    yield "|---|---|---|---|---|---|---|---|"
    for each in rules:
        on = "on" if each.default else "off"
        cells = (each.topic, each.severity.value, each.certainty.value, on, each.fix, ", ".join(each.cites), each.title)
        yield f"| {each.id} | {' | '.join(map(_in_cell, cells))} |"


def _in_cell(text: str) -> str:
    """A text in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("<", "\\<")


def _cite_order(cite: str) -> tuple[int, tuple[int, ...], str]:
    """WCAG first, by number; then the rest as it is written."""
    kind, _, rest = cite.partition(":")
    if kind == "wcag":
        return 0, tuple(int(part) for part in rest.split(".")), cite
    return 1, (), cite


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _explain(rule_id: str, rules: Sequence[Rule]) -> None:
    found = next((each for each in rules if each.id == rule_id), None)
    if found is None:
        ids = [each.id for each in rules]
        like = ", ".join(each for each in ids if rule_id in each)
        hint = nearest(rule_id, ids) or (f"; there are {like}" if like else "; a11ylint rule list shows them all")
        stop(f"there is no rule {rule_id!r}{hint}")
    page = printable_lines("".join(_page(found)))
    click.echo_via_pager(page) if sys.stdout.isatty() else click.echo(page, nl=False)


def _page(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}\n\n"
    facts = {
        "Severity": f"{rule.severity.value}, {rule.certainty.value}",
        "Default": "on" if rule.default else "off",
        "Topic": rule.topic,
        "Judges": ", ".join(kind.value for kind in Kind if kind in rule.applies),
        "Cites": ", ".join(rule.cites),
        "Presets": ", ".join(rule.presets),
        "Fix": "" if rule.fix == "none" else rule.fix,
        "Pack": "built in" if rule.pack == BUILT_IN else rule.pack,
        "File": str(rule.home),
    }
    for name, fact in facts.items():
        if fact:
            yield f"{name:<9} {fact}\n"
    if rule.options:
        yield "\n" + "\n".join(_columns(("Option", "Type", "Default", "About"), _option_rows(rule))) + "\n"
    yield "\n" + rule.body.strip() + "\n"


def _option_rows(rule: Rule) -> Iterator[tuple[str, ...]]:
    for option in rule.options.values():
        values = [f"One of {', '.join(filter(None, option.values))}."] if option.values else []
        about = " ".join([f"{option.about.rstrip('.')}.", *values])
        yield option.name, option.type.value, dump(option.default), about


def _columns(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows under their head, each column but the last as wide as what stands in it."""
    table = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)][:-1]
    for *cells, last in table:
        yield "  ".join((*(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)), last))
