"""The names that each kind of reference can have."""

from __future__ import annotations

from collections.abc import Callable, Collection

from revi_docs.contract.model import Contract
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.targets.claude import TARGET as CLAUDE

SINGULAR_BY_SECTION = {
    "stages": "stage",
    "phases": "phase",
    "statuses": "status",
    "verdicts": "verdict_set",
    "recoveries": "recovery",
    "errors": "error",
    "calls": "call",
    "models": "model",
    "groups": "group",
    "agents": "agent",
    "commands": "command",
    "artifacts": "artifact",
    "checks": "check",
    "records": "record",
    "log_levels": "log_level",
    "hooks": "hook",
    "rules": "rule",
    "rule_groups": "rule_group",
    "python_modules": "module",
    "typescript_modules": "module",
}
"""Section → the name of one of its items in paths and templates.

These are the values of `each` in an output: the sections of items, and the built-in sections of revi-docs.
"""

BUILT_IN_SECTIONS = ("rules", "rule_groups", "python_modules", "typescript_modules")
"""The sections that do not come from the contract: the rules and their groups, and the modules of `decide`."""

BUILT_IN_RECORDS = ("error_log", "ledger_entry", "phase_lock", "token_record")
"""The records that revi itself writes and checks; a contract can declare them to add fields."""

HOOK_EVENTS = tuple(event.name for event in CLAUDE.hook_events)
"""The events of Claude Code that `revi hook` handles."""

# Functions, because the names depend on the contract.
NAMES_BY_KIND: dict[str, Callable[[Contract], Collection[str]]] = {
    "stages": lambda contract: contract.stages,
    "statuses": lambda contract: contract.statuses,
    "phases": lambda contract: contract.phases,
    "verdicts": lambda contract: contract.verdicts,
    "recoveries": lambda contract: contract.recoveries,
    "commands": lambda contract: contract.commands,
    "initiators": lambda contract: (*contract.commands, MANUAL, SYSTEM),
    "agents": lambda contract: contract.agents,
    "workers": lambda contract: contract.agents,
    "groups": lambda contract: contract.groups,
    "models": lambda contract: contract.models,
    "artifacts": lambda contract: contract.artifacts,
    "checks": lambda contract: contract.checks,
    "records": lambda contract: {*contract.records, *BUILT_IN_RECORDS},
    "worker_sets": lambda contract: contract.workers.sets if contract.workers else (),
    "worker_statuses": lambda contract: contract.workers.statuses if contract.workers else (),
    "levels": lambda contract: contract.budgets.levels if contract.budgets else (),
    "modes": lambda contract: contract.rerun.modes if contract.rerun else (),
    "sources": lambda _: SINGULAR_BY_SECTION,
}
