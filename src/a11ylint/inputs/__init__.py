"""What a command is given, as pages: files and folders, archives, tables, lists of names."""

from __future__ import annotations

from a11ylint.inputs.files import (
    STDIN,
    Input,
    Opening,
    file_of,
    find_inputs,
    is_archive,
    member_of,
    read_data,
    read_source,
    read_stdin,
)

__all__ = [
    "STDIN",
    "Input",
    "Opening",
    "file_of",
    "find_inputs",
    "is_archive",
    "member_of",
    "read_data",
    "read_source",
    "read_stdin",
]
