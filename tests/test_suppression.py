"""Comments that say to leave a finding alone, and what is said of those that say it in vain."""

from __future__ import annotations

import pytest

from a11ylint.engine import lint
from a11ylint.fixing import fix
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source

RULES = active_rules(Settings(select=("duplicate-id",), require_reason=()))
STRICT = active_rules(Settings(select=("duplicate-id",), require_reason=("markup",)))


def found(text: str, path: str = "page.html") -> list[tuple[str, str]]:
    """(rule, first characters) of every finding."""
    source = Source(path, text)
    return [(finding.rule, source.cut(finding.span)[:24]) for finding in lint(source, RULES)]


FIRST, SECOND = '<p id="a">One.</p>', '<p id="a">Two.</p>'
FINDING = ("duplicate-id", 'id="a"')


@pytest.mark.parametrize(
    "names", ["duplicate-id", "markup", "all", "", "html-lang-missing, duplicate-id", "duplicate-id: why"]
)
def test_the_element_that_follows_is_left_alone(names: str) -> None:
    assert FINDING not in found(f"{FIRST}<!-- a11ylint-disable-next {names} -->{SECOND}")
    assert FINDING in found(f"{FIRST}<!-- a11ylint-disable-next {names} --><p>Between.</p>{SECOND}")


def test_what_the_element_holds_is_left_alone_too() -> None:
    assert found(f"{FIRST}<!-- a11ylint-disable-next duplicate-id --><div><b>x</b>{SECOND}</div>") == []


def test_a_block_is_left_alone_until_it_is_enabled_again() -> None:
    block = f"<!-- a11ylint-disable duplicate-id -->{SECOND}<!-- a11ylint-enable duplicate-id -->"
    assert found(FIRST + block) == []
    assert found(FIRST + block + SECOND) == [FINDING]


def test_a_block_without_an_end_goes_to_the_end() -> None:
    assert found(f"{FIRST}<!-- a11ylint-disable duplicate-id -->{SECOND}{SECOND}") == []


def test_a_file_is_left_alone_wherever_it_says_so() -> None:
    assert found(f"{FIRST}{SECOND}<!-- a11ylint-disable-file duplicate-id: a sprite -->") == []


def test_a_comment_that_nothing_needs_is_a_finding() -> None:
    assert found(f"<!-- a11ylint-disable-next duplicate-id -->{FIRST}") == [
        ("unused-suppression", "<!-- a11ylint-disable-ne")
    ]


def test_a_rule_that_did_not_run_cannot_tell_whether_a_comment_is_needed() -> None:
    assert found(f"<!-- a11ylint-disable-next html-lang-missing -->{FIRST}") == []


def test_a_rule_that_does_not_exist_is_said_with_the_nearest() -> None:
    source = Source("page.html", f"<!-- a11ylint-disable-next duplicate-ids -->{FIRST}")
    (finding,) = lint(source, RULES)
    assert "did you mean duplicate-id?" in finding.message


def test_a_reason_can_be_required() -> None:
    without = f"{FIRST}<!-- a11ylint-disable-next duplicate-id -->{SECOND}"
    assert [each.rule for each in lint(Source("a.html", without), STRICT)] == ["suppression-without-reason"]
    assert lint(Source("a.html", without.replace(" -->", ": a sprite -->")), STRICT) == ()


def test_an_unused_comment_is_removed_with_its_line() -> None:
    text = f"{FIRST}\r\n  <!-- a11ylint-disable-next duplicate-id: old -->\r\n<p>End.</p>\r\n"
    fixed = fix(Source("page.html", text), lambda source: lint(source, RULES))
    assert fixed.source.text == f"{FIRST}\r\n<p>End.</p>\r\n"


def test_only_the_unused_name_is_removed() -> None:
    text = f"{FIRST}<!-- a11ylint-disable-next duplicate-id, no-such-rule: a sprite -->{SECOND}"
    fixed = fix(Source("page.html", text), lambda source: lint(source, RULES))
    assert fixed.source.text == f"{FIRST}<!-- a11ylint-disable-next duplicate-id: a sprite -->{SECOND}"


def test_a_suppression_renames_no_other_finding() -> None:
    plain = lint(Source("a.html", f"{FIRST}{SECOND}<hr>{SECOND}"), RULES)
    one_off = lint(Source("a.html", f"{FIRST}<!-- a11ylint-disable-next all -->{SECOND}<hr>{SECOND}"), RULES)
    assert [each.fingerprint for each in one_off] == [plain[1].fingerprint]


def test_plain_text_has_the_same_comments_for_the_line_that_follows() -> None:
    rules = active_rules(Settings(select=("duplicate-caption",)))
    caption = "The mayor cuts the ribbon on the new bridge over the river, in May."
    body = "The town opened its new bridge on Monday after three years of work. " * 3
    story = f"Town opens its bridge\n\n{body}\n\n{caption}\n"
    comment = "<!-- a11ylint-disable-next duplicate-caption: printed so -->\n"
    assert len(lint(Source("a.txt", story + caption + "\n"), rules)) == 1
    assert lint(Source("a.txt", story + comment + caption + "\n"), rules) == ()
