"""A link's address is empty, or a bare "#"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem

_TOP: Final = re.compile(
    r"\b(?:top|up|oben|haut|arriba|inicio|cima|topo|su|boven|upp|opp|ylös|górę|nahoru|наверх|вгору|вверх)\b|トップ|顶部",
    re.IGNORECASE,
)


def check(page: Page) -> Iterator[Problem]:
    for link in page.document.find("a"):
        href = link.attribute("href") if (link.get("href") or "").strip() in ("", "#") and link.has("href") else None
        if href is None or page.document.is_hidden(link) or _TOP.search(page.accessibility.name(link).text):
            continue
        scripted = any(
            name == "role" or name.startswith(("on", "data-", "aria-", "@", "v-", "ng-", ":"))
            for name in link.attributes
        )
        if not scripted and link.text.strip():
            yield Problem(href, "This link leads nowhere. Give it an address, or make it a button.")
