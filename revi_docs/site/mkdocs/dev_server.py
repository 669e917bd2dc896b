"""The development server: serves the site locally and rebuilds it on every change."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from revi_docs.contract.loader import CONTRACT_FILE, load
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.build_runner import build_once, load_site_config, running_plugins, silence_output
from revi_docs.site.mkdocs.local_requests import local_only
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

WATCHED_PATHS = (CONTRACT_FILE, "templates")


@dataclass(frozen=True, slots=True)
class DevServer:
    """Serves the site from a temporary folder and leaves the built site unchanged."""

    root: Path
    address: str
    before_build: Callable[[], None]
    after_build: Callable[[str, tuple[Problem, ...]], None]

    def run(self) -> None:
        """Build and serve until Ctrl-C, which is raised as KeyboardInterrupt. Raises ReviError."""
        with tempfile.TemporaryDirectory(prefix="revi-docs-") as folder:
            log = MkdocsLog(self.root)
            with silence_output(), log.capture():
                config = load_site_config(log, {"site_dir": folder, "dev_addr": self.address})
            with running_plugins(config, log, "serve"):
                self._serve(config, Path(folder))

    def _serve(self, config: MkDocsConfig, folder: Path) -> None:
        from mkdocs.livereload import LiveReloadServer

        def rebuild() -> None:
            try:
                problems = self._build(folder, url)
            except ReviError as error:
                problems = error.problems
            self.after_build(url, problems)

        host, port = str(config.dev_addr.host), int(config.dev_addr.port)
        server = LiveReloadServer(rebuild, host, port, str(folder), urlsplit(config.site_url or "/").path)
        url = server.url
        self.after_build(url, self._build(folder, url))
        server.error_handler = lambda code: _error_page(folder, code)
        for path in (config.docs_dir, *config.watch, *self._watched_files()):
            server.watch(path)
        server = config.plugins.on_serve(server, config=config, builder=rebuild)
        application = server.get_app()
        assert application is not None  # the server sets it
        server.set_app(local_only(application, str(folder), server.mount_path))
        with MkdocsLog(self.root).capture():
            try:
                server.serve()  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
            except OSError as error:
                raise ReviError(self._bind_problem(error)) from error
            except KeyboardInterrupt:
                server.shutdown()
                raise

    def _build(self, folder: Path, url: str) -> tuple[Problem, ...]:
        self.before_build()
        log = MkdocsLog(self.root)
        with silence_output(), log.capture():
            config = load_site_config(log, {"site_dir": str(folder)})
            # Absolute links of the theme must point to this server.
            config.site_url = url
            return build_once(config, log, url=url).problems

    def _watched_files(self) -> tuple[str, ...]:
        names = (*WATCHED_PATHS, find_config_file(self.root), *self._parent_files())
        paths = (self.root / name for name in names)
        return tuple(str(path) for path in paths if path.exists())

    def _parent_files(self) -> tuple[str, ...]:
        """The files that the contract extends; none while it cannot be read."""
        try:
            return load(self.root).parent_files
        except ReviError:
            return ()

    def _bind_problem(self, error: OSError) -> Problem:
        return Problem(
            code="site-config",
            message=f"the site cannot be served at {self.address}: {error.strerror or error}",
            fix="pass another address with --address, or stop the process that uses this one",
            subject=self.address,
        )


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
