"""All outputs of a repository at once, with all problems of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.contract.names import SINGULAR
from revi_docs.outputs.environment import FOLDER, Loader
from revi_docs.outputs.plan import plan
from revi_docs.outputs.render import Rendered, Renderer
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
        found += _unused(renderer.loader)
        found += _unshown(loaded, rendered)
    return Production(tuple(rendered), in_order(found), renderer)


def _unused(loader: Loader) -> list[Problem]:
    return [
        Problem(
            code="unused-template",
            message=f"no output uses the template '{name}'",
            fix="name it in outputs, include it somewhere, or remove it",
            places=(Place(f"{FOLDER}/{name}"),),
            subject=name,
        )
        for name in loader.own_templates()
        if name not in loader.loaded
    ]


def _unshown(loaded: Loaded, rendered: list[Rendered]) -> list[Problem]:
    """Items of the contract that no output has read: nobody would notice if they were wrong."""
    shown = {path[:2] for one in rendered for path in one.used if len(path) > 1}
    return [
        Problem(
            code="unshown-item",
            message=f"no output shows {section}.{name}",
            fix="show it in a template, or remove it from the contract",
            places=(loaded.at(section, name),),
            subject=f"{section}.{name}",
        )
        for section in SINGULAR
        for name in getattr(loaded.contract, section, ())
        if rendered and (section, name) not in shown
    ]
