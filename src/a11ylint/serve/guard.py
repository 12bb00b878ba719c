"""Who may ask: the name the server is called by, where a page that asks comes from, and the token."""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from a11ylint.serve.problem import PROBLEM_TYPE, Problem

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST: Final = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]{2,45})\]|(?P<name>[A-Za-z0-9._-]{1,253}))(?::[0-9]{1,5})?")
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# Answered without a token: the page that asks for it, its parts, previews (whose addresses nobody can guess), and
# what holds no word of an article or of the settings.
_OPEN: Final = re.compile(r"/(?:|page\.(?:css|js)|icon\.svg|healthz|openapi\.json|preview/[A-Za-z0-9_-]{22,})")
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_UNLESS_SAID: Final = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)


def is_loopback(host: str) -> bool:
    """Whether an address to listen at is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: with this `token`, if there is one; calling the server by one of these `hosts` (any address counts
    too: to rebind a name takes a name); on pages of its own or of these `origins`."""

    token: str = ""
    hosts: frozenset[str] = LOOPBACK
    origins: frozenset[str] = frozenset()

    def check(self, method: str, path: str, headers: dict[bytes, bytes]) -> None:
        """Raises `Problem` for who may not."""
        host = headers.get(b"host", b"").decode("latin-1")
        if not self._is_ours(host):
            raise Problem(
                421, "the server does not go by this name; start it with --allow-host NAME, if the name is yours"
            )
        origin = headers.get(b"origin", b"").decode("latin-1")
        if method not in _READING and not self._may_post(origin, host, headers.get(b"sec-fetch-site", b"")):
            raise Problem(
                403, "a page of another origin may not ask; start the server with --allow-origin ORIGIN, if it is yours"
            )
        if self.token and not _OPEN.fullmatch(path) and not self._has_token(headers.get(b"authorization", b"")):
            raise Problem(
                401,
                "send the token that the server was started with: Authorization: Bearer TOKEN",
                {"www-authenticate": 'Bearer realm="a11ylint"'},
            )

    def _is_ours(self, host: str) -> bool:
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = (match["six"] or match["name"]).lower().removesuffix(".")
        if name in self.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _may_post(self, origin: str, host: str, site: bytes) -> bool:
        if not origin:
            return site != b"cross-site"  # a program that is no browser sends neither
        return origin in self.origins or urlsplit(origin).netloc.lower() == host.lower()

    def _has_token(self, header: bytes) -> bool:
        scheme, _, given = header.strip().partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(given.strip(), self.token.encode("utf-8"))


class Guard:
    """Lets through who may ask, and puts on every answer what keeps browsers from doing with it what is not meant."""

    def __init__(self, app: App, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = list(_guarded(message.get("headers", ())))
            await send(message)

        try:
            self._access.check(scope["method"], scope["path"], dict(scope["headers"]))
        except Problem as problem:
            await _refuse(problem, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def _guarded(headers: Any) -> list[tuple[bytes, bytes]]:  # noqa: ANN401 (whatever ASGI passes)
    said = {name.lower() for name, _ in headers}
    return [*headers, *_ALWAYS, *((name, value) for name, value in _UNLESS_SAID if name not in said)]


async def _refuse(problem: Problem, send: Send) -> None:
    body = problem.body
    own = [(name.encode("ascii"), value.encode("latin-1")) for name, value in problem.headers.items()]
    headers = [(b"content-type", PROBLEM_TYPE.encode()), (b"content-length", str(len(body)).encode()), *own]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
