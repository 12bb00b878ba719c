"""The server: what is at which address, as an ASGI application."""

from __future__ import annotations

import asyncio
import json
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

import a11ylint
from a11ylint.report.rules import rule_data
from a11ylint.rulepage import Rule
from a11ylint.run import OUR_FAULT
from a11ylint.serve.asked import read_asked
from a11ylint.serve.crew import Crew, Limits
from a11ylint.serve.described import description
from a11ylint.serve.encoding import encoded
from a11ylint.serve.guard import Access, App, Guard
from a11ylint.serve.problem import PROBLEM_TYPE, Problem, problem_body
from a11ylint.serve.shelf import Shelf
from a11ylint.settings import nearest

_JSON: Final = "application/json"
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
PREVIEW_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)
# What the page is made of: all that is ever sent of what lies in files.
_OWN: Final = "a11ylint.serve"
_PARTS: Final = {
    "/": ("text/html; charset=utf-8", ((_OWN, "page/index.html"),)),
    # In the colours of the HTML report.
    "/page.css": ("text/css; charset=utf-8", (("a11ylint.report.html", "palette.css"), (_OWN, "page/page.css"))),
    "/page.js": ("text/javascript; charset=utf-8", ((_OWN, "page/page.js"),)),
    "/icon.svg": ("image/svg+xml", ((_OWN, "page/icon.svg"),)),
}


@dataclass(frozen=True)
class Service:
    """What the server answers with: the rules there are, processes that lint, and previews."""

    rules: Sequence[Rule]
    crew: Crew
    limits: Limits
    shelf: Shelf = field(default_factory=Shelf)

    async def lint(self, request: Request) -> Response:
        reply = await self._reply("lint", request)
        return Response(reply.body, reply.status, media_type=_type_of(reply.status))

    async def fix(self, request: Request) -> Response:
        reply = await self._reply("fix", request)
        return Response(reply.body, reply.status, media_type=_type_of(reply.status))

    async def view(self, request: Request) -> Response:
        """For the page: a report, and where its preview is. Not part of the interface that is described."""
        reply = await self._reply("view", request)
        if reply.status != 200:
            return Response(reply.body, reply.status, media_type=PROBLEM_TYPE)
        address = f"preview/{self.shelf.put(reply.preview)}"
        return Response(reply.body[:-1] + b', "preview": "' + address.encode() + b'"}', media_type=_JSON)

    async def encode(self, request: Request) -> Response:
        """For the page: a text, to be downloaded in the encoding that its file came in."""
        async with self.crew.seat():
            body = await _body(request, self.limits)
            return Response(
                encoded(body, request.query_params.get("encoding", "")), media_type="application/octet-stream"
            )

    async def preview(self, request: Request) -> Response:
        kept = self.shelf.get(request.path_params["name"])
        if kept is None:
            raise Problem(404, "this preview is kept no longer; check the article again")
        return Response(
            kept, media_type="text/html; charset=utf-8", headers={"content-security-policy": PREVIEW_POLICY}
        )

    async def all_rules(self, request: Request) -> Response:
        return _json([rule_data(each) for each in sorted(self.rules, key=lambda each: (each.topic, each.id))])

    async def one_rule(self, request: Request) -> Response:
        name = request.path_params["id"]
        found = next((each for each in self.rules if each.id == name), None)
        if found is None:
            hint = nearest(name, (each.id for each in self.rules)) if len(name) < 100 else ""
            raise Problem(404, f"there is no rule {name[:100]!r}{hint}")
        return _json({**rule_data(found), "page": found.body})

    async def _reply(self, verb: str, request: Request) -> Any:  # noqa: ANN401
        async with self.crew.seat():
            body = await _body(request, self.limits)
            content_type = request.headers.get("content-type", "")
            asked = read_asked(content_type, request.query_params.multi_items(), body, fixing=verb == "fix")
            return await self.crew.ask(verb, asked)


def make_app(crew: Crew, rules: Sequence[Rule], access: Access) -> App:
    """The application over processes that lint; whoever makes it starts and stops them."""
    service = Service(rules, crew, crew.limits)
    described = json.dumps(description(), ensure_ascii=False, indent=2).encode()
    routes = [
        *(Route(path, partial(_part, kind, files)) for path, (kind, files) in _PARTS.items()),
        Route("/lint", service.lint, methods=["POST"]),
        Route("/fix", service.fix, methods=["POST"]),
        Route("/view", service.view, methods=["POST"]),
        Route("/encode", service.encode, methods=["POST"]),
        Route("/preview/{name}", service.preview),
        Route("/rules", service.all_rules),
        Route("/rules/{id}", service.one_rule),
        Route("/openapi.json", partial(_constant, described)),
        Route("/healthz", partial(_constant, _healthy())),
    ]

    handlers: dict[Any, Any] = {Problem: _problem, HTTPException: _not_so, Exception: _our_fault}
    app: App = Starlette(routes=routes, exception_handlers=handlers)
    guarded: App = Guard(app, access)
    if access.origins:
        guarded = CORSMiddleware(
            guarded,
            allow_origins=sorted(access.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
        )
    return guarded


async def _body(request: Request, limits: Limits) -> bytes:
    """A request's body, no more of it than is allowed, in time. Raises `Problem`."""
    too_large = Problem(413, f"an article is of at most {limits.size:,} bytes here", {"connection": "close"})
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limits.size:
        raise too_large
    parts, size = [], 0
    try:
        async with asyncio.timeout(limits.upload):
            async for part in request.stream():
                size += len(part)
                if size > limits.size:
                    raise too_large
                parts.append(part)
    except TimeoutError:
        raise Problem(408, f"a body must come within {limits.upload:g} seconds", {"connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "the connection was closed before the article was there") from None
    return b"".join(parts)


def _healthy() -> bytes:
    return json.dumps({"status": "ok", "version": a11ylint.__version__}).encode()


async def _constant(body: bytes, request: Request) -> Response:
    return Response(body, media_type=_JSON)


async def _part(kind: str, files: Sequence[tuple[str, str]], request: Request) -> Response:
    body = b"".join(_content(*each) for each in files)
    headers = {"content-security-policy": PAGE_POLICY, "cache-control": "no-cache", "x-frame-options": "DENY"}
    return Response(body, media_type=kind, headers=headers)


def _content(package: str, name: str) -> bytes:
    content = pkgutil.get_data(package, name)
    assert content is not None
    return content


def _json(data: object) -> Response:
    return Response(json.dumps(data, ensure_ascii=False).encode(), media_type=_JSON)


def _type_of(status: int) -> str:
    return _JSON if status == 200 else PROBLEM_TYPE


async def _problem(request: Request, problem: Problem) -> Response:
    return Response(problem.body, problem.status, media_type=PROBLEM_TYPE, headers=problem.headers)


async def _not_so(request: Request, error: HTTPException) -> Response:
    told = {404: "there is nothing at this address", 405: f"{request.method} is not what this address is for"}
    body = problem_body(error.status_code, told.get(error.status_code, error.detail))
    return Response(body, error.status_code, media_type=PROBLEM_TYPE, headers=error.headers)


async def _our_fault(request: Request, error: Exception) -> Response:
    return Response(
        problem_body(500, f"internal error ({type(error).__name__}); {OUR_FAULT}"), 500, media_type=PROBLEM_TYPE
    )
