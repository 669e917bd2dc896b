"""All outputs of a repository at once, with all problems of the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.outputs.environment import FOLDER
from revi_docs.outputs.plan import Planned, output_table, plan
from revi_docs.outputs.render import Rendered, Renderer
from revi_docs.outputs.unshown import unshown
from revi_docs.problems.problem import Place, Problem, ReviError, in_order


@dataclass(frozen=True, slots=True)
class Production:
    """What a repository's outputs are to be: `rendered` the files, sorted by path, `regions` the regions."""

    rendered: tuple[Rendered, ...]
    regions: Mapping[Planned, Rendered]
    problems: tuple[Problem, ...]
    renderer: Renderer


def produce(
    root: FilePath,
    loaded: Loaded,
    extras: Mapping[str, Any],
    regions: Sequence[Planned] = (),
    known: Callable[[Planned], Rendered | None] = lambda _: None,
) -> Production:
    """Renders every output and every one of the regions that can be rendered.

    `known` gives what need not be rendered again.
    """
    renderer = Renderer(root, loaded, extras)
    if renderer.loader.leads_out:
        return Production((), {}, (_LINKED,), renderer)
    planned, problems = plan(loaded, extras)
    rendered: list[Rendered] = []
    broken: dict[tuple[str, str], Problem] = {}
    for one in (*planned, *regions):
        try:
            rendered.append(known(one) or renderer.render(one))
        except ReviError as error:
            for problem in error.problems:
                _add(broken, problem)
    found = [*problems, *broken.values()]
    if not found:
        found += _unused(renderer, loaded, rendered)
        found += unshown(loaded, rendered)
    files = tuple(one for one in rendered if one.planned.marker is None)
    inside = {one.planned: one for one in rendered if one.planned.marker}
    return Production(files, inside, in_order(found), renderer)


def _add(broken: dict[tuple[str, str], Problem], problem: Problem) -> None:
    """Keeps a problem; what is known already only gets the places where it shows as well."""
    first = broken.setdefault((problem.code, problem.subject), problem)
    more = tuple(place for place in problem.places if place not in first.places)
    broken[problem.code, problem.subject] = replace(first, places=(*first.places, *more))


REGIONS = "regions/"
"""The folder of the regions' templates. Those that are shipped wait for whoever wants one."""

_LINKED = Problem(
    code="linked-templates",
    message=f"the folder '{FOLDER}' leads through a link out of the repository",
    fix="put the templates into the repository, or remove the link",
    places=(Place(FOLDER),),
    subject=FOLDER,
)


def _unused(renderer: Renderer, loaded: Loaded, rendered: Sequence[Rendered]) -> list[Problem]:
    used = {name for one in rendered for name in one.templates}
    own = (name for name in renderer.loader.own_templates() if name not in used)
    idle = [name for name in own if not (name.startswith(REGIONS) and renderer.loader.ships(name))]
    named = _named(renderer, loaded) if idle else set()
    return [
        Problem(
            code="unused-template",
            message=f"no output uses the template '{name}'",
            fix="name it in outputs or in a region, include it somewhere, or remove it",
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
