"""What a command is given, as pages: files and folders, archives, tables, lists of names."""

from __future__ import annotations

from a11ylint.inputs.files import STDIN, Input, Opening, file_of, find_inputs, member_of, read_source

__all__ = ["STDIN", "Input", "Opening", "file_of", "find_inputs", "member_of", "read_source"]
