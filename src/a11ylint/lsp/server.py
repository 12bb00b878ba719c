"""The server: messages in, messages out.

All state belongs to the thread that reads and writes messages. Linting is done in one other thread, on states of
documents that do not change, so that typing never waits; what came of a state that is no longer current is dropped.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

import a11ylint
from a11ylint.baseline import FILE_NAME
from a11ylint.lsp.actions import KINDS, actions_of, resolved
from a11ylint.lsp.buffers import Buffer, path_of
from a11ylint.lsp.client import Client
from a11ylint.lsp.diagnostics import NAME, diagnostics_of, trouble_diagnostic
from a11ylint.lsp.hover import hover_of
from a11ylint.lsp.positions import Text
from a11ylint.lsp.project import Linted, Project
from a11ylint.lsp.symbols import flat, symbols_of
from a11ylint.run import Configuration
from a11ylint.troubles import Trouble

PAUSE: Final = 0.25  # seconds without a keystroke before a page is linted
_WATCHED: Final = ("**/*.toml", f"**/{FILE_NAME}")  # settings may extend any file

Made = TypeVar("Made")


class _Protocol(LanguageServerProtocol):
    """The protocol with documents of our own, whose lines end where the protocol says and nowhere else; and no request
    goes without an answer."""

    _server: Server

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """The message that was read; a request with parameters that it cannot have is answered with an error."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if isinstance(data.get("id"), int | str) and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.close(params.text_document.uri)


@dataclass(frozen=True, slots=True, eq=False)
class _Running:
    """A lint that is under way, and the state of the document that it is of."""

    buffer: Buffer
    task: asyncio.Task[Linted | None]


class Server(LanguageServer):
    """One editor's server. `configure` makes a configuration, as `Project` wants it."""

    def __init__(self, configure: Callable[[], Configuration]) -> None:
        super().__init__(NAME, a11ylint.__version__, protocol_cls=_Protocol)
        self.client = Client()
        self.was_shut_down = False
        self._project = Project(configure)
        self._worker = ThreadPoolExecutor(1, "lint")
        self._buffers: dict[str, Buffer] = {}
        self._linted: dict[str, Linted] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._running: dict[str, _Running] = {}
        self._troubles: dict[str, tuple[Trouble, ...]] = {}
        self._told: dict[Path | None, tuple[Trouble, ...]] = {}

    # Documents

    def open(self, document: types.TextDocumentItem) -> None:
        contents = Text(document.text, self._encoding)
        buffer = Buffer(document.uri, document.version, document.language_id, contents, self._folder)
        self._buffers[buffer.uri] = buffer
        self._lint_soon(document.uri, 0)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        buffer = self._buffers.get(params.text_document.uri)
        if buffer is not None:
            contents = buffer.contents.changed(params.content_changes)
            version = params.text_document.version
            self._buffers[buffer.uri] = Buffer(buffer.uri, version, buffer.language, contents, buffer.folder)
            self._lint_soon(buffer.uri, PAUSE)

    def close(self, uri: str) -> None:
        if self._buffers.pop(uri, None) is not None:
            self._linted.pop(uri, None)
            self._running.pop(uri, None)
            self._stop_waiting(uri)
            self._troubles.pop(uri, None)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
            self._tell_of_troubles()

    def reload(self) -> None:
        """Settings are to be read anew, and all that is open linted under them."""
        self._worker.submit(self._project.reload)
        self._linted.clear()
        self._running.clear()
        for uri in self._buffers:
            self._lint_soon(uri, 0)

    async def current(self, uri: str) -> Linted | None:
        """What is found in a document as it is now; None where it is not open or changes while that is looked for."""
        buffer = self._buffers.get(uri)
        if buffer is None:
            return None
        linted = self._linted.get(uri)
        if linted is None or linted.buffer is not buffer:
            running = self._running.get(uri)
            task = running.task if running is not None and running.buffer is buffer else self._lint(buffer)
            linted = await asyncio.shield(task)
        return linted if self._buffers.get(uri) is buffer else None

    async def in_background(self, work: Callable[[], Made]) -> Made:
        """What some work gives, done in the thread that lints."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, _never_ending, work)

    def end(self) -> None:
        """Begin no more work."""
        for uri in list(self._waiting):
            self._stop_waiting(uri)
        self._buffers.clear()
        self._worker.shutdown(wait=False, cancel_futures=True)

    # Linting

    def _lint_soon(self, uri: str, pause: float) -> None:
        self._stop_waiting(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(pause, self._lint_now, uri)

    def _lint_now(self, uri: str) -> None:
        buffer = self._buffers.get(uri)
        if buffer is not None:
            self._lint(buffer)

    def _stop_waiting(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def _lint(self, buffer: Buffer) -> asyncio.Task[Linted | None]:
        self._stop_waiting(buffer.uri)
        task = asyncio.get_running_loop().create_task(self._lint_and_publish(buffer))
        self._running[buffer.uri] = _Running(buffer, task)
        return task

    async def _lint_and_publish(self, buffer: Buffer) -> Linted | None:
        try:
            linted = await self.in_background(partial(self._lint_if_current, buffer))
        except Exception as error:  # whatever it is, the next keystroke may be the one that mends it
            self.log(f"internal error while linting {buffer.uri}: {type(error).__name__}: {error}")
            return None
        finally:
            running = self._running.get(buffer.uri)
            wanted = running is not None and running.task is asyncio.current_task()
            if wanted:
                del self._running[buffer.uri]
        if linted is not None and wanted and self._buffers.get(buffer.uri) is buffer:
            self._linted[buffer.uri] = linted
            self._publish(linted)
        return linted

    def _lint_if_current(self, buffer: Buffer) -> Linted | None:
        """Runs in the other thread, perhaps long after it was asked for."""
        return self._project.lint(buffer) if self._buffers.get(buffer.uri) is buffer else None

    # What the editor is told

    def _publish(self, linted: Linted) -> None:
        buffer = linted.buffer
        self._troubles[buffer.uri] = linted.troubles
        if not buffer.is_settings:
            found = diagnostics_of(linted, self.client)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(buffer.uri, found, buffer.version))
        self._tell_of_troubles()

    def _tell_of_troubles(self) -> None:
        """What is wrong with settings is shown in their file, and said once."""
        now: dict[Path | None, tuple[Trouble, ...]] = {}
        for trouble in dict.fromkeys(each for troubles in self._troubles.values() for each in troubles):
            now[trouble.file] = (*now.get(trouble.file, ()), trouble)
        before, self._told = self._told, now
        for file in {**before, **now}:
            troubles = now.get(file, ())
            if troubles == before.get(file):
                continue
            if file is not None:
                shown = [trouble_diagnostic(each, self._encoding) for each in troubles]
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self._uri_of(file), shown))
            for trouble in troubles:
                if trouble not in before.get(file, ()):
                    message = f"a11ylint: {trouble.message}" if file is None else f"{file}: {trouble.message}"
                    self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))

    def _uri_of(self, file: Path) -> str:
        """What the editor calls a file, if it has it open."""
        opened = (buffer.uri for buffer in self._buffers.values() if buffer.path == file)
        return next(opened, file.absolute().as_uri())

    def log(self, message: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """A message that could not be handled is a line in the editor's log, not a box that interrupts a writer."""
        self.log(f"{source.__name__}: {error}")

    # The editor's workspace

    @property
    def _encoding(self) -> str:
        encoding = self.workspace.position_encoding
        return encoding.value if isinstance(encoding, types.PositionEncodingKind) else str(encoding)

    @property
    def _folder(self) -> Path:
        """Where what was never saved belongs: the first folder that is open."""
        uris = (*(folder.uri for folder in self.workspace.folders.values()), self.workspace.root_uri)
        paths = filter(None, (path_of(uri) for uri in uris if uri))
        return next(paths, Path()).absolute()


def _never_ending(work: Callable[[], Made]) -> Made:
    """What some work gives. A stranger's rule that says to exit must not end the server."""
    try:
        return work()
    except SystemExit as error:
        raise RuntimeError(f"a rule ended the program ({error.code})") from error


def serve(configure: Callable[[], Configuration], stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Serve one editor until it says to exit or goes away; the exit code that the protocol wants."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what cannot be handled is said in the editor's log
    server = Server(configure)
    for method, handler, options in _HANDLERS:
        server.feature(method, options)(handler)
    server.start_io(stdin, stdout)
    server.end()
    return 0 if server.was_shut_down else 1


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.client = Client.of(params.capabilities)


def _initialized(ls: Server, params: types.InitializedParams) -> None:
    if ls.client.watches:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([wanted]))


def _files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.reload()


def _settings_changed(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    ls.reload()


def _folders_changed(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.reload()


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    if params.text_document.uri.endswith((".toml", FILE_NAME)):
        ls.reload()


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    linted = await ls.current(params.text_document.uri)
    if linted is None:
        return None
    return hover_of(linted, linted.buffer.contents.offset(params.position), ls.client)


async def _code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    linted = await ls.current(params.text_document.uri)
    if linted is None or not linted.findings:
        return []
    asked = linted.buffer.contents.span(params.range)
    return await ls.in_background(partial(actions_of, linted, asked, params.context.only, ls.client))


async def _resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    uri = action.data.get("uri") if isinstance(action.data, dict) else None
    linted = await ls.current(uri) if isinstance(uri, str) else None
    if linted is None or action.edit is not None:
        return action
    return await ls.in_background(partial(resolved, action, linted, ls.client))


async def _symbols(
    ls: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    linted = await ls.current(params.text_document.uri)
    if linted is None or linted.buffer.is_settings or not linted.buffer.is_article:
        return []
    symbols = await ls.in_background(partial(symbols_of, linted))
    return symbols if ls.client.tree else flat(symbols, linted.buffer.uri)


def _shutdown(ls: Server, params: None) -> None:
    ls.was_shut_down = True
    ls.end()


_HANDLERS: Final[tuple[tuple[str, Callable[..., Any], Any], ...]] = (
    (types.INITIALIZE, _initialize, None),
    (types.INITIALIZED, _initialized, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _files_changed, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, _settings_changed, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, _folders_changed, None),
    (types.TEXT_DOCUMENT_DID_SAVE, _saved, types.SaveOptions(include_text=False)),
    (types.TEXT_DOCUMENT_HOVER, _hover, None),
    (types.TEXT_DOCUMENT_CODE_ACTION, _code_actions, types.CodeActionOptions(KINDS, resolve_provider=True)),
    (types.CODE_ACTION_RESOLVE, _resolve, None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, types.DocumentSymbolOptions(label="Article")),
    (types.SHUTDOWN, _shutdown, None),
)
