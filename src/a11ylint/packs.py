"""Where rules come from: the built-in pack, packages, folders and single pages, all read in the same way."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Final, NoReturn

from a11ylint.condition import compile_condition
from a11ylint.frontmatter import FrontMatter
from a11ylint.page import Page, Problem
from a11ylint.records import dataclass
from a11ylint.rulepage import INSTALLED, NAMED, Rule, RulePageError, Vouched, read_rule
from a11ylint.settings import ConfigurationError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

    Entry = os.DirEntry[str] | Traversable

ENTRY_POINT_GROUP: Final = "a11ylint.rules"
BUILT_IN: Final = "a11ylint"
_METADATA: Final = (".dist-info", "egg-info")

Check = Callable[[Page], Iterable[Problem]]


class PackError(ConfigurationError):
    """A pack of rules cannot be used; the message names it and what is wrong."""


class UntrustedError(RulePageError):
    """A rule has Python code that nobody vouched for; the message names the file and says how to."""


class PackWarning(UserWarning):
    """An installed pack that nobody asked for by name is left out, for it cannot be used."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules, or one rule's page. `distribution` is the name and version of what installed it, if any;
    `vouched` says who answers for its code."""

    name: str
    home: Traversable
    distribution: str = ""
    vouched: Vouched = NAMED

    def __str__(self) -> str:
        return f"the pack {self.name!r}" + (f" ({self.distribution})" if self.distribution else "")


def built_in_pack() -> Pack:
    """The rules this package brings: inside it in a wheel, beside ``src/`` in a checkout."""
    package: Traversable = Path(__file__).parent
    if not package.is_dir():  # inside an archive
        from importlib.resources import files

        package = files("a11ylint")
    inside = package.joinpath("rules")
    if inside.is_dir():
        return Pack(BUILT_IN, inside, vouched=INSTALLED)
    # A checkout, or an archive of one: <root>/src/a11ylint and <root>/rules.
    beside = package.parent.parent.joinpath("rules")  # type: ignore[attr-defined]
    if beside.is_dir():
        return Pack(BUILT_IN, beside, vouched=INSTALLED)
    raise PackError("the built-in rules are missing; install a11ylint again")


def installed_names() -> tuple[str, ...]:
    """The names of the packs that other distributions bring, whether they can be used or not; sorted."""
    return tuple(dict.fromkeys(entry.name for entry in _entry_points()))


def installed_roots() -> tuple[str, ...]:
    """The packages at the top of those that bring packs: all of a pack's code is in one of them."""
    return tuple(dict.fromkeys(entry.module.partition(".")[0] for entry in _entry_points()))


def installed_packs(name: str) -> Iterator[Pack]:
    """The installed packs of one name; one, as a rule. Raises `PackError` where one cannot be imported."""
    for entry in _entry_points():
        if entry.name == name:
            distribution = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value
            from importlib.resources import files

            try:
                yield Pack(name, files(entry.module), distribution, INSTALLED)
            except Exception as error:  # importing a package runs a stranger's code
                raise PackError(
                    f"the pack {name!r} ({distribution}) cannot be used: its package {entry.module} cannot be "
                    f"imported: {type(error).__name__}: {error}"
                ) from error


def installed_name(path: Path) -> str | None:
    """The installed pack that a path means: one of that name, where the path itself leads to no rules.

    A pack's project folder often stands beside the pages and has the pack's name, but its rules are further down.
    """
    if path.name not in installed_names() or path.is_file():
        return None
    has_rules = path.is_dir() and any(_pages(path))
    return None if has_rules else path.name


def packs_at(path: Path, vouched: Vouched = NAMED) -> Iterator[Pack]:
    """What a path names: a folder of rules or a single rule's page, for which somebody `vouched`, or else an installed
    pack. Raises `PackError`."""
    name = installed_name(path)
    if name is not None:
        yield from installed_packs(name)
    else:
        yield pack_at(path, vouched)


def pack_at(path: Path, vouched: Vouched = NAMED) -> Pack:
    """A pack given as a folder or as a single rule's page. Raises `PackError`."""
    if path.is_dir() or (path.is_file() and path.suffix == ".md"):
        return Pack(path.resolve().name, path, vouched=vouched)
    installed = f" (installed: {', '.join(installed_names())})" if installed_names() else ""
    raise PackError(
        f"{path}: no pack of rules is there; name a folder of rule pages, a page (.md) or an installed pack{installed}"
    )


def rules_of(pack: Pack) -> Iterator[Rule]:
    """Every rule of a pack, by folder and name. Raises `RulePageError`."""
    if pack.home.is_file():
        yield read_rule(pack.home, Path(str(pack.home)).resolve().parent.name, pack.name, pack.vouched)
        return
    with FrontMatter(pack.home) if isinstance(pack.home, Path) else nullcontext() as remembered:
        for page, folder in _pages(pack.home):
            yield read_rule(page, folder or pack.name, pack.name, pack.vouched, remembered)


def _pages(home: Traversable) -> Iterator[tuple[Traversable, str]]:
    """The pages in a folder and in the folders in it, by name, each with the name of the latter; "" for the former."""
    for entry in _entries(home):
        if entry.is_dir():
            folder = home.joinpath(entry.name)
            yield from ((folder.joinpath(page.name), entry.name) for page in _entries(folder) if _is_page(page))
        elif _is_page(entry):
            yield home.joinpath(entry.name), ""


def _entries(folder: Traversable) -> list[Entry]:
    """What is in a folder, by name. The system says what each entry is as it lists them: that is asked once."""
    return sorted(os.scandir(folder) if isinstance(folder, Path) else folder.iterdir(), key=_name)


def all_rules(packs: Iterable[Pack]) -> tuple[Rule, ...]:
    """The rules of several packs. Raises `RulePageError`, and `PackError` where two rules have one id."""
    found: dict[str, Rule] = {}
    for pack in packs:
        found = with_pack(found, pack)
    return tuple(found.values())


def with_pack(known: Mapping[str, Rule], pack: Pack) -> dict[str, Rule]:
    """Rules by id, and those of one more pack. All of them or none: raises `RulePageError` or `PackError`.

    The code of installed rules is loaded now: whether their pack can be used is told once, not by every rule.
    """
    found = dict(known)
    try:
        for rule in rules_of(pack):
            if rule.id in found:
                raise PackError(f"two rules are called {rule.id!r}: {found[rule.id].home} and {rule.home}")
            if pack.distribution:
                check_of(rule)
            found[rule.id] = rule
    except (PackError, RulePageError) as error:
        if not pack.distribution:
            raise
        raise PackError(f"{pack} cannot be used: {error}") from error
    if len(found) == len(known):
        raise PackError(f"{pack} has no rules: no page (.md) is in {pack.home} or the folders in it")
    return found


def check_of(rule: Rule) -> Check:
    """The function of a rule: the condition on its page, or `check` in the Python file beside it.

    Raises `RulePageError` where there is neither, or the code cannot be loaded; `UntrustedError` where it must not be.
    """
    if rule.condition is not None:
        return compile_condition(rule)
    module = _load_beside(rule)
    check = getattr(module, "check", None)
    if not callable(check):
        raise RulePageError(f"{rule.home}: the code beside it has no function check(page)")
    return check  # type: ignore[no-any-return]


def _entry_points() -> list[EntryPoint]:
    if not _may_be_installed():
        return []
    from importlib.metadata import entry_points

    return sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name)


def _may_be_installed() -> bool:
    """Whether a distribution may bring rules. Few have any that do, and asking `importlib.metadata` takes as long as
    linting a short page: where distributions are folders beside the modules, their lists are searched as they are."""
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return True
    group = ENTRY_POINT_GROUP.encode()
    for place in map(Path, sys.path):
        if place.is_file():
            return True  # an archive
        with suppress(OSError):
            for entry in os.scandir(place):
                if entry.name.lower().endswith(_METADATA):
                    with suppress(OSError):
                        if group in Path(entry, "entry_points.txt").read_bytes():
                            return True
    return False


def _name(entry: Entry) -> str:
    return entry.name


def _is_page(entry: Entry) -> bool:
    return entry.name.endswith(".md") and entry.name.lower() not in ("readme.md", "changelog.md") and entry.is_file()


def _load_beside(rule: Rule) -> object:
    """The module beside a rule's page, loaded once a process, from a folder or from inside an archive.

    This is the only place where a rule's code is run.
    """
    if rule.vouched.refused is not None and isinstance(rule.home, Path):
        code = rule.home.with_name(_code_name(rule))
        if code.is_file():
            raise UntrustedError(_refusal(code, rule.vouched.refused))
    module_name = re.sub(r"\W", "_", f"a11ylint_rule_{rule.pack}_{rule.topic}_{rule.id}")
    page = str(rule.home.absolute() if isinstance(rule.home, Path) else rule.home)
    known = sys.modules.get(module_name)
    if known is not None and getattr(known, "__page__", None) == page:
        return known
    module = ModuleType(module_name)
    sys.modules[module_name] = module
    try:
        exec(_code_beside(rule, module), module.__dict__)  # noqa: S102 -- somebody has vouched for it
    except Exception as error:
        del sys.modules[module_name]
        if isinstance(error, RulePageError):
            raise
        raise RulePageError(
            f"{rule.home}: the code beside it cannot be loaded: {type(error).__name__}: {error}"
        ) from error
    module.__page__ = page  # type: ignore[attr-defined]
    return module


def _code_name(rule: Rule) -> str:
    """What the file with a rule's code is called, beside its page."""
    return rule.home.name.removesuffix(".md") + ".py"


def _code_beside(rule: Rule, module: ModuleType) -> CodeType:
    """The code beside a rule's page, compiled; of what is installed, as a module of Python's from its bytecode.

    What is not installed is compiled from its source each time: that is what people have read and vouched for.
    """
    file_name = _code_name(rule)
    if not isinstance(rule.home, Path):
        code = rule.home.parent.joinpath(file_name)  # type: ignore[attr-defined]
        return compile(code.read_text("utf-8"), str(code), "exec")
    file = str(rule.home.with_name(file_name))
    loader = SourceFileLoader if rule.vouched.installed else _FromSource
    module.__file__, module.__loader__ = file, loader(module.__name__, file)
    try:
        code = module.__loader__.get_code(module.__name__)
    except FileNotFoundError:
        raise RulePageError(
            f"{rule.home}: it has neither a check in its front matter nor {file_name} beside it"
        ) from None
    assert code is not None  # it has a source
    return code


class _FromSource(SourceFileLoader):
    """Loads a module from its source alone: bytecode that somebody left beside it is neither read nor written."""

    def path_stats(self, path: str) -> NoReturn:
        """Nothing is known of the source by which bytecode could be told to be of it."""
        raise OSError


def _refusal(code: Path, pack: Path) -> str:
    import shlex

    from a11ylint.trust import TRUST_VARIABLE

    return (
        f"{code}: this code was not run: settings that were found beside pages name it, and nobody vouched for it. "
        f"If you trust it, record that with: a11ylint trust {shlex.quote(str(pack))} "
        f"(or give --trust, or set {TRUST_VARIABLE}=1)"
    )
