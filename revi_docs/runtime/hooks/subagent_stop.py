"""SubagentStop: append the usage of the agent, by its transcript, to the trace of the story."""

from __future__ import annotations

import time

from revi_docs.runtime.base.repository import find_repository
from revi_docs.runtime.hooks.agent_start import contract_id
from revi_docs.runtime.hooks.agent_usage import AgentUsage, read_agent_usage
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookVerdict
from revi_docs.runtime.locks.session_locks import find_session_locks
from revi_docs.targets.claude import TARGET as CLAUDE

MAX_WAIT_SECONDS = 1.0
"""Seconds to wait for the last reply, which Claude Code may write after it calls the hook. Arbitrary: well
below the timeout of a hook."""

_POLL_SECONDS = 0.05
"""Seconds between two readings of the transcript. Arbitrary."""


def answer(call: HookCall) -> HookVerdict:
    """Record the usage of an agent of the contract if the session holds a lock. Never blocks."""
    repository = find_repository(call.cwd or ".")
    if repository is None or not repository.has_hook(call.event):
        return ALLOW
    agent = contract_id(repository, "agents", call.payload.get(CLAUDE.hook_fields.agent))
    session_locks = find_session_locks(repository, call.session_id) if agent else ()
    if not session_locks:
        return ALLOW
    transcript, last_text = call.text(CLAUDE.hook_fields.agent_transcript), call.text(CLAUDE.hook_fields.last_reply)
    usage = _wait_for_usage(transcript, last_text, repository.counted_tokens)
    if usage is None:
        return HookVerdict(notes=(f"the usage of {agent} is unknown: its transcript cannot be read",))
    from revi_docs.records.command_errors import file_errors
    from revi_docs.records.time_formats import now_ms
    from revi_docs.runtime.traces.trace_events import emit, trace_file

    fields = {
        "agent": agent,
        "tokensInput": usage.tokens_in,
        "tokensOutput": usage.tokens_out,
        "durationMs": usage.duration_ms,
        "status": "success",
    }
    story = repository.story_paths(session_locks[0].story)
    with file_errors(trace_file(story) if repository.section("trace") else story.folder):
        emit(story, "agent_complete", now_ms(), fields)
    return HookVerdict(notes=tuple(f"the usage of {agent} may be higher: {gap}" for gap in usage.gaps))


def _wait_for_usage(path: str, last_text: str, kinds: tuple[str, ...]) -> AgentUsage | None:
    """The usage as soon as the transcript has the last reply, or the wait is over; None if unknown."""
    deadline = time.monotonic() + MAX_WAIT_SECONDS
    while True:
        usage = read_agent_usage(path, kinds)
        # Claude Code calls the hook before it has written the last reply to the transcript.
        is_complete = usage is not None and (not last_text or usage.last_text.strip() == last_text.strip())
        if is_complete or time.monotonic() >= deadline:
            return usage
        time.sleep(_POLL_SECONDS)
