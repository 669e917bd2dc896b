"""Whether an agent may start: on the model of the contract, and while no hard limit is breached."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.ground import Ground
from revi_docs.runtime.protected.sources import stated
from revi_docs.runtime.sessions import Holding, holdings

OVERRIDE = "CLAUDE_CODE_SUBAGENT_MODEL"
"""The variable that decides over every call and every file; `inherit` leaves it to them."""


def refusal(ground: Ground, session: str, given: Mapping[str, Any]) -> str:
    """Why the agent must not start; "" where it may, and for agents that the contract does not know."""
    agent = own_name(ground.data, "agents", given.get("subagent_type"))
    return (_wrong_model(ground, agent, given.get("model")) if agent else "") or _breached(ground, session)


def own_name(data: Mapping[str, Any], section: str, named: object) -> str:
    """The id of an agent or command that Claude Code names, be it with the plugin's name; "" for none."""
    if not isinstance(named, str):
        return ""
    before, colon, name = named.lstrip("/").rpartition(":")
    project = data["project"]
    plugin = str(project.get("prefix") or project.get("name") or "").lower().replace(" ", "-")
    if colon and before != plugin:
        return ""
    items = data.get(section) or {}
    return name if name in items else next((id_ for id_ in items if name in items[id_]["aliases"]), "")


def _wrong_model(ground: Ground, agent: str, called: object) -> str:
    wanted = ground.data["agents"][agent]["model"]
    override = os.environ.get(OVERRIDE, "")
    if not wanted:
        return ""
    where = f"{stated(ground, ('agents', agent, 'model'))} gives {agent} the model {wanted}"
    if override and override != "inherit":
        if _is(ground, override, wanted):
            return ""
        return f"{where}, and {OVERRIDE} makes it {override}: unset that variable, or change the contract"
    if not isinstance(called, str) or not called or _is(ground, called, wanted):
        return ""
    return f"{where}, not {called}: call it with the model '{wanted}', or without one"


def _is(ground: Ground, named: str, wanted: str) -> bool:
    """Whether a model is the wanted one: its name, an older one, or a full id of its class."""
    known = (ground.data.get("models") or {}).get(wanted) or {"aliases": []}
    return named == wanted or named in known["aliases"] or wanted in re.split(r"[-:./@\[\]]", named)


def _breached(ground: Ground, session: str) -> str:
    """What was breached in the phase whose lock the session holds, since it holds it."""
    for holding in holdings(ground, session) if ground.data.get("budgets") else ():
        reason = _breach_of(ground, holding)
        if reason:
            return reason
    return ""


def _breach_of(ground: Ground, holding: Holding) -> str:
    """By the ledger, for the level that held then; a limit that was raised since counts as it is now."""
    from revi_docs.records.ledger import read_ledger
    from revi_docs.records.times import read_ms
    from revi_docs.runtime.budget_checks import BREACHED, limits_of
    from revi_docs.runtime.workflow import open_workflow

    story = open_workflow(ground.root).story(holding.story)
    budgets = ground.data["budgets"]
    phase, since = str(holding.lock.get("phase")), read_ms(holding.lock.get("startedAt")) or 0
    for entry in reversed(read_ledger(story.ledger, story.workflow.contract).entries):
        fields = entry.fields
        if entry.event != BREACHED or fields["phase"] != phase or entry.at_ms < since:
            continue
        level = budgets["levels"].get(fields.get("cause") or budgets["level"]) or {}
        limit = limits_of(story)[phase].hard if phase in budgets["phases"] else fields["limit"]
        if level.get("over_hard") == "fail" and fields["tokens"] >= limit:
            where = stated(ground, ("budgets", "phases", phase, "hard"))
            return (
                f"{holding.story} has used {fields['tokens']:,} tokens in the phase {phase}, and its limit "
                f"is {limit:,} by {where}: the phase has failed, no further agent starts in it"
            )
    return ""
