"""Block an agent that would run on a model other than the one in the contract, or in a phase over its hard limit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.locks.session_locks import SessionLock, find_session_locks
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.target import skill_name


def deny_reason(repository: Repository, session_id: str, tool_input: Mapping[str, Any], caller: str = "") -> str:
    """Why the agent is rejected; "" if it may start, or the contract does not define it.

    `caller` is the agent that starts it, "" for the main conversation.
    """
    agent = contract_id(repository, "agents", tool_input.get(CLAUDE.tool_fields.agent))
    reason = _wrong_model_reason(repository, agent, tool_input.get(CLAUDE.tool_fields.model)) if agent else ""
    if not reason and agent:
        reason = _wrong_starter_reason(repository, session_id, agent, caller)
    return reason or _breach_reason(repository, session_id)


def _wrong_starter_reason(repository: Repository, session_id: str, agent: str, caller: str) -> str:
    """Why the caller may not start the agent: `spawns` of the contract says who does; "" if it may."""
    starter = contract_id(repository, "agents", caller)
    agents, commands = repository.section("agents"), repository.section("commands")
    if starter:
        if agent in agents[starter]["spawns"]:
            return ""
        location = contract_location(repository, ("agents", starter, "spawns"))
        return f"{location} does not let {starter} start {agent}: return to the command that started {starter}"
    locked_commands = {str(part.lock.get("command", "")) for part in find_session_locks(repository, session_id)}
    starting_commands = {
        name: command for name, command in commands.items() if agent in _started_agents(repository, command)
    }
    if caller or not starting_commands or not locked_commands & set(commands):
        return ""
    # A command without a phase needs no lock, so it may be the one that runs.
    if locked_commands & set(starting_commands) or not all(command["phase"] for command in starting_commands.values()):
        return ""
    command_list = ", ".join(f"/{name}" for name in starting_commands)
    (running, *_) = sorted(locked_commands & set(commands))
    location = contract_location(repository, ("commands", running, "spawns"))
    return f"{location} does not let /{running} start {agent}, which belongs to {command_list}"


def _started_agents(repository: Repository, command: Mapping[str, Any]) -> set[str]:
    """The agents that a command of the contract starts, its workers included."""
    worker_sets = repository.section("workers").get("sets", {})
    workers = worker_sets.get(command["workers"], {}).get("workers", [])
    return {*command["spawns"].values(), *workers}


def contract_id(repository: Repository, section: str, qualified_name: object) -> str:
    """The id of an agent or command by its name, with or without that of the plugin; "" for none.

    A command that is a skill has no namespace: `pm-story` is the name of `pm:story`.
    """
    if not isinstance(qualified_name, str):
        return ""
    items = repository.section(section)
    name = qualified_name.lstrip("/")
    for candidate in (name, name.removeprefix(f"{repository.plugin_name}:")):
        for id_ in (candidate, *(id_ for id_ in items if candidate in (skill_name(id_), *items[id_]["aliases"]))):
            if id_ in items:
                return str(id_)
    return ""


def _wrong_model_reason(repository: Repository, agent: str, requested: object) -> str:
    expected = repository.section("agents")[agent]["model"]
    # The model of the call decides, then that of the agent's file, which the contract generates, then a variable.
    if not expected or not isinstance(requested, str) or not requested or _is_model(repository, requested, expected):
        return ""
    location = contract_location(repository, ("agents", agent, "model"))
    return (
        f"{location} assigns {agent} the model {expected}, not {requested}: "
        f"start it with the model '{expected}', or without a model"
    )


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

    story, budgets = repository.story_paths(session_lock.story), repository.section("budgets")
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
