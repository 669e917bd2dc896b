"""The builder of the site behind one small door: today mkdocs, with every check that it has switched on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs_run import Built, build_once, configured, silent
from revi_docs.site.notices import Notices

__all__ = ["Built", "build_site", "serve_site", "without_repeats"]


def build_site(root: Path, *, loaded: Loaded | None = None, site: Path | None = None) -> Built:
    """Builds the site of the repository `root` into its site folder, or into `site`.

    `loaded` saves reading the contract again. The site is built to its end, warnings or not. Raises
    ReviError where the builder cannot go on, as with a broken configuration or contract.
    """
    options: dict[str, Any] = {"site_dir": str(site)} if site else {}
    notices = Notices(root)
    with silent(), notices.heard():
        return build_once(configured(notices, options), notices, loaded=loaded)


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
    from revi_docs.site.serve import Server

    Server(root, address, before_build, after_build).run()


def without_repeats(problems: tuple[Problem, ...], found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The builder's problems without the links that the link pass `found` broken in the same line."""
    lines = {(place.file, place.line) for problem in found for place in problem.places}

    def is_known(problem: Problem) -> bool:
        return problem.code == "site-link" and any((one.file, one.line) in lines for one in problem.places)

    return tuple(problem for problem in problems if not is_known(problem))
