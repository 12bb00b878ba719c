"""What is wrong with a request, or with us, as Problem Details have it (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

PROBLEM_TYPE: Final = "application/problem+json"

_TITLES: Final = {
    400: "The request is not as it must be",
    401: "A token is needed",
    403: "Not from here",
    404: "There is no such thing",
    405: "It cannot be done with this",
    408: "The page came too slowly",
    413: "The page is too large",
    415: "Not a type of content that is read here",
    421: "Not the host that is meant",
    422: "What was asked for cannot be done",
    500: "A fault of a11ylint",
    503: "Too much to do",
    504: "The lint took too long",
}


class Problem(Exception):
    """A request is not answered as it was meant; the message says why, and what to do."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})

    @property
    def body(self) -> bytes:
        """``application/problem+json``."""
        return problem_body(self.status, self.detail)


def problem_body(status: int, detail: str) -> bytes:
    """Problem details as JSON."""
    data: dict[str, Any] = {"type": "about:blank", "title": _TITLES.get(status, "It cannot be done")}
    return json.dumps({**data, "status": status, "detail": detail}, ensure_ascii=False).encode("utf-8", "replace")
