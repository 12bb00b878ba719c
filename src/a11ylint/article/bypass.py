"""What helps a reader past a block that pages repeat: WCAG 2.4.1, in the terms of the ACT Rules.

*Repeated content* is navigation, a sidebar or a list of links before the article; what follows is not repeated.
"""

from __future__ import annotations

from typing import Final

from a11ylint.article import Article
from a11ylint.article.links import says_skip
from a11ylint.article.model import Link
from a11ylint.article.words import FURNITURE, marks_of
from a11ylint.document import Element

_BLOCKS: Final = frozenset({"nav", "aside", "ul", "ol", "menu"})
_FURNITURE: Final = frozenset({"nav", "aside", "footer"})
_ROLES: Final = frozenset({"navigation", "complementary", "search", "contentinfo"})
_LANDMARKS: Final = frozenset({"main", "region", "form", "complementary", "search", "contentinfo", "banner"})
_HEADINGS: Final = "h1, h2, h3, h4, h5, h6, [role=heading]"
# How style sheets call what only screen readers are to meet.
_UNSEEN_CLASSES: Final = frozenset(
    "visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only off-screen offscreen hide-visually "
    "element-invisible u-visually-hidden a11y-hidden assistive-text".split()
)
_HANDLERS: Final = ("onclick", "onmousedown", "onkeydown", "onfocus", "@click", "v-on:click", "ng-click")


def repeated_block(article: Article) -> Element | None:
    """The first block before the article that other pages have too; None where nothing is to be passed."""
    document = article.document
    if not article.paragraphs:
        return None
    content = article.paragraphs[0].span.start
    for element in document.elements:
        if element.span.start >= content:
            return None
        if element.tag not in _BLOCKS and element.get("role") not in _ROLES:
            continue
        if element.whole.end > content or document.is_hidden(element) or element.closest("main", "table") is not None:
            continue
        if element.tag in ("aside", "nav") or any(link.has("href") for link in element.find("a")):
            return element
    return None


def content_landmark(article: Article, block: Element) -> Element | None:
    """The landmark that holds the article and not the repeated block before it."""
    first = first_element(article)
    for element in () if first is None else first.ancestors:
        if not element.contains(block) and article.accessibility.role(element) in _LANDMARKS:
            return element
    return None


def content_heading(article: Article, block: Element) -> Element | None:
    """A heading behind the repeated block that people see and screen readers meet, and that heads no such block."""
    tree = article.accessibility
    for heading in article.document.select(_HEADINGS):
        if heading.index < block.end or tree.is_hidden(heading) or not tree.is_visible(heading):
            continue
        if any(not _UNSEEN_CLASSES.isdisjoint(each.classes) for each in (heading, *heading.ancestors)):
            continue
        if not any(_is_furniture(each) for each in heading.ancestors) and tree.name(heading):
            return heading
    return None


def may_be_skipped(article: Article) -> bool:
    """Whether a skip link leads past the block, or something may: a script's doing cannot be known."""
    if any(link.reaches_content or link.fragment is None for link in article.skip_links):
        return True
    return any(
        says_skip(element.get("aria-label") or element.get("value") or " ".join(element.text.split()))
        for element in article.document.select("[role=link], [role=button], button, input[type=button]")
    )


def leads_nowhere(article: Article, link: Link) -> bool:
    """Whether a skip link's fragment names nothing, and no script that we can see takes care of it."""
    fragment = link.fragment
    if not fragment or link.target is not None or fragment.lower() == "top" or fragment[0] in "/!:":
        return False
    if any(link.element.has(name) for name in _HANDLERS) or article.accessibility.is_hidden(link.element):
        return False
    forms = (f'"{fragment}"', f"'{fragment}'", f"`{fragment}`", f"#{fragment}")
    scripts = (script.text for script in article.document.find("script") if "json" not in (script.get("type") or ""))
    return not any(form in script for script in scripts for form in forms)


def may_collapse(article: Article, block: Element) -> bool:
    """Whether the block folds away, or something before it may fold it: a script's doing cannot be known."""
    if any(each.tag == "details" for each in (block, *block.ancestors)):
        return True
    first = first_element(article)
    end = first.index if first is not None else 0
    return any(
        element.has("onclick")
        or element.has("aria-controls")
        or element.has("aria-expanded")
        or element.tag == "button"
        for element in article.document.elements[:end]
    )


def first_element(article: Article) -> Element | None:
    """The element that holds the beginning of the article."""
    if not article.paragraphs:
        return None
    start = article.paragraphs[0].span.start
    found: Element | None = None
    for element in article.document.elements:
        if element.span.start > start:
            break
        if element.whole.end >= start and not element.implied:
            found = element
    return found


def _is_furniture(element: Element) -> bool:
    if element.tag in _FURNITURE or element.get("role") in _ROLES:
        return True
    return element.tag not in ("body", "html") and bool(marks_of(" ".join(element.classes)) & FURNITURE)
