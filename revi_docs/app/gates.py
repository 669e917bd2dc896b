"""The gates of a build, in order. Each checks one thing and counts what it checked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.app.plurals import pluralize
from revi_docs.app.summaries import contract_summary
from revi_docs.app.workspace import Workspace
from revi_docs.outputs.renderer import RenderResult
from revi_docs.problems.problem import Problem, errors, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.ignored_links import IgnoredLinks
from revi_docs.site.links.link_report import LinkReport
from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from revi_docs.site.mkdocs import CONFIG_FILE, find_config_file
from revi_docs.site.mkdocs.builder import BuiltSite, build_site, without_duplicate_links
from revi_docs.site.mkdocs.config_requirements import DEFAULT_PAGES_FOLDER
from revi_docs.stories.rules import STORY_CODES


@dataclass
class BuildState:
    """What one gate passes on to the next: the problems so far, the built site, its link report.

    The site is built for the server at `url` into `site_folder`, if they are given, else as configured.
    """

    workspace: Workspace
    problems: tuple[Problem, ...] = ()
    site_folder: Path | None = None
    url: str = ""
    built_site: BuiltSite | None = None
    link_report: LinkReport | None = None

    @cached_property
    def ignored_links(self) -> IgnoredLinks:
        """The links that the contract leaves out of the check."""
        settings = self.workspace.loaded.contract.links
        return IgnoredLinks(tuple(settings.ignore) if settings else ())


@dataclass(frozen=True, slots=True)
class GateResult:
    """The result of one gate: `summary` is what it counted, `skip_reason` why it did not run."""

    gate: str
    problems: tuple[Problem, ...] = ()
    summary: str = ""
    skip_reason: str = ""
    seconds: float = 0.0


class SkipGate(Exception):  # noqa: N818 - signals a skip, not an error
    """A gate cannot run, because an earlier gate found problems in its input. Carries the reason."""


def _lint(state: BuildState) -> tuple[tuple[Problem, ...], str]:
    return state.workspace.lint(), contract_summary(state.workspace)


def _check(state: BuildState) -> tuple[tuple[Problem, ...], str]:
    if any(problem.code not in STORY_CODES for problem in errors(state.problems)):
        raise SkipGate("the contract or a template has problems")
    problems = state.workspace.check()
    return problems, pluralize(len(state.workspace.rendered_outputs.files), "output")


def _site(state: BuildState) -> tuple[tuple[Problem, ...], str]:
    if not state.workspace.has_valid_contract:
        raise SkipGate("the contract cannot be read")
    if not _has_site(state.workspace):
        raise SkipGate(f"there is no {CONFIG_FILE}; 'revi-docs init' writes it")
    state.built_site = build_site(
        state.workspace.root,
        loaded=state.workspace.loaded,
        outputs=_rendered(state.workspace),
        site=state.site_folder,
        url=state.url,
    )
    return state.ignored_links.without_ignored(state.built_site.problems), pluralize(state.built_site.pages, "page")


def _rendered(workspace: Workspace) -> tuple[RenderResult, ...]:
    """The rendered files and regions; none if the contract has names that are not defined."""
    if workspace.blocking_problems:
        return ()
    return (*workspace.rendered_outputs.files, *workspace.rendered_outputs.regions.values())


def _has_site(workspace: Workspace) -> bool:
    """Whether there is a site to build: a configuration, or generated pages, which need one."""
    has_config = os.path.lexists(workspace.root / find_config_file(workspace.root))
    return has_config or any(path.startswith(f"{DEFAULT_PAGES_FOLDER}/") for path in workspace.loaded.contract.outputs)


def _links(state: BuildState) -> tuple[tuple[Problem, ...], str]:
    if state.built_site is None:
        raise SkipGate("there is no site")
    sources = PageSources(state.workspace.root, state.built_site.sources, settings=state.built_site.settings)
    ignored = state.ignored_links
    state.link_report = check_site(state.built_site.site, sources, state.built_site.url, ignored)
    state.problems = without_duplicate_links(state.problems, state.link_report.problems)
    problems = (*state.link_report.problems, *ignored.unused_patterns(state.workspace.loaded))
    return problems, pluralize(state.link_report.links, "link")


GATES: dict[str, Callable[[BuildState], tuple[tuple[Problem, ...], str]]] = {
    "lint": _lint,
    "check": _check,
    "site": _site,
    "links": _links,
}


def run_gates(state: BuildState, gate_names: Iterable[str] = GATES) -> Iterator[GateResult]:
    """Run the gates and yield each result as soon as it is known."""
    for gate in gate_names:
        start = time.perf_counter()
        try:
            problems, summary = GATES[gate](state)
            result = GateResult(gate, sorted_problems(problems), summary, seconds=time.perf_counter() - start)
        except SkipGate as reason:
            result = GateResult(gate, skip_reason=str(reason))
        except ReviError as error:
            result = GateResult(gate, sorted_problems(error.problems), seconds=time.perf_counter() - start)
        state.problems = (*state.problems, *result.problems)
        yield result


def all_problems(workspace: Workspace, site_folder: Path, url: str) -> tuple[Problem, ...]:
    """The problems of every gate, with the site for the server at `url` built into `site_folder`."""
    state = BuildState(workspace, site_folder=site_folder, url=url)
    for _ in run_gates(state):
        pass
    return sorted_problems(state.problems)
