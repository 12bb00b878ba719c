"""Tests for packs of rules, with pytest: every example on every page is a test.

A pack's whole test file:

.. code-block:: python

    from a11ylint.testing import rule_tests

    test_rules = rule_tests("../src/house_rules")

This module imports pytest, which a11ylint itself does not need.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from os import PathLike
from pathlib import Path
from types import ModuleType

import pytest

from a11ylint.packs import Pack, PackError, all_rules, pack_at
from a11ylint.rulepage import RulePageError
from a11ylint.ruletest import Trial, trials_of


def rule_tests(pack: str | PathLike[str] | ModuleType) -> Callable[[Trial], None]:
    """A test function for a pack: one test for each of its examples, and one for each rule's page as a whole.

    `pack` is a folder of rules or one page, relative to the file that calls; or an imported package. A pack that
    cannot be read is one test that fails and says why.
    """
    caller = sys._getframe(1).f_globals.get("__file__") or "."
    trials = list(_trials(pack, Path(caller).parent))

    @pytest.mark.parametrize("trial", [pytest.param(trial, id=name) for name, trial in trials])
    def test(trial: Trial) -> None:
        faults = list(trial())
        if faults:
            pytest.fail("\n".join(faults), pytrace=False)

    return test


def _trials(pack: str | PathLike[str] | ModuleType, folder: Path) -> Iterator[tuple[str, Trial]]:
    try:
        home = Pack(pack.__name__, files(pack)) if isinstance(pack, ModuleType) else pack_at(folder / pack)
        for rule in all_rules([home]):
            yield from trials_of(rule)
    except (PackError, RulePageError) as error:
        yield "pack", partial(iter, (str(error),))
