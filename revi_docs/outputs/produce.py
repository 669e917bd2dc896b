"""All outputs of a repository at once, with all problems of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.outputs.environment import FOLDER
from revi_docs.outputs.plan import output_table, plan
from revi_docs.outputs.render import Rendered, Renderer
from revi_docs.outputs.unshown import unshown
from revi_docs.problems.problem import Place, Problem, ReviError, in_order


@dataclass(frozen=True, slots=True)
class Production:
    """What a repository's outputs are to be: `rendered` sorted by path."""

    rendered: tuple[Rendered, ...]
    problems: tuple[Problem, ...]
    renderer: Renderer


def produce(root: FilePath, loaded: Loaded, extras: Mapping[str, Any]) -> Production:
    """Renders every output that can be rendered."""
    renderer = Renderer(root, loaded, extras)
    if renderer.loader.leads_out:
        return Production((), (_LINKED,), renderer)
    planned, problems = plan(loaded, extras)
    rendered: list[Rendered] = []
    broken: dict[tuple[str, str], Problem] = {}
    for one in planned:
        try:
            rendered.append(renderer.render(one))
        except ReviError as error:
            for problem in error.problems:
                broken.setdefault((problem.code, problem.subject), problem)
    found = [*problems, *broken.values()]
    if not found:
        found += _unused(renderer, loaded)
        found += unshown(loaded, rendered)
    return Production(tuple(rendered), in_order(found), renderer)


_LINKED = Problem(
    code="linked-templates",
    message=f"the folder '{FOLDER}' leads through a link out of the repository",
    fix="put the templates into the repository, or remove the link",
    places=(Place(FOLDER),),
    subject=FOLDER,
)


def _unused(renderer: Renderer, loaded: Loaded) -> list[Problem]:
    loader = renderer.loader
    idle = [name for name in loader.own_templates() if name not in loader.loaded]
    named = _named(renderer, loaded) if idle else set()
    return [
        Problem(
            code="unused-template",
            message=f"no output uses the template '{name}'",
            fix="name it in outputs, include it somewhere, or remove it",
            places=(Place(f"{FOLDER}/{name}"),),
            subject=name,
        )
        for name in idle
        if name not in named
    ]


def _named(renderer: Renderer, loaded: Loaded) -> set[str]:
    """The templates that the table names, with what they include; their section may have no item today."""
    todo = [row.template for row in output_table(loaded.contract).values()]
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += renderer.includes(name)
    return found
