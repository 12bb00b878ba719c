"""What MkDocs calls while it builds the site: pages are made of the rules, and parts of pages of the code."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from reference import filled
from rule_pages import RulePage, built_in, by_topic, headed, site_page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the rules into the navigation, by topic, after the pages that speak of all of them."""
    for entry in config.nav or ():
        if isinstance(entry, dict) and "Rules" in entry:
            entry["Rules"] += [
                {headed(topic): [{page.rule.id: page.source} for page in group]}
                for topic, group in by_topic(_pages(config))
            ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every rule's page, the changelog and the schema."""
    pages = _pages(config)
    known = {page.rule.id: page for page in pages}
    for page in pages:
        made = File.generated(config, page.source, content=site_page(page, known))
        made.dest_uri = page.target
        files.append(made)
    changes = (_root(config) / "CHANGELOG.md").read_text("utf-8")
    files.append(File.generated(config, "changelog.md", content=changes))
    schema = resources.files("a11ylint").joinpath("data/report.schema.json").read_text("utf-8")
    files.append(File.generated(config, "reference/report.schema.json", content=schema))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the parts that a page asks for."""
    return filled(markdown, _pages(config))


def _pages(config: MkDocsConfig) -> tuple[RulePage, ...]:
    root = _root(config)
    if root not in _READ:
        _READ[root] = built_in(root)
    return _READ[root]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


# The rules of a build, read once: MkDocs loads this file anew for each.
_READ: dict[Path, tuple[RulePage, ...]] = {}
