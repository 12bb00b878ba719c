"""What is shown over a finding: a page that anybody may have written, in an editor that shows Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from a11ylint.lsp.buffers import Buffer
from a11ylint.lsp.client import Client
from a11ylint.lsp.hover import hover_of
from a11ylint.lsp.positions import Text
from a11ylint.lsp.project import Project
from a11ylint.run import Configuration
from a11ylint.settings import Settings

HOSTILE = """![pixel](https://evil.example/t.png) ![pixel][p] [run](command:evil) [go](javascript:x()) [named][n]
<img src="https://evil.example/i.png"> <command:evil> and `<img>`, ``a`<b>``

[p]: https://evil.example/p.png
[n]: command:evil

```html
<img src="https://example.org/a.jpg">
```

[An address](https://example.org/why)
"""


def shown(folder: Path, cites: str = "wcag:1.1.1") -> str:
    """The Markdown over a finding of a rule with a hostile page."""
    (folder / "house").mkdir()
    (folder / "house" / "a.md").write_text(
        f"---\nid: a-rule\ntitle: A rule\nseverity: warning\ncites: ['{cites}']\n"
        f"check:\n  select: p\n---\n\n# A rule ![t](https://evil.example/title.png)\n\n{HOSTILE}",
        "utf-8",
    )
    settings = Settings(packs=(folder / "house",), select=("a-rule",))
    text = "<p>One.</p>"
    buffer = Buffer((folder / "page.html").as_uri(), 1, "html", Text(text, "utf-16"), folder)
    linted = Project(lambda: Configuration(fixed=settings)).lint(buffer)
    hover = hover_of(linted, 1, Client(markdown=True))
    assert hover is not None
    contents = hover.contents
    return str(getattr(contents, "value", contents))


def test_nothing_is_fetched_or_run_by_looking_at_it(tmp_path: Path) -> None:
    markdown = shown(tmp_path)
    assert "![" not in markdown
    assert "evil.example" not in re.sub(r"\\<img[^>]*>", "", markdown)
    assert not re.search(r"\]\((?!https?:|file:)", markdown)
    assert "[An address](https://example.org/why)" in markdown
    for words in ("pixel", "run", "go", '\\<img src="https://evil', "\\<command:evil>"):
        assert words in markdown


def test_code_stands_as_it_is(tmp_path: Path) -> None:
    markdown = shown(tmp_path)
    assert '```html\n<img src="https://example.org/a.jpg">\n```' in markdown
    assert "`<img>`, ``a`<b>``" in markdown


def test_what_a_rule_cites_is_text(tmp_path: Path) -> None:
    assert r"style:\[x\](command:evil)" in shown(tmp_path, cites="style:[x](command:evil)")
