"""An agent has ended: what it used, by its own transcript, is added to the trace of the story."""

from __future__ import annotations

import time

from revi_docs.runtime.ground import ground_of
from revi_docs.runtime.hooks.agent_start import own_name
from revi_docs.runtime.hooks.agent_usage import AgentUsage, usage_of
from revi_docs.runtime.hooks.call import LET_THROUGH, Call, Verdict
from revi_docs.runtime.sessions import holdings

PATIENCE = 1.0
"""Seconds in which the last words of an agent should reach its transcript: it is asked before they do."""

_PAUSE = 0.05


def answer(call: Call) -> Verdict:
    """Tells the trace, for an agent of the contract and a story that the session holds. Blocks nothing."""
    ground = ground_of(call.cwd or ".")
    if ground is None or not ground.hooks(call.event):
        return LET_THROUGH
    agent = own_name(ground.data, "agents", call.said.get("agent_type"))
    held = holdings(ground, call.session) if agent else ()
    if not held:
        return LET_THROUGH
    kinds = tuple((ground.data.get("budgets") or {"counts": ("input", "output")})["counts"])
    usage = _settled(call.text("agent_transcript_path"), call.text("last_assistant_message"), kinds)
    if usage is None:
        return Verdict(notes=(f"nobody can tell what {agent} used: its transcript cannot be read",))
    from revi_docs.records.times import now_ms
    from revi_docs.runtime.traces import emit
    from revi_docs.runtime.workflow import open_workflow

    fields = {
        "agent": agent,
        "tokensInput": usage.tokens_in,
        "tokensOutput": usage.tokens_out,
        "durationMs": usage.duration_ms,
        "status": "success",
    }
    emit(open_workflow(ground.root).story(held[0].story), "agent_complete", now_ms(), fields)
    return Verdict(notes=tuple(f"what {agent} used may be more: {why}" for why in usage.why))


def _settled(path: str, last: str, kinds: tuple[str, ...]) -> AgentUsage | None:
    """The usage as soon as the last words stand in the transcript, or patience ends; None for no usage."""
    deadline = time.monotonic() + PATIENCE
    while True:
        usage = usage_of(path, kinds)
        told = usage is not None and (not last or usage.last.strip() == last.strip())
        if told or time.monotonic() >= deadline:
            return usage
        time.sleep(_PAUSE)
