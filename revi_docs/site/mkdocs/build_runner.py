"""One MkDocs build in this process: load the configuration, build, return the result. Nothing is printed."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs import CONFIG_FILE
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog
from revi_docs.site.mkdocs.self_containment import is_self_contained

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site.

    `pages` is the number of pages; `sources` is a page's path in the site → its source relative to the
    repository; `url` is the address that the site is built for, "" if none is configured. `problems`
    are the warnings and errors of the build. `self_contained` is True if the configuration refers to
    nothing outside the repository.
    """

    site: Path
    pages: int
    sources: Mapping[str, str]
    url: str
    problems: tuple[Problem, ...]
    self_contained: bool = False


def load_site_config(log: MkdocsLog, options: dict[str, Any]) -> MkDocsConfig:
    """Load the MkDocs configuration with every `validation` level at least at warn. Raises ReviError."""
    # Otherwise the theme prints an announcement of MkDocs 2 to stderr.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        config = load_config(str(log.root / CONFIG_FILE), strict=False, **options)
    except (MkDocsException, OSError, ImportError) as error:
        raise log.build_error("site-config", error) from error
    log.docs = os.path.relpath(config.docs_dir, log.root).replace(os.sep, "/")
    for group in (config.validation.nav, config.validation.links):
        for name, level in group.items():
            if isinstance(level, int) and level < logging.WARNING:
                group[name] = logging.WARNING
    return config


def build_once(
    config: MkDocsConfig, log: MkdocsLog, *, loaded: LoadedContract | None = None, url: str = ""
) -> BuiltSite:
    """Build a configured site; `url` is the address of the dev server, if there is one.

    Raises ReviError if MkDocs, a plugin or a template fails.
    """
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    from revi_docs.site.mkdocs.source_recorder import SourceRecorder

    recorder = SourceRecorder()
    # Not in mkdocs.yml: users do not configure this plugin.
    config.plugins["revi-recorder"] = recorder
    plugin: Any = config.plugins.get("revi")
    # The plugin otherwise loads the contract again.
    if plugin is not None and loaded is not None:
        plugin.loaded = loaded
    try:
        with _reduced_gc():
            build(config, serve_url=url or None)
    except (MkDocsException, TemplateError, OSError, UnicodeError) as error:
        raise log.build_error("site-failed", error) from error
    sources = recorder.sources(log.root)
    return BuiltSite(
        Path(config.site_dir),
        recorder.pages,
        sources,
        config.site_url or "",
        log.problems(),
        is_self_contained(log.root, config),
    )


@contextlib.contextmanager
def silence_output() -> Iterator[None]:
    """Discard output to stdout and stderr: what matters is in the log."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


@contextlib.contextmanager
def _reduced_gc() -> Iterator[None]:
    """Collect garbage less often: pages live until the build ends, and collecting takes a tenth of it."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)  # arbitrary: high enough for few collections
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
