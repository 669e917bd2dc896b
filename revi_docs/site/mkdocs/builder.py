"""The builder of the site behind one small door: today mkdocs, with every check that it has switched on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs.build_runner import BuiltSite, build_once, load_site_config, silence_output
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog

__all__ = ["BuiltSite", "build_site", "serve_site", "without_duplicate_links"]


def build_site(root: Path, *, loaded: LoadedContract | None = None, site: Path | None = None) -> BuiltSite:
    """Builds the site of the repository `root` into its site folder, or into `site`.

    `loaded` saves reading the contract again. The site is built to its end, warnings or not. Raises
    ReviError where the builder cannot go on, as with a broken configuration or contract.
    """
    options: dict[str, Any] = {"site_dir": str(site)} if site else {}
    log = MkdocsLog(root)
    with silence_output(), log.capture():
        return build_once(load_site_config(log, options), log, loaded=loaded)


def serve_site(
    root: Path,
    address: str,
    before_build: Callable[[], None],
    after_build: Callable[[str, tuple[Problem, ...]], None] = lambda _url, _problems: None,
) -> None:
    """Serves the site at `address`, as `127.0.0.1:8000`, and builds it again on every change, until Ctrl-C.

    `before_build` brings the generated pages up to date. `after_build` takes the web address and the
    problems of each build; one that cannot be finished leaves the last good one in place. Raises
    ReviError where the first cannot be finished or the address cannot be had.
    """
    from revi_docs.site.mkdocs.dev_server import DevServer

    DevServer(root, address, before_build, after_build).run()


def without_duplicate_links(
    problems: tuple[Problem, ...], link_problems: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """The builder's problems without the links that the link pass `found` broken in the same line."""
    lines = {(place.file, place.line) for problem in link_problems for place in problem.places}

    def is_duplicate(problem: Problem) -> bool:
        return problem.code == "site-link" and any(
            (place.file, place.line) in lines for place in problem.places
        )

    return tuple(problem for problem in problems if not is_duplicate(problem))
