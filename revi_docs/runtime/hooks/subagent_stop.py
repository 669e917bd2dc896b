"""An agent has ended: what it used, by its own transcript, is added to the trace of the story."""

from __future__ import annotations

import time

from revi_docs.runtime.base.hook_context import find_hook_context
from revi_docs.runtime.hooks.agent_start import contract_id
from revi_docs.runtime.hooks.agent_usage import AgentUsage, read_agent_usage
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookVerdict
from revi_docs.runtime.locks.session_locks import find_session_locks

MAX_WAIT_SECONDS = 1.0
"""Seconds in which the last words of an agent should reach its transcript: it is asked before they do."""

_POLL_SECONDS = 0.05


def answer(call: HookCall) -> HookVerdict:
    """Tells the trace, for an agent of the contract and a story that the session holds. Blocks nothing."""
    context = find_hook_context(call.cwd or ".")
    if context is None or not context.has_hook(call.event):
        return ALLOW
    agent = contract_id(context.data, "agents", call.payload.get("agent_type"))
    session_locks = find_session_locks(context, call.session_id) if agent else ()
    if not session_locks:
        return ALLOW
    kinds = tuple((context.data.get("budgets") or {"counts": ("input", "output")})["counts"])
    usage = _wait_for_usage(call.text("agent_transcript_path"), call.text("last_assistant_message"), kinds)
    if usage is None:
        return HookVerdict(notes=(f"nobody can tell what {agent} used: its transcript cannot be read",))
    from revi_docs.records.time_formats import now_ms
    from revi_docs.runtime.base.repository import open_repository
    from revi_docs.runtime.traces.trace_events import emit

    fields = {
        "agent": agent,
        "tokensInput": usage.tokens_in,
        "tokensOutput": usage.tokens_out,
        "durationMs": usage.duration_ms,
        "status": "success",
    }
    emit(open_repository(context.root).story(session_locks[0].story), "agent_complete", now_ms(), fields)
    return HookVerdict(notes=tuple(f"what {agent} used may be more: {gap}" for gap in usage.gaps))


def _wait_for_usage(path: str, last_text: str, kinds: tuple[str, ...]) -> AgentUsage | None:
    """The usage as soon as the last words stand in the transcript, or patience ends; None for no usage."""
    deadline = time.monotonic() + MAX_WAIT_SECONDS
    while True:
        usage = read_agent_usage(path, kinds)
        is_complete = usage is not None and (not last_text or usage.last_text.strip() == last_text.strip())
        if is_complete or time.monotonic() >= deadline:
            return usage
        time.sleep(_POLL_SECONDS)
