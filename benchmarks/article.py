"""How often the article model is right about pages whose answers are known.

    python benchmarks/article.py [CORPUS] [--verbose]

CORPUS is a folder with ``manifest.jsonl``: one JSON object a line with ``file`` (a page, gzip or not) and
``truth`` (``title``, ``byline`` or ``authors``, ``published``; null where nobody knows). Figures:

- headline: one of the model's statements of the headline (the heading, og:title, JSON-LD...) has the same words
  as the known title, whatever the case, quotes and white space; a known title may carry the publisher's name
  behind a separator. "As shown" asks it of the heading that readers meet: the known titles were often taken
  from metadata, and some newsrooms write another headline there.
- published: the same instant, or the same calendar day where one side knows only a day or no offset.
- byline: every known author is named by the bylines that readers meet, over the pages that show such a name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from a11ylint.article import Article, read_article
from a11ylint.calendar import Moment
from a11ylint.document import parse
from a11ylint.source import Source

_SEPARATOR = re.compile(r"\s*[-|–—_:·•(（«»~]+\s*")
_LISTED = re.compile(r"\s*(?:,|;|&|\(avec|\(|\)|\band\b|\bund\b|\bet\b|\bIllustration by\b)\s*", re.IGNORECASE)
_SITE = re.compile(r"\S+\.[a-z]{2,3}")
_OPENING = re.compile(r"^(?:by|par|von|por|di)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure on one page: what is known, what the model said, and whether that is right."""

    page: str
    figure: str
    known: str
    said: str
    right: bool


def folded(text: str) -> str:
    """Letters and digits alone: case, quotes, dashes, white space and soft hyphens do not count."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"['’‘ʼ`´\xad\u200b]", "", text)))


def headline_is_right(known: str, said: str) -> bool:
    """The same words, or the known title with the publisher's name at its end or its beginning."""
    one, two = folded(known), folded(said)
    if one == two:
        return True
    parts = _SEPARATOR.split(known)
    shortened = (" ".join(parts[a:b]) for a in range(2) for b in range(a + 1, len(parts) + 1))
    return bool(two) and len(two.split()) >= 2 and any(folded(each) == two for each in shortened)


def known_authors(truth: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors as somebody else listed them; addresses and names of sites are none."""
    given = truth.get("authors") or ([truth["byline"]] if truth.get("byline") else [])
    names = (_OPENING.sub("", name.strip(" .·")) for each in given if "//" not in each for name in _LISTED.split(each))
    return tuple(name for name in names if folded(name) and not _SITE.fullmatch(name))


def published_is_right(known: str, article: Article) -> bool:
    """The same instant; where no offset or no clock time is known, one that it can mean."""
    claim = article.published
    if claim is None or claim.moment is None:
        return False
    expected = datetime.fromisoformat(known)
    other = Moment(expected.date(), expected.time(), expected.utcoffset())
    return claim.moment.may_be_same_instant(other)


def verdicts(page: str, truth: Mapping[str, Any], article: Article) -> Iterator[Verdict]:
    """Compare a page's model with what is known of it."""
    if truth.get("title"):
        said = article.headline.value if article.headline else ""
        stated = any(headline_is_right(truth["title"], part.value) for part in article.headlines)
        yield Verdict(page, "headline", truth["title"], said, stated)
        yield Verdict(page, "as shown", truth["title"], said, headline_is_right(truth["title"], said))
    if truth.get("published"):
        claim = article.published
        said = f"{claim.text} ({claim.where})" if claim else ""
        yield Verdict(page, "published", truth["published"], said, published_is_right(truth["published"], article))
    authors = known_authors(truth)
    body = article.document.body
    words = folded(body.text if body is not None else "")
    shown = [author for author in authors if folded(author) in words]
    if shown:
        seen = [byline for byline in article.bylines if byline.visible]
        said = folded(" ".join([*article.authors, *(byline.text for byline in seen)]))
        right = all(folded(author) in said for author in shown)
        yield Verdict(page, "byline", ", ".join(shown), ", ".join(article.authors), right)


def main() -> int:
    """Print the figures; with --verbose each miss too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--verbose", action="store_true", help="list the misses, and bylines with further names")
    options = parser.parse_args()
    manifest = options.corpus / "manifest.jsonl"
    if not manifest.is_file():
        print(f"{manifest} is not there: name the folder that holds it", file=sys.stderr)
        return 2
    found: list[Verdict] = []
    for line in manifest.read_text("utf-8").splitlines():
        entry = json.loads(line)
        source = Source.from_bytes((options.corpus / entry["file"]).read_bytes(), entry["file"])
        found.extend(verdicts(entry["file"], entry["truth"], read_article(parse(source))))
    for figure in ("headline", "as shown", "published", "byline"):
        mine = [verdict for verdict in found if verdict.figure == figure]
        right = sum(verdict.right for verdict in mine)
        print(f"{figure:10} {right:3}/{len(mine):3}  {100 * right / max(len(mine), 1):5.1f} % right")
    exact = [v for v in found if v.figure == "byline" and v.right]
    named = [v for v in exact if len(folded(v.said)) > len(folded(v.known)) + 2]
    print(f"{'':10} of the right bylines {len(exact) - len(named)} name nobody else")
    if options.verbose:
        for verdict in [v for v in found if not v.right] + named:
            word = "MISS" if not verdict.right else "MORE"
            print(f"{word} {verdict.figure} {verdict.page}\n     known: {verdict.known}\n     said:  {verdict.said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
