"""A canonical link that leads nowhere, to two places, or away from the article (RFC 6596)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from a11ylint import patterns as re
from a11ylint.plugin import Attribute, Certainty, Edit, Element, Fix, Page, Problem, Span, find_placeholder

_FEWEST_PARAGRAPHS: Final = 3
_SHOWN: Final = 80
# A host name where a path should stand: a relative address that was meant to be a whole one.
_BARE_HOST: Final = re.compile(r"www\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?:[/?#]|\Z)", re.IGNORECASE)
_LOCAL: Final = re.compile(
    r"localhost\Z|127\.\d{1,3}\.\d{1,3}\.\d{1,3}\Z|.{1,250}\.(?:local|localhost|test|internal)\Z|::1\Z"
)


def check(page: Page) -> Iterator[Problem]:
    links = [element for element in page.document.find("link") if _is_canonical(element)]
    first: Element | None = None
    for link in links:
        attribute = link.attribute("href")
        value = attribute.value.strip() if attribute is not None else ""
        if attribute is None or not value:
            yield Problem(
                link,
                "The canonical link has no address. Write the article's own address into its href, or take it away.",
            )
            continue
        yield from _faults(page, attribute, value)
        if first is None:
            first = link
        elif _address(page, value) != _address(page, (first.get("href") or "").strip()):
            yield Problem(
                attribute.value_span,
                f"A second canonical link names another address, {_cut(value)}. Search engines may follow neither: "
                "keep the right one.",
                ((first, "The first one."),),
            )


def _is_canonical(element: Element) -> bool:
    return "canonical" in (element.get("rel") or "").lower().split() and element.closest("template", "noscript") is None


def _faults(page: Page, attribute: Attribute, value: str) -> Iterator[Problem]:
    place = attribute.value_span
    url = _split(value)
    if find_placeholder(value) is not None:
        yield Problem(
            place, f"The canonical address “{_cut(value)}” was never filled in. Write the article's own address."
        )
    elif _BARE_HOST.match(value):
        yield Problem(
            place,
            f"The canonical address “{_cut(value)}” has no https:// before it, so it is read as a part of this site. "
            "Write the whole address.",
            fixes=(Fix("Write https:// before it.", (Edit(Span(place.start, place.start), "https://"),), safe=False),),
        )
    elif url is None or (url.scheme and url.scheme not in ("http", "https")) or (url.scheme and not url.hostname):
        yield Problem(
            place, f"The canonical address “{_cut(value)}” is no web address. Write the article's own address."
        )
    elif url.hostname and _LOCAL.match(url.hostname):
        yield Problem(
            place,
            f"The canonical address “{_cut(value)}” leads to a computer that readers cannot reach. Write the "
            "article's own address.",
        )
    elif _leads_home(page, url):
        yield Problem(
            place,
            f"The canonical address “{_cut(value)}” is the home page, so search engines may leave this article out. "
            "Write the article's own address.",
            certainty=Certainty.LIKELY,
        )


def _leads_home(page: Page, url: SplitResult) -> bool:
    """Whether the address of an article is that of the whole site."""
    if url.path.strip("/") or url.query or url.fragment or not url.hostname:
        return False
    data = page.article.structured
    return data.declares_article and len(page.article.paragraphs) >= _FEWEST_PARAGRAPHS


def _address(page: Page, value: str) -> str:
    """An address in full, as far as the page tells its own."""
    base = next((element.get("href") or "" for element in page.document.find("base")), "")
    try:
        return urljoin(base, value).partition("#")[0].rstrip("/")
    except ValueError:
        return value


def _split(value: str) -> SplitResult | None:
    try:
        return urlsplit(value)
    except ValueError:
        return None


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
