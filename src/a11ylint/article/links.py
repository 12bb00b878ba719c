"""Links by what they are for; skip links above all."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urldefrag, urlsplit

from a11ylint.article.model import Link, LinkRole
from a11ylint.article.regions import Regions
from a11ylint.article.structured import StructuredData
from a11ylint.document import Document, Element
from a11ylint.passage import passage_of

# How skip links begin or what they name, in the languages of the pages we know.
_SKIP_WORDS: Final = re.compile(
    r"\b(?:skip(?:\s+(?:directly|straight))?\s+(?:to|over|past|navigation|nav|main|content|links?|header|menu|the)|"
    r"(?:jump|go|move|navigate|straight|continue|proceed)\s+(?:directly\s+)?to\s+(?:the\s+)?(?:main|content|article|search|footer|navigation|story|body|text|page)|"
    r"(?:zum|zur|zu)\s+(?:den\s+)?(?:haupt)?(?:inhalt\w*|navigation|suche|artikel|seiteninhalt|hauptmenü|menü|fußzeile|footer)|"
    r"direkt\s+zu[mr]?|(?:inhalt|navigation|menü)\s+überspringen|springe?\s+(?:direkt\s+)?zu|"
    r"(?:aller|accéder|passer|sauter)\s+(?:directement\s+)?(?:au|à|aux)\s|"
    r"(?:ir|saltar?|pasar)\s+(?:directamente\s+)?(?:al?|para|o)\s|saltar\s+(?:navegación|menú)|pular\s+para|"
    r"(?:vai|salta|passa)\s+(?:direttamente\s+)?(?:al|alla|ai)\s|"
    r"(?:ga|spring|direct)\s+(?:direct\s+)?naar\s|"
    r"(?:hopp|hoppa|gå|gå\s+direkt|spring|hop)\s+(?:direkt\s+)?(?:til|till|over|över)\s|"
    r"(?:siirry|hyppää)\s|(?:przejdź|skocz|przeskocz)\s+do|(?:přejít|přeskočit|preskočiť|prejsť)\s|"
    r"(?:перейти|перейти\s+сразу|пропустить)\s+(?:к|на|меню|навигац)|(?:перейти|пропустити)\s+(?:до|к)\s|"
    r"praleisti\s+meniu|pereiti\s+prie|ugrás\s+a\s|sari\s+la|salt\s+la|prijeđi\s+na|idi\s+na\s+(?:sadržaj|glavni)|preskoči|"
    r"(?:ana\s+)?içeriğe\s+(?:geç|atla)|(?:langsung|lewati|loncat)\s+ke\s|bỏ\s+qua|chuyển\s+đến|"
    r"към\s+съдържанието|премини|fara\s+í|fara\s+beint|liigu\s|pāriet|μετάβαση)|"
    r"本文へ|メインコンテンツ|コンテンツへ|跳到|跳至|跳转|본문|바로가기|건너뛰|انتقل|تخط|التجاوز|پرش|דלג|मुख्य\s+सामग्री|ข้ามไป",
    re.IGNORECASE,
)
# Skips that are no skip links: past an advertisement, an embed, an introduction.
_NOT_SKIP: Final = re.compile(
    r"\b(?:ad|ads|advert\w*|video|intro|promo\w*|newsletter|embed|gallery|carousel|player|trailer|story list|reklam\w*|werbung|"
    r"anzeige|publicité|publicidad|tweet|post|twitter|instagram|facebook)\b",
    re.IGNORECASE,
)
_SKIP_HEADING: Final = re.compile(
    r"^\s*(?:accessibility(?:\s+(?:links?|navigation|menu))?|skip\s*links?|skip\s+navigation(?:\s+links)?|"
    r"ссылки\s+для\s+упрощенного\s+доступа|доступність\s+посилання|линкови\s+за\s+достапност|Linkuri\s+accesibilitate|"
    r"dostupnost|dostupni\s+linkovi|pristupačnost|erişilebilirlik|liens\s+d.accessibilité|barrierefrei\w*)\s*:?\s*$",
    re.IGNORECASE,
)
_SKIP_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:skip(?:-?(?:links?|nav|to|content|main))?|sprunglinks?|evitement|jump-?links?)(?=$|[\s_-])",
    re.IGNORECASE,
)


def fragment_of(href: str, page_address: str | None) -> str | None:
    """The id a link leads to on the same page: a bare fragment, or the page's own address with one."""
    href = href.strip()
    address, _, fragment = href.partition("#")
    if "#" not in href:
        return None
    if not address:
        return unquote(fragment)
    if page_address and _same_page(address, page_address):
        return unquote(fragment)
    return None


def _same_page(first: str, second: str) -> bool:
    one, two = urlsplit(urldefrag(first)[0]), urlsplit(urldefrag(second)[0])
    if one.netloc and two.netloc and one.netloc.removeprefix("www.") != two.netloc.removeprefix("www."):
        return False
    return bool(one.path) and one.path.rstrip("/") == two.path.rstrip("/") and (not one.query or one.query == two.query)


def page_address(document: Document, data: StructuredData) -> str | None:
    """The address the page gives for itself."""
    for link in document.find("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return link.get("href")
    url = data.meta.get("og:url")
    return url[0].value if url else None


def target_of(document: Document, fragment: str) -> Element | None:
    """What a fragment leads to: an id, or an anchor's name (HTML, 7.4.6.4 The indicated part of the document)."""
    if fragment in document.by_id:
        return document.by_id[fragment][0]
    for element in document.find("a"):
        if element.get("name") == fragment:
            return element
    return None


def find_links(document: Document, regions: Regions, data: StructuredData) -> tuple[Link, ...]:
    """Every link of the page with its role, in order."""
    address = page_address(document, data)
    first_prose = regions.paragraphs[0][0].index if regions.paragraphs else len(document.elements)
    headed = _headed_skip_links(document)
    found: list[Link] = []
    for element in document.find("a", "button"):
        href = element.get("href") if element.tag == "a" else None
        if element.tag == "a" and href is None:
            continue
        if element.closest("noscript", "template") is not None:
            continue
        fragment = fragment_of(href, address) if href else None
        early = element.index < first_prose
        name = _name(element) if early or fragment is not None else ""
        target = target_of(document, fragment) if fragment else None
        is_skip = early and (element in headed or _is_skip(element, name, fragment))
        if element.tag == "button" and not is_skip:
            continue
        found.append(Link(element, _role(element, regions, is_skip), name, fragment, target))
    return tuple(found)


def _name(element: Element) -> str:
    label = element.get("aria-label")
    return (
        label.strip() if label and label.strip() else passage_of(element).text or (element.get("title") or "").strip()
    )


def _is_skip(element: Element, name: str, fragment: str | None) -> bool:
    if fragment is None and element.tag == "a":
        return False
    if not name or len(name) > 120 or _NOT_SKIP.search(name):
        return False
    if _SKIP_WORDS.search(name + " "):
        return True
    if not fragment:
        return False
    return any(
        _SKIP_CLASS.search(words)
        for each in (element, element.parent)
        if each is not None and each.tag not in ("body", "html")
        for words in (each.get("class"), each.get("id"))
        if words
    )


def _headed_skip_links(document: Document) -> frozenset[Element]:
    """Same-page links in the list under a heading "Accessibility links"."""
    found: set[Element] = set()
    for heading in document.find("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong"):
        if heading.index > 400:
            break
        if len(heading.raw.text) < 80 and _SKIP_HEADING.match(heading.text):
            box = heading.parent
            for element in document.elements[heading.end : min(heading.end + 40, box.end if box is not None else 0)]:
                if element.tag in ("h1", "h2", "h3", "main", "article"):
                    break
                if element.tag == "a" and (element.get("href") or "").startswith("#"):
                    found.add(element)
    return frozenset(found)


def _role(element: Element, regions: Regions, is_skip: bool) -> LinkRole:
    if is_skip:
        return LinkRole.SKIP
    if regions.body is not None and regions.body.contains(element) and not regions.is_furniture(element):
        return LinkRole.BODY
    if element.closest("nav") is not None or any((a.get("role") or "") == "navigation" for a in element.ancestors):
        return LinkRole.NAVIGATION
    return LinkRole.RELATED if element.closest("aside", "article") is not None else LinkRole.OTHER
