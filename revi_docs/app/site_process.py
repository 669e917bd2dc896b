"""The site, built in a process of its own while this one runs the gates that need no site.

The process is a fork: it shares the contract, which is read before, and costs some milliseconds. It sends the path of
each page that is written, so that the link check can parse pages before the site is complete.
"""

from __future__ import annotations

import multiprocessing
import os
import posixpath
import select
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revi_docs.contract.loader import LoadedContract, load
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import CONFIG_FILE, find_config_file

if TYPE_CHECKING:
    from revi_docs.app.workspace import Workspace
    from revi_docs.contract.key_paths import KeyPath
    from revi_docs.site.definition_lines import FilesByItem
    from revi_docs.site.item_files import ItemFile
    from revi_docs.site.mkdocs.builder import BuiltSite

DEFAULT_SITE_FOLDER = "site"
"""The folder of the site unless mkdocs.yml names another. Source: MkDocs."""


class _Failure(NamedTuple):
    """What the other process sends if the site cannot be built. An exception with problems cannot be pickled."""

    problems: tuple[Problem, ...] = ()
    error: Exception | None = None


class SiteProcess:
    """A build of the site that runs from the start to `stop`, and ends with this process at the latest."""

    def __init__(
        self, root: Path, loaded: LoadedContract, open_workspace: Callable[[], Workspace], *, offline: bool = False
    ) -> None:
        self.loaded = loaded
        self.started_at = time.perf_counter()
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe()
        arguments = (sender, root, loaded, open_workspace)
        # Not a daemon: daemons cannot start processes, and some plugins do. `stop` and `_end_with_parent` end it.
        self._process = context.Process(target=_build, args=arguments, kwargs={"offline": offline})
        self._process.start()
        sender.close()
        self._result: BuiltSite | _Failure | None = None
        self.has_files = False

    def written_pages(self) -> Iterator[str]:
        """Yield the path of each page in the site as soon as it is written, until the site is complete.

        The other process waits for the files that show the items; without `send_files` before, there are none.
        """
        if not self.has_files:
            self.send_files({})
        while self._result is None:
            try:
                message = self._receiver.recv()
            except (EOFError, ConnectionResetError):
                # The pipe closed without a result, so the process was killed or crashed.
                message = _Failure((self._ended_problem(),))
            if isinstance(message, str):
                yield message
            else:
                self._result = message

    def result(self) -> BuiltSite:
        """Wait for the site. Raises ReviError like `build_site`, and what else the build raised."""
        for _ in self.written_pages():
            pass
        assert self._result is not None
        if not isinstance(self._result, _Failure):
            return self._result
        raise self._result.error or ReviError(*self._result.problems)

    def send_files(self, files: FilesByItem) -> None:
        """Send the files that show each item, which the other process waits for when it has read all pages."""
        self.has_files = True

        def send() -> None:
            # The process may have exited; `result` reports that.
            with suppress(OSError):
                self._receiver.send(files)

        # In a thread, because a site without our plugin never reads them, and they may not fit into the buffer.
        threading.Thread(target=send, daemon=True).start()

    def stop(self) -> None:
        """End the process if it is still running."""
        self._process.terminate()
        self._process.join()
        self._receiver.close()

    def _ended_problem(self) -> Problem:
        self._process.join()
        code = self._process.exitcode or 0
        reason = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return Problem(
            code="site-failed",
            message=f"the process that builds the site ended early, with {reason}",
            fix="run 'revi-docs links', which builds the site in the same process",
            places=(Place(CONFIG_FILE),),
        )


def start_site_process(
    root: Path, open_workspace: Callable[[], Workspace], *, offline: bool = False
) -> SiteProcess | None:
    """Start to build the site; None without a valid contract, without a site, and without a second processor.

    None, too, if other gates read the folder of the site.
    """
    if _processors() < 2 or not (root / find_config_file(root)).is_file() or not site_folder(root):
        return None
    try:
        loaded = load(root)
    except ReviError:
        # The gates report why the contract cannot be read; the site cannot be built anyway.
        return None
    return None if loaded.problems else SiteProcess(root, loaded, open_workspace, offline=offline)


def site_folder(root: Path) -> str:
    """The folder of the repository that the build of the site empties and fills, and that no other gate reads.

    "" if it is not in the repository, or if git tracks files in it: they are checked like all others.
    """
    from revi_docs.site.mkdocs.config_reader import read_settings
    from revi_docs.site.mkdocs.site_folder import has_tracked_files

    try:
        value = read_settings(root).values.get("site_dir")
    except ReviError:
        # The gate `site` reports the configuration, and builds nothing.
        return ""
    folder = posixpath.relpath(posixpath.join(str(root), str(value or DEFAULT_SITE_FOLDER)), str(root))
    is_inside = folder != "." and folder.partition("/")[0] != ".."
    return folder if is_inside and not has_tracked_files(root, folder) else ""


def _processors() -> int:
    # macOS has no affinity.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _build(
    sender: Connection, root: Path, loaded: LoadedContract, open_workspace: Callable[[], Workspace], *, offline: bool
) -> None:
    """Build the site in the other process, and send the result."""
    # The first process reports an interruption; this one ends at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        # Imported here, so that only this process imports MkDocs.
        from revi_docs.site.mkdocs.builder import BuildContext, build_site

        result: BuiltSite | _Failure = build_site(
            root,
            context=BuildContext(
                loaded,
                _item_files(loaded, open_workspace),
                files_by_item=sender.recv,
                on_page=lambda page: _send_page(sender, page),
                offline=offline,
                parallel=True,
            ),
        )
    except ReviError as error:
        result = _Failure(error.problems)
    except Exception as error:  # noqa: BLE001 - the first process raises it
        result = _Failure(error=_picklable(error))
    sender.send(result)


def _item_files(loaded: LoadedContract, open_workspace: Callable[[], Workspace]) -> Mapping[KeyPath, ItemFile]:
    """The files that definitions name; there are none unless the contract owns fields of them."""
    if not loaded.contract.owns:
        return {}
    from revi_docs.app.owned_item_files import item_files

    workspace = open_workspace()
    workspace.loaded = loaded
    return item_files(workspace)


def _send_page(sender: Connection, page: str) -> None:
    """Send the path of a page, unless the other side has too much to read: it is a hint, and nothing waits for it."""
    if select.select((), (sender,), (), 0)[1]:
        sender.send(page)


def _picklable(error: Exception) -> Exception:
    """An error that can be sent to another process: a system error itself, the traceback of any other as text."""
    # Other exceptions may have arguments or classes that cannot be pickled.
    if isinstance(error, OSError):
        return error
    return RuntimeError(f"the build of the site failed:\n{traceback.format_exc()}")


def _end_with_parent() -> None:
    """End this process when the first one has ended, however it ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
