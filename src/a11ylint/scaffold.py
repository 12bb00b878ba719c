"""Beginnings: the files of a new rule or a new pack, complete, with examples that hold, to be changed from there."""

from __future__ import annotations

import json
import keyword
import pkgutil
import sys
from collections.abc import Mapping
from string import Template
from typing import Final

import yaml

import a11ylint
from a11ylint.findings import Severity
from a11ylint.rulepage import KEBAB_CASE

# Kind of rule -> what it is, as help texts say it.
KINDS: Final[Mapping[str, str]] = {
    "selector": "elements that a CSS selector matches",
    "pattern": "an attribute or words that match a regular expression",
    "words": "words in a part of the article",
    "python": "Python code that reads the article",
    "soup": "Python code that reads a BeautifulSoup tree",
}
_IN_PYTHON: Final = frozenset({"python", "soup"})


class ScaffoldError(Exception):
    """What was asked for cannot be begun; the message says what to ask for."""


def rule_files(
    rule_id: str, kind: str = "selector", topic: str = "", title: str = "", severity: Severity = Severity.WARNING
) -> dict[str, str]:
    """The files of a new rule, by their paths within the pack's folder: its page, and its code if it has any.

    Raises `ScaffoldError` for an id, topic or title that no rule may have.
    """
    if not KEBAB_CASE.match(rule_id):
        raise ScaffoldError(f"{rule_id!r} is no id of a rule; write one in kebab-case, such as house-no-filler")
    if topic and not KEBAB_CASE.match(topic):
        raise ScaffoldError(f"{topic!r} is no topic; write one in kebab-case, such as wording")
    title = " ".join(title.split()) or rule_id.replace("-", " ").capitalize()
    if not title.isprintable():
        raise ScaffoldError("the title has characters that cannot be printed")
    words = {
        "id": rule_id,
        "title": _in_yaml(title),
        "heading": title,
        "docstring": _in_docstring(title),
        "severity": severity.value,
    }
    stem = f"{topic}/{rule_id.replace('-', '_')}" if topic else rule_id.replace("-", "_")
    files = {f"{stem}.md": _filled(f"rule-{kind}.md", words)}
    if kind in _IN_PYTHON:
        files[f"{stem}.py"] = _filled(f"rule-{kind}.py", words)
    return files


def package_of(name: str) -> str:
    """The Python package that holds a pack's rules."""
    return name.replace("-", "_")


def pack_files(name: str) -> dict[str, str]:
    """The files of a new distribution of rules, by their paths within its folder; one rule is in it.

    Raises `ScaffoldError` for a name that no distribution or package may have.
    """
    package = package_of(name)
    if not KEBAB_CASE.match(name):
        raise ScaffoldError(f"{name!r} is no name of a pack; write one in kebab-case, such as house-rules")
    if keyword.iskeyword(package) or package in sys.stdlib_module_names or package == "a11ylint":
        raise ScaffoldError(f"{name!r} is a name that Python or a11ylint needs itself; add something, such as -rules")
    prefix = name.removesuffix("-rules").removeprefix("a11ylint-")
    words = {"name": name, "package": package, "prefix": prefix, "version": a11ylint.__version__}
    rule = rule_files(f"{prefix}-no-filler", "words", "wording", "Filler stands where words of the article should")
    return {
        "pyproject.toml": _filled("pack-pyproject.toml", words),
        "README.md": _filled("pack-README.md", words),
        ".gitignore": _filled("pack-gitignore", words),
        f"src/{package}/__init__.py": _filled("pack-init.py", words),
        **{f"src/{package}/{path}": text for path, text in rule.items()},
        "tests/test_rules.py": _filled("pack-test_rules.py", words),
    }


def _filled(name: str, words: Mapping[str, str]) -> str:
    written = pkgutil.get_data("a11ylint", f"data/scaffold/{name}.txt")
    if written is None:
        raise FileNotFoundError(f"a11ylint/data/scaffold/{name}.txt")
    return Template(written.decode("utf-8")).substitute(words)


def _in_yaml(text: str) -> str:
    """A text as a YAML value: bare where YAML reads it as this text, else between quotation marks."""
    try:
        if yaml.safe_load(f"title: {text}  # remark") == {"title": text}:
            return text
    except yaml.YAMLError:
        pass
    return json.dumps(text, ensure_ascii=False)


def _in_docstring(text: str) -> str:
    ended = text if text.endswith((".", "?", "!", "…")) else f"{text}."
    return ended.replace("\\", "\\\\").replace('"', '\\"')
