"""One MkDocs build in this process: load the configuration, build, return the result. Nothing is printed."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.definition_lines import FilesByItem
from revi_docs.site.item_files import ItemFile
from revi_docs.site.links.quiet_links import QuietLinks
from revi_docs.site.mkdocs.anchor_warnings import without_existing_anchors
from revi_docs.site.mkdocs.config_reader import read_settings
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog, exception_chain
from revi_docs.site.mkdocs.outside_settings import outside_problems
from revi_docs.site.mkdocs.plugin_failures import plugin_failure, template_failure
from revi_docs.site.mkdocs.self_containment import is_self_contained
from revi_docs.site.mkdocs.site_folder import site_folder_problem
from revi_docs.site.mkdocs.validation_levels import quiet_links, raise_unstated_levels
from revi_docs.site.page_links import link_problems
from revi_docs.site.stack import require_site_stack

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site.

    `pages` is the number of pages; `sources` is a page's path in the site → its source relative to the
    repository; `url` is the address that the site is built for, "" if none is configured. `problems`
    are the warnings and errors of the build. `self_contained` is True if the configuration refers to
    nothing outside the repository. `settings` are the files relative to the repository that configure
    theme and navigation, the configuration first. `quiet_links` are the links whose findings are warnings.
    """

    site: Path
    pages: int
    sources: Mapping[str, str]
    url: str
    problems: tuple[Problem, ...]
    self_contained: bool = False
    settings: tuple[str, ...] = ()
    quiet_links: QuietLinks | None = None


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What the caller of a build provides: data that it has read already, and callbacks.

    `loaded` avoids reading the contract again; `item_files` are the hand-written files that definitions on the site
    link to; `files_by_item` is called after all pages have been read, and returns the outputs that show each item;
    `on_page` is called with the path in the site of each written page except the last. An `offline` site works
    without a server. A `parallel` build uses a second processor.
    """

    loaded: LoadedContract | None = None
    item_files: Mapping[KeyPath, ItemFile] = field(default_factory=dict)
    files_by_item: Callable[[], FilesByItem] = dict
    on_page: Callable[[str], None] | None = None
    offline: bool = False
    parallel: bool = False


def load_site_config(log: MkdocsLog, options: dict[str, Any]) -> MkDocsConfig:
    """Load the MkDocs configuration; `validation` levels that it does not state are warnings. Raises ReviError."""
    # Otherwise the theme prints an announcement of MkDocs 2 to stderr.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
    require_site_stack()
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    settings = read_settings(log.root, outside=True).values
    # Before MkDocs loads them: it runs hooks.
    if problems := tuple(outside_problems(log.root, settings)):
        raise ReviError(*problems)
    try:
        config = load_config(str(log.root / log.config_file), strict=False, **options)
    except (MkDocsException, OSError, ImportError) as error:
        raise log.build_error("site-config", error) from error
    except (Exception, SystemExit) as error:
        raise plugin_failure(log.root, None, error) or error from error
    log.docs = os.path.relpath(config.docs_dir, log.root).replace(os.sep, "/")
    raise_unstated_levels(config, settings)
    custom_dir = config.theme.custom_dir or ""
    # Again: the environment can name other folders.
    problems = tuple(outside_problems(log.root, {"docs_dir": config.docs_dir, "theme": {"custom_dir": custom_dir}}))
    problems = problems or tuple(link_problems(log.root, config.docs_dir, config.site_dir, custom_dir))
    # A folder that the caller passes is its own.
    folder_problem = None if "site_dir" in options else site_folder_problem(log.root, config.site_dir)
    if problems or folder_problem:
        raise ReviError(*problems, *filter(None, (folder_problem,)))
    return config


def build_once(
    config: MkDocsConfig,
    log: MkdocsLog,
    context: BuildContext | None = None,
    *,
    url: str = "",
) -> BuiltSite:
    """Build a configured site; `url` is the address of the dev server, if there is one.

    Raises ReviError if MkDocs, a plugin or a template fails.
    """
    from mkdocs.commands.build import build

    from revi_docs.site.mkdocs.offline_site import OfflineSite
    from revi_docs.site.mkdocs.source_recorder import SourceRecorder
    from revi_docs.site.mkdocs.theme_files import list_visible_files

    context = context or BuildContext()
    recorder = SourceRecorder(log.root, context.on_page)
    # Not in mkdocs.yml: users do not configure these plugins.
    config.plugins["revi-recorder"] = recorder
    if context.offline:
        config.plugins["revi-offline"] = OfflineSite()
    if context.parallel:
        from revi_docs.site.mkdocs.parallel_rendering import ParallelRendering

        config.plugins["revi-parallel"] = ParallelRendering()
    plugin: Any = config.plugins.get("revi")
    # The plugin otherwise loads the contract again.
    if plugin is not None and context.loaded is not None:
        plugin.loaded = context.loaded
    if plugin is not None:
        plugin.item_files = context.item_files
        plugin.files_by_item = context.files_by_item
    list_visible_files(config.theme)
    with _reported_errors(config, log):
        build(config, serve_url=url or None)
    sources = recorder.sources(log.root)
    return BuiltSite(
        Path(config.site_dir),
        recorder.pages,
        sources,
        config.site_url or "",
        without_existing_anchors(log.problems(), Path(config.site_dir), sources, log.docs),
        is_self_contained(log.root, config),
        (log.config_file, *_theme_templates(log.root, config)),
        quiet_links(config, read_settings(log.root, outside=True).values),
    )


def _theme_templates(root: Path, config: MkDocsConfig) -> Iterator[str]:
    """The templates in the theme's `custom_dir`, relative to the repository, sorted."""
    folder = Path(config.theme.custom_dir or "").resolve()
    if config.theme.custom_dir and folder.is_relative_to(root.resolve()):
        for path in sorted(folder.rglob("*.html")):
            yield path.relative_to(root.resolve()).as_posix()


@contextlib.contextmanager
def running_plugins(config: MkDocsConfig, log: MkdocsLog, command: Literal["build", "serve"]) -> Iterator[None]:
    """Send the events of MkDocs for the start and the end of a command. Raises ReviError if a plugin fails."""
    with _reported_errors(config, log):
        config.plugins.on_startup(command=command, dirty=False)
    try:
        yield
    finally:
        with _reported_errors(config, log):
            config.plugins.on_shutdown()


@contextlib.contextmanager
def _reported_errors(config: MkDocsConfig, log: MkdocsLog) -> Iterator[None]:
    """Turn what MkDocs or a plugin raises into ReviError."""
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException, PluginError

    try:
        yield
    except TemplateError as error:
        raise template_failure(log.root, error) or log.build_error("site-failed", error) from error
    except (MkDocsException, UnicodeError) as error:
        # MkDocs replaces what a plugin raises to stop the build.
        cause = next((item for item in exception_chain(error) if isinstance(item, PluginError)), None)
        failure = plugin_failure(log.root, config, cause) if cause else None
        raise failure or log.build_error("site-failed", error) from error
    except (Exception, SystemExit) as error:  # a plugin of the user may raise anything
        failure = plugin_failure(log.root, config, error)
        if failure is None and isinstance(error, OSError):
            failure = log.build_error("site-failed", error)
        raise failure or error from error


@contextlib.contextmanager
def silence_output() -> Iterator[None]:
    """Discard output to stdout and stderr: what matters is in the log."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
