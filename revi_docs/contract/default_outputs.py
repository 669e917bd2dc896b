"""The outputs that every contract has: files for Claude Code and pages of the site's reference.

A contract adds to them, replaces single ones, or switches them off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract, Output
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import did_you_mean
from revi_docs.targets.claude import TARGET as CLAUDE

_ITEM_OUTPUTS: tuple[tuple[str, str, str, str], ...] = (
    ("commands", CLAUDE.paths.command, "claude/command.md.j2", "commands"),
    ("agents", CLAUDE.paths.agent, "claude/agent.md.j2", "agents"),
    ("statuses", "docs_src/reference/statuses/{status}.md", "reference/statuses/status.md.j2", "statuses"),
    ("commands", "docs_src/reference/commands/{command}.md", "reference/commands/command.md.j2", "commands"),
    ("groups", "docs_src/reference/agents/{group}.md", "reference/agents/group.md.j2", "groups"),
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


def _rows() -> Iterator[tuple[str, str, str, str]]:
    yield from _ITEM_OUTPUTS
    for name, sections in _AGENT_DOCUMENTS:
        for section in sections:
            yield section, CLAUDE.paths.document.format(document=name), f"claude/docs/{name}.md.j2", ""
    for name, sections in _REFERENCE_PAGES:
        for section in sections:
            yield section, f"docs_src/reference/{name}.md", f"reference/{name}.md.j2", ""


DEFAULT_OUTPUTS: tuple[tuple[str, str, str, str], ...] = tuple(_rows())
"""(required section, path, template, each). A path in several rows needs one of the sections."""

_DEFAULT_PATHS = frozenset(path for _, path, _, _ in DEFAULT_OUTPUTS)


def with_default_outputs(contract: Contract) -> Contract:
    """Return the contract with all its outputs: the default ones for its sections, and its own."""
    defaults = {
        path: Output(path=path, template=template, each=each or None, is_default=True)
        for section, path, template, each in DEFAULT_OUTPUTS
        if contract.default_outputs and (not section or getattr(contract, section))
    }
    outputs = {path: output for path, output in {**defaults, **contract.outputs}.items() if output.template}
    return replace(contract, outputs=MappingProxyType(outputs))


def switched_off_problems(contract: Contract, places: Mapping[KeyPath, Place]) -> Iterator[Problem]:
    """Yield a problem for each path that is switched off and is no default output."""
    for path, output in contract.outputs.items():
        if not output.template and path not in _DEFAULT_PATHS:
            yield Problem(
                code="wrong-value",
                message=f"outputs.{path} is false, but '{path}' is not a default output",
                fix=f"remove the line{did_you_mean(path, _DEFAULT_PATHS)}",
                places=(places["outputs", path],),
                subject=f"outputs.{path}",
            )
