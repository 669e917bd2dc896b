# revi:generated
"""Records and trace events as frozen classes; `decide.wire` converts them from and to JSON data.

A time is a string in ISO 8601 with an offset. See ../../../docs_src/reference/records.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .decide.wire import WireField, WireSchema

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
    "qa-verify-verification-leader",
    "dev-plan-leader",
    "dev-execute-leader",
    "dev-verification-leader",
    "elab-epic-reviews-leader",
    "architect-api-leader",
    "architect-packages-leader",
    "architect-frontend-leader",
    "architect-types-leader",
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
    "migrate-agents-v3",
    "token-log",
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
    """One entry of a story's ledger. Entries are only appended, and they determine the status of the
story.

    See ../../../docs_src/reference/records.md#ledger_entry
    """

    seq: int | None = None
    id: str | None = None
    prev: tuple[str, ...] | None = None
    timestamp: str
    story_id: str
    event: Literal["created", "adopted", "moved", "gated", "forced", "lock-broken", "circuit-opened", "circuit-closed", "budget-breached", "reconciled", "renumbered"]
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
    artifacts: dict[str, object] | None = None
    checks: dict[str, object] | None = None
    edited: dict[str, object] | None = None
    commit: str | None = None
    missing: tuple[str, ...] | None = None
    phase: Phase | None = None
    command: Command | None = None
    owner: str | None = None
    fence: int | None = None
    tokens: int | None = None
    limit: int | None = None
    failures: int | None = None
    keep: str | None = None
    former_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLock:
    """The owner of the phase lock of a story.

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
    """The result of one worker.

    See ../../../docs_src/reference/records.md#worker_result
    """

    worker: Agent
    status: WorkerStatus
    duration_ms: int | None = None
    findings: tuple[dict[str, object], ...] | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The results of a worker set and the combined result.

    See ../../../docs_src/reference/records.md#verification
    """

    story_id: str
    set: str
    result: Literal["PASS", "FAIL", "TIMEOUT", "ERROR", "PENDING"]
    warnings: tuple[str, ...] | None = None
    workers: tuple[WorkerResult, ...]
    collected_at: str


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
    """The metrics of a story.

    See ../../../docs_src/reference/records.md#metrics_story
    """

    story_id: str
    started_at: str
    completed_at: str | None = None
    phases: tuple[MetricsPhase, ...]
    total_tokens: int | None = None
    total_duration_ms: int
    total_agent_spawns: int
    total_tool_calls: int
    status: Literal["in_progress", "completed", "failed", "blocked"]
    current_phase: Phase | None = None
    estimated_cost: dict[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsPhase:
    """The metrics of one phase of a story.

    See ../../../docs_src/reference/records.md#metrics_phase
    """

    name: Phase
    duration_ms: int
    tokens_input: int | None = None
    tokens_output: int | None = None
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
    """The tokens that one phase used; a number that was not counted is absent, never zero.

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
    stated_by: str | None = None
    complete: bool
    recorded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStartEvent:
    """A phase starts.

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
    """An error occurs.

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
    """A phase lock is acquired or taken over.

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
    """A phase lock is released.

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
    """A person force-releases a phase lock.

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
    """The tokens of a phase are compared with its limits.

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
    """The runtime decides whether a command runs again.

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


WIRE_SCHEMA: Final[WireSchema] = {
    ErrorRecord: {
        "type": WireField("type"),
        "phase": WireField("phase"),
        "node": WireField("node"),
        "message": WireField("message"),
        "original_error": WireField("originalError"),
        "retryable": WireField("retryable"),
        "retry_count": WireField("retryCount"),
        "max_retries": WireField("maxRetries"),
        "timestamp": WireField("timestamp"),
        "recovery": WireField("recovery"),
        "context": WireField("context"),
        "stack": WireField("stack"),
    },
    ErrorLog: {
        "story_id": WireField("storyId"),
        "phase": WireField("phase"),
        "created_at": WireField("createdAt"),
        "updated_at": WireField("updatedAt"),
        "errors": WireField("errors", ErrorRecord),
        "circuit_state": WireField("circuitState"),
        "requires_intervention": WireField("requiresIntervention"),
        "resolution_notes": WireField("resolutionNotes"),
    },
    LedgerEntry: {
        "seq": WireField("seq"),
        "id": WireField("id"),
        "prev": WireField("prev"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "event": WireField("event"),
        "actor": WireField("actor"),
        "status": WireField("status"),
        "from_": WireField("from"),
        "to": WireField("to"),
        "by": WireField("by"),
        "cause": WireField("cause"),
        "verdict": WireField("verdict"),
        "role": WireField("role"),
        "reason": WireField("reason"),
        "evidence": WireField("evidence"),
        "artifacts": WireField("artifacts"),
        "checks": WireField("checks"),
        "edited": WireField("edited"),
        "commit": WireField("commit"),
        "missing": WireField("missing"),
        "phase": WireField("phase"),
        "command": WireField("command"),
        "owner": WireField("owner"),
        "fence": WireField("fence"),
        "tokens": WireField("tokens"),
        "limit": WireField("limit"),
        "failures": WireField("failures"),
        "keep": WireField("keep"),
        "former_id": WireField("formerId"),
    },
    PhaseLock: {
        "phase": WireField("phase"),
        "command": WireField("command"),
        "started_at": WireField("startedAt"),
        "pid": WireField("pid"),
        "host": WireField("host"),
        "fence": WireField("fence"),
        "owner": WireField("owner"),
        "heartbeat_at": WireField("heartbeatAt"),
        "session_id": WireField("sessionId"),
        "start_time": WireField("startTime"),
        "boot_id": WireField("bootId"),
    },
    WorkerResult: {
        "worker": WireField("worker"),
        "status": WireField("status"),
        "duration_ms": WireField("durationMs"),
        "findings": WireField("findings"),
        "message": WireField("message"),
    },
    Verification: {
        "story_id": WireField("storyId"),
        "set": WireField("set"),
        "result": WireField("result"),
        "warnings": WireField("warnings"),
        "workers": WireField("workers", WorkerResult),
        "collected_at": WireField("collectedAt"),
    },
    QaGate: {
        "story_id": WireField("storyId"),
        "verdict": WireField("verdict"),
        "actor": WireField("actor"),
        "role": WireField("role"),
        "reason": WireField("reason"),
        "evidence": WireField("evidence"),
        "decided_at": WireField("decidedAt"),
    },
    MetricsStory: {
        "story_id": WireField("storyId"),
        "started_at": WireField("startedAt"),
        "completed_at": WireField("completedAt"),
        "phases": WireField("phases", MetricsPhase),
        "total_tokens": WireField("totalTokens"),
        "total_duration_ms": WireField("totalDurationMs"),
        "total_agent_spawns": WireField("totalAgentSpawns"),
        "total_tool_calls": WireField("totalToolCalls"),
        "status": WireField("status"),
        "current_phase": WireField("currentPhase"),
        "estimated_cost": WireField("estimatedCost"),
    },
    MetricsPhase: {
        "name": WireField("name"),
        "duration_ms": WireField("durationMs"),
        "tokens_input": WireField("tokensInput"),
        "tokens_output": WireField("tokensOutput"),
        "agent_spawns": WireField("agentSpawns"),
        "tool_calls": WireField("toolCalls"),
        "status": WireField("status"),
        "started_at": WireField("startedAt"),
        "completed_at": WireField("completedAt"),
        "retries": WireField("retries"),
        "errors": WireField("errors"),
        "custom": WireField("custom"),
    },
    TokenRecord: {
        "story_id": WireField("storyId"),
        "phase": WireField("phase"),
        "command": WireField("command"),
        "before": WireField("before"),
        "after": WireField("after"),
        "delta": WireField("delta"),
        "tokens_input": WireField("tokensInput"),
        "tokens_output": WireField("tokensOutput"),
        "tokens_cache_creation": WireField("tokensCacheCreation"),
        "tokens_cache_read": WireField("tokensCacheRead"),
        "source": WireField("source"),
        "stated_by": WireField("statedBy"),
        "complete": WireField("complete"),
        "recorded_at": WireField("recordedAt"),
    },
    PhaseStartEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
    },
    PhaseCompleteEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
        "status": WireField("status"),
        "duration_ms": WireField("durationMs"),
    },
    AgentSpawnEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "agent": WireField("agent"),
        "model": WireField("model"),
        "phase": WireField("phase"),
    },
    AgentCompleteEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "agent": WireField("agent"),
        "tokens_input": WireField("tokensInput"),
        "tokens_output": WireField("tokensOutput"),
        "duration_ms": WireField("durationMs"),
        "status": WireField("status"),
    },
    ToolCallEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "tool": WireField("tool"),
        "path": WireField("path"),
        "duration_ms": WireField("durationMs"),
        "success": WireField("success"),
    },
    ErrorEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "error_type": WireField("errorType"),
        "message": WireField("message"),
        "phase": WireField("phase"),
        "node": WireField("node"),
        "recoverable": WireField("recoverable"),
    },
    CheckpointEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "stage": WireField("stage"),
        "iteration": WireField("iteration"),
        "data": WireField("data"),
    },
    ArtifactEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "action": WireField("action"),
        "path": WireField("path"),
        "artifact_type": WireField("artifactType"),
        "size_bytes": WireField("sizeBytes"),
    },
    StatusMovedEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "from_": WireField("from"),
        "to": WireField("to"),
        "by": WireField("by"),
        "cause": WireField("cause"),
        "actor": WireField("actor"),
        "reason": WireField("reason"),
        "fence": WireField("fence"),
    },
    LockTakenEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
        "owner": WireField("owner"),
        "fence": WireField("fence"),
        "taken_over": WireField("takenOver"),
    },
    LockReleasedEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
        "owner": WireField("owner"),
        "fence": WireField("fence"),
    },
    LockBrokenEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
        "owner": WireField("owner"),
        "fence": WireField("fence"),
        "actor": WireField("actor"),
        "reason": WireField("reason"),
    },
    BudgetCheckedEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
        "level": WireField("level"),
        "tokens": WireField("tokens"),
        "warning": WireField("warning"),
        "hard": WireField("hard"),
        "action": WireField("action"),
        "complete": WireField("complete"),
    },
    WorkerFinishedEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "set": WireField("set"),
        "worker": WireField("worker"),
        "status": WireField("status"),
        "duration_ms": WireField("durationMs"),
    },
    RerunDecidedEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "command": WireField("command"),
        "mode": WireField("mode"),
        "done": WireField("done"),
        "action": WireField("action"),
        "resume_from": WireField("resumeFrom"),
    },
    CircuitOpenedEvent: {
        "event": WireField("event"),
        "timestamp": WireField("timestamp"),
        "story_id": WireField("storyId"),
        "trace_id": WireField("traceId"),
        "phase": WireField("phase"),
        "failures": WireField("failures"),
        "window_ms": WireField("windowMs"),
        "moved": WireField("moved"),
    },
}
"""Class → attribute → how it is serialized."""
