"""The public functions of the site build: build, serve, and removal of duplicate problems."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs.build_runner import (
    BuildContext,
    BuiltSite,
    build_once,
    load_site_config,
    running_plugins,
    silence_output,
)
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog

if TYPE_CHECKING:
    from revi_docs.site.mkdocs.background_build import FullBuild
    from revi_docs.site.mkdocs.dev_server import BuildReport

__all__ = [
    "BuildContext",
    "BuiltSite",
    "build_only",
    "build_site",
    "serve_site",
    "without_duplicate_links",
    "without_nav_entries",
]


def build_site(
    root: Path,
    *,
    context: BuildContext | None = None,
    site: Path | None = None,
    url: str = "",
) -> BuiltSite:
    """Build the site of the repository `root` into its configured folder, or into `site`, for the server at `url`.

    Warnings do not stop the build. Raises ReviError if the build cannot complete, for example because the
    configuration or the contract is not valid.
    """
    root = root.resolve()
    options: dict[str, Any] = {"site_dir": str(site.resolve())} if site else {}
    if context and context.offline:
        options["use_directory_urls"] = False
    log = MkdocsLog(root)
    # Extensions, such as snippets, read paths relative to the current folder, where MkDocs is usually called.
    with contextlib.chdir(root), silence_output(), log.capture():
        config = load_site_config(log, options)
        if url:
            config.site_url = url
        with running_plugins(config, log, "build"):
            return build_once(config, log, context, url=url)


def build_only(root: Path, folder: Path, url: str) -> tuple[Problem, ...]:
    """Build the site of the dev server at `url` into a folder, and return its problems. Raises ReviError."""
    return build_site(root, site=folder, url=url).problems


def serve_site(
    root: Path,
    address: str,
    before_build: Callable[[], BuildContext | None],
    after_build: Callable[[str, BuildReport], None] = lambda _url, _report: None,
    full_build: FullBuild = build_only,
) -> None:
    """Serve the site at `address` (`127.0.0.1:8000`) and show every change, until Ctrl-C.

    `before_build` updates the generated pages, and returns what the site needs of the repository. `after_build`
    gets the URL and a report of each save and each build; if a build fails, the previous site stays. `full_build` runs
    in another process after each save. Raises ReviError if the first build fails or the address is not available.
    """
    from revi_docs.site.mkdocs.dev_server import DevServer

    root = root.resolve()
    with contextlib.chdir(root):
        DevServer(root, address, before_build, after_build, full_build).run()


def without_duplicate_links(problems: tuple[Problem, ...], link_problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems of the build without the broken links that the link check reports in the same line."""
    lines = {(place.file, place.line) for problem in link_problems for place in problem.places}

    def is_duplicate(problem: Problem) -> bool:
        return problem.code == "site-link" and any((place.file, place.line) in lines for place in problem.places)

    return tuple(problem for problem in problems if not is_duplicate(problem))


def without_nav_entries(link_problems: tuple[Problem, ...], problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems of the link check without the entries of `nav` of which the build warns already."""
    lines = {place for problem in problems if problem.code == "site-warning" for place in problem.places if place.line}
    return tuple(problem for problem in link_problems if not problem.places or not lines.issuperset(problem.places))
