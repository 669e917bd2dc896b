"""The outputs that every contract has: files for its targets and pages of the site's reference.

A contract adds to them, replaces single ones, or switches them off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract, Output
from revi_docs.contract.target_relations import targets_of
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.targets.platform import PLATFORMS, load_platform


class DefaultOutput(NamedTuple):
    """An output that every contract with the section has; "" means any contract. `each` is as in `outputs`.

    `target` is the platform whose facts the template sees, "" for pages of the site. `fallback` and `is_fallback` are
    as in `PlatformOutput`.
    """

    section: str
    path: str
    template: str
    each: str = ""
    target: str = ""
    fallback: str = ""
    is_fallback: bool = False


_ITEM_PAGES = (
    DefaultOutput("statuses", "docs_src/reference/statuses/{status}.md", "reference/statuses/status.md.j2", "statuses"),
    DefaultOutput(
        "commands", "docs_src/reference/commands/{command}.md", "reference/commands/command.md.j2", "commands"
    ),
    DefaultOutput("groups", "docs_src/reference/agents/{group}.md", "reference/agents/group.md.j2", "groups"),
)

_AGENT_DOCUMENTS: tuple[tuple[str, Sequence[str]], ...] = (
    ("artifacts", ("artifacts",)),
    ("budgets", ("budgets",)),
    ("errors", ("errors", "recoveries", "circuit", "calls")),
    ("models", ("models",)),
    ("observability", ("trace", "metrics", "records", "log_levels")),
    ("reruns-and-locks", ("rerun", "locks")),
    ("statuses", ("statuses",)),
    ("testing", ("agents", "commands")),
    ("workers", ("workers",)),
    ("working-rules", ("agents",)),
)
"""Workflow documents for agents: name → the sections that it describes."""

_REFERENCE_PAGES: tuple[tuple[str, Sequence[str]], ...] = (
    ("index", ("",)),
    ("statuses/index", ("statuses", "stages")),
    ("commands/index", ("commands",)),
    ("agents/index", ("agents",)),
    ("artifacts", ("artifacts", "checks")),
    ("budgets", ("budgets",)),
    ("errors", ("errors", "recoveries", "circuit", "calls")),
    ("hooks", ("hooks",)),
    ("locks-and-reruns", ("rerun", "locks")),
    ("models", ("models",)),
    ("phases", ("phases",)),
    ("records", ("records",)),
    ("traces", ("trace", "metrics", "log_levels")),
    ("verdicts", ("verdicts",)),
    ("workers", ("workers",)),
)
"""Pages of the reference: name → the sections that it describes; "" means any contract."""


def _target_rows(targets: Iterable[str]) -> Iterator[DefaultOutput]:
    """The files of platforms. Unknown names are skipped: `unknown-target` reports them."""
    for platform in (load_platform(name) for name in targets if name in PLATFORMS):
        for row in platform.outputs:
            yield DefaultOutput(
                row.section,
                row.path,
                row.template,
                row.each,
                row.target or platform.id,
                row.fallback,
                row.is_fallback,
            )
        for name, sections in _AGENT_DOCUMENTS if platform.documents else ():
            path = platform.documents.format(document=name)
            yield from (DefaultOutput(part, path, f"claude/docs/{name}.md.j2", "", platform.id) for part in sections)


def _rows(targets: Iterable[str]) -> Iterator[DefaultOutput]:
    yield from _target_rows(targets)
    yield from _ITEM_PAGES
    for name, sections in _REFERENCE_PAGES:
        for section in sections:
            yield DefaultOutput(section, f"docs_src/reference/{name}.md", f"reference/{name}.md.j2")


DEFAULT_OUTPUTS: tuple[DefaultOutput, ...] = tuple(_rows(PLATFORMS))
"""The default outputs for every platform. A path in several rows needs one of the sections."""

_DEFAULT_PATHS = frozenset(row.path for row in DEFAULT_OUTPUTS)
_FALLBACKS = {row.path: row.fallback for row in DEFAULT_OUTPUTS if row.fallback}


def listed_target(contract: Contract, path: str) -> str:
    """Return the first target of the contract that has a default output, by its key in `outputs`; "" for none."""
    return next((name for name in contract.targets if path in {row.path for row in _target_rows([name])}), "")


def with_default_outputs(contract: Contract) -> Contract:
    """Return the contract with all its outputs: the default ones for its sections and targets, and its own."""
    defaults: dict[str, Output] = {}
    for row in _rows(targets_of(contract)) if contract.default_outputs else ():
        # With an output of its own at the path of the fallback, the contract has a file for each item already.
        is_replaced = row.fallback in contract.outputs
        if not is_replaced and (not row.section or getattr(contract, row.section)):
            output = Output(
                path=row.path, template=row.template, each=row.each or None, is_default=True, target=row.target
            )
            defaults.setdefault(row.path, output)
    own = {
        path: replace(output, target=defaults[path].target) if path in defaults else output
        for path, output in contract.outputs.items()
    }
    # An output that is switched off has no template.
    outputs = {path: output for path, output in {**defaults, **own}.items() if output.template}
    return replace(contract, outputs=MappingProxyType(outputs))


def fallback_of(path: str) -> str:
    """Return the path of the default output that takes the names that the one at `path` cannot express; "" for none."""
    return _FALLBACKS.get(path, "")


def writes_item(contract: Contract, path: str, name: str) -> bool:
    """Return whether the output at a path writes the item: names with a namespace go to the fallback of an output."""
    has_namespace = ":" in name
    if path in _FALLBACKS.values() and contract.outputs[path].is_default:
        return has_namespace
    return not (has_namespace and fallback_of(path) in contract.outputs)


def switched_off_problems(contract: Contract, places: Mapping[KeyPath, Place]) -> Iterator[Problem]:
    """Yield a problem for each path that is switched off and is not a default output."""
    for path, output in contract.outputs.items():
        if not output.template and path not in _DEFAULT_PATHS:
            yield Problem(
                code="wrong-value",
                message=f"outputs.{path} is false, but '{path}' is not a default output",
                fix=suggested_fix(path, _DEFAULT_PATHS, "remove the line"),
                places=(places["outputs", path],),
                subject=f"outputs.{path}",
            )
