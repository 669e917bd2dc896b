"""A field in `claude` is misspelled, or the version of Claude Code does not have it.

Why: Claude Code ignores unknown fields without a message. Fields that are not in the list are passed on, because new
ones appear every month.

Example:

    agents: {coder: {description: Writes code., claude: {maxturns: 30}}}

Fix: Correct the name of the field, or name the version that you use in `targets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import closest_name
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude_versions import AGENT_FIELDS, COMMAND_FIELDS
from revi_docs.targets.version_table import VersionedFact

_WRITTEN_ANYWAY = ("name", "description", "tools", "model", CLAUDE.argument_hint_field, "metadata")
"""Fields that the templates write from other keys of the contract."""


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each field that will have no effect."""
    for agent in context.contract.agents.values():
        for field in agent.claude:
            yield from _field_problem(context, reporter, ("agents", agent.id, "claude", field), AGENT_FIELDS)
    for command in context.contract.commands.values():
        for field in command.claude:
            yield from _field_problem(context, reporter, ("commands", command.id, "claude", field), COMMAND_FIELDS)


def _field_problem(
    context: AgentFilesContext, reporter: RuleReporter, path: tuple[str, ...], rows: Iterable[VersionedFact]
) -> Iterator[Problem]:
    rows = tuple(rows)
    section, name, _, field = path
    owner = f"{section[:-1]} '{name}'"
    known_facts = context.facts(rows)
    other = next((row for row in rows if row.name == field), None)
    if field in _WRITTEN_ANYWAY and not (section == "commands" and field == "model"):
        message = f"the field '{field}' of {owner} is written from another key of the contract"
        fix = "remove it from 'claude'"
    elif field in known_facts:
        return
    elif other is not None:
        message = (
            f"Claude Code {context.version} does not have the field '{field}' of {owner}, only since {other.since}"
        )
        fix = f"remove it, or set 'targets: {{claude: {{version: {other.since}}}}}'"
    else:
        suggestion = closest_name(field, list(known_facts))
        if not suggestion:  # a new field is passed on
            return
        message = f"Claude Code has no field '{field}', which {owner} sets"
        fix = f"rename it to '{suggestion}', or remove it"
    yield reporter.problem(message, fix, (context.place_in_contract(path),), ".".join(path))
