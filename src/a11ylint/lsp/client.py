"""What an editor says it can do."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Client:
    """The abilities that decide what is sent; an editor that does not name one lacks it."""

    related: bool = False
    tags: bool = False
    links: bool = False
    data: bool = False
    markdown: bool = False
    tree: bool = False  # symbols within symbols
    versions: bool = False  # edits to one version of a document
    snippets: bool = False  # edits with a place to fill in
    resolves: bool = False  # asks for an action's edits once it is chosen
    watches: bool = False  # tells of files that change, if asked to

    @classmethod
    def of(cls, said: types.ClientCapabilities) -> Client:
        formats = _at(said, "text_document.hover.content_format")
        resolved = _at(said, "text_document.code_action.resolve_support.properties")
        return cls(
            related=bool(_at(said, "text_document.publish_diagnostics.related_information")),
            tags=bool(_at(said, "text_document.publish_diagnostics.tag_support")),
            links=bool(_at(said, "text_document.publish_diagnostics.code_description_support")),
            data=bool(_at(said, "text_document.publish_diagnostics.data_support")),
            markdown=types.MarkupKind.Markdown in _items(formats),
            tree=bool(_at(said, "text_document.document_symbol.hierarchical_document_symbol_support")),
            versions=bool(_at(said, "workspace.workspace_edit.document_changes")),
            snippets=bool(_at(said, "workspace.workspace_edit.snippet_edit_support")),
            resolves="edit" in _items(resolved),
            watches=bool(_at(said, "workspace.did_change_watched_files.dynamic_registration")),
        )


def _at(said: object, path: str) -> object:
    """What stands at a path of attributes, any of which may be missing."""
    for name in path.split("."):
        said = getattr(said, name, None)
    return said


def _items(said: object) -> tuple[object, ...]:
    return tuple(said) if isinstance(said, list | tuple) else ()
