"""The gates of a build, in order. Each checks one thing and counts what it checked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.app.gate_names import GATE_NAMES
from revi_docs.app.owned_item_files import item_files
from revi_docs.app.plurals import pluralize
from revi_docs.app.site_process import SiteProcess
from revi_docs.app.summaries import contract_summary
from revi_docs.app.workspace import Workspace
from revi_docs.problems.problem import Problem, errors, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.definition_lines import FilesByItem, files_by_item
from revi_docs.site.links.ignored_links import IgnoredLinks
from revi_docs.site.links.link_report import LinkReport
from revi_docs.site.links.parsed_pages import ParsedPages
from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from revi_docs.site.mkdocs import CONFIG_FILE, find_config_file
from revi_docs.site.mkdocs.builder import (
    BuildContext,
    BuiltSite,
    build_site,
    without_duplicate_links,
    without_nav_entries,
)
from revi_docs.site.mkdocs.config_requirements import DEFAULT_PAGES_FOLDER
from revi_docs.stories.rules import STORY_CODES


@dataclass
class BuildState:
    """What one gate passes on to the next: the problems so far, the built site, its link report.

    The site is built for the server at `url` into `site_folder`, if they are given, else as configured; with
    `site_process`, by that process, which has started before. An `offline` site works without a server.
    """

    workspace: Workspace
    problems: tuple[Problem, ...] = ()
    site_folder: Path | None = None
    url: str = ""
    offline: bool = False
    site_process: SiteProcess | None = None
    built_site: BuiltSite | None = None
    parsed_pages: ParsedPages | None = None
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
    problems = state.workspace.lint()
    if state.site_process:
        # As early as possible: the other process waits for it when it has read all pages.
        state.site_process.send_files(_files_by_item(state.workspace))
    return problems, contract_summary(state.workspace)


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
    state.built_site = _awaited_site(state, state.site_process) if state.site_process else _build_site(state)
    return state.ignored_links.without_ignored(state.built_site.problems), pluralize(state.built_site.pages, "page")


def _build_site(state: BuildState) -> BuiltSite:
    workspace = state.workspace
    return build_site(
        workspace.root,
        context=site_context(workspace, offline=state.offline),
        site=state.site_folder,
        url=state.url,
    )


def site_context(workspace: Workspace, *, offline: bool = False) -> BuildContext:
    """What a build of the site needs of a workspace."""
    return BuildContext(workspace.loaded, item_files(workspace), lambda: _files_by_item(workspace), offline=offline)


def _files_by_item(workspace: Workspace) -> FilesByItem:
    """The files and regions that show each item; none if the contract has names that are not defined."""
    if workspace.blocking_problems:
        return {}
    return files_by_item((*workspace.rendered_outputs.files, *workspace.rendered_outputs.regions.values()))


def _awaited_site(state: BuildState, process: SiteProcess) -> BuiltSite:
    """The site of the other process; this one parses the pages meanwhile."""
    if not process.has_files:
        process.send_files(_files_by_item(state.workspace))
    if state.workspace.excluded_folder:
        pages = ParsedPages(state.workspace.root / state.workspace.excluded_folder)
        for path in process.written_pages():
            # Another build may be writing, too.
            with suppress(OSError):
                pages.read(path)
        state.parsed_pages = pages
    site = process.result()
    if state.parsed_pages and state.parsed_pages.site != site.site:
        state.parsed_pages = None
    return site


def _has_site(workspace: Workspace) -> bool:
    """Whether there is a site to build: a configuration, or generated pages, which need one."""
    has_config = os.path.lexists(workspace.root / find_config_file(workspace.root))
    return has_config or any(path.startswith(f"{DEFAULT_PAGES_FOLDER}/") for path in workspace.loaded.contract.outputs)


def _links(state: BuildState) -> tuple[tuple[Problem, ...], str]:
    if state.built_site is None:
        raise SkipGate("there is no site")
    site, ignored = state.built_site, state.ignored_links
    workspace = state.workspace
    generated = () if workspace.blocking_problems else workspace.hand_written_files.output_paths
    sources = PageSources(workspace.root, site.sources, site.settings, frozenset(generated))
    pages = state.parsed_pages or ParsedPages(site.site)
    state.link_report = check_site(pages, sources, site.url, ignored, site.quiet_links)
    state.problems = without_duplicate_links(state.problems, state.link_report.problems)
    link_problems = without_nav_entries(state.link_report.problems, state.problems)
    problems = (*link_problems, *ignored.unused_patterns(state.workspace.loaded))
    return problems, pluralize(state.link_report.links, "link")


GATES: dict[str, Callable[[BuildState], tuple[tuple[Problem, ...], str]]] = dict(
    zip(GATE_NAMES, (_lint, _check, _site, _links), strict=True)
)


def run_gates(state: BuildState, gate_names: Iterable[str] = GATES) -> Iterator[GateResult]:
    """Run the gates and yield each result as soon as it is known."""
    for gate in gate_names:
        start = time.perf_counter()
        if gate == "site" and state.site_process:
            start = state.site_process.started_at
        try:
            problems, summary = GATES[gate](state)
            result = GateResult(gate, sorted_problems(problems), summary, seconds=time.perf_counter() - start)
        except SkipGate as reason:
            result = GateResult(gate, skip_reason=str(reason))
        except ReviError as error:
            # The gate could not run. The others still do, so that one run reports everything.
            result = GateResult(gate, sorted_problems(error.problems), seconds=time.perf_counter() - start)
        state.problems = (*state.problems, *result.problems)
        yield result


def all_problems(workspace: Workspace, site_folder: Path, url: str) -> tuple[Problem, ...]:
    """The problems of every gate, with the site for the server at `url` built into `site_folder`."""
    state = BuildState(workspace, site_folder=site_folder, url=url)
    for _ in run_gates(state):
        pass
    return sorted_problems(state.problems)
