"""An article as its page gives it: a card with its photos as they are seen and as they are heard, and its measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.readability import default_for, exceeds
from a11ylint.report.html.markup import Content, Markup, join, tag
from a11ylint.report.model import About
from a11ylint.report.proof import Card, Picture
from a11ylint.report.text import counted
from a11ylint.subtags import name_of_language

_MISSING: Final = "none found"
_AUTHORS: Final = frozenset("flesch kincaid gunning coleman liau dale chall fernandez huerta szigriszt pazos".split())
_SHOWN: Final = 2  # photos that are seen at once


def draw_card(card: Card, about: About | None) -> Markup:
    """The article's parts by name beside its measures, then its photos."""
    words = (
        ("Kicker", card.kicker),
        ("Headline", card.headline or _MISSING),
        ("Deck", card.deck),
        ("Byline", ", ".join(card.authors) or _MISSING),
        ("Dateline", card.dateline),
        ("Agencies", ", ".join(card.agencies)),
        ("Published", spoken_moment(card.published) or _MISSING),
        ("Changed", spoken_moment(card.modified)),
        ("Declared language", card.declared_language or _MISSING),
    )
    rows = (
        tag(
            "div",
            tag("dt", name),
            tag(
                "dd",
                value,
                dir="auto",
                class_="none" if value == _MISSING else "headline" if name == "Headline" else None,
            ),
        )
        for name, value in words
        if value
    )
    read = tag("div", tag("h4", "The article as it was read"), tag("dl", rows, class_="card"))
    measured = tag("div", draw_measures(about)) if about is not None else None
    return tag("div", tag("div", read, measured, class_="parts"), _photos(card), class_="article")


def _photos(card: Card) -> Markup:
    if not card.pictures:
        return join(tag("h4", "Photos"), tag("p", "No photo of the article was found.", class_="none"))
    first, rest = card.pictures[:_SHOWN], card.pictures[_SHOWN:]
    more = tag("p", f"… and {card.more_pictures:,} more.", class_="more") if card.more_pictures else None
    others = tag(
        "details",
        tag("summary", counted(len(rest) + card.more_pictures, "more photo")),
        tag("ol", map(_photo, rest), class_="photos", start=_SHOWN + 1),
        more,
        class_="photos-more",
    )
    return join(
        tag("h4", "Photos: what is seen, and what a screen reader says"),
        tag("ol", map(_photo, first), class_="photos"),
        others if rest else None,
    )


def _photo(picture: Picture) -> Markup:
    alt: Content
    match picture.alt:
        case None:
            alt = tag("dd", "none written", class_="none")
        case "":
            alt = tag("dd", "empty", class_="none")
        case written:
            alt = tag("dd", written, dir="auto")
    captions = picture.captions or ("",)
    return tag(
        "li",
        tag(
            "div",
            tag("span", "photo", class_="vh"),
            tag("span", picture.file or "no address", dir="ltr", class_="file"),
            tag("span", f"line {picture.line}", class_="line"),
            class_="picture",
        ),
        tag(
            "dl",
            tag("div", tag("dt", "Alt"), alt),
            *(
                tag("div", tag("dt", "Caption"), tag("dd", each or "none", dir="auto", class_=None if each else "none"))
                for each in captions
            ),
            tag(
                "div",
                tag("dt", "Credit"),
                tag("dd", picture.credit or "none", dir="auto", class_=None if picture.credit else "none"),
            ),
            tag("div", tag("dt", "A screen reader says"), tag("dd", _heard(picture)), class_="heard"),
        ),
    )


def _heard(picture: Picture) -> Markup:
    """The words that a listener is given for an image, its caption left aside."""
    if picture.heard:
        return join("“", tag("span", picture.heard, dir="auto"), "”, image")
    if picture.heard is None:
        why = "an empty alt says that it is decoration" if picture.alt == "" else "the image is hidden from it"
        return tag("span", f"nothing: {why}", class_="none")
    if not picture.file:
        return tag("span", "nothing", class_="none")
    return tag("span", "“image” alone, or the name of the file", class_="none")


def draw_measures(about: About) -> Markup:
    """The article in numbers; the figure for its language beside the limit of what is hard to read."""
    rows = list(_measures(about))
    return join(
        tag("h4", "Measures"),
        tag("dl", (tag("div", tag("dt", name), tag("dd", value)) for name, value in rows), class_="card measures"),
    )


def _measures(about: About) -> Iterator[tuple[str, Content]]:
    yield "Words", f"{about.words:,}"
    if about.figures is None:
        yield "Readability", "not measured: its language cannot be told"
        return
    yield "Language", name_of_language(about.language) or about.language
    yield "Sentences", f"{about.figures['sentences']:,}"
    yield "Words a sentence", f"{about.figures['words_per_sentence']:.1f}"
    yield "Long words", f"{100 * about.figures['long_word_share']:.0f} %"
    default = default_for(about.language)
    figure = readability(about)
    if default is None or figure is None:
        yield "Readability", "no measure is valid for this language"
    else:
        hard = exceeds(figure, default.limit, default.measure)
        judged = "hard to read" if hard else "not hard to read"
        yield measure_name(default.measure), join(f"{figure:.1f}, ", tag("b", judged), f" (limit {default.limit:g})")


def readability(about: About) -> float | None:
    """The figure of the measure made for the article's language; None where there is none."""
    default = default_for(about.language) if about.language else None
    if default is None or about.figures is None:
        return None
    figure: float | None = about.figures["scores"].get(default.measure)
    return figure


def measure_name(name: str) -> str:
    """``flesch_reading_ease`` as one says it."""
    words = [word.capitalize() if word in _AUTHORS else word for word in name.split("_")]
    said = " ".join(words)
    return said[:1].upper() + said[1:] if len(said) > 3 else said.upper()


def spoken_moment(moment: str) -> str:
    """A moment in ISO 8601 for people, to the minute: ``2024-05-03 14:20``."""
    return moment[:16].replace("T", " ") if moment[:4].isdigit() and moment[4:5] == "-" else moment
