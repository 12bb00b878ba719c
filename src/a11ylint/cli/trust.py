"""``a11ylint trust``: vouch for the Python code of rules that a project's settings name."""

from __future__ import annotations

from pathlib import Path

import click

from a11ylint.cli.common import SETTINGS_ERRORS, say, stop, stop_at
from a11ylint.packs import installed_name
from a11ylint.run import Configuration
from a11ylint.trust import ALWAYS, Trust, code_in, digest_of, read_record, write_record


@click.command(short_help="Vouch for the code of a project's own rules.")
@click.argument("packs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--always", is_flag=True, help="Also for what their code becomes: for rules that you write yourself.")
@click.option("--revoke", is_flag=True, help="Vouch for them no longer.")
@click.option("--list", "listing", is_flag=True, help="Show what was vouched for, and whether it still is the same.")
def trust(packs: tuple[Path, ...], always: bool, revoke: bool, listing: bool) -> None:
    """Vouch for the Python code in PACKS (folders of rules, or single pages), as it is now; without any, in those that
    the settings of the working folder name.

    Settings that are merely found beside pages may have no code run unless somebody has vouched for it. What is
    installed, and what you name yourself with --pack or --config, needs no word.
    """
    record = read_record()
    try:
        if listing:
            for name, known in sorted(record.items()):
                say(f"{name}: {_state(Path(name), known)}")
            return
        chosen = [pack.resolve() for pack in packs or _named_here()]
        for home in chosen:
            if revoke:
                told = "no longer trusted" if record.pop(str(home), None) is not None else "was not trusted"
            elif not home.exists():
                stop(f"{home}: no pack of rules is there")
            elif files := code_in(home):
                record[str(home)] = ALWAYS if always else digest_of(home)
                told = f"trusted{', whatever it becomes' if always else ''}: {', '.join(each.name for each in files)}"
            else:
                told = "it has no code; its rules run as they are"
            say(f"{home}: {told}")
        if not chosen:
            say("The settings here name no pack of rules in a folder.")
        write_record(record)
    except SETTINGS_ERRORS as error:
        stop_at(error)


def _named_here() -> list[Path]:
    """The packs that are folders or pages, of those that the settings of the working folder name."""
    packs = Configuration(trust=Trust()).settings("page.html").packs
    return [pack for pack in packs if installed_name(pack) is None]


def _state(home: Path, known: str) -> str:
    if not home.exists():
        return "it is gone"
    if known == ALWAYS:
        return "trusted, whatever it becomes"
    return "trusted" if known == digest_of(home) else "it has changed, and is not trusted"
