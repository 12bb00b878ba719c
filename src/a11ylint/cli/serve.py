"""``a11ylint serve``: a page and an HTTP interface for those who have no terminal, and for a CMS."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from a11ylint.cli.common import (
    SETTINGS_ERRORS,
    config_options,
    configuration_from,
    ignore_option,
    reason_of,
    select_option,
    stop,
    stop_at,
    tell,
)
from a11ylint.run import available_cores

if TYPE_CHECKING:
    from a11ylint.serve.crew import Crew
    from a11ylint.serve.guard import App

TOKEN_VARIABLE: Final = "A11YLINT_TOKEN"  # noqa: S105 -- its name
_SHORTEST_TOKEN: Final = 16
_GRACE: Final = 10  # seconds for what is being answered when the server is stopped
_MODULES: Final = ("starlette", "uvicorn", "anyio")
_MEBI: Final = 1 << 20


@click.command(short_help="Serve a page and an HTTP interface.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8020, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
@click.option(
    "--token",
    envvar=TOKEN_VARIABLE,
    show_envvar=True,
    default="",
    help="What requests must bring.  [default: none on this machine alone; elsewhere one is made and printed]",
)
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name the server is called by, too.")
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Whose pages may ask, such as https://cms.example.",
)
@click.option("--max-size", default=4.0, show_default=True, type=click.FloatRange(0.01, 16), help="MiB of an article.")
@click.option(
    "--timeout", default=20.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Seconds a lint may take."
)
@click.option(
    "--max-memory", default=1024, show_default=True, type=click.IntRange(256), help="MiB that a process may take."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many processes lint at once.  [default: as many as there are cores]",
)
@click.option(
    "--queue", default=32, show_default=True, type=click.IntRange(0, 10_000), help="How many requests may wait."
)
@select_option
@ignore_option
@config_options
def serve(
    host: str,
    port: int,
    token: str,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    max_size: float,
    timeout: float,
    max_memory: int,
    jobs: int | None,
    queue: int,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    isolated: bool,
    packs: tuple[Path, ...],
    trust: bool,
) -> None:
    """Serve a page to paste or drop an article on, and the same over HTTP for programs.

    \b
    The settings of the working folder hold. Ctrl-C ends it.
    Exit codes: 0 it was stopped; 2 usage or configuration, or the address cannot be had.
    """
    try:
        from a11ylint.serve.app import make_app
        from a11ylint.serve.crew import Crew, Limits
        from a11ylint.serve.guard import LOOPBACK, Access, is_loopback
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _MODULES:
            raise
        stop("the server needs Starlette and uvicorn; install them with: pip install 'a11ylint[serve]'")
    try:
        configuration = configuration_from(config, isolated, packs, trust, select=select, ignore=ignore)
        settings = configuration.settings("page.html")
        configuration.rules("page.html")
        rules = configuration.known(settings)
    except SETTINGS_ERRORS as error:
        stop_at(error)
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        stop(f"a token is of at least {_SHORTEST_TOKEN} ASCII characters without spaces")
    made = not token and not is_loopback(host)
    if made:
        token = secrets.token_urlsafe(24)
    names = {*LOOPBACK, *(name.lower() for name in hosts)}
    if not is_loopback(host):
        names |= {host.lower(), socket.gethostname().lower()}
    limits = Limits(
        workers=jobs or available_cores(),
        waiting=queue,
        size=int(max_size * _MEBI),
        seconds=timeout,
        memory=max_memory * _MEBI,
    )
    access = Access(token, frozenset(names), frozenset(origin.rstrip("/") for origin in origins))
    try:
        listening = _listen(host, port)
    except OSError as error:
        stop(f"cannot listen at {host}:{port}: {reason_of(error)}")
    with listening:
        _tell_where(_address(host, listening.getsockname()[1]), token, made=made)
        crew = Crew(settings, limits)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it otherwise means the same as Ctrl-C
        try:
            asyncio.run(_answer(crew, make_app(crew, rules, access), listening))
        except KeyboardInterrupt:  # uvicorn raises it again once all is ended in order
            pass
        except (OSError, EOFError):
            stop("its processes could not be started; what they said stands above")
    tell("stopped")


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises `OSError`."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _tell_where(address: str, token: str, *, made: bool) -> None:
    """Say where the server is, and what to bring."""
    click.echo(f"a11ylint serves {address}  (Ctrl-C ends it)")
    if made:
        click.echo(f"Token: {token}")
        click.echo(f"Open {address}#token={token} to have the page know it.")
    sys.stdout.flush()


async def _answer(crew: Crew, app: App, listening: socket.socket) -> None:
    """Answer until somebody ends it. Raises `OSError` or `EOFError` where no process can be started."""
    import uvicorn

    from a11ylint.serve.deadlines import Impatient

    config = uvicorn.Config(
        app,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        http=Impatient,
        # What waits for its turn holds a seat; these are connections, most of which hold none.
        limit_concurrency=4 * (crew.limits.workers + crew.limits.waiting) + 64,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=15,
    )
    try:
        await crew.start()
        await uvicorn.Server(config).serve([listening])
    finally:
        ending = asyncio.ensure_future(crew.stop())
        while not ending.done():
            with suppress(asyncio.CancelledError):  # what Ctrl-C comes to here, once uvicorn raises it again
                await asyncio.shield(ending)
