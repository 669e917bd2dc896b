// revi:generated
/** The contract as data, rendered from `revi.yml`. Do not edit. Durations are in milliseconds. */

import type {
  AggregationRule,
  CircuitBreaker,
  CommandSpec,
  CompiledContract,
  ErrorSpec,
  FieldTypes,
  NameTable,
  StatusSpec,
  TokenBudgets,
  TraceSchema,
  TransitionSpec,
  WorkerSetSpec,
} from "./decide/compiled_contract.js";

/**
 * Kind of name → its names. Aliases are accepted in data that is read, and never written.
 *
 * @see ../../../docs_src/reference/index.md
 */
export const names: Readonly<Record<string, NameTable>> = {
  status: {
    ids: [
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
    ],
    aliases: {
      // "pending"
      // "generated"
      backlog: "generated",
      created: "generated",
      // "in-elaboration"
      elaboration: "in-elaboration",
      // "needs-refinement"
      // "needs-split"
      // "ready-to-work"
      ready: "ready-to-work",
      // "in-progress"
      // "ready-for-code-review"
      // "code-review-failed"
      // "ready-for-qa"
      "ready-for-qa-with-warnings": "ready-for-qa",
      // "in-qa"
      // "needs-work"
      // "uat"
      "ready-for-gate": "uat",
      // "completed"
      done: "completed",
      // "blocked"
      // "cancelled"
      // "superseded"
    },
    reserved: {
      draft: "It could be pending or generated.",
      deferred: "It could be pending or blocked.",
    },
  },
  phase: {
    ids: [
      "pm_story",
      "elaboration",
      "dev_implementation",
      "code_review",
      "qa_verification",
    ],
    aliases: {
      // "pm_story"
      // "elaboration"
      // "dev_implementation"
      // "code_review"
      // "qa_verification"
    },
    reserved: {
    },
  },
  agent: {
    ids: [
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
    ],
    aliases: {
      // "pm-story-generation-leader"
      // "pm-story-seed-agent"
      // "pm-story-fix-leader"
      // "pm-story-adhoc-leader"
      // "pm-story-bug-leader"
      // "pm-story-followup-leader"
      // "pm-story-split-leader"
      // "pm-triage-leader"
      // "pm-bootstrap-analysis-leader"
      // "elab-analyst"
      // "qa-verify-verification-leader"
      // "dev-plan-leader"
      // "dev-execute-leader"
      // "dev-verification-leader"
      // "elab-epic-reviews-leader"
      // "architect-api-leader"
      // "architect-packages-leader"
      // "architect-frontend-leader"
      // "architect-types-leader"
      // "ui-ux-review-reviewer"
      // "pm-draft-test-plan"
      // "pm-dev-feasibility-review"
      // "pm-uiux-recommendations"
      // "code-review-lint"
      // "code-review-syntax"
      // "code-review-style-compliance"
      // "code-review-security"
      // "code-review-typecheck"
      // "code-review-build"
      // "dev-implement-planner"
      // "dev-implement-plan-validator"
      // "dev-implement-backend-coder"
      // "dev-implement-frontend-coder"
      // "dev-implement-contracts"
      // "dev-implement-verifier"
      // "dev-implement-playwright"
      // "dev-implement-proof-writer"
      // "dev-implement-learnings"
      // "elab-epic-engineering"
      // "elab-epic-product"
      // "elab-epic-qa"
      // "elab-epic-ux"
      // "elab-epic-platform"
      // "elab-epic-security"
      // "elab-completion-leader"
      // "dev-documentation-leader"
      // "qa-verify-completion-leader"
      // "pm-bootstrap-generation-leader"
      // "pm-harness-generation-leader"
      // "elab-epic-aggregation-leader"
      // "elab-epic-updates-leader"
      // "architect-aggregation-leader"
      // "review-aggregate-leader"
      // "dev-proof-leader"
      // "ui-ux-review-report-leader"
      // "knowledge-context-loader"
      // "kb-writer"
      // "dev-fix-fix-leader"
    },
    reserved: {
    },
  },
  model: {
    ids: [
      "haiku",
      "sonnet",
      "opus",
    ],
    aliases: {
      // "haiku"
      // "sonnet"
      // "opus"
    },
    reserved: {
    },
  },
  error: {
    ids: [
      "AGENT_SPAWN_FAILED",
      "AGENT_TIMEOUT",
      "MALFORMED_OUTPUT",
      "PRECONDITION_FAILED",
      "EXTERNAL_SERVICE_DOWN",
    ],
    aliases: {
      // "AGENT_SPAWN_FAILED"
      // "AGENT_TIMEOUT"
      // "MALFORMED_OUTPUT"
      // "PRECONDITION_FAILED"
      // "EXTERNAL_SERVICE_DOWN"
    },
    reserved: {
    },
  },
  command: {
    ids: [
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
    ],
    aliases: {
      // "pm-bootstrap-workflow"
      // "elab-epic"
      // "feature"
      // "pm-refine-story"
      // "pm-generate-story"
      "pm-story generate": "pm-generate-story",
      // "pm-story"
      // "pm-fix-story"
      // "pm-generate-story-000-harness"
      // "elab-story"
      // "dev-implement-story"
      // "dev-code-review"
      // "dev-fix-story"
      // "ui-ux-review"
      // "qa-verify-story"
      // "qa-gate"
      // "wt-finish"
      // "scrum-master"
      "workflow-run": "scrum-master",
      // "architect-review"
      // "checkpoint"
      // "context-init"
      // "migrate-agents-v3"
      // "token-log"
    },
    reserved: {
    },
  },
  recovery: {
    ids: [
      "RETRY",
      "FAIL_PHASE",
      "SKIP",
      "FALLBACK",
      "MANUAL",
      "CIRCUIT_BREAK",
    ],
    aliases: {
      // "RETRY"
      // "FAIL_PHASE"
      // "SKIP"
      // "FALLBACK"
      // "MANUAL"
      // "CIRCUIT_BREAK"
    },
    reserved: {
    },
  },
  "worker-status": {
    ids: [
      "PASS",
      "FAIL",
      "TIMEOUT",
      "ERROR",
      "PENDING",
      "RUNNING",
    ],
    aliases: {
      // "PASS"
      // "FAIL"
      // "TIMEOUT"
      // "ERROR"
      // "PENDING"
      // "RUNNING"
    },
    reserved: {
    },
  },
};

/**
 * The statuses of a story.
 *
 * @see ../../../docs_src/reference/statuses/index.md
 */
export const statuses: Readonly<Record<string, StatusSpec>> = {
  pending: {
    // Listed in the index; the story file does not exist yet.
    stage: "backlog",
    initial: true,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  generated: {
    // The story file is written and waits for its audit.
    stage: "backlog",
    initial: true,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "in-elaboration": {
    // The audit before development is in progress.
    stage: "elaboration",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "needs-refinement": {
    // The audit rejected the story; PM reworks it.
    stage: "elaboration",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "needs-split": {
    // The audit found the story too big; PM splits it.
    stage: "elaboration",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "ready-to-work": {
    // The story passed its audit and waits for a developer.
    stage: "ready-to-work",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "in-progress": {
    // The story is being built or fixed.
    stage: "in-progress",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "ready-for-code-review": {
    // The story is built and waits for its review.
    stage: "in-progress",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "code-review-failed": {
    // The review found problems that must be fixed.
    stage: "in-progress",
    initial: false,
    terminal: false,
    countsAsBlocked: true,
    accepted: false,
    requires: [],
  },
  "ready-for-qa": {
    // The story passed its review and waits for QA.
    stage: "ready-for-qa",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "in-qa": {
    // QA is verifying the story.
    stage: "UAT",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  "needs-work": {
    // QA found problems; the story goes back to development.
    stage: "in-progress",
    initial: false,
    terminal: false,
    countsAsBlocked: true,
    accepted: false,
    requires: [],
  },
  uat: {
    // QA passed the story; it waits for the ship gate.
    stage: "UAT",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  completed: {
    // The ship gate is passed or waived; the branch can be merged.
    stage: "UAT",
    initial: false,
    terminal: true,
    countsAsBlocked: false,
    accepted: true,
    requires: [
      {
        kind: "artifact",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "rows",
        names: ["lint", "types", "tests"],
        limit: 0,
        artifact: "proof",
        section: "Checks",
      },
      {
        kind: "artifact",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "plan",
        names: ["Reuse Plan"],
        limit: 0,
        artifact: "proof",
        section: "Reuse Verification",
      },
      {
        kind: "artifact",
        names: ["code_review", "review"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["qa_verify"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["token_log"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "dependencies-accepted",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
  },
  blocked: {
    // The story waits for something outside the workflow.
    stage: "blocked",
    initial: false,
    terminal: false,
    countsAsBlocked: true,
    accepted: false,
    requires: [],
  },
  cancelled: {
    // The story will not be built.
    stage: "cancelled",
    initial: false,
    terminal: true,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  superseded: {
    // The story was split; the new stories replace it.
    stage: "cancelled",
    initial: false,
    terminal: true,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
};

/**
 * All transitions between statuses, one for each trigger.
 *
 * @see ../../../docs_src/reference/statuses/index.md#transitions
 */
export const transitions: readonly TransitionSpec[] = [
  {
    source: "pending",
    target: "generated",
    by: "pm-generate-story",
    event: "finished",
    verdict: null,
    requires: [
      {
        kind: "artifact",
        names: ["story"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: true,
  },
  {
    source: "pending",
    target: "generated",
    by: "pm-story",
    event: "finished",
    verdict: null,
    requires: [
      {
        kind: "artifact",
        names: ["story"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "pending",
    target: "generated",
    by: "pm-generate-story-000-harness",
    event: "finished",
    verdict: null,
    requires: [
      {
        kind: "artifact",
        names: ["story"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "generated",
    target: "in-elaboration",
    by: "elab-story",
    event: "started",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "ready-to-work",
    by: "elab-story",
    event: null,
    verdict: "PASS",
    requires: [
      {
        kind: "new",
        names: ["elaboration"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["elaboration"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "edits",
        names: ["plans/**"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "ready-to-work",
    by: "elab-story",
    event: null,
    verdict: "CONDITIONAL PASS",
    requires: [
      {
        kind: "new",
        names: ["elaboration"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["elaboration"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "edits",
        names: ["plans/**"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "needs-refinement",
    by: "elab-story",
    event: null,
    verdict: "NEEDS REFINEMENT",
    requires: [
      {
        kind: "edits",
        names: ["plans/**"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "needs-refinement",
    by: "elab-story",
    event: null,
    verdict: "FAIL",
    requires: [],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "needs-split",
    by: "elab-story",
    event: null,
    verdict: "SPLIT REQUIRED",
    requires: [
      {
        kind: "edits",
        names: ["plans/**"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "needs-refinement",
    target: "generated",
    by: "pm-fix-story",
    event: "finished",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "needs-split",
    target: "generated",
    by: "pm-story",
    event: "split-created",
    verdict: null,
    requires: [],
    force: false,
    // The story keeps its id and becomes the first part; each further part is a new story.
  },
  {
    source: "needs-split",
    target: "superseded",
    by: "pm-story",
    event: "split-replaced",
    verdict: null,
    requires: [],
    force: false,
    // Every part has its own id; the story is kept as a record.
  },
  {
    source: "ready-to-work",
    target: "in-progress",
    by: "dev-implement-story",
    event: "started",
    verdict: null,
    requires: [
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "dependencies-accepted",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: true,
  },
  {
    source: "in-progress",
    target: "ready-for-code-review",
    by: "dev-implement-story",
    event: "implementation-done",
    verdict: null,
    requires: [
      {
        kind: "new",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
    // If the review runs as a separate command.
  },
  {
    source: "in-progress",
    target: "ready-for-qa",
    by: "dev-implement-story",
    event: null,
    verdict: "PASS",
    requires: [
      {
        kind: "new",
        names: ["verification"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["verification"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "new",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "in-progress",
    target: "ready-for-code-review",
    by: "dev-fix-story",
    event: "fix-done",
    verdict: null,
    requires: [
      {
        kind: "new",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "ready-for-code-review",
    target: "ready-for-qa",
    by: "dev-code-review",
    event: null,
    verdict: "PASS",
    requires: [
      {
        kind: "new",
        names: ["verification"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["verification"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "new",
        names: ["code_review"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "ready-for-code-review",
    target: "code-review-failed",
    by: "dev-code-review",
    event: null,
    verdict: "FAIL",
    requires: [],
    force: false,
  },
  {
    source: "code-review-failed",
    target: "in-progress",
    by: "dev-fix-story",
    event: "started",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "needs-work",
    target: "in-progress",
    by: "dev-fix-story",
    event: "started",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "ready-for-qa",
    target: "in-qa",
    by: "qa-verify-story",
    event: "started",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-qa",
    target: "uat",
    by: "qa-verify-story",
    event: null,
    verdict: "PASS",
    requires: [
      {
        kind: "new",
        names: ["qa_verify"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["qa_verify"],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "in-qa",
    target: "needs-work",
    by: "qa-verify-story",
    event: null,
    verdict: "FAIL",
    requires: [],
    force: false,
  },
  {
    source: "uat",
    target: "completed",
    by: "qa-gate",
    event: null,
    verdict: "PASS",
    requires: [
      {
        kind: "new",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "person",
        names: ["named"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "rows",
        names: ["lint", "types", "tests"],
        limit: 0,
        artifact: "proof",
        section: "Checks",
      },
      {
        kind: "artifact",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "plan",
        names: ["Reuse Plan"],
        limit: 0,
        artifact: "proof",
        section: "Reuse Verification",
      },
      {
        kind: "artifact",
        names: ["code_review", "review"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["qa_verify"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["token_log"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "dependencies-accepted",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "uat",
    target: "completed",
    by: "qa-gate",
    event: null,
    verdict: "WAIVED",
    requires: [
      {
        kind: "new",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "person",
        names: ["accountable"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "rows",
        names: ["lint", "types", "tests"],
        limit: 0,
        artifact: "proof",
        section: "Checks",
      },
      {
        kind: "artifact",
        names: ["proof"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "plan",
        names: ["Reuse Plan"],
        limit: 0,
        artifact: "proof",
        section: "Reuse Verification",
      },
      {
        kind: "artifact",
        names: ["code_review", "review"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["qa_verify"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["qa_gate"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["token_log"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "dependencies-accepted",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: false,
  },
  {
    source: "uat",
    target: "in-progress",
    by: "qa-gate",
    event: null,
    verdict: "FAIL",
    requires: [],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "ready-to-work",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-progress",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "ready-for-code-review",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "code-review-failed",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "ready-for-qa",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-qa",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "needs-work",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "uat",
    target: "blocked",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "pending",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "generated",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "needs-refinement",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "needs-split",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "ready-to-work",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-progress",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "code-review-failed",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "needs-work",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "blocked",
    target: "cancelled",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "blocked",
    target: "in-elaboration",
    by: "manual",
    event: "sent-to-audit",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "blocked",
    target: "ready-to-work",
    by: "manual",
    event: "requeued",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "blocked",
    target: "in-progress",
    by: "manual",
    event: "resumed",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-elaboration",
    target: "blocked",
    by: "system",
    event: "circuit-open",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-progress",
    target: "blocked",
    by: "system",
    event: "circuit-open",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "ready-for-code-review",
    target: "blocked",
    by: "system",
    event: "circuit-open",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "in-qa",
    target: "blocked",
    by: "system",
    event: "circuit-open",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "uat",
    target: "blocked",
    by: "system",
    event: "circuit-open",
    verdict: null,
    requires: [],
    force: false,
  },
];

/**
 * Types of errors.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const errors: Readonly<Record<string, ErrorSpec>> = {
  AGENT_SPAWN_FAILED: {
    // An agent could not be started.
    retry: {
      max: 1,
      backoff: "fixed",
      delayMs: 2000,
      capMs: 5000,
    },
    recovery: "FAIL_PHASE",
  },
  AGENT_TIMEOUT: {
    // An agent exceeded its time limit.
    retry: null,
    recovery: "FAIL_PHASE",
  },
  MALFORMED_OUTPUT: {
    // An agent's output does not have the requested format.
    retry: {
      max: 2,
      backoff: "fixed",
      delayMs: 1000,
      capMs: 5000,
    },
    recovery: "FAIL_PHASE",
  },
  PRECONDITION_FAILED: {
    // Something that the phase needs is missing or wrong.
    retry: null,
    recovery: "FAIL_PHASE",
  },
  EXTERNAL_SERVICE_DOWN: {
    // A required service, such as git or the knowledge base, cannot be reached.
    retry: {
      max: 3,
      backoff: "exponential",
      delayMs: 5000,
      capMs: 60000,
    },
    recovery: "FALLBACK",
  },
};

/**
 * When errors are so frequent that a person must act.
 *
 * @see ../../../docs_src/reference/errors.md#circuit
 */
export const circuit: CircuitBreaker = {
  failures: 3,
  windowMs: 300000,
  states: ["CLOSED", "OPEN"],
};

/**
 * Sets of parallel workers.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export const workerSets: Readonly<Record<string, WorkerSetSpec>> = {
  code_review: {
    // The reviewers of a code review.
    workers: [
      "code-review-lint",
      "code-review-style-compliance",
      "code-review-syntax",
      "code-review-security",
      "code-review-typecheck",
      "code-review-build",
    ],
    timeoutMs: 300000,
    passThreshold: 1.0,
    toleratedTimeouts: 1,
    failFast: false,
    maxConcurrency: 6,
    keepPartialResults: true,
  },
};

/**
 * How the results of workers are combined; the first rule that applies decides.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export const aggregation: readonly AggregationRule[] = [
  {
    // A worker with an error has not reviewed anything.
    when: "any",
    of: ["ERROR"],
    forgiving: [],
    then: "ERROR",
  },
  {
    // Some workers have not finished.
    when: "any",
    of: ["PENDING", "RUNNING"],
    forgiving: [],
    then: "PENDING",
  },
  {
    // Nothing was reviewed without a worker.
    when: "none",
    of: [],
    forgiving: [],
    then: "ERROR",
  },
  {
    // No worker finished in time.
    when: "all",
    of: ["TIMEOUT"],
    forgiving: [],
    then: "TIMEOUT",
  },
  {
    // Enough workers passed.
    when: "enough",
    of: ["PASS"],
    forgiving: ["TIMEOUT"],
    then: "PASS",
  },
  {
    // Too few workers passed.
    when: "otherwise",
    of: [],
    forgiving: [],
    then: "FAIL",
  },
];

/**
 * Token limits of the phases.
 *
 * @see ../../../docs_src/reference/budgets.md
 */
export const budgets: TokenBudgets = {
  level: "advisory",
  levels: {
    // Log the overrun.
    advisory: { overWarning: "continue", overHard: "continue" },

    // Log and show the overrun.
    warning: { overWarning: "warn", overHard: "warn" },

    // Log the overrun and ask before continuing.
    soft_gate: { overWarning: "warn", overHard: "confirm" },

    // Log the overrun and fail the phase.
    hard_gate: { overWarning: "warn", overHard: "fail" },
  },
  counts: ["input", "output", "cache_creation"],
  shows: ["cache_read"],
  multiplier: {
    key: "token_budget_multiplier",
    min: 0.5,
    max: 5.0,
    default: 1.0,
  },
  phases: {
    pm_story: { warning: 50000, hard: 100000 },

    elaboration: { warning: 30000, hard: 60000 },

    dev_implementation: { warning: 200000, hard: 500000 },

    code_review: { warning: 50000, hard: 100000 },

    qa_verification: { warning: 50000, hard: 100000 },
  },
};

/**
 * Rerun mode → action if the command is done.
 *
 * @see ../../../docs_src/reference/locks-and-reruns.md
 */
export const modes: Readonly<Record<string, string>> = {
  // Refuses to run again.
  error: "refuse",

  // Does nothing and reports the existing result.
  skip: "skip",

  // Continues from the last checkpoint.
  resume: "resume",

  // Runs again in any case.
  rerun: "proceed",

  // Runs from scratch and overwrites the existing result.
  force: "proceed",
};

/**
 * The slash commands.
 *
 * @see ../../../docs_src/reference/commands/index.md
 */
export const commands: Readonly<Record<string, CommandSpec>> = {
  "pm-bootstrap-workflow": {
    // Turns a raw plan into the plan documents of an epic.
    starts: [],
    phase: null,
    rerun: {
      mode: "error",
      done: [
        {
          kind: "artifact",
          names: ["plan_exec"],
          limit: 0,
          artifact: "",
          section: "",
        },
        {
          kind: "artifact",
          names: ["plan_meta"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  "elab-epic": {
    // Reviews an epic for six stakeholders and updates its plan.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  feature: {
    // Manages the list of ideas for later.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "pm-refine-story": {
    // Ranks the ideas for later together with the user.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "pm-generate-story": {
    // Writes the file of a story that is listed in the index.
    starts: ["pending"],
    phase: "pm_story",
    rerun: {
      mode: "error",
      done: [
        {
          kind: "artifact",
          names: ["story"],
          limit: 0,
          artifact: "",
          section: "",
        },
        {
          kind: "status",
          names: ["generated"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "--force",
    },
  },
  "pm-story": {
    // Creates, follows up or splits stories that are not listed in the index yet.
    starts: ["pending", "needs-split"],
    phase: "pm_story",
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "pm-fix-story": {
    // Reworks a story that its audit rejected.
    starts: ["needs-refinement"],
    phase: "pm_story",
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "pm-generate-story-000-harness": {
    // Creates the story that tests the workflow from end to end.
    starts: ["pending"],
    phase: "pm_story",
    rerun: {
      mode: "error",
      done: [
        {
          kind: "new",
          names: ["story"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  "elab-story": {
    // Audits a story before development; no story is built without it.
    starts: ["generated"],
    phase: "elaboration",
    rerun: {
      mode: "skip",
      done: [
        {
          kind: "new",
          names: ["elaboration"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "--force",
    },
  },
  "dev-implement-story": {
    // Builds a story and fixes it in a loop until its review passes.
    starts: ["ready-to-work"],
    phase: "dev_implementation",
    rerun: {
      mode: "resume",
      done: [
        {
          kind: "new",
          names: ["proof"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "--force",
    },
  },
  "dev-code-review": {
    // Runs the review workers in parallel and combines their results into one verdict.
    starts: ["ready-for-code-review"],
    phase: "code_review",
    rerun: {
      mode: "rerun",
      done: [
        {
          kind: "new",
          names: ["code_review"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  "dev-fix-story": {
    // Fixes the findings of the review or of QA.
    starts: ["code-review-failed", "needs-work"],
    phase: "dev_implementation",
    rerun: {
      mode: "resume",
      done: [
        {
          kind: "new",
          names: ["proof"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  "ui-ux-review": {
    // Reviews a story's user interface for design rules and accessibility.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "qa-verify-story": {
    // Verifies a built story against its acceptance criteria.
    starts: ["ready-for-qa"],
    phase: "qa_verification",
    rerun: {
      mode: "skip",
      done: [
        {
          kind: "status",
          names: ["uat"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "--force",
    },
  },
  "qa-gate": {
    // Decides whether a verified story ships.
    starts: ["uat"],
    phase: "qa_verification",
    rerun: {
      mode: "rerun",
      done: [
        {
          kind: "new",
          names: ["qa_gate"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  "wt-finish": {
    // Merges the branch of a completed story and removes its worktree.
    starts: [],
    phase: null,
    rerun: {
      mode: "error",
      done: [
        {
          kind: "branch-merged",
          names: [],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  "scrum-master": {
    // Runs the phases of a story in order.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "architect-review": {
    // Checks the whole system against the architecture rules.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  checkpoint: {
    // Records that a phase has ended, so that work can be resumed.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "context-init": {
    // Writes the context that the agents of a phase share.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "migrate-agents-v3": {
    // Migrates agents from an older layout to layout v3; needed once.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
  "token-log": {
    // Records the tokens that a phase used.
    starts: [],
    phase: null,
    rerun: {
      mode: "rerun",
      done: [],
      force: "",
    },
  },
};

/**
 * Agent → its model.
 *
 * @see ../../../docs_src/reference/agents/index.md
 */
export const agents: Readonly<Record<string, string | null>> = {
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
};

/**
 * Record → field → type; `records.ts` has their schemas.
 *
 * @see ../../../docs_src/reference/records.md
 */
export const recordFields: Readonly<Record<string, FieldTypes>> = {
  error_record: {
    type: "error",
    phase: "phase",
    node: "string",
    message: "string",
    originalError: "string?",
    retryable: "boolean",
    retryCount: "integer",
    maxRetries: "integer",
    timestamp: "datetime",
    recovery: "recovery?",
    context: "object?",
    stack: "string?",
  },
  error_log: {
    storyId: "story",
    phase: "phase",
    createdAt: "datetime",
    updatedAt: "datetime",
    errors: "list of error_record",
    circuitState: "CLOSED|OPEN?",
    requiresIntervention: "boolean",
    resolutionNotes: "string?",
  },
  ledger_entry: {
    seq: "integer?",
    id: "string?",
    prev: "list of string?",
    timestamp: "datetime",
    storyId: "story",
    event: "created|adopted|moved|gated|forced|lock-broken|circuit-opened|circuit-closed|budget-breached|reconciled|renumbered",
    actor: "string",
    status: "status?",
    from: "status?",
    to: "status?",
    by: "string?",
    cause: "string?",
    verdict: "string?",
    role: "string?",
    reason: "string?",
    evidence: "list of string?",
    artifacts: "object?",
    checks: "object?",
    edited: "object?",
    commit: "string?",
    missing: "list of string?",
    phase: "phase?",
    command: "command?",
    owner: "string?",
    fence: "integer?",
    tokens: "integer?",
    limit: "integer?",
    failures: "integer?",
    keep: "string?",
    formerId: "story?",
  },
  phase_lock: {
    phase: "phase",
    command: "command",
    startedAt: "datetime",
    pid: "integer",
    host: "string",
    fence: "integer",
    owner: "string",
    heartbeatAt: "datetime",
    sessionId: "string?",
    startTime: "string?",
    bootId: "string?",
  },
  worker_result: {
    worker: "agent",
    status: "worker-status",
    durationMs: "integer?",
    findings: "list of object?",
    message: "string?",
  },
  verification: {
    storyId: "story",
    set: "string",
    result: "PASS|FAIL|TIMEOUT|ERROR|PENDING",
    warnings: "list of string?",
    workers: "list of worker_result",
    collectedAt: "datetime",
  },
  qa_gate: {
    storyId: "story",
    verdict: "PASS|WAIVED|CONCERNS|FAIL",
    actor: "string",
    role: "string",
    reason: "string?",
    evidence: "list of string",
    decidedAt: "datetime",
  },
  metrics_story: {
    storyId: "story",
    startedAt: "datetime",
    completedAt: "datetime?",
    phases: "list of metrics_phase",
    totalTokens: "integer?",
    totalDurationMs: "integer",
    totalAgentSpawns: "integer",
    totalToolCalls: "integer",
    status: "in_progress|completed|failed|blocked",
    currentPhase: "phase?",
    estimatedCost: "object?",
  },
  metrics_phase: {
    name: "phase",
    durationMs: "integer",
    tokensInput: "integer?",
    tokensOutput: "integer?",
    agentSpawns: "integer",
    toolCalls: "integer",
    status: "PASS|FAIL|TIMEOUT|ERROR|SKIPPED",
    startedAt: "datetime",
    completedAt: "datetime",
    retries: "integer?",
    errors: "integer?",
    custom: "object?",
  },
  token_record: {
    storyId: "story",
    phase: "phase",
    command: "command?",
    before: "integer?",
    after: "integer?",
    delta: "integer?",
    tokensInput: "integer?",
    tokensOutput: "integer?",
    tokensCacheCreation: "integer?",
    tokensCacheRead: "integer?",
    source: "transcript|result|stated|unrecorded",
    statedBy: "string?",
    complete: "boolean",
    recordedAt: "datetime",
  },
};

/**
 * The events of a trace; `trace.ts` has their schemas.
 *
 * @see ../../../docs_src/reference/traces.md
 */
export const trace: TraceSchema = {
  fields: {
    timestamp: "datetime",
    storyId: "story",
    traceId: "uuid?",
    event: "string",
  },
  events: {
    phase_start: {
      phase: "phase",
    },
    phase_complete: {
      phase: "phase",
      status: "PASS|FAIL|TIMEOUT|ERROR|SKIPPED",
      durationMs: "integer",
    },
    agent_spawn: {
      agent: "agent",
      model: "model",
      phase: "phase?",
    },
    agent_complete: {
      agent: "agent",
      tokensInput: "integer",
      tokensOutput: "integer",
      durationMs: "integer",
      status: "success|error|timeout?",
    },
    tool_call: {
      tool: "string",
      path: "string?",
      durationMs: "integer?",
      success: "boolean?",
    },
    error: {
      errorType: "error",
      message: "string",
      phase: "phase?",
      node: "string?",
      recoverable: "boolean?",
    },
    checkpoint: {
      stage: "string",
      iteration: "integer?",
      data: "object?",
    },
    artifact: {
      action: "created|updated|deleted|read",
      path: "string",
      artifactType: "string?",
      sizeBytes: "integer?",
    },
    status_moved: {
      from: "status",
      to: "status",
      by: "string",
      cause: "string?",
      actor: "string?",
      reason: "string?",
      fence: "integer?",
    },
    lock_taken: {
      phase: "phase",
      owner: "string",
      fence: "integer",
      takenOver: "boolean",
    },
    lock_released: {
      phase: "phase",
      owner: "string",
      fence: "integer",
    },
    lock_broken: {
      phase: "phase",
      owner: "string",
      fence: "integer",
      actor: "string",
      reason: "string",
    },
    budget_checked: {
      phase: "phase",
      level: "string",
      tokens: "integer",
      warning: "integer",
      hard: "integer",
      action: "continue|warn|confirm|fail",
      complete: "boolean",
    },
    worker_finished: {
      set: "string",
      worker: "agent",
      status: "worker-status",
      durationMs: "integer?",
    },
    rerun_decided: {
      command: "command",
      mode: "string",
      done: "boolean",
      action: "proceed|skip|resume|refuse",
      resumeFrom: "string?",
    },
    circuit_opened: {
      phase: "phase",
      failures: "integer",
      windowMs: "integer",
      moved: "boolean",
    },
  },
};

/**
 * All data that `decide` reads.
 *
 * @see ../../../docs_src/reference/contract.md
 */
export const contract: CompiledContract = {
  storyId: "REVI-[0-9]{3,}",
  names,
  statuses,
  transitions,
  errors,
  circuit,
  workerSets,
  aggregation,
  budgets,
  modes,
  commands,
  agents,
  records: recordFields,
  trace,
};
