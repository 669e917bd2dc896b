"""The outputs of a contract without `outputs`: files for Claude Code and pages of the site's reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
