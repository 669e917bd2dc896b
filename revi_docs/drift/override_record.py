"""The committed record of templates that replace shipped ones, `.revi/overrides`.

A line has the path of the template, the release that shipped the template which it is based on, and the digest of that
one. `sync` adds a line for a new override and never changes one; `revi-docs template NAME --accept` does. The record is
untrusted input: any other line is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from revi_docs.files.read_file import read_text
from revi_docs.outputs.environment import TEMPLATES_FOLDER
from revi_docs.outputs.overrides import ineffective_parts, replaced_templates
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.version import RELEASE, VERSION

FILE = ".revi/overrides"

_LINE = re.compile(rf"{TEMPLATES_FOLDER}/(?P<name>.+) (?P<release>[0-9.]+) (?P<digest>[0-9a-f]+)")


class Base(NamedTuple):
    """The shipped template that an override is based on: the release that shipped it, and its digest."""

    release: str
    digest: str


def read(root: Path) -> dict[str, tuple[Base, ...]]:
    """Name of a template → its lines; after a merge, there can be several."""
    try:
        lines = read_text(root, FILE, "replace").splitlines()
    except OSError:
        # A repository without copies of shipped templates has no record.
        return {}
    bases: dict[str, tuple[Base, ...]] = {}
    for match in filter(None, map(_LINE.fullmatch, lines)):
        bases[match["name"]] = (*bases.get(match["name"], ()), Base(match["release"], match["digest"]))
    return bases


def expected_bases(root: Path, renderer: Renderer, accepted: str = "") -> dict[str, Base]:
    """The base of each template that replaces a shipped one: the recorded one, or else the present shipped template.

    The present one is also the base of the template with the name `accepted`. Of several lines, the first counts that
    is not the present one: what one branch has not accepted is not accepted.
    """
    recorded = read(root)
    result = {}
    for name, digest in replaced_templates(renderer).items():
        lines = recorded.get(name, ()) if name != accepted else ()
        others = [base for base in lines if base.digest != digest]
        result[name] = next(iter((*others, *lines)), Base(RELEASE, digest))
    return result


def serialize(bases: Mapping[str, Base]) -> bytes | None:
    """Serialize the record, sorted; None if nothing is to be recorded."""
    lines = (f"{TEMPLATES_FOLDER}/{name} {base.release} {base.digest}\n" for name, base in sorted(bases.items()))
    return "".join(lines).encode("utf-8", "surrogateescape") or None


def override_problems(root: Path, renderer: Renderer) -> tuple[Problem, ...]:
    """The problems of templates that replace or extend shipped ones. They keep nothing from being rendered."""
    present = replaced_templates(renderer)
    bases = expected_bases(root, renderer)
    outdated = (_outdated(name, base) for name, base in bases.items() if base.digest != present[name])
    return (*outdated, *ineffective_parts(renderer))


def _outdated(name: str, base: Base) -> Problem:
    return Problem(
        code="outdated-override",
        message=f"is based on the shipped template of revi-docs {base.release}, and {VERSION} ships another one",
        fix=f"take over what you need from 'revi-docs template {name}', then run 'revi-docs template {name} --accept'",
        places=(Place(f"{TEMPLATES_FOLDER}/{name}", 1, 1),),
        subject=f"{TEMPLATES_FOLDER}/{name}",
    )
