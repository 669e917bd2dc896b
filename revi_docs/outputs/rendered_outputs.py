"""Render all outputs of a repository and collect the problems of their templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.loader import LoadedContract
from revi_docs.outputs.environment import TEMPLATES_FOLDER
from revi_docs.outputs.output_plan import RenderTask, plan_outputs
from revi_docs.outputs.renderer import Renderer, RenderResult
from revi_docs.outputs.unrendered_items import unrendered_items
from revi_docs.outputs.unused_templates import unused_template_problems
from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError


@dataclass(frozen=True, slots=True)
class RenderedOutputs:
    """The rendered files, sorted by path, and regions of a repository."""

    files: tuple[RenderResult, ...]
    regions: Mapping[RenderTask, RenderResult]
    problems: tuple[Problem, ...]
    renderer: Renderer


def render_all(
    root: FilePath,
    loaded: LoadedContract,
    extra_globals: Mapping[str, Any],
    regions: Sequence[RenderTask] = (),
    cached_result: Callable[[RenderTask], RenderResult | None] = lambda _: None,
) -> RenderedOutputs:
    """Render all outputs and regions. `cached_result` returns a cached render or None."""
    renderer = Renderer(root, loaded, extra_globals)
    if renderer.loader.leaves_repository:
        return RenderedOutputs((), {}, (_LINKED_FOLDER_PROBLEM,), renderer)
    tasks, problems = plan_outputs(loaded, extra_globals)
    results: list[RenderResult] = []
    template_problems: dict[tuple[str, str], Problem] = {}
    for task in (*tasks, *regions):
        try:
            results.append(cached_result(task) or renderer.render(task))
        except ReviError as error:
            # The other outputs are still rendered, so that all problems are reported at once.
            for problem in error.problems:
                _add_problem(template_problems, problem)
    all_problems = [*problems, *template_problems.values()]
    if not all_problems:
        all_problems += unused_template_problems(renderer, loaded, results)
        all_problems += unrendered_items(loaded, results)
    files = tuple(result for result in results if result.task.marker is None)
    results_by_region = {result.task: result for result in results if result.task.marker}
    return RenderedOutputs(files, results_by_region, sorted_problems(all_problems), renderer)


def _add_problem(template_problems: dict[tuple[str, str], Problem], problem: Problem) -> None:
    """Add a problem; if it already exists, add only its new places."""
    key = problem.code, problem.subject
    existing = template_problems.setdefault(key, problem)
    new_places = (place for place in problem.places if place not in existing.places)
    template_problems[key] = replace(existing, places=(*existing.places, *new_places))


_LINKED_FOLDER_PROBLEM = Problem(
    code="linked-templates",
    message=f"the folder '{TEMPLATES_FOLDER}' is a symbolic link that points outside the repository",
    fix="move the templates into the repository, or remove the link",
    places=(Place(TEMPLATES_FOLDER),),
    subject=TEMPLATES_FOLDER,
)
