# revi:14a5f5edc8c83931
"""The records and the lines of the trace as frozen classes; `decide.wire` reads and writes them.

A time is a text by ISO 8601 with its offset. See ../../../docs_src/reference/records.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .decide.wire import Wire, Wires

Status = Literal[
    "pending",
    "generated",
    "in-elaboration",
    "needs-refinement",
    "needs-split",
    "ready-to-work",
    "in-progress",
    "ready-for-code-review",
    "code-review-failed",
    "ready-for-qa",
    "in-qa",
    "needs-work",
    "uat",
    "completed",
    "blocked",
    "cancelled",
    "superseded",
]

Phase = Literal[
    "pm_story",
    "elaboration",
    "dev_implementation",
    "code_review",
    "qa_verification",
]

Agent = Literal[
    "elab-setup-leader",
    "dev-setup-leader",
    "qa-verify-setup-leader",
    "pm-bootstrap-setup-leader",
    "pm-harness-setup-leader",
    "elab-epic-setup-leader",
    "architect-setup-leader",
    "scrum-master-setup-leader",
    "ui-ux-review-setup-leader",
    "pm-story-generation-leader",
    "pm-story-seed-agent",
    "pm-story-fix-leader",
    "pm-story-adhoc-leader",
    "pm-story-bug-leader",
    "pm-story-followup-leader",
    "pm-story-split-leader",
    "pm-triage-leader",
    "pm-bootstrap-analysis-leader",
    "elab-analyst",
    "elab-epic-interactive-leader",
    "dev-implement-planning-leader",
    "dev-implement-implementation-leader",
    "qa-verify-verification-leader",
    "dev-plan-leader",
    "dev-execute-leader",
    "dev-verification-leader",
    "elab-epic-reviews-leader",
    "architect-api-leader",
    "architect-packages-leader",
    "architect-frontend-leader",
    "architect-types-leader",
    "scrum-master-loop-leader",
    "ui-ux-review-reviewer",
    "pm-draft-test-plan",
    "pm-dev-feasibility-review",
    "pm-uiux-recommendations",
    "code-review-lint",
    "code-review-syntax",
    "code-review-style-compliance",
    "code-review-security",
    "code-review-typecheck",
    "code-review-build",
    "dev-implement-planner",
    "dev-implement-plan-validator",
    "dev-implement-backend-coder",
    "dev-implement-frontend-coder",
    "dev-implement-contracts",
    "dev-implement-verifier",
    "dev-implement-playwright",
    "dev-implement-proof-writer",
    "dev-implement-learnings",
    "elab-epic-engineering",
    "elab-epic-product",
    "elab-epic-qa",
    "elab-epic-ux",
    "elab-epic-platform",
    "elab-epic-security",
    "elab-completion-leader",
    "dev-documentation-leader",
    "qa-verify-completion-leader",
    "pm-bootstrap-generation-leader",
    "pm-harness-generation-leader",
    "elab-epic-aggregation-leader",
    "elab-epic-updates-leader",
    "architect-aggregation-leader",
    "review-aggregate-leader",
    "dev-proof-leader",
    "ui-ux-review-report-leader",
    "knowledge-context-loader",
    "kb-writer",
    "dev-fix-fix-leader",
]

Model = Literal[
    "haiku",
    "sonnet",
    "opus",
]

ErrorType = Literal[
    "AGENT_SPAWN_FAILED",
    "AGENT_TIMEOUT",
    "MALFORMED_OUTPUT",
    "PRECONDITION_FAILED",
    "EXTERNAL_SERVICE_DOWN",
]

Command = Literal[
    "pm-bootstrap-workflow",
    "elab-epic",
    "feature",
    "pm-refine-story",
    "pm-generate-story",
    "pm-story",
    "pm-fix-story",
    "pm-generate-story-000-harness",
    "elab-story",
    "dev-implement-story",
    "dev-code-review",
    "dev-fix-story",
    "ui-ux-review",
    "qa-verify-story",
    "qa-gate",
    "wt-finish",
    "scrum-master",
    "architect-review",
    "checkpoint",
    "context-init",
    "index-update",
    "migrate-agents-v3",
    "precondition-check",
    "story-move",
    "story-status",
    "story-update",
    "token-log",
    "token-report",
]

Recovery = Literal[
    "RETRY",
    "FAIL_PHASE",
    "SKIP",
    "FALLBACK",
    "MANUAL",
    "CIRCUIT_BREAK",
]

WorkerStatus = Literal[
    "PASS",
    "FAIL",
    "TIMEOUT",
    "ERROR",
    "PENDING",
    "RUNNING",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRecord:
    """One failure of an agent's work.

    See ../../../docs_src/reference/records.md#error_record
    """

    type: ErrorType
    phase: Phase
    node: str
    message: str
    original_error: str | None = None
    retryable: bool
    retry_count: int
    max_retries: int
    timestamp: str
    recovery: Recovery | None = None
    context: dict[str, object] | None = None
    stack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLog:
    """The failures of a story and whether a person must act.

    See ../../../docs_src/reference/records.md#error_log
    """

    story_id: str
    phase: Phase
    created_at: str
    updated_at: str
    errors: tuple[ErrorRecord, ...]
    circuit_state: Literal["CLOSED", "OPEN"] | None = None
    requires_intervention: bool
    resolution_notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One step of a story. Its ledger is only ever added to, and says where the story stands.

    See ../../../docs_src/reference/records.md#ledger_entry
    """

    timestamp: str
    story_id: str
    event: Literal["created", "adopted", "moved", "gated", "forced", "lock-broken", "circuit-opened", "circuit-closed", "budget-breached"]
    actor: str
    status: Status | None = None
    from_: Status | None = None
    to: Status | None = None
    by: str | None = None
    cause: str | None = None
    verdict: str | None = None
    role: str | None = None
    reason: str | None = None
    evidence: tuple[str, ...] | None = None
    phase: Phase | None = None
    command: Command | None = None
    owner: str | None = None
    fence: int | None = None
    tokens: int | None = None
    limit: int | None = None
    failures: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLock:
    """Who works on the story; the only holder while it stands.

    See ../../../docs_src/reference/records.md#phase_lock
    """

    phase: Phase
    command: Command
    started_at: str
    pid: int
    host: str
    fence: int
    owner: str
    heartbeat_at: str
    session_id: str | None = None
    start_time: str | None = None
    boot_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerResult:
    """What one worker reports.

    See ../../../docs_src/reference/records.md#worker_result
    """

    worker: Agent
    status: WorkerStatus
    duration_ms: int | None = None
    findings: tuple[dict[str, object], ...] | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The results of a worker set and what they make together.

    See ../../../docs_src/reference/records.md#verification
    """

    story_id: str
    set: str
    result: Literal["PASS", "FAIL", "TIMEOUT", "ERROR", "PENDING"]
    warnings: tuple[str, ...] | None = None
    workers: tuple[WorkerResult, ...]
    collected_at: str
    qa_verify: Literal["PASS", "FAIL"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QaGate:
    """The decision whether a story ships.

    See ../../../docs_src/reference/records.md#qa_gate
    """

    story_id: str
    verdict: Literal["PASS", "WAIVED", "CONCERNS", "FAIL"]
    actor: str
    role: str
    reason: str | None = None
    evidence: tuple[str, ...]
    decided_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsStory:
    """The figures of a story.

    See ../../../docs_src/reference/records.md#metrics_story
    """

    story_id: str
    started_at: str
    completed_at: str | None = None
    phases: tuple[MetricsPhase, ...]
    total_tokens: int
    total_duration_ms: int
    total_agent_spawns: int
    total_tool_calls: int
    status: Literal["in_progress", "completed", "failed", "blocked"]
    current_phase: Phase | None = None
    estimated_cost: dict[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsPhase:
    """The figures of one phase of a story.

    See ../../../docs_src/reference/records.md#metrics_phase
    """

    name: Phase
    duration_ms: int
    tokens_input: int
    tokens_output: int
    agent_spawns: int
    tool_calls: int
    status: Literal["PASS", "FAIL", "TIMEOUT", "ERROR", "SKIPPED"]
    started_at: str
    completed_at: str
    retries: int | None = None
    errors: int | None = None
    custom: dict[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRecord:
    """The tokens that one phase used; what nobody counted is absent and never zero.

    See ../../../docs_src/reference/records.md#token_record
    """

    story_id: str
    phase: Phase
    command: Command | None = None
    before: int | None = None
    after: int | None = None
    delta: int | None = None
    tokens_input: int | None = None
    tokens_output: int | None = None
    tokens_cache_creation: int | None = None
    tokens_cache_read: int | None = None
    source: Literal["transcript", "result", "stated", "unrecorded"]
    complete: bool
    recorded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStartEvent:
    """A phase begins.

    See ../../../docs_src/reference/traces.md#event-phase_start
    """

    event: Literal["phase_start"] = "phase_start"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseCompleteEvent:
    """A phase ends.

    See ../../../docs_src/reference/traces.md#event-phase_complete
    """

    event: Literal["phase_complete"] = "phase_complete"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase
    status: Literal["PASS", "FAIL", "TIMEOUT", "ERROR", "SKIPPED"]
    duration_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSpawnEvent:
    """An agent starts.

    See ../../../docs_src/reference/traces.md#event-agent_spawn
    """

    event: Literal["agent_spawn"] = "agent_spawn"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    agent: Agent
    model: Model
    phase: Phase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentCompleteEvent:
    """An agent ends.

    See ../../../docs_src/reference/traces.md#event-agent_complete
    """

    event: Literal["agent_complete"] = "agent_complete"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    agent: Agent
    tokens_input: int
    tokens_output: int
    duration_ms: int
    status: Literal["success", "error", "timeout"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCallEvent:
    """An agent uses a tool.

    See ../../../docs_src/reference/traces.md#event-tool_call
    """

    event: Literal["tool_call"] = "tool_call"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    tool: str
    path: str | None = None
    duration_ms: int | None = None
    success: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEvent:
    """Something fails.

    See ../../../docs_src/reference/traces.md#event-error
    """

    event: Literal["error"] = "error"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    error_type: ErrorType
    message: str
    phase: Phase | None = None
    node: str | None = None
    recoverable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointEvent:
    """The work reaches a point to resume from.

    See ../../../docs_src/reference/traces.md#event-checkpoint
    """

    event: Literal["checkpoint"] = "checkpoint"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    stage: str
    iteration: int | None = None
    data: dict[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactEvent:
    """A file is read or changed.

    See ../../../docs_src/reference/traces.md#event-artifact
    """

    event: Literal["artifact"] = "artifact"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    action: Literal["created", "updated", "deleted", "read"]
    path: str
    artifact_type: str | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMovedEvent:
    """The story reaches another status.

    See ../../../docs_src/reference/traces.md#event-status_moved
    """

    event: Literal["status_moved"] = "status_moved"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    from_: Status
    to: Status
    by: str
    cause: str | None = None
    actor: str | None = None
    reason: str | None = None
    fence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LockTakenEvent:
    """A phase lock is taken or taken over.

    See ../../../docs_src/reference/traces.md#event-lock_taken
    """

    event: Literal["lock_taken"] = "lock_taken"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase
    owner: str
    fence: int
    taken_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LockReleasedEvent:
    """A phase lock is given back.

    See ../../../docs_src/reference/traces.md#event-lock_released
    """

    event: Literal["lock_released"] = "lock_released"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase
    owner: str
    fence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LockBrokenEvent:
    """A person breaks a phase lock.

    See ../../../docs_src/reference/traces.md#event-lock_broken
    """

    event: Literal["lock_broken"] = "lock_broken"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase
    owner: str
    fence: int
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCheckedEvent:
    """The tokens of a phase are held against its limits.

    See ../../../docs_src/reference/traces.md#event-budget_checked
    """

    event: Literal["budget_checked"] = "budget_checked"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase
    level: str
    tokens: int
    warning: int
    hard: int
    action: Literal["continue", "warn", "confirm", "fail"]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFinishedEvent:
    """A worker of a set reports its result.

    See ../../../docs_src/reference/traces.md#event-worker_finished
    """

    event: Literal["worker_finished"] = "worker_finished"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    set: str
    worker: Agent
    status: WorkerStatus
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RerunDecidedEvent:
    """It is decided whether a command runs again.

    See ../../../docs_src/reference/traces.md#event-rerun_decided
    """

    event: Literal["rerun_decided"] = "rerun_decided"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    command: Command
    mode: str
    done: bool
    action: Literal["proceed", "skip", "resume", "refuse"]
    resume_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CircuitOpenedEvent:
    """Too many errors in too short a time; a person must act.

    See ../../../docs_src/reference/traces.md#event-circuit_opened
    """

    event: Literal["circuit_opened"] = "circuit_opened"
    timestamp: str
    story_id: str
    trace_id: str | None = None
    phase: Phase
    failures: int
    window_ms: int
    moved: bool


WIRES: Final[Wires] = {
    ErrorRecord: {
        "type": Wire("type"),
        "phase": Wire("phase"),
        "node": Wire("node"),
        "message": Wire("message"),
        "original_error": Wire("originalError"),
        "retryable": Wire("retryable"),
        "retry_count": Wire("retryCount"),
        "max_retries": Wire("maxRetries"),
        "timestamp": Wire("timestamp"),
        "recovery": Wire("recovery"),
        "context": Wire("context"),
        "stack": Wire("stack"),
    },
    ErrorLog: {
        "story_id": Wire("storyId"),
        "phase": Wire("phase"),
        "created_at": Wire("createdAt"),
        "updated_at": Wire("updatedAt"),
        "errors": Wire("errors", ErrorRecord),
        "circuit_state": Wire("circuitState"),
        "requires_intervention": Wire("requiresIntervention"),
        "resolution_notes": Wire("resolutionNotes"),
    },
    LedgerEntry: {
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "event": Wire("event"),
        "actor": Wire("actor"),
        "status": Wire("status"),
        "from_": Wire("from"),
        "to": Wire("to"),
        "by": Wire("by"),
        "cause": Wire("cause"),
        "verdict": Wire("verdict"),
        "role": Wire("role"),
        "reason": Wire("reason"),
        "evidence": Wire("evidence"),
        "phase": Wire("phase"),
        "command": Wire("command"),
        "owner": Wire("owner"),
        "fence": Wire("fence"),
        "tokens": Wire("tokens"),
        "limit": Wire("limit"),
        "failures": Wire("failures"),
    },
    PhaseLock: {
        "phase": Wire("phase"),
        "command": Wire("command"),
        "started_at": Wire("startedAt"),
        "pid": Wire("pid"),
        "host": Wire("host"),
        "fence": Wire("fence"),
        "owner": Wire("owner"),
        "heartbeat_at": Wire("heartbeatAt"),
        "session_id": Wire("sessionId"),
        "start_time": Wire("startTime"),
        "boot_id": Wire("bootId"),
    },
    WorkerResult: {
        "worker": Wire("worker"),
        "status": Wire("status"),
        "duration_ms": Wire("durationMs"),
        "findings": Wire("findings"),
        "message": Wire("message"),
    },
    Verification: {
        "story_id": Wire("storyId"),
        "set": Wire("set"),
        "result": Wire("result"),
        "warnings": Wire("warnings"),
        "workers": Wire("workers", WorkerResult),
        "collected_at": Wire("collectedAt"),
        "qa_verify": Wire("qa_verify"),
    },
    QaGate: {
        "story_id": Wire("storyId"),
        "verdict": Wire("verdict"),
        "actor": Wire("actor"),
        "role": Wire("role"),
        "reason": Wire("reason"),
        "evidence": Wire("evidence"),
        "decided_at": Wire("decidedAt"),
    },
    MetricsStory: {
        "story_id": Wire("storyId"),
        "started_at": Wire("startedAt"),
        "completed_at": Wire("completedAt"),
        "phases": Wire("phases", MetricsPhase),
        "total_tokens": Wire("totalTokens"),
        "total_duration_ms": Wire("totalDurationMs"),
        "total_agent_spawns": Wire("totalAgentSpawns"),
        "total_tool_calls": Wire("totalToolCalls"),
        "status": Wire("status"),
        "current_phase": Wire("currentPhase"),
        "estimated_cost": Wire("estimatedCost"),
    },
    MetricsPhase: {
        "name": Wire("name"),
        "duration_ms": Wire("durationMs"),
        "tokens_input": Wire("tokensInput"),
        "tokens_output": Wire("tokensOutput"),
        "agent_spawns": Wire("agentSpawns"),
        "tool_calls": Wire("toolCalls"),
        "status": Wire("status"),
        "started_at": Wire("startedAt"),
        "completed_at": Wire("completedAt"),
        "retries": Wire("retries"),
        "errors": Wire("errors"),
        "custom": Wire("custom"),
    },
    TokenRecord: {
        "story_id": Wire("storyId"),
        "phase": Wire("phase"),
        "command": Wire("command"),
        "before": Wire("before"),
        "after": Wire("after"),
        "delta": Wire("delta"),
        "tokens_input": Wire("tokensInput"),
        "tokens_output": Wire("tokensOutput"),
        "tokens_cache_creation": Wire("tokensCacheCreation"),
        "tokens_cache_read": Wire("tokensCacheRead"),
        "source": Wire("source"),
        "complete": Wire("complete"),
        "recorded_at": Wire("recordedAt"),
    },
    PhaseStartEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
    },
    PhaseCompleteEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
        "status": Wire("status"),
        "duration_ms": Wire("durationMs"),
    },
    AgentSpawnEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "agent": Wire("agent"),
        "model": Wire("model"),
        "phase": Wire("phase"),
    },
    AgentCompleteEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "agent": Wire("agent"),
        "tokens_input": Wire("tokensInput"),
        "tokens_output": Wire("tokensOutput"),
        "duration_ms": Wire("durationMs"),
        "status": Wire("status"),
    },
    ToolCallEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "tool": Wire("tool"),
        "path": Wire("path"),
        "duration_ms": Wire("durationMs"),
        "success": Wire("success"),
    },
    ErrorEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "error_type": Wire("errorType"),
        "message": Wire("message"),
        "phase": Wire("phase"),
        "node": Wire("node"),
        "recoverable": Wire("recoverable"),
    },
    CheckpointEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "stage": Wire("stage"),
        "iteration": Wire("iteration"),
        "data": Wire("data"),
    },
    ArtifactEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "action": Wire("action"),
        "path": Wire("path"),
        "artifact_type": Wire("artifactType"),
        "size_bytes": Wire("sizeBytes"),
    },
    StatusMovedEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "from_": Wire("from"),
        "to": Wire("to"),
        "by": Wire("by"),
        "cause": Wire("cause"),
        "actor": Wire("actor"),
        "reason": Wire("reason"),
        "fence": Wire("fence"),
    },
    LockTakenEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
        "owner": Wire("owner"),
        "fence": Wire("fence"),
        "taken_over": Wire("takenOver"),
    },
    LockReleasedEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
        "owner": Wire("owner"),
        "fence": Wire("fence"),
    },
    LockBrokenEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
        "owner": Wire("owner"),
        "fence": Wire("fence"),
        "actor": Wire("actor"),
        "reason": Wire("reason"),
    },
    BudgetCheckedEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
        "level": Wire("level"),
        "tokens": Wire("tokens"),
        "warning": Wire("warning"),
        "hard": Wire("hard"),
        "action": Wire("action"),
        "complete": Wire("complete"),
    },
    WorkerFinishedEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "set": Wire("set"),
        "worker": Wire("worker"),
        "status": Wire("status"),
        "duration_ms": Wire("durationMs"),
    },
    RerunDecidedEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "command": Wire("command"),
        "mode": Wire("mode"),
        "done": Wire("done"),
        "action": Wire("action"),
        "resume_from": Wire("resumeFrom"),
    },
    CircuitOpenedEvent: {
        "event": Wire("event"),
        "timestamp": Wire("timestamp"),
        "story_id": Wire("storyId"),
        "trace_id": Wire("traceId"),
        "phase": Wire("phase"),
        "failures": Wire("failures"),
        "window_ms": Wire("windowMs"),
        "moved": Wire("moved"),
    },
}
"""Class → attribute → how it is written."""
