"""The page reloads or moves on without being asked (WCAG 2.2.4, 3.2.5; ACT bisz58)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for meta in page.select("meta[http-equiv=refresh i][content]"):
        refresh = page.accessibility.refresh(meta)
        if refresh is None:
            continue
        if refresh.seconds:
            does = "goes to another page" if refresh.url else "reloads itself"
            yield Problem(
                meta,
                f"After a while the page {does} though nobody asked. Take the refresh out.",
                fixes=(Fix("Take the refresh out.", (Edit(meta.span, ""),), safe=False),),
            )
        return  # the browser heeds the first only
