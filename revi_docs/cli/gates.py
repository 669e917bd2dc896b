"""The gates of a build, in order: each judges one thing and says what it has counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from revi_docs.cli.printing import counted
from revi_docs.cli.workspace import Workspace
from revi_docs.problems.problem import Problem, ReviError, errors, in_order
from revi_docs.site.builder import Built, build_site, without_repeats
from revi_docs.site.links.check import check_site
from revi_docs.site.links.report import LinkReport
from revi_docs.site.links.sources import Sources
from revi_docs.stories.rules import STORY_CODES


@dataclass(slots=True)
class Run:
    """What the gates of one build hand on: the problems so far, the site once it is built, its links."""

    workspace: Workspace
    problems: tuple[Problem, ...] = ()
    built: Built | None = None
    links: LinkReport | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """How one gate went: `skipped` says why it was not judged, `said` what it has counted."""

    gate: str
    problems: tuple[Problem, ...] = ()
    said: str = ""
    skipped: str = ""
    seconds: float = 0.0


class Skip(Exception):  # noqa: N818 - not an error, a reason
    """The gate's input is broken; carries the reason."""


def _lint(run: Run) -> tuple[tuple[Problem, ...], str]:
    return run.workspace.lint(), run.workspace.size()


def _check(run: Run) -> tuple[tuple[Problem, ...], str]:
    if any(problem.code not in STORY_CODES for problem in errors(run.problems)):
        raise Skip("the contract or a template has problems")
    problems = run.workspace.check()
    return problems, counted(len(run.workspace.production.rendered), "output")


def _site(run: Run) -> tuple[tuple[Problem, ...], str]:
    if not run.workspace.is_readable:
        raise Skip("the contract cannot be read")
    run.built = build_site(run.workspace.root, loaded=run.workspace.loaded)
    return run.built.problems, counted(run.built.pages, "page")


def _links(run: Run) -> tuple[tuple[Problem, ...], str]:
    if run.built is None:
        raise Skip("there is no site")
    sources = Sources(run.workspace.root, run.built.sources, settings=("mkdocs.yml",))
    run.links = check_site(run.built.site, sources, run.built.url)
    run.problems = without_repeats(run.problems, run.links.problems)
    return run.links.problems, counted(run.links.links, "link")


GATES: dict[str, Callable[[Run], tuple[tuple[Problem, ...], str]]] = {
    "lint": _lint,
    "check": _check,
    "site": _site,
    "links": _links,
}


def passages(run: Run, names: Iterable[str] = GATES) -> Iterator[Passage]:
    """Runs the gates, and yields how each went as soon as it is known."""
    for name in names:
        start = time.perf_counter()
        try:
            problems, said = GATES[name](run)
            passage = Passage(name, in_order(problems), said, seconds=time.perf_counter() - start)
        except Skip as why:
            passage = Passage(name, skipped=str(why))
        except ReviError as error:
            passage = Passage(name, in_order(error.problems), seconds=time.perf_counter() - start)
        run.problems = (*run.problems, *passage.problems)
        yield passage
