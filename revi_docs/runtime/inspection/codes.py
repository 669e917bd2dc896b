"""Explanations of the codes of `revi doctor` and `revi plumbing trace check`, for `explain` and the site."""

from __future__ import annotations

INSPECTION_CODES: dict[str, tuple[str, str, str, str]] = {
    "missing-output": (
        "A generated file that the index lists does not exist.",
        "Agents and hooks that need it work without it or fail.",
        ".claude/agents/reader.md",
        "Run `revi-docs sync`.",
    ),
    "changed-output": (
        "A generated file was edited after it was generated.",
        "The file no longer follows the contract, and `revi-docs sync` leaves it as it is.",
        ".claude/agents/reader.md",
        "See the edit with `revi-docs check`, then run `revi-docs sync --force`.",
    ),
    "hook-missing": (
        "No settings of Claude Code call `revi hook` for an event that the contract lists.",
        "The checks of that hook never run.",
        "no PreToolUse in .claude/settings.json",
        "Run `revi-docs init --hooks`, or install the plugin.",
    ),
    "stale-temp-file": (
        "A temporary file was left by a writer that was stopped.",
        "It is never read, but it may be committed by accident.",
        "plans/stories/REVI-001/.REVI-001.md.4711.revi-tmp",
        "Run `revi doctor --fix`, which deletes it.",
    ),
    "trace-torn": (
        "A line of the trace is incomplete.",
        "A writer was stopped in the middle of the line; the next event starts a new line.",
        '{"event": "tool_ca',
        "Remove the line while no agent runs.",
    ),
    "trace-malformed": (
        "A line of the trace is not valid JSON.",
        "Checks and metrics skip it.",
        "event: tool_call",
        "Write events with `revi plumbing trace emit`.",
    ),
    "unknown-field": (
        "An event has a field that the contract does not define for it.",
        "Nothing reads that field.",
        '{"event": "tool_call", "tol": "Read"}',
        "Write events with `revi plumbing trace emit`.",
    ),
    "wrong-field": (
        "A field of an event is missing or has a value of the wrong type.",
        "Metrics would count it incorrectly.",
        '{"event": "phase_complete", "durationMs": "long"}',
        "Write events with `revi plumbing trace emit`.",
    ),
    "trace-story-differs": (
        "An event in the trace belongs to another story.",
        "The metrics of both stories would be wrong.",
        '{"storyId": "REVI-002"} in the trace of REVI-001',
        "Move the line to the trace of that story.",
    ),
    "wrong-model": (
        "An agent ran on a different model than the contract assigns.",
        "Prices, limits and evaluations assume the model in the contract.",
        "agent_spawn reader on opus, contract: sonnet",
        "Start the agent on the model that `revi plumbing model AGENT` prints.",
    ),
    "move-not-in-ledger": (
        "The trace has a move that is not in the ledger.",
        "The ledger decides, so the move did not happen or was recorded without revi.",
        "status_moved to uat",
        "Move stories with `revi plumbing move` only.",
    ),
    "phase-without-end": (
        "A phase started and did not end.",
        "Its duration and its result are unknown.",
        "phase_start on line 12 without phase_complete",
        "End phases with `revi plumbing lock release`, even after a failure.",
    ),
    "phase-without-start": (
        "A phase ended that had not started.",
        "Its duration is unknown.",
        "phase_complete without phase_start",
        "Start phases with `revi plumbing lock acquire`.",
    ),
    "over-budget": (
        "A phase reached its hard limit, and the ledger has no entry about it.",
        "A breach that is not recorded cannot stop the phase.",
        "61,000 tokens in code_review, hard limit 60,000",
        "Run `revi plumbing budget check STORY --phase PHASE`.",
    ),
    "budget-decision": (
        "A recorded budget check took a different action than the contract requires.",
        "The decision did not follow the contract.",
        "level hard_gate over the hard limit, action continue",
        "Check budgets with `revi plumbing budget check`.",
    ),
    "regression": (
        "The trace is worse than the baseline by more than the tolerance.",
        "An agent got slower or more expensive, or took another path.",
        "agents reader tokens 12,000 -> 19,000",
        "Improve the agent, or keep the new trace as the baseline.",
    ),
}
