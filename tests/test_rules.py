"""Every rule does what the examples on its own page say."""

from __future__ import annotations

import pytest

from a11ylint.examples import Example, Outcome, examples_of
from a11ylint.packs import all_rules, built_in_pack
from a11ylint.rulepage import Rule
from a11ylint.ruletest import faults_of, findings_of

RULES = all_rules((built_in_pack(),))
EXAMPLES = [pytest.param(rule, example, id=example.name) for rule in RULES for example in examples_of(rule)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_holds(rule: Rule, example: Example) -> None:
    assert list(faults_of(rule, example)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_shows_when_its_rule_passes_and_fails(rule: Rule) -> None:
    outcomes = {example.outcome for example in examples_of(rule)}
    assert {Outcome.PASSED, Outcome.FAILED} <= outcomes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_says_why_it_matters_and_how_to_mend_it(rule: Rule) -> None:
    assert "\n## How to mend it\n" in rule.body
    assert rule.body.startswith(f"\n# {rule.title}\n") or rule.body.startswith(f"# {rule.title}\n")


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_messages_are_sentences(rule: Rule, example: Example) -> None:
    for finding in findings_of(rule, example)[1]:
        assert finding.message[0].isupper() or not finding.message[0].isalpha()
        assert finding.message.rstrip().endswith((".", "?", "!"))
        assert "\n" not in finding.message


def test_rule_files_are_named_after_their_rules() -> None:
    for rule in RULES:
        assert rule.home.name == rule.id.replace("-", "_") + ".md"
