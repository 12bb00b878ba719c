"""Templates: what the parser is given in place of their markup, and what is said of pages that they make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.document import Document, Kind, parse, parse_all
from a11ylint.engine import Ruleset, lint
from a11ylint.fixing import fix
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Unreadable
from a11ylint.templates import MOST_PIECES, UNKNOWN, absences, families_of, find_tokens, read_template
from tests.recording import Recording

RULES = Path(__file__).parents[1] / "rules"
FIXTURES = Recording(Path(__file__).parents[1] / "fixtures" / "templates")


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return active_rules(Settings())


def masked(markup: str, path: str = "a.j2") -> str:
    """The first reading, with one sign for what is filled in."""
    return read_template(Source(path, markup))[0].text.replace(UNKNOWN, "_")


def found(markup: str, rules: Ruleset, path: str = "a.html.j2") -> list[str]:
    return [finding.rule for finding in lint(Source(path, markup), rules)]


class TestWhetherAFileIsATemplate:
    @pytest.mark.parametrize(
        ("path", "family"),
        [
            ("a.html.j2", "percent"),
            ("a.jinja", "percent"),
            ("a.html.twig", "percent"),
            ("a.liquid", "percent"),
            ("a.hbs", "mustache"),
            ("a.mustache", "mustache"),
            ("a.php", "php"),
            ("a.html.erb", "angle"),
            ("a.ejs", "angle"),
            ("a.gohtml", "go"),
        ],
    )
    def test_its_name_tells(self, path: str, family: str) -> None:
        assert families_of(Source(path, "<p>Words</p>")) == {family}

    @pytest.mark.parametrize(
        "markup",
        [
            "{% if a %}<p>b</p>{% endif %}",
            "{% extends 'base.html' %}<p>b</p>",
            "<p><?php echo $a; ?></p>",
            "{{#if a}}<p>b</p>{{/if}}",
            "<% if a %><p><%= b %></p><% end %>",
            "{{ range .A }}<p>b</p>{{ end }}",
            '<p>{{ a }}</p><a href="{{ b }}">{{ c }}</a>',
        ],
    )
    def test_else_markup_that_acts_tells(self, markup: str) -> None:
        assert families_of(Source("a.html", markup))

    @pytest.mark.parametrize(
        "markup",
        [
            "<p>{{ date }}</p>",
            "<p>{{ date }}</p><p>{{ title }}</p><p>{{ more }}</p>",
            "<pre>{% if a %}b{% endif %}</pre>",
            "<p>Write <code>{% if a %}</code> and <code>{% endif %}</code>.</p>",
            "<script>{{#if a}}{{/if}} <% if %><% end %></script>",
            "<!-- {% if a %}{% endif %} --><p>a</p>",
            '<?xml version="1.0"?><p>a</p>',
            "<p>a</p>",
        ],
    )
    def test_a_page_that_shows_or_leaks_a_little_is_none(self, markup: str) -> None:
        assert not families_of(Source("a.html", markup))

    def test_no_real_page_is_taken_for_one(self, real_pages: tuple[Source, ...]) -> None:
        assert [source.path for source in real_pages if families_of(source)] == []


class TestWhatTheParserIsGiven:
    def test_words_and_values_are_filled_in(self) -> None:
        assert masked('<p class="{{ a }}">{{ b }}</p>') == '<p class="_______">_______</p>'

    def test_what_acts_leaves_nothing(self) -> None:
        assert masked("<p>{% if a %}b{% endif %}</p>") == "<p>          b           </p>"

    def test_of_branches_one_is_read_at_a_time(self) -> None:
        first, second = read_template(Source("a.j2", "{% if a %}<b>x</b>{% else %}<i>y</i>{% endif %}"))
        assert first.text.split() == ["<b>x</b>"]
        assert second.text.split() == ["<i>y</i>"]

    def test_a_section_of_mustache_and_its_inverse_are_branches(self) -> None:
        first, second = read_template(Source("a.mustache", "{{#a}}<b>x</b>{{/a}}{{^a}}<i>y</i>{{/a}}"))
        assert first.text.split() == ["<b>x</b>"]
        assert second.text.split() == ["<i>y</i>"]

    def test_nothing_is_filled_in_where_only_elements_stand(self) -> None:
        assert masked("<ul>{{ a }}<li>b</li>{{ c }}</ul>").split() == ["<ul>", "<li>b</li>", "</ul>"]

    def test_attributes_that_are_filled_in_leave_space(self) -> None:
        assert masked('<p {{ a }} id="b">') == '<p         id="b">'

    def test_names_stay_names(self) -> None:
        assert masked("<h{{ n }}>a</h{{ n }}>") == "<hx------>a</hx------>"
        assert masked('<p data-{{ k }}="v">') == '<p data-xxxxxxx="v">'

    def test_a_value_in_json_is_a_string(self) -> None:
        assert masked('<script>{"a": {{ b }}}</script>') == '<script>{"a": "_____"}</script>'

    def test_comments_are_nothing(self) -> None:
        assert masked("<p>{# a #}{% comment %}<b>{% endcomment %}</p>").split() == ["<p>", "</p>"]

    def test_what_is_set_apart_stays(self) -> None:
        assert masked("<p>{% raw %}a {{ b }}{% endraw %}").split() == ["<p>", "a", "_______"]

    def test_php_ends_where_php_says(self) -> None:
        markup = "<p><?php /* ?> isn't */ echo '?>'; # it's\n ?>a</p>"
        assert masked(markup, "a.php").replace("_", "") == "<p>a</p>"

    def test_php_that_is_not_ended_runs_to_the_end(self) -> None:
        assert masked("<p>a</p><?php end_it();", "a.php").rstrip(" _") == "<p>a</p>"

    @pytest.mark.parametrize(
        ("path", "markup"),
        [
            ("a.php", "<p><?php if ($a): ?>a<?php elseif ($b): ?>b<?php else: ?>c<?php endif; ?></p>"),
            ("a.php", "<p><?php if ($a) { ?>a<?php } else { ?>c<?php } ?></p>"),
            ("a.erb", "<p><% if a %>a<% elsif b %>b<% else %>c<% end %></p>"),
            ("a.ejs", "<p><% if (a) { %>a<% } else { %>c<% } %></p>"),
            ("a.hbs", "<p>{{#if a}}a{{else}}c{{/if}}</p>"),
            ("a.gohtml", "<p>{{ if .A }}a{{ else }}c{{ end }}</p>"),
            ("a.liquid", "<p>{% case a %} {% when 1 %}a{% else %}c{% endcase %}</p>"),
            ("a.asp", '<p><% If a = "" Then %>a<% Else %>c<% End If %></p>'),
        ],
    )
    def test_branches_in_each_language(self, path: str, markup: str) -> None:
        first, last = (re.sub("[^a-z<>/]", "", reading.text) for reading in read_template(Source(path, markup)))
        assert (first, last) == ("<p>a</p>", "<p>c</p>")

    def test_openings_that_do_not_pair_leave_every_branch(self) -> None:
        (reading,) = read_template(Source("a.j2", "{% if a %}<b>x</b>{% else %}y"))
        assert reading.text.split() == ["<b>x</b>", "y"]
        assert reading.tears("b")


PIECES = st.lists(
    st.sampled_from(
        [
            *("{% if a %}", "{% else %}", "{% endif %}", "{{ a }}", "{#", "#}", "{%", "%}", "{{", "}}", "\r\n", " "),
            *("<p>", "</p>", '<a href="', '">', "<h", "</", ">", "<!--", "-->", "<script>", "</script>", "='", "'"),
            *("<?php", "?>", "<%=", "%>", "{{#a}}", "{{/a}}", "{% raw %}", "{% endraw %}", "é", "\U0001f600", "&amp;"),
        ]
    ),
    max_size=30,
).map("".join)
PATHS = st.sampled_from(["a.j2", "a.hbs", "a.php", "a.erb", "a.gohtml", "a.html"])


class TestEveryPlaceStaysWhereItIs:
    @given(PIECES, PATHS)
    def test_a_reading_is_as_long_as_the_file_and_differs_only_in_holes(self, markup: str, path: str) -> None:
        for reading in read_template(Source(path, markup)):
            assert len(reading.text) == len(markup)
            covered = {offset for hole in reading.holes for offset in range(hole.start, hole.end)}
            assert all(reading.text[at] == markup[at] for at in range(len(markup)) if at not in covered)

    @given(PIECES, PATHS)
    def test_holes_are_in_order_and_apart(self, markup: str, path: str) -> None:
        for reading in read_template(Source(path, markup)):
            edges = [edge for hole in reading.holes for edge in (hole.start, hole.end)]
            assert edges == sorted(edges)

    @given(PIECES)
    def test_no_markup_of_the_template_is_left_to_the_parser(self, markup: str) -> None:
        for reading in read_template(Source("a.j2", markup)):
            for token in find_tokens(markup, frozenset({"percent"})):
                assert reading.text[token.start : token.end] != markup[token.start : token.end]

    @given(PIECES, PATHS)
    def test_attributes_and_texts_are_found_in_the_file(self, markup: str, path: str) -> None:
        for document in parse_all(Source(path, markup)):
            for element in document.elements:
                for attribute in element.attributes.values():
                    assert 0 <= attribute.value_span.start <= attribute.value_span.end <= len(markup)

    def test_the_place_of_a_value_with_quotes_of_its_own(self) -> None:
        document: Document = parse(Source("a.j2", '<a href="{{ url("a") }}" title="b">c</a>'))
        attributes = next(document.find("a")).attributes
        assert document.source.cut(attributes["href"].value_span) == '{{ url("a") }}'
        assert document.source.cut(attributes["title"].span) == 'title="b"'


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        "markup",
        [
            '<p><img src="{{ a }}" alt="{{ a.alt }}"></p>',
            "<p><img {{ attributes }}></p>",
            '<p><img src="a.png" {% if a %}alt="{{ a }}"{% else %}alt=""{% endif %}></p>',
            '<p><a href="{{ url }}">{{ words }}</a></p>',
            '<p><a href="/a">{% include "icon.svg" %}</a></p>',
            '<p id="{{ a }}">b</p><p id="{{ a }}">c</p>',
            '{% if a %}<p id="x">b</p>{% else %}<p id="x">c</p>{% endif %}',
            '<p><time datetime="{{ date }}">{{ date }}</time></p>',
            "<h1>{{ title }}</h1><h2>{% block heading %}{% endblock %}</h2>",
            '{% if a %}<div class="b">{% else %}<div class="c">{% endif %}<p>d</p></div>',
            "{% if a %}<div>{% endif %}<p>d</p>{% if a %}</div>{% endif %}",
            "{% for a in b %}{% if a.first %}<ul>{% endif %}<li>c</li>{% if a.last %}</ul>{% endif %}{% endfor %}",
            '<p {% if a %}class="b"{% else %}class="c"{% endif %}>d</p>',
            "<p class={{ a }}>b</p>",
            "<p>a &{{ entity }}; b</p>",
            "<div><p>The header opens what the footer closes.</p>",
            '<html lang="{{ lang }}"><head><title>A day</title></head><body><p>a</p></body></html>',
            "<{{ tag }} class='a'>b</{{ tag }}>",
            '<figure><img src="a.jpg" alt="A man"><figcaption>{{ a }}</figcaption></figure>'
            '<figure><img src="b.jpg" alt="A cat"><figcaption>{{ a }}</figcaption></figure>',
            '<script type="application/ld+json">{"@type": "NewsArticle", {% if a %}"headline": {{ a }},{% endif %}}'
            "</script><p>a</p>",
            '<p style="color: {{ a }}">b</p><table>{{ rows }}</table>',
        ],
    )
    def test_nothing_of_what_a_template_fills_in(self, markup: str, rules: Ruleset) -> None:
        assert found(markup, rules) == []

    @pytest.mark.parametrize(
        ("markup", "rule"),
        [
            ('<p><img src="{{ a }}"> {{ b }}</p>', "image-alt-missing"),
            ('<p>a {% if b %}<img src="c.png">{% endif %}</p>', "image-alt-missing"),
            ('{% if b %}<p>d</p>{% else %}<p>a <img src="c.png"></p>{% endif %}', "image-alt-missing"),
            ('<p>{{ a }} <a href="{{ b }}"></a></p>', "link-name-missing"),
            ('<div><p id="a">{{ b }}</p><p id="a">c</p></div>', "duplicate-id"),
            ("<div><p>a <b>{{ b }}</p></div>", "unclosed-element"),
            ("<!DOCTYPE html><html><head><title>{{ a }}</title></head><body><p>{{ b }}</p>", "html-lang-missing"),
        ],
    )
    def test_what_is_wrong_whatever_is_filled_in(self, markup: str, rule: str, rules: Ruleset) -> None:
        assert rule in found(markup, rules)

    def test_a_leak_in_a_served_page(self, rules: Ruleset) -> None:
        markup = '<p class="date">{{ date }}</p><p>The buses run again.</p>'
        assert "date-template-unfilled" in found(markup, rules, "a.html")
        assert found(markup, rules, "a.html.j2") == []

    def test_comments_suppress_in_either_branch(self, rules: Ruleset) -> None:
        image = '<!-- a11ylint-disable-next image-alt-missing: a test --><img src="{{ a }}">'
        assert found(f"<p>a</p>{{% if b %}}{image}{{% else %}}<p>c</p>{{% endif %}}", rules) == []
        assert found(f"<p>a</p>{{% if b %}}<p>c</p>{{% else %}}{image}{{% endif %}}", rules) == []

    def test_code_without_a_page_says_nothing(self, rules: Ruleset) -> None:
        assert found("<?php\nfunction a() { return '<p>'; }\n", rules, "a.php") == []

    def test_a_kind_that_is_given_holds(self) -> None:
        assert parse(Source("a.j2", "<p>{{ a }}</p>"), Kind.PAGE).kind is Kind.PAGE

    def test_only_rules_that_exist_are_named_as_speaking_of_what_is_missing(self) -> None:
        known = {path.stem.replace("_", "-") for path in RULES.rglob("*.md")}
        assert absences() <= known

    def test_more_markup_than_any_template_holds_is_refused(self) -> None:
        with pytest.raises(Unreadable, match="pieces of template markup"):
            parse(Source("a.j2", "{{a}}" * (MOST_PIECES + 1)))


class TestFixes:
    def test_edits_keep_off_the_markup_of_the_template(self, rules: Ruleset) -> None:
        markup = '<p role="paragraph" class="{{ a }}">{{ b }} <a id="x" href="/c" id="{{ d }}">e</a></p>'
        fixed = fix(Source("a.html.j2", markup), lambda source: lint(source, rules), unsafe=True)
        assert re.findall(r"\{\{.*?\}\}", fixed.source.text) == ["{{ a }}", "{{ b }}", "{{ d }}"]

    @settings(deadline=None, max_examples=50)
    @given(PIECES)
    def test_every_piece_of_template_markup_survives(self, markup: str) -> None:
        rules = active_rules(Settings())
        fixed = fix(Source("a.j2", markup), lambda source: lint(source, rules), unsafe=True)
        family = frozenset({"percent"})
        before = [markup[token.start : token.end] for token in find_tokens(markup, family)]
        text = fixed.source.text
        assert [text[token.start : token.end] for token in find_tokens(text, family)] == before


@pytest.mark.parametrize("path", FIXTURES.files, ids=lambda path: path.name)
def test_a_template_has_the_findings_recorded_beside_it(path: Path, rules: Ruleset) -> None:
    FIXTURES.check(path, rules)


def test_every_template_has_a_fault_that_is_found() -> None:
    assert [path.name for path in FIXTURES.files if not FIXTURES.recorded(path)] == []
