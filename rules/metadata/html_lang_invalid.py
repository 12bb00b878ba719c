"""The page names a language that does not exist (WCAG 3.1.1; ACT bf051a)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem, intended_tag, is_language_tag, name_of_language


def check(page: Page) -> Iterator[Problem]:
    root = page.document.root
    attribute = root.attribute("lang") if root is not None else None
    tag = attribute.value.strip() if attribute is not None else ""
    if attribute is None or not tag or is_language_tag(tag):
        return
    meant = intended_tag(tag) or page.article.language
    name = name_of_language(meant) if meant else None
    advice = (
        f'Write lang="{meant}"{f" ({name})" if name else ""}.' if meant else 'Write a code such as "en" or "pt-BR".'
    )
    fixes: tuple[Fix, ...] = ()
    if meant:
        # Only the underscore leaves no doubt about what was meant.
        safe = meant == tag.replace("_", "-")
        fixes = (Fix(f'Write lang="{meant}".', (Edit(attribute.span, f'lang="{meant}"'),), safe=safe),)
    yield Problem(
        attribute,
        f"“{tag}” is no language's code, so a screen reader does not know how to pronounce the page. {advice}",
        fixes=fixes,
    )
