"""Findings to reports: one module a format, each a pure function of what a run found."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from a11ylint.report.model import About, FileResult, Reporter, Setting, Summary

__all__ = [
    "BINARY",
    "DESCRIBING",
    "EXPLAINING",
    "FORMATS",
    "RESUMABLE",
    "SHOWING",
    "About",
    "FileResult",
    "Reporter",
    "Setting",
    "Summary",
    "make_reporter",
]

# name -> (module, class, what it is for); a format's module is imported when it is asked for.
FORMATS: Final = {
    "full": ("text", "Full", "a paragraph a finding, with the line of source"),
    "concise": ("text", "Concise", "a line a finding"),
    "grouped": ("text", "Grouped", "a line a finding, by file"),
    "json": ("json", "Report", "one document, with measures; its schema is in the package"),
    "jsonl": ("json", "Lines", "a finding a line, as they are found"),
    "pages": ("pages", "Pages", "a page a line, with its article and its findings: for tables and archives"),
    "parquet": ("parquet", "Table", "the same as a table in Parquet, for a file"),
    "sarif": ("sarif", "Sarif", "SARIF 2.1.0, for code scanning"),
    "junit": ("junit", "JUnit", "JUnit XML, for test reports"),
    "checkstyle": ("checkstyle", "Checkstyle", "checkstyle XML"),
    "github": ("github", "Annotations", "annotations in a GitHub Actions log"),
    "gitlab": ("gitlab", "CodeQuality", "GitLab's code quality report"),
    "csv": ("csv", "Table", "a table, a finding a row"),
    "html": ("html", "Report", "a page for people: charts, filters, every finding in its source; for a file"),
    "markdown": ("markdown", "Digest", "a summary for a pull request or a wiki"),
    "earl": ("earl", "Earl", "EARL in JSON-LD, as W3C's implementation reports have it"),
}

# Formats that say something of the article itself: `FileResult.about`.
DESCRIBING: Final = frozenset({"html", "json", "pages", "parquet"})
SHOWING: Final = frozenset({"html"})  # formats that show the page: `FileResult.proof`
BINARY: Final = frozenset({"parquet"})  # formats that are no text: for files only
RESUMABLE: Final = frozenset({"pages", "parquet"})  # formats whose results can be gone on with
EXPLAINING: Final = frozenset(
    {"html", "sarif", "markdown", "earl"}
)  # formats that say something of rules: `Setting.rules`


def make_reporter(name: str, setting: Setting) -> Reporter:
    """The reporter of a format in `FORMATS`; ``text`` is ``full``."""
    module, reporter, _ = FORMATS["full" if name == "text" else name]
    made: Reporter = getattr(import_module(f"a11ylint.report.{module}"), reporter)(setting)
    return made
