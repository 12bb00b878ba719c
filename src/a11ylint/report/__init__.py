"""Findings to reports: one module a format, each a pure function of what a run found."""

from __future__ import annotations

from a11ylint.report.model import FileResult, Summary

__all__ = ["FileResult", "Summary"]
