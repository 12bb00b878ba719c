"""The report's first chapter: the run in figures and charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from a11ylint.findings import Severity
from a11ylint.readability import default_for, exceeds
from a11ylint.report.html import charts
from a11ylint.report.html.cards import measure_name
from a11ylint.report.html.charts import Bar, Column, Scale
from a11ylint.report.html.excerpts import WORDS
from a11ylint.report.html.markup import Markup, figure, join, plain, tag
from a11ylint.report.html.overview import Overview, Tally
from a11ylint.report.text import counted
from a11ylint.rulepage import Rule
from a11ylint.subtags import name_of_language

_FIRST: Final = 10  # rows of a table that are shown at once
_MOST_MONTHS: Final = 36
_MOST_LANGUAGES: Final = 3
_FEW: Final = 3  # articles in a language of which nothing can be said


def draw_summary(overview: Overview, rules: Mapping[str, Rule]) -> Markup:
    """Figures, then a chart each by severity, rule, section, time and readability."""
    return join(
        _figures(overview),
        tag(
            "div",
            tag("div", _chart("By severity", _severities(overview)), _chart("By rule", _rules(overview, rules))),
            tag(
                "div",
                _chart("By date of publication", _months(overview)),
                _chart("By section", _sections(overview)),
            ),
            class_="charts",
        ),
        tag(
            "div",
            (_chart(f"Readability in {language}", chart) for language, chart in _readability(overview)),
            class_="charts small",
        ),
    )


def _figures(overview: Overview) -> Markup:
    found = overview.all.found
    figures = [
        ("pages checked", overview.all.pages, ""),
        ("with findings", overview.touched, ""),
        *((f"{WORDS[each].lower()}s", found[each], each.value) for each in Severity),
        ("with a fix", overview.fixable, ""),
    ]
    if overview.unreadable:
        figures.append(("not readable", overview.unreadable, "error"))
    return tag(
        "dl",
        (
            tag("div", tag("dt", name), tag("dd", f"{value:,}"), class_=class_ or None)
            for name, value, class_ in figures
        ),
        class_="figures",
    )


def _chart(title: str, content: Markup | None) -> Markup | None:
    if content is None:
        return None
    return tag("section", tag("h3", title), content, class_="chart")


def _severities(overview: Overview) -> Markup:
    found = overview.all.found
    total = overview.all.findings
    caption = tag("caption", tag("span", "Findings of each severity", class_="vh"))
    stacked = tag("div", charts.bar(_parts(overview.all), total, 22), class_="stacked")
    rows = [
        Bar(
            tag("span", WORDS[each], class_=f"key {each.value}"),
            (),
            (
                _number(found[each], f"severity={each.value}" if found[each] else None),
                tag("td", f"{100 * found[each] / total:.0f} %" if total else "", class_="number"),
            ),
        )
        for each in Severity
    ]
    head = tag("tr", (tag("th", each, scope="col", class_="number" if each != "Severity" else None)
                      for each in ("Severity", "Findings", "Share")))  # fmt: skip
    body = (tag("tr", tag("th", row.name, scope="row"), row.cells) for row in rows)
    return join(stacked, tag("table", caption, tag("thead", head), tag("tbody", body)))


def _rules(overview: Overview, rules: Mapping[str, Rule]) -> Markup | None:
    ranked = sorted(overview.rules.items(), key=lambda item: (-item[1].findings, item[0]))
    if not ranked:
        return None
    rows = [
        Bar(
            tag("a", rules[id_].title if id_ in rules else id_, href=f"#rule-{id_}", class_="why"),
            _parts(tally),
            (_number(tally.findings, f"rule={id_}"), _number(tally.pages)),
        )
        for id_, tally in ranked
    ]
    return _first_rows("Findings of each rule", ("Rule", "Findings", "Pages"), rows, "rules")


def _sections(overview: Overview) -> Markup | None:
    if not any(overview.sections):
        return None
    ranked = sorted(overview.sections.items(), key=lambda item: (not item[0], -item[1].findings, item[0]))
    rows = [
        Bar(
            tag("bdi", name) if name else tag("span", "none given", class_="none"),
            _parts(tally),
            (_number(tally.findings, f"section={_query(name)}" if name else None), _number(tally.pages)),
        )
        for name, tally in ranked
    ]
    return _first_rows("Findings in each section", ("Section", "Findings", "Pages"), rows, "sections")


def _first_rows(caption: str, heads: Sequence[str], rows: Sequence[Bar], noun: str) -> Markup:
    """The first rows, and the others behind a button."""
    longest = max((row.length for row in rows), default=0)
    spoken = tag("span", caption, class_="vh")
    shown = charts.bars(spoken, heads, rows[:_FIRST], longest)
    if len(rows) <= _FIRST:
        return shown
    rest = charts.bars(tag("span", f"{caption}, continued", class_="vh"), heads, rows[_FIRST:], longest)
    return join(shown, tag("details", tag("summary", f"{len(rows) - _FIRST:,} more {noun}"), rest))


def _months(overview: Overview) -> Markup | None:
    dated = {month: tally for month, tally in overview.months.items() if month}
    if not dated:
        return None
    periods, noun = dated, "month"
    if len(list(_between(min(dated), max(dated)))) > _MOST_MONTHS:
        periods, noun = _years(dated), "year"
        names = [f"{year:04}" for year in range(int(min(periods)), int(max(periods)) + 1)][-_MOST_MONTHS:]
    else:
        names = list(_between(min(dated), max(dated)))
    columns = [_period(name, periods.get(name, Tally())) for name in names]
    worst = max(columns, key=lambda column: column.value)
    most = f"most in {worst.name}: {figure(worst.value)}"
    said = f"Findings on a page by {noun} of publication, {names[0]} to {names[-1]}; {most}"
    undated = overview.months.get("", Tally()).pages
    note = f" {counted(undated, 'page')} gives no date." if undated == 1 else f" {undated:,} pages give no date."
    told = f"Findings on a page, by {noun}.{note if undated else ''}"
    return charts.columns(told, said, (noun.capitalize(), "Pages", "Findings", "On a page"), columns)


def _period(name: str, tally: Tally) -> Column:
    average = round(tally.findings / tally.pages, 1) if tally.pages else 0.0
    return Column(average, name, name, (f"{tally.pages:,}", f"{tally.findings:,}", f"{average:,.1f}"))


def _between(first: str, last: str) -> Iterator[str]:
    """The months from one to another."""
    begin, end = (12 * int(each[:4]) + int(each[5:]) - 1 for each in (first, last))
    return (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1))


def _years(months: Mapping[str, Tally]) -> dict[str, Tally]:
    years: dict[str, Tally] = {}
    for month, tally in months.items():
        year = years.setdefault(month[:4], Tally())
        year.pages += tally.pages
        year.found += tally.found
    return years


def _readability(overview: Overview) -> Iterator[tuple[str, Markup]]:
    """How hard the articles of the commonest languages are, each by its own measure."""
    ranked = sorted(overview.readability.items(), key=lambda item: (-len(item[1]), item[0]))
    for language, figures in ranked[:_MOST_LANGUAGES]:
        default = default_for(language)
        if default is None or len(figures) < _FEW:
            continue
        start, step, counts = charts.bins(figures)
        hard = sum(exceeds(each, default.limit, default.measure) for each in figures)
        columns = [
            Column(
                count,
                f"{figure(start + number * step)} to {figure(start + (number + 1) * step)}",
                figure(start + number * step),
                (f"{count:,}",),
                "hard" if exceeds(start + (number + 0.5) * step, default.limit, default.measure) else "",
            )
            for number, count in enumerate(counts)
        ]
        name = measure_name(default.measure)
        told = f"{name} of {counted(len(figures), 'article')}; {hard:,} hard to read (limit {default.limit:g})"
        share = (default.limit - start) / (step * len(counts))
        limit = share if 0 <= share <= 1 else None
        scale = Scale(figure(start + step * len(counts)), limit)
        chart = charts.columns(f"{told}.", told, (name, "Articles"), columns, scale)
        yield name_of_language(language) or language, chart


def _parts(tally: Tally) -> tuple[tuple[str, int], ...]:
    return tuple((each.value, tally.found[each]) for each in Severity)


def _number(value: int, show: str | None = None) -> Markup:
    return tag("td", f"{value:,}", class_="number", data_show=show)


def _query(value: str) -> str:
    """A value as the script finds it in an address."""
    return quote(plain(value), safe="")
