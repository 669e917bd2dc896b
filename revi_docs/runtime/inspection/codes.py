"""What `revi doctor` and `revi trace check` report, code by code."""

from __future__ import annotations

INSPECTION_CODES: dict[str, tuple[str, str, str, str]] = {
    "missing-output": (
        "A generated file that the index lists does not exist.",
        "Agents and hooks that read it work without it.",
        ".claude/agents/reader.md",
        "run `revi-docs sync`.",
    ),
    "changed-output": (
        "A generated file was edited after it was generated.",
        "The next `revi-docs sync` would replace the edit.",
        "generated/contract.json",
        "see the edit with `revi-docs check`, then run `revi-docs sync --force`.",
    ),
    "other-contract": (
        "Generated code was generated from another version of the contract.",
        "Code and `revi` then decide differently.",
        'CONTRACT_HASH = "9f86d081884c7d659a2feaa0c55ad015"',
        "run `revi-docs sync`.",
    ),
    "hook-missing": (
        "No settings of Claude Code call `revi hook` for an event that the contract lists.",
        "What the hook checks is then unchecked.",
        "no PreToolUse in .claude/settings.json",
        "run `revi-docs init --hooks`, or install the plugin.",
    ),
    "stale-temp-file": (
        "A temporary file was left by a writer that was stopped.",
        "It is never read, but it may be committed by accident.",
        ".revi-1f3a.tmp",
        "delete the file.",
    ),
    "trace-torn": (
        "A line of the trace is incomplete.",
        "A writer was stopped in the middle of the line; the next event starts a new line.",
        '{"event": "tool_ca',
        "remove the line while no agent runs.",
    ),
    "trace-malformed": (
        "A line of the trace is not valid JSON.",
        "Checks and metrics skip it.",
        "event: tool_call",
        "write events with `revi trace emit`.",
    ),
    "unknown-field": (
        "An event has a field that the contract does not define for it.",
        "Nothing reads that field.",
        '{"event": "tool_call", "tol": "Read"}',
        "write events with `revi trace emit`.",
    ),
    "wrong-field": (
        "A field of an event is missing or has a value of the wrong type.",
        "Metrics would count it wrong.",
        '{"event": "phase_complete", "durationMs": "long"}',
        "write events with `revi trace emit`.",
    ),
    "another-story": (
        "An event in the trace belongs to another story.",
        "The metrics of both stories would be wrong.",
        '{"storyId": "REVI-002"} in the trace of REVI-001',
        "move the line to the trace of that story.",
    ),
    "wrong-model": (
        "An agent ran on another model than the contract gives it.",
        "Prices, limits and evaluations are for the model of the contract.",
        "agent_spawn reader on opus, contract: sonnet",
        "start the agent on the model that `revi model AGENT` prints.",
    ),
    "move-not-in-ledger": (
        "The trace has a move that is not in the ledger.",
        "The ledger decides, so the move did not happen or was recorded without revi.",
        "status_moved to uat",
        "move stories with `revi move` only.",
    ),
    "phase-never-ended": (
        "A phase started and did not end.",
        "Its duration and its result are unknown.",
        "phase_start in line 12 without phase_complete",
        "end phases with `revi lock release`, also after a failure.",
    ),
    "phase-never-began": (
        "A phase ended that had not started.",
        "Its duration is unknown.",
        "phase_complete without phase_start",
        "start phases with `revi lock acquire`.",
    ),
    "over-budget": (
        "A phase reached its hard limit, and the ledger has no entry about it.",
        "A breach that is not recorded cannot stop the phase.",
        "61,000 tokens in code_review, hard limit 60,000",
        "run `revi budget check STORY --phase PHASE`.",
    ),
    "budget-decision": (
        "A recorded budget check has another action than the contract requires.",
        "The decision did not follow the contract.",
        "level hard_gate over the hard limit, action continue",
        "check budgets with `revi budget check`.",
    ),
    "regression": (
        "The trace is worse than the baseline by more than the tolerance.",
        "An agent got slower or more expensive, or took another path.",
        "agents reader tokens 12,000 -> 19,000",
        "improve the agent, or keep the new trace as the baseline.",
    ),
}
