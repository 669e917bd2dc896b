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
                    # "pending"
                    # "generated"
                    "backlog": "generated",
                    "created": "generated",
                    # "in-elaboration"
                    "elaboration": "in-elaboration",
                    # "needs-refinement"
                    # "needs-split"
                    # "ready-to-work"
                    "ready": "ready-to-work",
                    # "in-progress"
                    # "ready-for-code-review"
                    # "code-review-failed"
                    # "ready-for-qa"
                    "ready-for-qa-with-warnings": "ready-for-qa",
                    # "in-qa"
                    # "needs-work"
                    # "uat"
                    "ready-for-gate": "uat",
                    # "completed"
                    "done": "completed",
                    # "blocked"
                    # "cancelled"
                    # "superseded"
                }
            ),
            reserved=Frozen(
                {
                    "draft": "It could be pending or generated.",
                    "deferred": "It could be pending or blocked.",
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
                    # "pm_story"
                    # "elaboration"
                    # "dev_implementation"
                    # "code_review"
                    # "qa_verification"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "agent": NameTable(
            ids=(
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
            ),
            aliases=Frozen(
                {
                    # "pm-story-generation-leader"
                    # "pm-story-seed-agent"
                    # "pm-story-fix-leader"
                    # "pm-story-adhoc-leader"
                    # "pm-story-bug-leader"
                    # "pm-story-followup-leader"
                    # "pm-story-split-leader"
                    # "pm-triage-leader"
                    # "pm-bootstrap-analysis-leader"
                    # "elab-analyst"
                    # "qa-verify-verification-leader"
                    # "dev-plan-leader"
                    # "dev-execute-leader"
                    # "dev-verification-leader"
                    # "elab-epic-reviews-leader"
                    # "architect-api-leader"
                    # "architect-packages-leader"
                    # "architect-frontend-leader"
                    # "architect-types-leader"
                    # "ui-ux-review-reviewer"
                    # "pm-draft-test-plan"
                    # "pm-dev-feasibility-review"
                    # "pm-uiux-recommendations"
                    # "code-review-lint"
                    # "code-review-syntax"
                    # "code-review-style-compliance"
                    # "code-review-security"
                    # "code-review-typecheck"
                    # "code-review-build"
                    # "dev-implement-planner"
                    # "dev-implement-plan-validator"
                    # "dev-implement-backend-coder"
                    # "dev-implement-frontend-coder"
                    # "dev-implement-contracts"
                    # "dev-implement-verifier"
                    # "dev-implement-playwright"
                    # "dev-implement-proof-writer"
                    # "dev-implement-learnings"
                    # "elab-epic-engineering"
                    # "elab-epic-product"
                    # "elab-epic-qa"
                    # "elab-epic-ux"
                    # "elab-epic-platform"
                    # "elab-epic-security"
                    # "elab-completion-leader"
                    # "dev-documentation-leader"
                    # "qa-verify-completion-leader"
                    # "pm-bootstrap-generation-leader"
                    # "pm-harness-generation-leader"
                    # "elab-epic-aggregation-leader"
                    # "elab-epic-updates-leader"
                    # "architect-aggregation-leader"
                    # "review-aggregate-leader"
                    # "dev-proof-leader"
                    # "ui-ux-review-report-leader"
                    # "knowledge-context-loader"
                    # "kb-writer"
                    # "dev-fix-fix-leader"
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
                "sonnet",
                "opus",
            ),
            aliases=Frozen(
                {
                    # "haiku"
                    # "sonnet"
                    # "opus"
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
                "MALFORMED_OUTPUT",
                "PRECONDITION_FAILED",
                "EXTERNAL_SERVICE_DOWN",
            ),
            aliases=Frozen(
                {
                    # "AGENT_SPAWN_FAILED"
                    # "AGENT_TIMEOUT"
                    # "MALFORMED_OUTPUT"
                    # "PRECONDITION_FAILED"
                    # "EXTERNAL_SERVICE_DOWN"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "command": NameTable(
            ids=(
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
            ),
            aliases=Frozen(
                {
                    # "pm-bootstrap-workflow"
                    # "elab-epic"
                    # "feature"
                    # "pm-refine-story"
                    # "pm-generate-story"
                    "pm-story generate": "pm-generate-story",
                    # "pm-story"
                    # "pm-fix-story"
                    # "pm-generate-story-000-harness"
                    # "elab-story"
                    # "dev-implement-story"
                    # "dev-code-review"
                    # "dev-fix-story"
                    # "ui-ux-review"
                    # "qa-verify-story"
                    # "qa-gate"
                    # "wt-finish"
                    # "scrum-master"
                    "workflow-run": "scrum-master",
                    # "architect-review"
                    # "checkpoint"
                    # "context-init"
                    # "migrate-agents-v3"
                    # "token-log"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "recovery": NameTable(
            ids=(
                "RETRY",
                "FAIL_PHASE",
                "SKIP",
                "FALLBACK",
                "MANUAL",
                "CIRCUIT_BREAK",
            ),
            aliases=Frozen(
                {
                    # "RETRY"
                    # "FAIL_PHASE"
                    # "SKIP"
                    # "FALLBACK"
                    # "MANUAL"
                    # "CIRCUIT_BREAK"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "worker-status": NameTable(
            ids=(
                "PASS",
                "FAIL",
                "TIMEOUT",
                "ERROR",
                "PENDING",
                "RUNNING",
            ),
            aliases=Frozen(
                {
                    # "PASS"
                    # "FAIL"
                    # "TIMEOUT"
                    # "ERROR"
                    # "PENDING"
                    # "RUNNING"
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
        target="needs-refinement",
        by="elab-story",
        event=None,
        verdict="FAIL",
        requires=(),
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
        target="generated",
        by="pm-story",
        event="split-created",
        verdict=None,
        requires=(),
        force=False,
        # The story keeps its id and becomes the first part; each further part is a new story.
    ),
    TransitionSpec(
        source="needs-split",
        target="superseded",
        by="pm-story",
        event="split-replaced",
        verdict=None,
        requires=(),
        force=False,
        # Every part has its own id; the story is kept as a record.
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
        # If the review runs as a separate command.
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
        source="ready-for-code-review",
        target="code-review-failed",
        by="dev-code-review",
        event=None,
        verdict="FAIL",
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
        source="needs-work",
        target="in-progress",
        by="dev-fix-story",
        event="started",
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
        source="in-qa",
        target="needs-work",
        by="qa-verify-story",
        event=None,
        verdict="FAIL",
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
        source="ready-to-work",
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
        by="manual",
        event="held",
        verdict=None,
        requires=(),
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
        source="code-review-failed",
        target="blocked",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
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
        source="in-qa",
        target="blocked",
        by="manual",
        event="held",
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
        source="uat",
        target="blocked",
        by="manual",
        event="held",
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
        source="generated",
        target="cancelled",
        by="manual",
        event="dropped",
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
        source="needs-refinement",
        target="cancelled",
        by="manual",
        event="dropped",
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
        source="ready-to-work",
        target="cancelled",
        by="manual",
        event="dropped",
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
        source="code-review-failed",
        target="cancelled",
        by="manual",
        event="dropped",
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
        target="ready-to-work",
        by="manual",
        event="requeued",
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
        source="in-elaboration",
        target="blocked",
        by="system",
        event="circuit-open",
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
        source="ready-for-code-review",
        target="blocked",
        by="system",
        event="circuit-open",
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
        source="uat",
        target="blocked",
        by="system",
        event="circuit-open",
        verdict=None,
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
                "code-review-lint",
                "code-review-style-compliance",
                "code-review-syntax",
                "code-review-security",
                "code-review-typecheck",
                "code-review-build",
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

            # Log and show the overrun.
            "warning": BudgetLevel(over_warning="warn", over_hard="warn"),

            # Log the overrun and ask before continuing.
            "soft_gate": BudgetLevel(over_warning="warn", over_hard="confirm"),

            # Log the overrun and fail the phase.
            "hard_gate": BudgetLevel(over_warning="warn", over_hard="fail"),
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
            "pm_story": TokenLimits(warning=50000, hard=100000),

            "elaboration": TokenLimits(warning=30000, hard=60000),

            "dev_implementation": TokenLimits(warning=200000, hard=500000),

            "code_review": TokenLimits(warning=50000, hard=100000),

            "qa_verification": TokenLimits(warning=50000, hard=100000),
        }
    ),
)
"""Token limits of the phases. See ../../../docs_src/reference/budgets.md"""

MODES: Final[Mapping[str, str]] = Frozen(
    {
        # Refuses to run again.
        "error": "refuse",

        # Does nothing and reports the existing result.
        "skip": "skip",

        # Continues from the last checkpoint.
        "resume": "resume",

        # Runs again in any case.
        "rerun": "proceed",

        # Runs from scratch and overwrites the existing result.
        "force": "proceed",
    }
)
"""Rerun mode → action if the command is done. See ../../../docs_src/reference/locks-and-reruns.md"""

COMMANDS: Final[Mapping[str, CommandSpec]] = Frozen(
    {
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
        "pm-story": CommandSpec(
            # Creates, follows up or splits stories that are not listed in the index yet.
            starts=("pending", "needs-split"),
            phase="pm_story",
            rerun=RerunPolicy(
                mode="rerun",
                done=(),
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
    }
)
"""The slash commands. See ../../../docs_src/reference/commands/index.md"""

AGENTS: Final[Mapping[str, str | None]] = Frozen(
    {
        "pm-story-generation-leader": "sonnet",

        "pm-story-seed-agent": "sonnet",

        "pm-story-fix-leader": "sonnet",

        "pm-story-adhoc-leader": "sonnet",

        "pm-story-bug-leader": "sonnet",

        "pm-story-followup-leader": "sonnet",

        "pm-story-split-leader": "sonnet",

        "pm-triage-leader": "sonnet",

        "pm-bootstrap-analysis-leader": "sonnet",

        "elab-analyst": "sonnet",

        "qa-verify-verification-leader": "sonnet",

        "dev-plan-leader": "sonnet",

        "dev-execute-leader": "sonnet",

        "dev-verification-leader": "sonnet",

        "elab-epic-reviews-leader": "sonnet",

        "architect-api-leader": "sonnet",

        "architect-packages-leader": "sonnet",

        "architect-frontend-leader": "sonnet",

        "architect-types-leader": "sonnet",

        "ui-ux-review-reviewer": "sonnet",

        "pm-draft-test-plan": "haiku",

        "pm-dev-feasibility-review": "haiku",

        "pm-uiux-recommendations": "haiku",

        "code-review-lint": "haiku",

        "code-review-syntax": "haiku",

        "code-review-style-compliance": "haiku",

        "code-review-security": "haiku",

        "code-review-typecheck": "haiku",

        "code-review-build": "haiku",

        "dev-implement-planner": "sonnet",

        "dev-implement-plan-validator": "haiku",

        "dev-implement-backend-coder": "sonnet",

        "dev-implement-frontend-coder": "sonnet",

        "dev-implement-contracts": "haiku",

        "dev-implement-verifier": "haiku",

        "dev-implement-playwright": "haiku",

        "dev-implement-proof-writer": "haiku",

        "dev-implement-learnings": "haiku",

        "elab-epic-engineering": "haiku",

        "elab-epic-product": "haiku",

        "elab-epic-qa": "haiku",

        "elab-epic-ux": "haiku",

        "elab-epic-platform": "haiku",

        "elab-epic-security": "haiku",

        "elab-completion-leader": "haiku",

        "dev-documentation-leader": "haiku",

        "qa-verify-completion-leader": "haiku",

        "pm-bootstrap-generation-leader": "haiku",

        "pm-harness-generation-leader": "haiku",

        "elab-epic-aggregation-leader": "haiku",

        "elab-epic-updates-leader": "haiku",

        "architect-aggregation-leader": "haiku",

        "review-aggregate-leader": "haiku",

        "dev-proof-leader": "haiku",

        "ui-ux-review-report-leader": "haiku",

        "knowledge-context-loader": "haiku",

        "kb-writer": "haiku",

        "dev-fix-fix-leader": "sonnet",
    }
)
"""Agent → its model. See ../../../docs_src/reference/agents/index.md"""

RECORDS: Final[Mapping[str, FieldTypes]] = Frozen(
    {
        # One failure of an agent's work.
        "error_record": Frozen(
            {
                "type": "error",
                "phase": "phase",
                "node": "string",
                "message": "string",
                "originalError": "string?",
                "retryable": "boolean",
                "retryCount": "integer",
                "maxRetries": "integer",
                "timestamp": "datetime",
                "recovery": "recovery?",
                "context": "object?",
                "stack": "string?",
            }
        ),
        # The failures of a story and whether a person must act.
        "error_log": Frozen(
            {
                "storyId": "story",
                "phase": "phase",
                "createdAt": "datetime",
                "updatedAt": "datetime",
                "errors": "list of error_record",
                "circuitState": "CLOSED|OPEN?",
                "requiresIntervention": "boolean",
                "resolutionNotes": "string?",
            }
        ),
        # One entry of a story's ledger. Entries are only appended, and they determine the status of the
        # story.
        "ledger_entry": Frozen(
            {
                "seq": "integer?",
                "id": "string?",
                "prev": "list of string?",
                "timestamp": "datetime",
                "storyId": "story",
                "event": "created|adopted|moved|gated|forced|lock-broken|circuit-opened|circuit-closed|budget-breached|reconciled|renumbered",
                "actor": "string",
                "status": "status?",
                "from": "status?",
                "to": "status?",
                "by": "string?",
                "cause": "string?",
                "verdict": "string?",
                "role": "string?",
                "reason": "string?",
                "evidence": "list of string?",
                "artifacts": "object?",
                "checks": "object?",
                "edited": "object?",
                "commit": "string?",
                "missing": "list of string?",
                "phase": "phase?",
                "command": "command?",
                "owner": "string?",
                "fence": "integer?",
                "tokens": "integer?",
                "limit": "integer?",
                "failures": "integer?",
                "keep": "string?",
                "formerId": "story?",
            }
        ),
        # The owner of the phase lock of a story.
        "phase_lock": Frozen(
            {
                "phase": "phase",
                "command": "command",
                "startedAt": "datetime",
                "pid": "integer",
                "host": "string",
                "fence": "integer",
                "owner": "string",
                "heartbeatAt": "datetime",
                "sessionId": "string?",
                "startTime": "string?",
                "bootId": "string?",
            }
        ),
        # The result of one worker.
        "worker_result": Frozen(
            {
                "worker": "agent",
                "status": "worker-status",
                "durationMs": "integer?",
                "findings": "list of object?",
                "message": "string?",
            }
        ),
        # The results of a worker set and the combined result.
        "verification": Frozen(
            {
                "storyId": "story",
                "set": "string",
                "result": "PASS|FAIL|TIMEOUT|ERROR|PENDING",
                "warnings": "list of string?",
                "workers": "list of worker_result",
                "collectedAt": "datetime",
            }
        ),
        # The decision whether a story ships.
        "qa_gate": Frozen(
            {
                "storyId": "story",
                "verdict": "PASS|WAIVED|CONCERNS|FAIL",
                "actor": "string",
                "role": "string",
                "reason": "string?",
                "evidence": "list of string",
                "decidedAt": "datetime",
            }
        ),
        # The metrics of a story.
        "metrics_story": Frozen(
            {
                "storyId": "story",
                "startedAt": "datetime",
                "completedAt": "datetime?",
                "phases": "list of metrics_phase",
                "totalTokens": "integer?",
                "totalDurationMs": "integer",
                "totalAgentSpawns": "integer",
                "totalToolCalls": "integer",
                "status": "in_progress|completed|failed|blocked",
                "currentPhase": "phase?",
                "estimatedCost": "object?",
            }
        ),
        # The metrics of one phase of a story.
        "metrics_phase": Frozen(
            {
                "name": "phase",
                "durationMs": "integer",
                "tokensInput": "integer?",
                "tokensOutput": "integer?",
                "agentSpawns": "integer",
                "toolCalls": "integer",
                "status": "PASS|FAIL|TIMEOUT|ERROR|SKIPPED",
                "startedAt": "datetime",
                "completedAt": "datetime",
                "retries": "integer?",
                "errors": "integer?",
                "custom": "object?",
            }
        ),
        # The tokens that one phase used; a number that was not counted is absent, never zero.
        "token_record": Frozen(
            {
                "storyId": "story",
                "phase": "phase",
                "command": "command?",
                "before": "integer?",
                "after": "integer?",
                "delta": "integer?",
                "tokensInput": "integer?",
                "tokensOutput": "integer?",
                "tokensCacheCreation": "integer?",
                "tokensCacheRead": "integer?",
                "source": "transcript|result|stated|unrecorded",
                "statedBy": "string?",
                "complete": "boolean",
                "recordedAt": "datetime",
            }
        ),
    }
)
"""Record → field → type. See ../../../docs_src/reference/records.md"""

TRACE: Final = TraceSchema(
    fields=Frozen(
        {
            "timestamp": "datetime",
            "storyId": "story",
            "traceId": "uuid?",
            "event": "string",
        }
    ),
    events=Frozen(
        {
            # A phase starts.
            "phase_start": Frozen(
                {
                    "phase": "phase",
                }
            ),
            # A phase ends.
            "phase_complete": Frozen(
                {
                    "phase": "phase",
                    "status": "PASS|FAIL|TIMEOUT|ERROR|SKIPPED",
                    "durationMs": "integer",
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
            # An agent ends.
            "agent_complete": Frozen(
                {
                    "agent": "agent",
                    "tokensInput": "integer",
                    "tokensOutput": "integer",
                    "durationMs": "integer",
                    "status": "success|error|timeout?",
                }
            ),
            # An agent uses a tool.
            "tool_call": Frozen(
                {
                    "tool": "string",
                    "path": "string?",
                    "durationMs": "integer?",
                    "success": "boolean?",
                }
            ),
            # An error occurs.
            "error": Frozen(
                {
                    "errorType": "error",
                    "message": "string",
                    "phase": "phase?",
                    "node": "string?",
                    "recoverable": "boolean?",
                }
            ),
            # The work reaches a point to resume from.
            "checkpoint": Frozen(
                {
                    "stage": "string",
                    "iteration": "integer?",
                    "data": "object?",
                }
            ),
            # A file is read or changed.
            "artifact": Frozen(
                {
                    "action": "created|updated|deleted|read",
                    "path": "string",
                    "artifactType": "string?",
                    "sizeBytes": "integer?",
                }
            ),
            # The story reaches another status.
            "status_moved": Frozen(
                {
                    "from": "status",
                    "to": "status",
                    "by": "string",
                    "cause": "string?",
                    "actor": "string?",
                    "reason": "string?",
                    "fence": "integer?",
                }
            ),
            # A phase lock is acquired or taken over.
            "lock_taken": Frozen(
                {
                    "phase": "phase",
                    "owner": "string",
                    "fence": "integer",
                    "takenOver": "boolean",
                }
            ),
            # A phase lock is released.
            "lock_released": Frozen(
                {
                    "phase": "phase",
                    "owner": "string",
                    "fence": "integer",
                }
            ),
            # A person force-releases a phase lock.
            "lock_broken": Frozen(
                {
                    "phase": "phase",
                    "owner": "string",
                    "fence": "integer",
                    "actor": "string",
                    "reason": "string",
                }
            ),
            # The tokens of a phase are compared with its limits.
            "budget_checked": Frozen(
                {
                    "phase": "phase",
                    "level": "string",
                    "tokens": "integer",
                    "warning": "integer",
                    "hard": "integer",
                    "action": "continue|warn|confirm|fail",
                    "complete": "boolean",
                }
            ),
            # A worker of a set reports its result.
            "worker_finished": Frozen(
                {
                    "set": "string",
                    "worker": "agent",
                    "status": "worker-status",
                    "durationMs": "integer?",
                }
            ),
            # The runtime decides whether a command runs again.
            "rerun_decided": Frozen(
                {
                    "command": "command",
                    "mode": "string",
                    "done": "boolean",
                    "action": "proceed|skip|resume|refuse",
                    "resumeFrom": "string?",
                }
            ),
            # Too many errors in too short a time; a person must act.
            "circuit_opened": Frozen(
                {
                    "phase": "phase",
                    "failures": "integer",
                    "windowMs": "integer",
                    "moved": "boolean",
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
