# revi:generated
"""The contract of REVI workflow, rendered from `revi.yml`. Do not edit.

How a story goes from an idea to a merged change, by commands, agents and people.
Durations are in milliseconds. See ../../../docs_src/reference/index.md
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType as Frozen
from typing import Final

from .decide.compiled_contract import (
    AggregationRule,
    BudgetLevel,
    BudgetMultiplier,
    CircuitBreaker,
    CommandSpec,
    CompiledContract,
    ConditionSpec,
    ErrorSpec,
    FieldTypes,
    NameTable,
    RerunPolicy,
    RetryPolicy,
    StatusSpec,
    TokenBudgets,
    TokenLimits,
    TraceSchema,
    TransitionSpec,
    WorkerSetSpec,
)

NAMES: Final[Mapping[str, NameTable]] = Frozen(
    {
        "status": NameTable(
            ids=(
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
            ),
            aliases=Frozen(
                {
                    "backlog": "generated",
                    "created": "generated",
                    "elaboration": "in-elaboration",
                    "ready": "ready-to-work",
                    "ready-for-qa-with-warnings": "ready-for-qa",
                    "ready-for-gate": "uat",
                    "done": "completed",
                }
            ),
            reserved=Frozen(
                {
                    "deferred": "It could be pending or blocked.",
                    "draft": "It could be pending or generated.",
                }
            ),
        ),
        "phase": NameTable(
            ids=(
                "pm_story",
                "elaboration",
                "dev_implementation",
                "code_review",
                "qa_verification",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "agent": NameTable(
            ids=(
                "architect-aggregation-leader",
                "architect-api-leader",
                "architect-frontend-leader",
                "architect-packages-leader",
                "architect-types-leader",
                "code-review-build",
                "code-review-lint",
                "code-review-security",
                "code-review-style-compliance",
                "code-review-syntax",
                "code-review-typecheck",
                "dev-documentation-leader",
                "dev-execute-leader",
                "dev-fix-fix-leader",
                "dev-implement-backend-coder",
                "dev-implement-contracts",
                "dev-implement-frontend-coder",
                "dev-implement-learnings",
                "dev-implement-plan-validator",
                "dev-implement-planner",
                "dev-implement-playwright",
                "dev-implement-proof-writer",
                "dev-implement-verifier",
                "dev-plan-leader",
                "dev-proof-leader",
                "dev-verification-leader",
                "elab-analyst",
                "elab-completion-leader",
                "elab-epic-aggregation-leader",
                "elab-epic-engineering",
                "elab-epic-platform",
                "elab-epic-product",
                "elab-epic-qa",
                "elab-epic-reviews-leader",
                "elab-epic-security",
                "elab-epic-updates-leader",
                "elab-epic-ux",
                "kb-writer",
                "knowledge-context-loader",
                "pm-bootstrap-analysis-leader",
                "pm-bootstrap-generation-leader",
                "pm-dev-feasibility-review",
                "pm-draft-test-plan",
                "pm-harness-generation-leader",
                "pm-story-adhoc-leader",
                "pm-story-bug-leader",
                "pm-story-fix-leader",
                "pm-story-followup-leader",
                "pm-story-generation-leader",
                "pm-story-seed-agent",
                "pm-story-split-leader",
                "pm-triage-leader",
                "pm-uiux-recommendations",
                "qa-verify-completion-leader",
                "qa-verify-verification-leader",
                "review-aggregate-leader",
                "ui-ux-review-report-leader",
                "ui-ux-review-reviewer",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "model": NameTable(
            ids=(
                "haiku",
                "opus",
                "sonnet",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "error": NameTable(
            ids=(
                "AGENT_SPAWN_FAILED",
                "AGENT_TIMEOUT",
                "EXTERNAL_SERVICE_DOWN",
                "MALFORMED_OUTPUT",
                "PRECONDITION_FAILED",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "command": NameTable(
            ids=(
                "architect-review",
                "checkpoint",
                "context-init",
                "dev-code-review",
                "dev-fix-story",
                "dev-implement-story",
                "elab-epic",
                "elab-story",
                "feature",
                "migrate-agents-v3",
                "pm-bootstrap-workflow",
                "pm-fix-story",
                "pm-generate-story",
                "pm-generate-story-000-harness",
                "pm-refine-story",
                "pm-story",
                "qa-gate",
                "qa-verify-story",
                "scrum-master",
                "token-log",
                "ui-ux-review",
                "wt-finish",
            ),
            aliases=Frozen(
                {
                    "pm-story generate": "pm-generate-story",
                    "workflow-run": "scrum-master",
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "recovery": NameTable(
            ids=(
                "CIRCUIT_BREAK",
                "FAIL_PHASE",
                "FALLBACK",
                "MANUAL",
                "RETRY",
                "SKIP",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "worker-status": NameTable(
            ids=(
                "ERROR",
                "FAIL",
                "PASS",
                "PENDING",
                "RUNNING",
                "TIMEOUT",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
    }
)
"""Kind of name → its names. Aliases are accepted in data that is read, and never written."""

STATUSES: Final[Mapping[str, StatusSpec]] = Frozen(
    {
        "pending": StatusSpec(
            # Listed in the index; the story file does not exist yet.
            stage="backlog",
            initial=True,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "generated": StatusSpec(
            # The story file is written and waits for its audit.
            stage="backlog",
            initial=True,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "in-elaboration": StatusSpec(
            # The audit before development is in progress.
            stage="elaboration",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "needs-refinement": StatusSpec(
            # The audit rejected the story; PM reworks it.
            stage="elaboration",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "needs-split": StatusSpec(
            # The audit found the story too big; PM splits it.
            stage="elaboration",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "ready-to-work": StatusSpec(
            # The story passed its audit and waits for a developer.
            stage="ready-to-work",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "in-progress": StatusSpec(
            # The story is being built or fixed.
            stage="in-progress",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "ready-for-code-review": StatusSpec(
            # The story is built and waits for its review.
            stage="in-progress",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "code-review-failed": StatusSpec(
            # The review found problems that must be fixed.
            stage="in-progress",
            initial=False,
            terminal=False,
            counts_as_blocked=True,
            accepted=False,
            requires=(),
        ),
        "ready-for-qa": StatusSpec(
            # The story passed its review and waits for QA.
            stage="ready-for-qa",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "in-qa": StatusSpec(
            # QA is verifying the story.
            stage="UAT",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "needs-work": StatusSpec(
            # QA found problems; the story goes back to development.
            stage="in-progress",
            initial=False,
            terminal=False,
            counts_as_blocked=True,
            accepted=False,
            requires=(),
        ),
        "uat": StatusSpec(
            # QA passed the story; it waits for the ship gate.
            stage="UAT",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "completed": StatusSpec(
            # The ship gate is passed or waived; the branch can be merged.
            stage="UAT",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
            accepted=True,
            requires=(
                ConditionSpec(
                    kind="artifact",
                    names=("proof",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="rows",
                    names=("lint", "types", "tests"),
                    limit=0,
                    artifact="proof",
                    section="Checks",
                ),
                ConditionSpec(
                    kind="artifact",
                    names=("proof",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="plan",
                    names=("Reuse Plan",),
                    limit=0,
                    artifact="proof",
                    section="Reuse Verification",
                ),
                ConditionSpec(
                    kind="artifact",
                    names=("code_review", "review"),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="artifact",
                    names=("qa_verify",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="artifact",
                    names=("qa_gate",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="verdict",
                    names=("qa_gate",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="artifact",
                    names=("token_log",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="circuit-closed",
                    names=(),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="dependencies-accepted",
                    names=(),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="within-budget",
                    names=(),
                    limit=0,
                    artifact="",
                    section="",
                ),
            ),
        ),
        "blocked": StatusSpec(
            # The story waits for something outside the workflow.
            stage="blocked",
            initial=False,
            terminal=False,
            counts_as_blocked=True,
            accepted=False,
            requires=(),
        ),
        "cancelled": StatusSpec(
            # The story will not be built.
            stage="cancelled",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "superseded": StatusSpec(
            # The story was split; the new stories replace it.
            stage="cancelled",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
    }
)
"""The statuses of a story. See ../../../docs_src/reference/statuses/index.md"""

TRANSITIONS: Final[tuple[TransitionSpec, ...]] = (
    TransitionSpec(
        source="blocked",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="blocked",
        target="in-elaboration",
        by="manual",
        event="sent-to-audit",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="blocked",
        target="in-progress",
        by="manual",
        event="resumed",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="blocked",
        target="ready-to-work",
        by="manual",
        event="requeued",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="code-review-failed",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="code-review-failed",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="code-review-failed",
        target="in-progress",
        by="dev-fix-story",
        event="started",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="generated",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="generated",
        target="in-elaboration",
        by="elab-story",
        event="started",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="blocked",
        by="system",
        event="circuit-open",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="needs-refinement",
        by="elab-story",
        event=None,
        verdict="FAIL",
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="needs-refinement",
        by="elab-story",
        event=None,
        verdict="NEEDS REFINEMENT",
        requires=(
            ConditionSpec(
                kind="edits",
                names=("plans/**",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="needs-split",
        by="elab-story",
        event=None,
        verdict="SPLIT REQUIRED",
        requires=(
            ConditionSpec(
                kind="edits",
                names=("plans/**",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="ready-to-work",
        by="elab-story",
        event=None,
        verdict="CONDITIONAL PASS",
        requires=(
            ConditionSpec(
                kind="new",
                names=("elaboration",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("elaboration",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="edits",
                names=("plans/**",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="in-elaboration",
        target="ready-to-work",
        by="elab-story",
        event=None,
        verdict="PASS",
        requires=(
            ConditionSpec(
                kind="new",
                names=("elaboration",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("elaboration",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="edits",
                names=("plans/**",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="in-progress",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-progress",
        target="blocked",
        by="system",
        event="circuit-open",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-progress",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-progress",
        target="ready-for-code-review",
        by="dev-fix-story",
        event="fix-done",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="new",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        # If the review runs as a separate command.
        source="in-progress",
        target="ready-for-code-review",
        by="dev-implement-story",
        event="implementation-done",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="new",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="in-progress",
        target="ready-for-qa",
        by="dev-implement-story",
        event=None,
        verdict="PASS",
        requires=(
            ConditionSpec(
                kind="new",
                names=("verification",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("verification",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="new",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="in-qa",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-qa",
        target="blocked",
        by="system",
        event="circuit-open",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-qa",
        target="needs-work",
        by="qa-verify-story",
        event=None,
        verdict="FAIL",
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="in-qa",
        target="uat",
        by="qa-verify-story",
        event=None,
        verdict="PASS",
        requires=(
            ConditionSpec(
                kind="new",
                names=("qa_verify",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("qa_verify",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="needs-refinement",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="needs-refinement",
        target="generated",
        by="pm-fix-story",
        event="finished",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="needs-split",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        # The story keeps its id and becomes the first part; each further part is a new story.
        source="needs-split",
        target="generated",
        by="pm-story",
        event="split-created",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        # Every part has its own id; the story is kept as a record.
        source="needs-split",
        target="superseded",
        by="pm-story",
        event="split-replaced",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="needs-work",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="needs-work",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="needs-work",
        target="in-progress",
        by="dev-fix-story",
        event="started",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="pending",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="pending",
        target="generated",
        by="pm-generate-story",
        event="finished",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="artifact",
                names=("story",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=True,
    ),
    TransitionSpec(
        source="pending",
        target="generated",
        by="pm-generate-story-000-harness",
        event="finished",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="artifact",
                names=("story",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="pending",
        target="generated",
        by="pm-story",
        event="finished",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="artifact",
                names=("story",),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="ready-for-code-review",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-for-code-review",
        target="blocked",
        by="system",
        event="circuit-open",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-for-code-review",
        target="code-review-failed",
        by="dev-code-review",
        event=None,
        verdict="FAIL",
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-for-code-review",
        target="ready-for-qa",
        by="dev-code-review",
        event=None,
        verdict="PASS",
        requires=(
            ConditionSpec(
                kind="new",
                names=("verification",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("verification",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="new",
                names=("code_review",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="ready-for-qa",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-for-qa",
        target="in-qa",
        by="qa-verify-story",
        event="started",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-to-work",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-to-work",
        target="cancelled",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="ready-to-work",
        target="in-progress",
        by="dev-implement-story",
        event="started",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="dependencies-accepted",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=True,
    ),
    TransitionSpec(
        source="uat",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="uat",
        target="blocked",
        by="system",
        event="circuit-open",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="uat",
        target="completed",
        by="qa-gate",
        event=None,
        verdict="PASS",
        requires=(
            ConditionSpec(
                kind="new",
                names=("qa_gate",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="person",
                names=("named",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="rows",
                names=("lint", "types", "tests"),
                limit=0,
                artifact="proof",
                section="Checks",
            ),
            ConditionSpec(
                kind="artifact",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="plan",
                names=("Reuse Plan",),
                limit=0,
                artifact="proof",
                section="Reuse Verification",
            ),
            ConditionSpec(
                kind="artifact",
                names=("code_review", "review"),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("qa_verify",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("qa_gate",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("qa_gate",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("token_log",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="dependencies-accepted",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="uat",
        target="completed",
        by="qa-gate",
        event=None,
        verdict="WAIVED",
        requires=(
            ConditionSpec(
                kind="new",
                names=("qa_gate",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="person",
                names=("accountable",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="rows",
                names=("lint", "types", "tests"),
                limit=0,
                artifact="proof",
                section="Checks",
            ),
            ConditionSpec(
                kind="artifact",
                names=("proof",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="plan",
                names=("Reuse Plan",),
                limit=0,
                artifact="proof",
                section="Reuse Verification",
            ),
            ConditionSpec(
                kind="artifact",
                names=("code_review", "review"),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("qa_verify",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("qa_gate",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("qa_gate",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("token_log",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="dependencies-accepted",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="uat",
        target="in-progress",
        by="qa-gate",
        event=None,
        verdict="FAIL",
        requires=(),
        force=False,
    ),
)
"""All transitions between statuses, one for each trigger. See ../../../docs_src/reference/statuses/index.md#transitions"""

ERRORS: Final[Mapping[str, ErrorSpec]] = Frozen(
    {
        "AGENT_SPAWN_FAILED": ErrorSpec(
            # An agent could not be started.
            retry=RetryPolicy(
                max=1,
                backoff="fixed",
                delay_ms=2000,
                cap_ms=5000,
            ),
            recovery="FAIL_PHASE",
        ),
        "AGENT_TIMEOUT": ErrorSpec(
            # An agent exceeded its time limit.
            retry=None,
            recovery="FAIL_PHASE",
        ),
        "EXTERNAL_SERVICE_DOWN": ErrorSpec(
            # A required service, such as git or the knowledge base, cannot be reached.
            retry=RetryPolicy(
                max=3,
                backoff="exponential",
                delay_ms=5000,
                cap_ms=60000,
            ),
            recovery="FALLBACK",
        ),
        "MALFORMED_OUTPUT": ErrorSpec(
            # An agent's output does not have the requested format.
            retry=RetryPolicy(
                max=2,
                backoff="fixed",
                delay_ms=1000,
                cap_ms=5000,
            ),
            recovery="FAIL_PHASE",
        ),
        "PRECONDITION_FAILED": ErrorSpec(
            # Something that the phase needs is missing or wrong.
            retry=None,
            recovery="FAIL_PHASE",
        ),
    }
)
"""Types of errors. See ../../../docs_src/reference/errors.md"""

CIRCUIT: Final = CircuitBreaker(
    failures=3,
    window_ms=300000,
    states=("CLOSED", "OPEN"),
)
"""When errors are so frequent that a person must act. See ../../../docs_src/reference/errors.md#circuit"""

WORKER_SETS: Final[Mapping[str, WorkerSetSpec]] = Frozen(
    {
        "code_review": WorkerSetSpec(
            # The reviewers of a code review.
            workers=(
                "code-review-build",
                "code-review-lint",
                "code-review-security",
                "code-review-style-compliance",
                "code-review-syntax",
                "code-review-typecheck",
            ),
            timeout_ms=300000,
            pass_threshold=1.0,
            tolerated_timeouts=1,
            fail_fast=False,
            max_concurrency=6,
            keep_partial_results=True,
        ),
    }
)
"""Sets of parallel workers. See ../../../docs_src/reference/workers.md"""

AGGREGATION: Final[tuple[AggregationRule, ...]] = (
    AggregationRule(
        # A worker with an error has not reviewed anything.
        when="any",
        of=("ERROR",),
        forgiving=(),
        then="ERROR",
    ),
    AggregationRule(
        # Some workers have not finished.
        when="any",
        of=("PENDING", "RUNNING"),
        forgiving=(),
        then="PENDING",
    ),
    AggregationRule(
        # Nothing was reviewed without a worker.
        when="none",
        of=(),
        forgiving=(),
        then="ERROR",
    ),
    AggregationRule(
        # No worker finished in time.
        when="all",
        of=("TIMEOUT",),
        forgiving=(),
        then="TIMEOUT",
    ),
    AggregationRule(
        # Enough workers passed.
        when="enough",
        of=("PASS",),
        forgiving=("TIMEOUT",),
        then="PASS",
    ),
    AggregationRule(
        # Too few workers passed.
        when="otherwise",
        of=(),
        forgiving=(),
        then="FAIL",
    ),
)
"""How the results of workers are combined; the first rule that applies decides. See ../../../docs_src/reference/workers.md"""

BUDGETS: Final = TokenBudgets(
    level="advisory",
    levels=Frozen(
        {
            # Log the overrun.
            "advisory": BudgetLevel(over_warning="continue", over_hard="continue"),

            # Log the overrun and fail the phase.
            "hard_gate": BudgetLevel(over_warning="warn", over_hard="fail"),

            # Log the overrun and ask before continuing.
            "soft_gate": BudgetLevel(over_warning="warn", over_hard="confirm"),

            # Log and show the overrun.
            "warning": BudgetLevel(over_warning="warn", over_hard="warn"),
        }
    ),
    counts=("input", "output", "cache_creation"),
    shows=("cache_read",),
    multiplier=BudgetMultiplier(
        key="token_budget_multiplier",
        min=0.5,
        max=5.0,
        default=1.0,
    ),
    phases=Frozen(
        {
            "code_review": TokenLimits(warning=50000, hard=100000),

            "dev_implementation": TokenLimits(warning=200000, hard=500000),

            "elaboration": TokenLimits(warning=30000, hard=60000),

            "pm_story": TokenLimits(warning=50000, hard=100000),

            "qa_verification": TokenLimits(warning=50000, hard=100000),
        }
    ),
)
"""Token limits of the phases. See ../../../docs_src/reference/budgets.md"""

MODES: Final[Mapping[str, str]] = Frozen(
    {
        # Refuses to run again.
        "error": "refuse",

        # Runs from scratch and overwrites the existing result.
        "force": "proceed",

        # Runs again in any case.
        "rerun": "proceed",

        # Continues from the last checkpoint.
        "resume": "resume",

        # Does nothing and reports the existing result.
        "skip": "skip",
    }
)
"""Rerun mode → action if the command is done. See ../../../docs_src/reference/locks-and-reruns.md"""

COMMANDS: Final[Mapping[str, CommandSpec]] = Frozen(
    {
        "architect-review": CommandSpec(
            # Checks the whole system against the architecture rules.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "checkpoint": CommandSpec(
            # Records that a phase has ended, so that work can be resumed.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "context-init": CommandSpec(
            # Writes the context that the agents of a phase share.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "dev-code-review": CommandSpec(
            # Runs the review workers in parallel and combines their results into one verdict.
            starts=("ready-for-code-review",),
            phase="code_review",
            rerun=RerunPolicy(
                mode="rerun",
                done=(
                    ConditionSpec(
                        kind="new",
                        names=("code_review",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
        "dev-fix-story": CommandSpec(
            # Fixes the findings of the review or of QA.
            starts=("code-review-failed", "needs-work"),
            phase="dev_implementation",
            rerun=RerunPolicy(
                mode="resume",
                done=(
                    ConditionSpec(
                        kind="new",
                        names=("proof",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
        "dev-implement-story": CommandSpec(
            # Builds a story and fixes it in a loop until its review passes.
            starts=("ready-to-work",),
            phase="dev_implementation",
            rerun=RerunPolicy(
                mode="resume",
                done=(
                    ConditionSpec(
                        kind="new",
                        names=("proof",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="--force",
            ),
        ),
        "elab-epic": CommandSpec(
            # Reviews an epic for six stakeholders and updates its plan.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "elab-story": CommandSpec(
            # Audits a story before development; no story is built without it.
            starts=("generated",),
            phase="elaboration",
            rerun=RerunPolicy(
                mode="skip",
                done=(
                    ConditionSpec(
                        kind="new",
                        names=("elaboration",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="--force",
            ),
        ),
        "feature": CommandSpec(
            # Manages the list of ideas for later.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "migrate-agents-v3": CommandSpec(
            # Migrates agents from an older layout to layout v3; needed once.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "pm-bootstrap-workflow": CommandSpec(
            # Turns a raw plan into the plan documents of an epic.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="error",
                done=(
                    ConditionSpec(
                        kind="artifact",
                        names=("plan_exec",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                    ConditionSpec(
                        kind="artifact",
                        names=("plan_meta",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
        "pm-fix-story": CommandSpec(
            # Reworks a story that its audit rejected.
            starts=("needs-refinement",),
            phase="pm_story",
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "pm-generate-story": CommandSpec(
            # Writes the file of a story that is listed in the index.
            starts=("pending",),
            phase="pm_story",
            rerun=RerunPolicy(
                mode="error",
                done=(
                    ConditionSpec(
                        kind="artifact",
                        names=("story",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                    ConditionSpec(
                        kind="status",
                        names=("generated",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="--force",
            ),
        ),
        "pm-generate-story-000-harness": CommandSpec(
            # Creates the story that tests the workflow from end to end.
            starts=("pending",),
            phase="pm_story",
            rerun=RerunPolicy(
                mode="error",
                done=(
                    ConditionSpec(
                        kind="new",
                        names=("story",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
        "pm-refine-story": CommandSpec(
            # Ranks the ideas for later together with the user.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "pm-story": CommandSpec(
            # Creates, follows up or splits stories that are not listed in the index yet.
            starts=("needs-split", "pending"),
            phase="pm_story",
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "qa-gate": CommandSpec(
            # Decides whether a verified story ships.
            starts=("uat",),
            phase="qa_verification",
            rerun=RerunPolicy(
                mode="rerun",
                done=(
                    ConditionSpec(
                        kind="new",
                        names=("qa_gate",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
        "qa-verify-story": CommandSpec(
            # Verifies a built story against its acceptance criteria.
            starts=("ready-for-qa",),
            phase="qa_verification",
            rerun=RerunPolicy(
                mode="skip",
                done=(
                    ConditionSpec(
                        kind="status",
                        names=("uat",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="--force",
            ),
        ),
        "scrum-master": CommandSpec(
            # Runs the phases of a story in order.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "token-log": CommandSpec(
            # Records the tokens that a phase used.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "ui-ux-review": CommandSpec(
            # Reviews a story's user interface for design rules and accessibility.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
                force="",
            ),
        ),
        "wt-finish": CommandSpec(
            # Merges the branch of a completed story and removes its worktree.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="error",
                done=(
                    ConditionSpec(
                        kind="branch-merged",
                        names=(),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
    }
)
"""The slash commands. See ../../../docs_src/reference/commands/index.md"""

AGENTS: Final[Mapping[str, str | None]] = Frozen(
    {
        "architect-aggregation-leader": "haiku",

        "architect-api-leader": "sonnet",

        "architect-frontend-leader": "sonnet",

        "architect-packages-leader": "sonnet",

        "architect-types-leader": "sonnet",

        "code-review-build": "haiku",

        "code-review-lint": "haiku",

        "code-review-security": "haiku",

        "code-review-style-compliance": "haiku",

        "code-review-syntax": "haiku",

        "code-review-typecheck": "haiku",

        "dev-documentation-leader": "haiku",

        "dev-execute-leader": "sonnet",

        "dev-fix-fix-leader": "sonnet",

        "dev-implement-backend-coder": "sonnet",

        "dev-implement-contracts": "haiku",

        "dev-implement-frontend-coder": "sonnet",

        "dev-implement-learnings": "haiku",

        "dev-implement-plan-validator": "haiku",

        "dev-implement-planner": "sonnet",

        "dev-implement-playwright": "haiku",

        "dev-implement-proof-writer": "haiku",

        "dev-implement-verifier": "haiku",

        "dev-plan-leader": "sonnet",

        "dev-proof-leader": "haiku",

        "dev-verification-leader": "sonnet",

        "elab-analyst": "sonnet",

        "elab-completion-leader": "haiku",

        "elab-epic-aggregation-leader": "haiku",

        "elab-epic-engineering": "haiku",

        "elab-epic-platform": "haiku",

        "elab-epic-product": "haiku",

        "elab-epic-qa": "haiku",

        "elab-epic-reviews-leader": "sonnet",

        "elab-epic-security": "haiku",

        "elab-epic-updates-leader": "haiku",

        "elab-epic-ux": "haiku",

        "kb-writer": "haiku",

        "knowledge-context-loader": "haiku",

        "pm-bootstrap-analysis-leader": "sonnet",

        "pm-bootstrap-generation-leader": "haiku",

        "pm-dev-feasibility-review": "haiku",

        "pm-draft-test-plan": "haiku",

        "pm-harness-generation-leader": "haiku",

        "pm-story-adhoc-leader": "sonnet",

        "pm-story-bug-leader": "sonnet",

        "pm-story-fix-leader": "sonnet",

        "pm-story-followup-leader": "sonnet",

        "pm-story-generation-leader": "sonnet",

        "pm-story-seed-agent": "sonnet",

        "pm-story-split-leader": "sonnet",

        "pm-triage-leader": "sonnet",

        "pm-uiux-recommendations": "haiku",

        "qa-verify-completion-leader": "haiku",

        "qa-verify-verification-leader": "sonnet",

        "review-aggregate-leader": "haiku",

        "ui-ux-review-report-leader": "haiku",

        "ui-ux-review-reviewer": "sonnet",
    }
)
"""Agent → its model. See ../../../docs_src/reference/agents/index.md"""

RECORDS: Final[Mapping[str, FieldTypes]] = Frozen(
    {
        # The failures of a story and whether a person must act.
        "error_log": Frozen(
            {
                "circuitState": "CLOSED|OPEN?",
                "createdAt": "datetime",
                "errors": "list of error_record",
                "phase": "phase",
                "requiresIntervention": "boolean",
                "resolutionNotes": "string?",
                "storyId": "story",
                "updatedAt": "datetime",
            }
        ),
        # One failure of an agent's work.
        "error_record": Frozen(
            {
                "context": "object?",
                "maxRetries": "integer",
                "message": "string",
                "node": "string",
                "originalError": "string?",
                "phase": "phase",
                "recovery": "recovery?",
                "retryCount": "integer",
                "retryable": "boolean",
                "stack": "string?",
                "timestamp": "datetime",
                "type": "error",
            }
        ),
        # One entry of a story's ledger. Entries are only appended, and they determine the status of the
        # story.
        "ledger_entry": Frozen(
            {
                "actor": "string",
                "artifacts": "object?",
                "by": "string?",
                "cause": "string?",
                "checks": "object?",
                "command": "command?",
                "commit": "string?",
                "edited": "object?",
                "event": "created|adopted|moved|gated|forced|lock-broken|circuit-opened|circuit-closed|budget-breached|reconciled|renumbered",
                "evidence": "list of string?",
                "failures": "integer?",
                "fence": "integer?",
                "formerId": "story?",
                "from": "status?",
                "id": "string?",
                "keep": "string?",
                "limit": "integer?",
                "missing": "list of string?",
                "owner": "string?",
                "phase": "phase?",
                "prev": "list of string?",
                "reason": "string?",
                "role": "string?",
                "seq": "integer?",
                "status": "status?",
                "storyId": "story",
                "timestamp": "datetime",
                "to": "status?",
                "tokens": "integer?",
                "verdict": "string?",
            }
        ),
        # The metrics of one phase of a story.
        "metrics_phase": Frozen(
            {
                "agentSpawns": "integer",
                "completedAt": "datetime",
                "custom": "object?",
                "durationMs": "integer",
                "errors": "integer?",
                "name": "phase",
                "retries": "integer?",
                "startedAt": "datetime",
                "status": "PASS|FAIL|TIMEOUT|ERROR|SKIPPED",
                "tokensInput": "integer?",
                "tokensOutput": "integer?",
                "toolCalls": "integer",
            }
        ),
        # The metrics of a story.
        "metrics_story": Frozen(
            {
                "completedAt": "datetime?",
                "currentPhase": "phase?",
                "estimatedCost": "object?",
                "phases": "list of metrics_phase",
                "startedAt": "datetime",
                "status": "in_progress|completed|failed|blocked",
                "storyId": "story",
                "totalAgentSpawns": "integer",
                "totalDurationMs": "integer",
                "totalTokens": "integer?",
                "totalToolCalls": "integer",
            }
        ),
        # The owner of the phase lock of a story.
        "phase_lock": Frozen(
            {
                "bootId": "string?",
                "command": "command",
                "fence": "integer",
                "heartbeatAt": "datetime",
                "host": "string",
                "owner": "string",
                "phase": "phase",
                "pid": "integer",
                "sessionId": "string?",
                "startTime": "string?",
                "startedAt": "datetime",
            }
        ),
        # The decision whether a story ships.
        "qa_gate": Frozen(
            {
                "actor": "string",
                "decidedAt": "datetime",
                "evidence": "list of string",
                "reason": "string?",
                "role": "string",
                "storyId": "story",
                "verdict": "PASS|WAIVED|CONCERNS|FAIL",
            }
        ),
        # The tokens that one phase used; a number that was not counted is absent, never zero.
        "token_record": Frozen(
            {
                "after": "integer?",
                "before": "integer?",
                "command": "command?",
                "complete": "boolean",
                "delta": "integer?",
                "phase": "phase",
                "recordedAt": "datetime",
                "source": "transcript|result|stated|unrecorded",
                "statedBy": "string?",
                "storyId": "story",
                "tokensCacheCreation": "integer?",
                "tokensCacheRead": "integer?",
                "tokensInput": "integer?",
                "tokensOutput": "integer?",
            }
        ),
        # The results of a worker set and the combined result.
        "verification": Frozen(
            {
                "collectedAt": "datetime",
                "result": "PASS|FAIL|TIMEOUT|ERROR|PENDING",
                "set": "string",
                "storyId": "story",
                "warnings": "list of string?",
                "workers": "list of worker_result",
            }
        ),
        # The result of one worker.
        "worker_result": Frozen(
            {
                "durationMs": "integer?",
                "findings": "list of object?",
                "message": "string?",
                "status": "worker-status",
                "worker": "agent",
            }
        ),
    }
)
"""Record → field → type. See ../../../docs_src/reference/records.md"""

TRACE: Final = TraceSchema(
    fields=Frozen(
        {
            "event": "string",
            "storyId": "story",
            "timestamp": "datetime",
            "traceId": "uuid?",
        }
    ),
    events=Frozen(
        {
            # An agent ends.
            "agent_complete": Frozen(
                {
                    "agent": "agent",
                    "durationMs": "integer",
                    "status": "success|error|timeout?",
                    "tokensInput": "integer",
                    "tokensOutput": "integer",
                }
            ),
            # An agent starts.
            "agent_spawn": Frozen(
                {
                    "agent": "agent",
                    "model": "model",
                    "phase": "phase?",
                }
            ),
            # A file is read or changed.
            "artifact": Frozen(
                {
                    "action": "created|updated|deleted|read",
                    "artifactType": "string?",
                    "path": "string",
                    "sizeBytes": "integer?",
                }
            ),
            # The tokens of a phase are compared with its limits.
            "budget_checked": Frozen(
                {
                    "action": "continue|warn|confirm|fail",
                    "complete": "boolean",
                    "hard": "integer",
                    "level": "string",
                    "phase": "phase",
                    "tokens": "integer",
                    "warning": "integer",
                }
            ),
            # The work reaches a point to resume from.
            "checkpoint": Frozen(
                {
                    "data": "object?",
                    "iteration": "integer?",
                    "stage": "string",
                }
            ),
            # Too many errors in too short a time; a person must act.
            "circuit_opened": Frozen(
                {
                    "failures": "integer",
                    "moved": "boolean",
                    "phase": "phase",
                    "windowMs": "integer",
                }
            ),
            # An error occurs.
            "error": Frozen(
                {
                    "errorType": "error",
                    "message": "string",
                    "node": "string?",
                    "phase": "phase?",
                    "recoverable": "boolean?",
                }
            ),
            # A person force-releases a phase lock.
            "lock_broken": Frozen(
                {
                    "actor": "string",
                    "fence": "integer",
                    "owner": "string",
                    "phase": "phase",
                    "reason": "string",
                }
            ),
            # A phase lock is released.
            "lock_released": Frozen(
                {
                    "fence": "integer",
                    "owner": "string",
                    "phase": "phase",
                }
            ),
            # A phase lock is acquired or taken over.
            "lock_taken": Frozen(
                {
                    "fence": "integer",
                    "owner": "string",
                    "phase": "phase",
                    "takenOver": "boolean",
                }
            ),
            # A phase ends.
            "phase_complete": Frozen(
                {
                    "durationMs": "integer",
                    "phase": "phase",
                    "status": "PASS|FAIL|TIMEOUT|ERROR|SKIPPED",
                }
            ),
            # A phase starts.
            "phase_start": Frozen(
                {
                    "phase": "phase",
                }
            ),
            # The runtime decides whether a command runs again.
            "rerun_decided": Frozen(
                {
                    "action": "proceed|skip|resume|refuse",
                    "command": "command",
                    "done": "boolean",
                    "mode": "string",
                    "resumeFrom": "string?",
                }
            ),
            # The story reaches another status.
            "status_moved": Frozen(
                {
                    "actor": "string?",
                    "by": "string",
                    "cause": "string?",
                    "fence": "integer?",
                    "from": "status",
                    "reason": "string?",
                    "to": "status",
                }
            ),
            # An agent uses a tool.
            "tool_call": Frozen(
                {
                    "durationMs": "integer?",
                    "path": "string?",
                    "success": "boolean?",
                    "tool": "string",
                }
            ),
            # A worker of a set reports its result.
            "worker_finished": Frozen(
                {
                    "durationMs": "integer?",
                    "set": "string",
                    "status": "worker-status",
                    "worker": "agent",
                }
            ),
        }
    ),
)
"""The events of a trace. See ../../../docs_src/reference/traces.md"""

CONTRACT: Final = CompiledContract(
    story_id="REVI-[0-9]{3,}",
    names=NAMES,
    statuses=STATUSES,
    transitions=TRANSITIONS,
    errors=ERRORS,
    circuit=CIRCUIT,
    worker_sets=WORKER_SETS,
    aggregation=AGGREGATION,
    budgets=BUDGETS,
    modes=MODES,
    commands=COMMANDS,
    agents=AGENTS,
    records=RECORDS,
    trace=TRACE,
)
"""All data that `decide` reads."""
