"""The page keeps readers from zooming in (WCAG 1.4.4; ACT b4f0c3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from a11ylint.plugin import Attribute, Edit, Fix, Page, Problem

_LIMITS: Final = ("user-scalable", "maximum-scale")


def check(page: Page) -> Iterator[Problem]:
    for meta in page.document.find("meta"):
        content = meta.attribute("content")
        if content is None or not any(limit in content.value.lower() for limit in _LIMITS):
            continue
        viewport = page.accessibility.viewport(meta)
        if viewport is None:
            continue
        limit = viewport.prevents_zoom
        if not limit:
            continue
        reach = "in to twice the size" if limit == "maximum-scale" else "in"
        yield Problem(
            content,
            f'The viewport says "{limit}={viewport.properties[limit]}", so that readers cannot zoom {reach}. '
            "Leave it out, for those who need larger letters.",
            fixes=_without_limits(page, content, viewport.properties),
        )


def _without_limits(page: Page, content: Attribute, properties: Mapping[str, str]) -> tuple[Fix, ...]:
    if page.source.cut(content.value_span) != content.value:
        return ()
    rest = ", ".join(f"{name}={value}" for name, value in properties.items() if name not in _LIMITS)
    return (Fix("Let readers zoom in.", (Edit(content.value_span, rest or "width=device-width, initial-scale=1"),)),)
