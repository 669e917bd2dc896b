"""The development server: serves the site locally, and shows every save at once.

A saved page is rendered alone, and the full build with its gates follows in another process. While it runs, and while
there are problems, each page shows a notice.
"""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from revi_docs.contract.loader import CONTRACT_FILE, load
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.background_build import BackgroundBuild, FullBuild
from revi_docs.site.mkdocs.build_runner import (
    BuildContext,
    build_once,
    load_site_config,
    running_plugins,
    silence_output,
)
from revi_docs.site.mkdocs.change_observer import ChangeObserver
from revi_docs.site.mkdocs.local_requests import local_only
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog
from revi_docs.site.mkdocs.page_preview import PagePreview
from revi_docs.site.mkdocs.preview_status import PreviewStatus, with_preview

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

WATCHED_PATHS = (CONTRACT_FILE, "templates")

_SAVE_SECONDS = 0.02
"""Seconds without an event after which a save is complete. Arbitrary: an editor writes a file within milliseconds."""

_MAX_PREVIEWED_PAGES = 40
"""Changed pages that are rendered alone; more of them take about as long as a full build. Arbitrary."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a save or a build led to: `kind` is "preview" or "build", after `seconds`, with these problems."""

    kind: str
    seconds: float
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class DevServer:
    """Serves the site from a temporary folder and leaves the built site unchanged."""

    root: Path
    address: str
    before_build: Callable[[], BuildContext | None]
    after_build: Callable[[str, BuildReport], None]
    full_build: FullBuild
    status: PreviewStatus = field(default_factory=PreviewStatus)
    preview: PagePreview = field(default_factory=PagePreview)
    file_times: dict[Path, int] = field(default_factory=dict)
    parent_files: tuple[str, ...] = ()

    def run(self) -> None:
        """Build and serve until Ctrl-C, which is raised as KeyboardInterrupt. Raises ReviError."""
        with tempfile.TemporaryDirectory(prefix="revi-docs-") as folder:
            log, site = MkdocsLog(self.root), Path(folder, "site")
            with silence_output(), log.capture():
                config = load_site_config(log, {"site_dir": str(site), "dev_addr": self.address})
            self._require_free_address(config)
            with running_plugins(config, log, "serve"):
                self._serve(config, site)

    def _serve(self, config: MkDocsConfig, site: Path) -> None:
        from mkdocs.livereload import LiveReloadServer

        host, port = str(config.dev_addr.host), int(config.dev_addr.port)
        mount_path = urlsplit(config.site_url or "/").path

        def rebuild() -> None:
            self._on_change(url, background, docs, site)

        server = LiveReloadServer(rebuild, host, port, str(site), mount_path)
        server.build_delay = _SAVE_SECONDS
        url = server.url
        docs = Path(config.docs_dir)
        # Its looks find what was saved between the first build and the start of the observer, too.
        observer = ChangeObserver(lambda: dict(self._file_times(docs)) != self.file_times)
        server.observer = observer  # type: ignore[assignment]  # has the methods that the server calls
        # Awake, the server swaps the sites between two answers.
        background = BackgroundBuild(self.root, site, url, self.full_build, observer.wake)
        self._first_build(url, docs, site)
        server.error_handler = lambda code: _error_page(site, code)
        for path in (docs, *config.watch, *self._watched_files()):
            server.watch(str(path))
        server = config.plugins.on_serve(server, config=config, builder=rebuild)
        application = server.get_app()
        assert application is not None  # the server sets it
        server.set_app(with_preview(local_only(application, str(site), server.mount_path), self.status))
        with MkdocsLog(self.root).capture():
            try:
                server.serve()  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
            except OSError as error:
                raise ReviError(self._bind_problem(error)) from error
            except KeyboardInterrupt:
                server.shutdown()
                raise
            finally:
                # The folder that it writes to is about to be removed.
                background.stop()

    def _first_build(self, url: str, docs: Path, site: Path) -> None:
        start = time.perf_counter()
        context = self.before_build() or BuildContext()
        log = MkdocsLog(self.root)
        with silence_output(), log.capture():
            config = load_site_config(log, {"site_dir": str(site)})
            # Absolute links of the theme must point to this server.
            config.site_url = url
            config.plugins["revi-preview"] = self.preview
            self.status.problems = build_once(config, log, context, url=url).problems
        # Record the present state: what the first build wrote is not a change.
        self._read_parent_files()
        self._changed_files(docs)
        self.after_build(url, BuildReport("build", time.perf_counter() - start, self.status.problems))

    def _on_change(self, url: str, background: BackgroundBuild, docs: Path, site: Path) -> None:
        """Show what changed, and start the full build; or show the full build that is complete."""
        start, changed = time.perf_counter(), self._changed_files(docs)
        problems = background.take()
        if not changed and problems is not None:
            self.status.is_building, self.status.problems = False, problems
            self.after_build(url, BuildReport("build", time.perf_counter() - start, problems))
            return
        if not changed:
            return
        try:
            page_problems = self._show(changed, docs, site)
        except ReviError as error:
            # The full build would only report the same problems.
            background.stop()
            self.status.is_building, self.status.problems = False, error.problems
        else:
            background.start()
            self.status.is_building, self.status.problems = True, page_problems
        self.after_build(url, BuildReport("preview", time.perf_counter() - start, self.status.problems))

    def _show(self, changed: set[Path], docs: Path, site: Path) -> tuple[Problem, ...]:
        """Generate outputs if their sources changed, render the changed pages alone, and return their problems.

        Raises ReviError if the contract or a template has problems.
        """
        if any(not path.is_relative_to(docs) for path in changed):
            self._read_parent_files()
            self.before_build()
            self.preview.reload_contract()
            # `before_build` may have generated pages, which are changes, too.
            changed = changed | self._changed_files(docs)
        pages = sorted(path for path in changed if path.is_relative_to(docs) and path.is_file())
        log = MkdocsLog(self.root)
        with silence_output(), log.capture():
            self.preview.render(pages[:_MAX_PREVIEWED_PAGES], site)
        return log.problems()

    def _changed_files(self, docs: Path) -> set[Path]:
        """The files that changed since the last call, new and deleted ones included."""
        before, now = self.file_times, dict(self._file_times(docs))
        self.file_times = now
        return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}

    def _file_times(self, docs: Path) -> Iterator[tuple[Path, int]]:
        for path in (docs, *map(Path, self._watched_files())):
            for file in _files_in(path) if path.is_dir() else (path,):
                try:
                    status = file.stat()
                except OSError:  # deleted meanwhile
                    continue
                # The inode, too: an editor that replaces a file can keep its time and size.
                yield file, hash((status.st_mtime_ns, status.st_size, status.st_ino))

    def _watched_files(self) -> tuple[str, ...]:
        names = (*WATCHED_PATHS, find_config_file(self.root), *self.parent_files)
        paths = (self.root / name for name in names)
        return tuple(str(path) for path in paths if path.exists())

    def _read_parent_files(self) -> None:
        """Watch the files that the contract extends, too; none while it cannot be read."""
        try:
            self.parent_files = load(self.root).parent_files
        except ReviError:
            self.parent_files = ()

    def _require_free_address(self, config: MkDocsConfig) -> None:
        """Raise ReviError if the address is in use, before a build that takes much longer than this."""
        host, port = str(config.dev_addr.host), int(config.dev_addr.port)
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                # As the server does: a connection that just ended does not occupy the address.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            raise ReviError(self._bind_problem(error)) from error

    def _bind_problem(self, error: OSError) -> Problem:
        return Problem(
            code="site-config",
            message=f"the site cannot be served at {self.address}: {error.strerror or error}",
            fix="pass another address with --address, or stop the process that uses this one",
            subject=self.address,
        )


def _files_in(folder: Path) -> Iterator[Path]:
    # `Path.rglob` takes four times as long, and the files are looked at each second.
    return (Path(path, name) for path, _, names in os.walk(folder) for name in names)


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
