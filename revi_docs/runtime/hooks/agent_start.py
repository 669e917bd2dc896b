"""Block an agent that would run on a model other than the one in the contract, or in a phase over its hard limit."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.locks.session_locks import SessionLock, find_session_locks
from revi_docs.targets.claude import TARGET as CLAUDE

MODEL_OVERRIDE = CLAUDE.variables.subagent_model
"""The environment variable that overrides the model of every call; `inherit` turns it off."""


def deny_reason(repository: Repository, session_id: str, tool_input: Mapping[str, Any]) -> str:
    """Why the agent is rejected; "" if it may start, or the contract does not define it."""
    agent = contract_id(repository, "agents", tool_input.get("subagent_type"))
    model_reason = _wrong_model_reason(repository, agent, tool_input.get("model")) if agent else ""
    return model_reason or _breach_reason(repository, session_id)


def contract_id(repository: Repository, section: str, qualified_name: object) -> str:
    """The id of an agent or command by its name, with or without that of the plugin; "" for none."""
    if not isinstance(qualified_name, str):
        return ""
    plugin_prefix, separator, name = qualified_name.lstrip("/").rpartition(":")
    if separator and plugin_prefix != repository.plugin_name:
        return ""
    items = repository.section(section)
    return name if name in items else next((id_ for id_ in items if name in items[id_]["aliases"]), "")


def _wrong_model_reason(repository: Repository, agent: str, requested: object) -> str:
    expected = repository.section("agents")[agent]["model"]
    override = os.environ.get(MODEL_OVERRIDE, "")
    if not expected:
        return ""
    rule_text = f"{contract_location(repository, ('agents', agent, 'model'))} assigns {agent} the model {expected}"
    if override and override != CLAUDE.inherit_model:
        if _is_model(repository, override, expected):
            return ""
        fix = "unset the variable, or edit the contract"
        return f"{rule_text}, and {MODEL_OVERRIDE} changes it to {override}: {fix}"
    if not isinstance(requested, str) or not requested or _is_model(repository, requested, expected):
        return ""
    return f"{rule_text}, not {requested}: start it with the model '{expected}', or without a model"


def _is_model(repository: Repository, model: str, expected: str) -> bool:
    """Whether a model is the expected one: its name, an alias, or a full id that contains the name."""
    definition = repository.section("models").get(expected) or {"aliases": []}
    return model == expected or model in definition["aliases"] or expected in re.split(r"[-:./@\[\]]", model)


def _breach_reason(repository: Repository, session_id: str) -> str:
    """The first breach of a hard limit in a phase whose lock the session holds; "" if there is none."""
    for session_lock in find_session_locks(repository, session_id) if repository.section("budgets") else ():
        reason = _lock_breach_reason(repository, session_lock)
        if reason:
            return reason
    return ""


def _lock_breach_reason(repository: Repository, session_lock: SessionLock) -> str:
    """A breach in the ledger since the lock was acquired, unless the limit has been raised above it since."""
    from revi_docs.records.time_formats import parse_time_ms
    from revi_docs.runtime.base.story_ledger import story_ledger
    from revi_docs.runtime.budgets.budget_checks import BREACH_EVENT, story_limits

    story, budgets = repository.story(session_lock.story), repository.section("budgets")
    phase = str(session_lock.lock.get("phase"))
    locked_since_ms = parse_time_ms(session_lock.lock.get("startedAt")) or 0
    for entry in reversed(story_ledger(story).entries):
        fields = entry.fields
        if entry.event != BREACH_EVENT or fields["phase"] != phase or entry.timestamp_ms < locked_since_ms:
            continue
        level = budgets["levels"].get(fields.get("cause") or budgets["level"]) or {}
        limit = story_limits(story)[phase].hard if phase in budgets["phases"] else fields["limit"]
        if level.get("over_hard") == "fail" and fields["tokens"] >= limit:
            location = contract_location(repository, ("budgets", "phases", phase, "hard"))
            return (
                f"{session_lock.story} has used {fields['tokens']:,} tokens in phase {phase}, "
                f"over the limit of {limit:,} in {location}: "
                "the phase has failed, and no further agent may start in it"
            )
    return ""
