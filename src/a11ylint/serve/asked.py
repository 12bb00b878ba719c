"""What a request asks for: an article, what to call it, and which rules; read from JSON or from the bytes of a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from email.message import Message
from typing import Any, Final

from a11ylint.kind import Kind
from a11ylint.serve.problem import Problem
from a11ylint.settings import nearest

JSON: Final = "application/json"
RAW: Final = (
    "text/html",
    "text/plain",
    "application/xhtml+xml",
    "application/xml",
    "text/xml",
    "application/octet-stream",
)
NAME: Final = "article.html"  # what an article is called that comes without a name

_OPTIONS: Final = ("filename", "kind", "select", "ignore")
_FIX_OPTIONS: Final = ("unsafe", "only", "fix")
_KINDS: Final = tuple(kind.value for kind in Kind)
_LONGEST: Final = 250  # characters of a file's name
_LONGEST_RULE: Final = 100
_MOST_RULES: Final = 500
_TRUTH: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """An article to lint or mend. `encoding` is what HTTP says of the bytes, else empty.

    To be mended is all that can be safely (with `unsafe`, all that can), or `only` the finding of this fingerprint,
    by its fix number `fix`, from 0.
    """

    content: bytes
    encoding: str = ""
    filename: str = NAME
    kind: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    only: str | None = None
    fix: int = 0

    def header(self) -> dict[str, Any]:
        """All but the content, as JSON holds it."""
        data = asdict(self)
        del data["content"]
        return data

    @classmethod
    def of(cls, header: Mapping[str, Any], content: bytes) -> Asked:
        """What `header` told, with its content."""
        named = {**header, "select": tuple(header["select"]), "ignore": tuple(header["ignore"])}
        return cls(content, **named)


def read_asked(content_type: str, query: Sequence[tuple[str, str]], body: bytes, *, fixing: bool = False) -> Asked:
    """A request's body and query, understood; what JSON says goes before what the query says. Raises `Problem`."""
    known = (*_OPTIONS, *_FIX_OPTIONS) if fixing else _OPTIONS
    name, charset = _media_type(content_type)
    if name == JSON:
        return _of_json(body, _of_query(query, known), known)
    if name not in RAW:
        given = f"not {name}" if name else "and the request names none"
        raise Problem(
            415,
            f"a page is sent as {', '.join(RAW)}, or in {JSON}, {given}; with curl: "
            "-H 'Content-Type: text/html' --data-binary @story.html",
        )
    options = _of_query(query, known)
    if name == "application/xhtml+xml":
        options.setdefault("kind", Kind.XHTML.value)
    return _checked(Asked(body, charset, **options))


def _media_type(header: str) -> tuple[str, str]:
    """``text/html; charset=UTF-8`` as ``("text/html", "utf-8")``."""
    message = Message()
    message["content-type"] = header
    if not header.strip():
        return "", ""
    charset = message.get_param("charset", "")
    return message.get_content_type(), charset.lower() if isinstance(charset, str) else ""


def _of_json(body: bytes, options: dict[str, Any], known: Sequence[str]) -> Asked:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise Problem(400, f"the body is no JSON: {reason}") from None
    if not isinstance(data, dict):
        raise Problem(422, 'the body is an object, such as {"content": "<h1>…</h1>"}')
    _refuse_unknown(data, ("content", *known))
    if not isinstance(data.get("content"), str):
        raise Problem(422, "content is missing: the article, as a string")
    options |= {name: _typed(name, value) for name, value in data.items() if name != "content"}
    # A lone surrogate, which only JSON can write, counts as a character that nobody knows.
    return _checked(Asked(data["content"].encode("utf-8", "replace"), "utf-8", **options))


def _typed(name: str, value: object) -> Any:  # noqa: ANN401 (what the field of that name holds)
    match name, value:
        case (("filename" | "kind" | "only"), str()):
            return value
        case (("kind" | "only"), None):
            return None
        case "unsafe", bool():
            return value
        case "fix", bool():
            pass
        case "fix", int():
            return value
        case (("select" | "ignore"), list()) if all(isinstance(each, str) for each in value):
            return tuple(value)
    wanted = {"unsafe": "true or false", "fix": "a whole number"}.get(name, "a string")
    raise Problem(422, f"{name} is {'a list of strings' if name in ('select', 'ignore') else wanted}")


def _of_query(query: Sequence[tuple[str, str]], known: Sequence[str]) -> dict[str, Any]:
    _refuse_unknown((name for name, _ in query), known)
    options: dict[str, Any] = {}
    for name, value in query:
        if name in ("select", "ignore"):
            parts = value.split(",")
            _check_rules(name, parts)
            options[name] = (*options.get(name, ()), *filter(None, map(str.strip, parts)))
        elif name in options:
            raise Problem(422, f"{name} is given twice")
        elif name == "unsafe":
            if value not in _TRUTH:
                raise Problem(422, "unsafe is true or false")
            options[name] = _TRUTH[value]
        elif name == "fix":
            if not (value.isascii() and value.isdecimal() and len(value) <= 6):
                raise Problem(422, "fix is a whole number")
            options[name] = int(value)
        else:
            options[name] = value
    return options


def _refuse_unknown(names: Iterable[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            hint = nearest(name[:_LONGEST], known) or f"; there are {', '.join(known)}"
            raise Problem(422, f"there is no {name[:_LONGEST]!r}{hint}")


def _checked(asked: Asked) -> Asked:
    if asked.kind is not None and asked.kind not in _KINDS:
        raise Problem(422, f"kind is one of {', '.join(_KINDS)}, not {asked.kind[:_LONGEST]!r}")
    if asked.fix < 0:
        raise Problem(422, "fix is the number of a fix, from 0")
    for name in ("select", "ignore"):
        _check_rules(name, getattr(asked, name))
    _check_name(asked.filename)
    return asked


def _check_rules(name: str, given: Sequence[str]) -> None:
    if len(given) > _MOST_RULES or any(len(each) > _LONGEST_RULE for each in given):
        raise Problem(422, f"{name} is a list of at most {_MOST_RULES} rules, topics and presets")


def _check_name(name: str) -> None:
    """Settings look at a page's name; a name that leads out of their folder is refused."""
    parts = name.split("/")
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise Problem(422, "filename is a name such as sport/story.html")
    if "\\" in name or any(part in ("", ".", "..") for part in parts) or ":" in parts[0]:
        raise Problem(
            422, f"filename is a name such as sport/story.html, without a way out of its folder, not {name!r}"
        )
