"""Whether an agent may start: on the model of the contract, and while no hard limit is breached."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.base.hook_context import HookContext
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.locks.session_locks import SessionLock, find_session_locks
from revi_docs.targets.claude import TARGET as CLAUDE

MODEL_OVERRIDE = CLAUDE.variables.subagent_model
"""The variable that decides over every call and every file; `inherit` leaves it to them."""


def deny_reason(context: HookContext, session_id: str, tool_input: Mapping[str, Any]) -> str:
    """Why the agent must not start; "" where it may, and for agents that the contract does not know."""
    agent = contract_id(context.data, "agents", tool_input.get("subagent_type"))
    return (_wrong_model_reason(context, agent, tool_input.get("model")) if agent else "") or _breach_reason(
        context, session_id
    )


def contract_id(data: Mapping[str, Any], section: str, qualified_name: object) -> str:
    """The id of an agent or command that Claude Code names, be it with the plugin's name; "" for none."""
    if not isinstance(qualified_name, str):
        return ""
    plugin_prefix, separator, name = qualified_name.lstrip("/").rpartition(":")
    project = data["project"]
    plugin = str(project.get("prefix") or project.get("name") or "").lower().replace(" ", "-")
    if separator and plugin_prefix != plugin:
        return ""
    items = data.get(section) or {}
    return name if name in items else next((id_ for id_ in items if name in items[id_]["aliases"]), "")


def _wrong_model_reason(context: HookContext, agent: str, requested: object) -> str:
    expected = context.data["agents"][agent]["model"]
    override = os.environ.get(MODEL_OVERRIDE, "")
    if not expected:
        return ""
    rule_text = f"{contract_location(context, ('agents', agent, 'model'))} gives {agent} the model {expected}"
    if override and override != CLAUDE.inherit_model:
        if _is_model(context, override, expected):
            return ""
        return f"{rule_text}, and {MODEL_OVERRIDE} makes it {override}: unset that variable, or change the contract"
    if not isinstance(requested, str) or not requested or _is_model(context, requested, expected):
        return ""
    return f"{rule_text}, not {requested}: call it with the model '{expected}', or without one"


def _is_model(context: HookContext, model: str, expected: str) -> bool:
    """Whether a model is the wanted one: its name, an older one, or a full id of its class."""
    definition = (context.data.get("models") or {}).get(expected) or {"aliases": []}
    return model == expected or model in definition["aliases"] or expected in re.split(r"[-:./@\[\]]", model)


def _breach_reason(context: HookContext, session_id: str) -> str:
    """What was breached in the phase whose lock the session holds, since it holds it."""
    for session_lock in find_session_locks(context, session_id) if context.data.get("budgets") else ():
        reason = _lock_breach_reason(context, session_lock)
        if reason:
            return reason
    return ""


def _lock_breach_reason(context: HookContext, session_lock: SessionLock) -> str:
    """By the ledger, for the level that held then; a limit that was raised since counts as it is now."""
    from revi_docs.records.ledger import read_ledger
    from revi_docs.records.time_formats import parse_time_ms
    from revi_docs.runtime.base.repository import open_repository
    from revi_docs.runtime.budgets.budget_checks import BREACH_EVENT, story_limits

    story = open_repository(context.root).story(session_lock.story)
    budgets = context.data["budgets"]
    phase, locked_since_ms = (
        str(session_lock.lock.get("phase")),
        parse_time_ms(session_lock.lock.get("startedAt")) or 0,
    )
    for entry in reversed(read_ledger(story.ledger, story.repository.contract).entries):
        fields = entry.fields
        if entry.event != BREACH_EVENT or fields["phase"] != phase or entry.timestamp_ms < locked_since_ms:
            continue
        level = budgets["levels"].get(fields.get("cause") or budgets["level"]) or {}
        limit = story_limits(story)[phase].hard if phase in budgets["phases"] else fields["limit"]
        if level.get("over_hard") == "fail" and fields["tokens"] >= limit:
            location = contract_location(context, ("budgets", "phases", phase, "hard"))
            return (
                f"{session_lock.story} has used {fields['tokens']:,} tokens in the phase {phase}, and its limit "
                f"is {limit:,} by {location}: the phase has failed, no further agent starts in it"
            )
    return ""
