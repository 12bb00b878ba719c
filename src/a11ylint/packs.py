"""Where rules come from: the built-in pack, packages, folders and single pages, all read in the same way."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from a11ylint.condition import compile_condition
from a11ylint.page import Page, Problem
from a11ylint.rulepage import Rule, RulePageError, read_rule

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENTRY_POINT_GROUP: Final = "a11ylint.rules"
BUILT_IN: Final = "a11ylint"

Check = Callable[[Page], Iterable[Problem]]


class PackError(Exception):
    """A pack of rules cannot be used; the message names it and what to do."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules, or one rule's page."""

    name: str
    home: Traversable


def built_in_pack() -> Pack:
    """The rules this package brings: inside it in a wheel, beside ``src/`` in a checkout."""
    package = files("a11ylint")
    inside = package.joinpath("rules")
    if inside.is_dir():
        return Pack(BUILT_IN, inside)
    # A checkout, or an archive of one: <root>/src/a11ylint and <root>/rules.
    beside = package.parent.parent.joinpath("rules")  # type: ignore[attr-defined]
    if beside.is_dir():
        return Pack(BUILT_IN, beside)
    raise PackError("the built-in rules are missing; install a11ylint again")


def installed_packs() -> Iterator[Pack]:
    """Packs of other distributions: each names its package under the entry point group ``a11ylint.rules``."""
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        try:
            yield Pack(entry.name, files(entry.value))
        except (ImportError, TypeError, ValueError) as error:
            raise PackError(f"the pack {entry.name!r} ({entry.value}) cannot be imported: {error}") from None


def pack_at(path: Path) -> Pack:
    """A pack given as a folder or as a single rule's page."""
    if path.is_dir() or (path.is_file() and path.suffix == ".md"):
        return Pack(path.name, path)
    raise PackError(f"{path}: no pack of rules is there; name a folder of rule pages, or one page (.md)")


def rules_of(pack: Pack) -> Iterator[Rule]:
    """Every rule of a pack, by folder and name. Raises `RulePageError`."""
    if pack.home.is_file():
        yield read_rule(pack.home, Path(str(pack.home)).resolve().parent.name, pack.name)
        return
    for folder in sorted(pack.home.iterdir(), key=_name):
        if folder.is_dir():
            for page in sorted(folder.iterdir(), key=_name):
                if _is_page(page):
                    yield read_rule(page, folder.name, pack.name)
        elif _is_page(folder):
            yield read_rule(folder, pack.name, pack.name)


def all_rules(packs: Iterable[Pack]) -> tuple[Rule, ...]:
    """The rules of several packs. Raises `PackError` where two have one id."""
    found: dict[str, Rule] = {}
    for pack in packs:
        for rule in rules_of(pack):
            if rule.id in found:
                raise PackError(f"two rules are called {rule.id!r}: {found[rule.id].home} and {rule.home}")
            found[rule.id] = rule
    return tuple(found.values())


def check_of(rule: Rule) -> Check:
    """The function of a rule: the condition on its page, or `check` in the Python file beside it.

    Raises `RulePageError` where there is neither, or the code cannot be loaded.
    """
    if rule.condition is not None:
        return compile_condition(rule)
    module = _load_beside(rule)
    check = getattr(module, "check", None)
    if not callable(check):
        raise RulePageError(f"{rule.home}: the code beside it has no function check(page)")
    return check  # type: ignore[no-any-return]


def _name(entry: Traversable) -> str:
    return entry.name


def _is_page(entry: Traversable) -> bool:
    return entry.name.endswith(".md") and entry.name.lower() not in ("readme.md", "changelog.md") and entry.is_file()


def _load_beside(rule: Rule) -> object:
    """The module beside a rule's page, loaded once a process, from a folder or from inside an archive."""
    module_name = re.sub(r"\W", "_", f"a11ylint_rule_{rule.pack}_{rule.topic}_{rule.id}")
    known = sys.modules.get(module_name)
    if known is not None and getattr(known, "__page__", None) == str(rule.home):
        return known
    file_name = rule.home.name.removesuffix(".md") + ".py"
    if isinstance(rule.home, Path):
        spec = importlib.util.spec_from_file_location(module_name, rule.home.with_name(file_name))
        if spec is None or spec.loader is None or not rule.home.with_name(file_name).is_file():
            raise RulePageError(f"{rule.home}: it has neither a check in its front matter nor {file_name} beside it")
        module = importlib.util.module_from_spec(spec)
        run: Callable[[], None] = lambda: spec.loader.exec_module(module)  # type: ignore[union-attr]  # noqa: E731
    else:
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader(module_name, None))  # type: ignore[arg-type]
        code = rule.home.parent.joinpath(file_name)  # type: ignore[attr-defined]
        run = lambda: exec(compile(code.read_text("utf-8"), str(code), "exec"), module.__dict__)  # noqa: E731
    sys.modules[module_name] = module
    try:
        run()
    except Exception as error:
        del sys.modules[module_name]
        raise RulePageError(
            f"{rule.home}: the code beside it cannot be loaded: {type(error).__name__}: {error}"
        ) from error
    module.__page__ = str(rule.home)  # type: ignore[attr-defined]
    return module
