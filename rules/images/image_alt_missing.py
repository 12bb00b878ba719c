"""An image has no alternative text (WCAG 1.1.1; ACT rule 23a2a8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from a11ylint import patterns as re
from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Span, address_of, counts_visits, text_of

_IMAGE_ROLES: Final = ("img", "image")
_TINY: Final = 2  # pixels: what counts visits, not what shows something
_TINY_STYLE: Final = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[012](?:px)?\s*(?:;|!|$)", re.IGNORECASE)

_FILES: Final = re.compile(r"[^/=&?#:;,\s]{1,100}\.(?:jpe?g|png|gif|webp|avif|svg)\b", re.IGNORECASE)

# Shown while something loads, or on paper only.
_PASSING: Final = re.compile(r"(?:^|[\s_-])(?:spinner|loader|print|printonly|logoprint)(?=$|[\s_-])", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    twins = {twin.index for photo in page.article.photos for twin in photo.twins}
    for element in _candidates(page):
        if element.index in twins or _is_invisible(element):
            continue
        tree = page.accessibility
        if tree.role(element) not in _IMAGE_ROLES or not tree.is_exposed(element):
            continue
        name = tree.name(element)
        if name and name.origin.value != "figcaption":  # a caption is no alternative text (WCAG, F65)
            continue
        if element.tag == "img":
            yield _problem(page, element)
        else:
            yield Problem(element, "This is shown as an image but has no name; say in aria-label what it shows.")


def _candidates(page: Page) -> Iterator[Element]:
    """What markup alone does not clear: for most pages nothing, so that no style sheet need be read."""
    for element in page.document.find("img"):
        alt = element.get("alt")
        cleared = bool(alt.strip()) if alt else alt == "" and not (element.has("tabindex") or element.has("role"))
        if not cleared and not page.document.is_hidden(element):
            yield element
    for element in page.select("[role~=img i], [role~=image i]"):
        if element.tag not in ("img", "svg", "input") and not (element.get("aria-label") or "").strip():
            yield element


def _problem(page: Page, image: Element) -> Problem:
    lack = "has no alternative text" if not image.get("alt") else "has only a space for its alternative text"
    link = image.closest("a")
    beside = (text_of(link) or page.accessibility.name(link).text) if link is not None else ""
    if beside:
        return Problem(
            image,
            f'The image in the link "{_short(beside)}" {lack}. If it adds nothing to the words of the link, write '
            'alt=""; otherwise say what it shows.',
            fixes=_empty_alt(image),
        )
    return Problem(
        image,
        f"{_named(image)} {lack}: whoever cannot see it hears its file name or nothing. Say in alt what it shows, or "
        'write alt="" if it only decorates.',
    )


def _named(image: Element) -> str:
    """The image by the name of its file, where its address ends in one."""
    address = unquote(address_of(image)[:2000])
    name = address.partition("?")[0].rpartition("/")[2].strip()
    files = _FILES.findall(address) if "." not in name else ()  # a picture server's own address names another
    name = files[-1] if files else name
    return f'The image "{_short(name)}"' if name else "This image"


def _empty_alt(image: Element) -> tuple[Fix, ...]:
    """The words beside it in the link may say all that the image says: an editor must look."""
    edit = _alt_edit(image)
    return (Fix('Give it an empty alternative text (alt="").', (edit,), safe=False),) if edit else ()


def _alt_edit(image: Element) -> Edit | None:
    if image.implied:
        return None
    attribute = image.attribute("alt")
    if attribute is not None:
        return Edit(attribute.span, 'alt=""')
    after_name = image.span.start + len("<img")
    return Edit(Span(after_name, after_name), ' alt=""')


def _is_invisible(element: Element) -> bool:
    """A tracking pixel, a spinner, or an image that a script has still to fill: none shows a reader anything."""
    if element.tag != "img":
        return False
    if _PASSING.search((element.get("class") or "")[:1000]) or counts_visits(address_of(element)):
        return True
    for name in ("width", "height"):
        match = re.match(r"\s*(\d{1,6})(?:px)?\s*$", element.get(name) or "")
        if match and int(match.group(1)) <= _TINY:
            return True
    return bool(_TINY_STYLE.search(element.get("style") or "")) or not (address_of(element) or _embedded(element))


def _embedded(element: Element) -> bool:
    """Whether the picture itself stands in the address; a placeholder is a handful of characters."""
    address = (element.get("src") or "").strip()
    return address.startswith("data:image/") and len(address) > 300


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
