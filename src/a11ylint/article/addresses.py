"""Where links lead, and whether two addresses can serve one purpose, as far as the addresses tell."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from a11ylint import patterns as re
from a11ylint.article.wording import is_vague_link
from a11ylint.document import Element

_LONGEST: Final = 4000  # characters of an address or handler that are read
_ASSIGNED: Final = re.compile(
    r"\b(?:location(?:\.href)?[ \t\n]*+=|location\.(?:assign|replace)\(|window\.open\()[ \t\n]*+[\"']([^\"'\n]*+)[\"']"
)
_TRACKING: Final = re.compile(
    r"utm_|fbclid\Z|gclid\Z|igshid\Z|mc_|cmp(?:id)?\Z|ref\Z|source\Z|src\Z|icid\Z|intcmp\Z|xtor\Z|at_|itm_|cid\Z"
)


class _Address(NamedTuple):
    scheme: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...]


def target_of(link: Element) -> str:
    """Where a link leads: its ``href``, or what its ``onclick`` loads; "" where it stays on the page or is unknown."""
    href = (link.get("href") or "").strip()[:_LONGEST]
    if not href:
        match = _ASSIGNED.search((link.get("onclick") or "")[:_LONGEST])
        href = match.group(1).strip() if match is not None else ""
    return "" if href.startswith("#") or href.lower().startswith("javascript:") else href


def differ_in_purpose(one: str, other: str, words: str) -> bool:
    """Whether two addresses behind the same `words` of a link hardly serve one purpose.

    True on different sites and for different queries of one page. Different paths of one site may be a redirect or a
    copy, so they count only where the words mean another thing each time ("Read more").
    """
    first, second = _address(one), _address(other)
    if first is None or second is None or first[1:] == second[1:]:
        return False
    if first.scheme not in ("", "http", "https") or second.scheme not in ("", "http", "https"):
        return first.scheme == second.scheme
    if bool(first.host) != bool(second.host):
        return False
    if first.host != second.host:
        return True
    return is_vague_link(words) if first.path != second.path else first.query != second.query


def _address(text: str) -> _Address | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    query = tuple(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])))
    return _Address(parts.scheme.lower(), parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), query)
