// revi:e4d048563fb919dc
/** The names of the contract, each kind a schema and a type. */

import { z } from "zod";

import { textSchema } from "./decide/records.js";

/**
 * The id of a story, by its pattern.
 *
 * @see ../../../docs_src/reference/index.md#project
 */
export const storySchema = textSchema("REVI-[0-9]{3,}");

/**
 * Where a story can stand.
 *
 * @see ../../../docs_src/reference/statuses/index.md
 */
export const statusSchema = z.enum([
  // Listed in the index; there is no story file yet.
  "pending",
  // The story file is written and waits for its audit.
  "generated",
  // The audit before development is under way.
  "in-elaboration",
  // The audit rejected the story; PM reworks it.
  "needs-refinement",
  // The audit found the story too big; PM splits it.
  "needs-split",
  // The audit is passed; the story waits for a developer.
  "ready-to-work",
  // The story is being built or repaired.
  "in-progress",
  // The story is built and waits for its review.
  "ready-for-code-review",
  // The review found faults that must be repaired.
  "code-review-failed",
  // The review is passed; the story waits for QA.
  "ready-for-qa",
  // QA verifies the story.
  "in-qa",
  // QA found faults; the story goes back to development.
  "needs-work",
  // QA passed the story; it waits for the ship gate.
  "uat",
  // The ship gate is passed or waived; the branch can be merged.
  "completed",
  // Something outside the story holds it up.
  "blocked",
  // The story is dropped.
  "cancelled",
  // The stories that were split from it replace it.
  "superseded",
]);

/**
 * Where a story can stand.
 *
 * @see ../../../docs_src/reference/statuses/index.md
 */
export type Status = z.infer<typeof statusSchema>;

/**
 * A stretch of work.
 *
 * @see ../../../docs_src/reference/phases.md
 */
export const phaseSchema = z.enum([
  // A story is written or reworked.
  "pm_story",
  // A story is audited before development.
  "elaboration",
  // A story is built and repaired.
  "dev_implementation",
  // What was built is reviewed.
  "code_review",
  // What was built is verified and judged ready to ship.
  "qa_verification",
]);

/**
 * A stretch of work.
 *
 * @see ../../../docs_src/reference/phases.md
 */
export type Phase = z.infer<typeof phaseSchema>;

/**
 * Somebody a command or another agent starts.
 *
 * @see ../../../docs_src/reference/agents/index.md
 */
export const agentSchema = z.enum([
  // Checks that a story can be audited and prepares its folder.
  "elab-setup-leader",
  // Checks that a story can be built or repaired and writes down its scope and checkpoint.
  "dev-setup-leader",
  // Checks that a story is ready for QA and that its proof and review are there.
  "qa-verify-setup-leader",
  // Checks a raw plan and writes the shared context of the bootstrap.
  "pm-bootstrap-setup-leader",
  // Checks that the bootstrap is done and no harness story exists yet.
  "pm-harness-setup-leader",
  // Checks that an epic's plan documents are complete enough to review.
  "elab-epic-setup-leader",
  // Finds what is in scope of an architecture review and which rules apply.
  "architect-setup-leader",
  // Finds a story's status and the phases that are still to run.
  "scrum-master-setup-leader",
  // Checks that a story touches the user interface and starts what is needed to look at it.
  "ui-ux-review-setup-leader",
  // Writes a story from its index entry and seed, with the views of the PM workers.
  "pm-story-generation-leader",
  // Collects what is known about a planned story, in code and past stories, as its seed.
  "pm-story-seed-agent",
  // Reworks a story by the findings of its audit.
  "pm-story-fix-leader",
  // Writes a story that no plan has foreseen and enters it in the index.
  "pm-story-adhoc-leader",
  // Writes a story that mends a reported bug, with the steps that show it.
  "pm-story-bug-leader",
  // Turns findings that are out of a story's scope into follow-up stories.
  "pm-story-followup-leader",
  // Splits a story that is too big into parts that can be built on their own.
  "pm-story-split-leader",
  // Goes through feature ideas with the user and sorts them by worth and effort.
  "pm-triage-leader",
  // Breaks a raw plan into stories, phases and dependencies.
  "pm-bootstrap-analysis-leader",
  // Audits a story for scope, consistency, reuse, testability and risk.
  "elab-analyst",
  // Takes an epic's findings to the user and records each decision.
  "elab-epic-interactive-leader",
  // Leads the planning of a story that touches several parts of the system.
  "dev-implement-planning-leader",
  // Hands the parts of a plan to the coders and keeps them in step.
  "dev-implement-implementation-leader",
  // Runs the tests and checks every acceptance criterion against what was built.
  "qa-verify-verification-leader",
  // Makes the plan of a story and has it validated.
  "dev-plan-leader",
  // Has a plan carried out step by step and gathers the evidence.
  "dev-execute-leader",
  // Has all checks run after a repair and judges whether the findings are mended.
  "dev-verification-leader",
  // Has an epic reviewed for six stakeholders at once and gathers their findings.
  "elab-epic-reviews-leader",
  // Checks interfaces and handlers against the architecture rules.
  "architect-api-leader",
  // Checks package boundaries and who may depend on whom.
  "architect-packages-leader",
  // Checks the structure of the user interface's code against the architecture rules.
  "architect-frontend-leader",
  // Checks that types and schemas are declared once and shared.
  "architect-types-leader",
  // Runs the remaining phases of a story in order and stops where a person must decide.
  "scrum-master-loop-leader",
  // Looks at the running user interface and judges design rules and accessibility.
  "ui-ux-review-reviewer",
  // Drafts how a story will be tested.
  "pm-draft-test-plan",
  // Judges whether and how a story can be built, and what could be reused.
  "pm-dev-feasibility-review",
  // Gives recommendations for the user interface of a story.
  "pm-uiux-recommendations",
  // Runs the linter over the changed files.
  "code-review-lint",
  // Judges whether the changed code uses the language as it is meant.
  "code-review-syntax",
  // Checks the changed files against the style rules of the project.
  "code-review-style-compliance",
  // Looks for security faults in the changed code.
  "code-review-security",
  // Runs the type checker over what the change touches.
  "code-review-typecheck",
  // Builds what the change touches.
  "code-review-build",
  // Drafts the steps, files and tests of a story's plan.
  "dev-implement-planner",
  // Checks that a plan covers every acceptance criterion and names files that exist.
  "dev-implement-plan-validator",
  // Writes the back-end code of a plan, with its tests.
  "dev-implement-backend-coder",
  // Writes the front-end code of a plan, with its tests.
  "dev-implement-frontend-coder",
  // Writes down the interfaces between back end and front end and checks that both keep them.
  "dev-implement-contracts",
  // Runs the build, the types, the linter and the tests and records what they said.
  "dev-implement-verifier",
  // Runs the browser tests of a story and records what they said.
  "dev-implement-playwright",
  // Writes from the evidence how each acceptance criterion is met.
  "dev-implement-proof-writer",
  // Draws from a finished story what the next one should know.
  "dev-implement-learnings",
  // Reviews an epic for engineering (feasibility, order and debt).
  "elab-epic-engineering",
  // Reviews an epic for product (worth, scope and what is missing).
  "elab-epic-product",
  // Reviews an epic for QA (whether and how it can be tested).
  "elab-epic-qa",
  // Reviews an epic for its users (flow, wording and accessibility).
  "elab-epic-ux",
  // Reviews an epic for the platform (deployment, operation and cost).
  "elab-epic-platform",
  // Reviews an epic for security (threats, data and rights).
  "elab-epic-security",
  // Writes the audit's report from its analysis and sets the verdict.
  "elab-completion-leader",
  // Brings a repaired story's proof and log up to date.
  "dev-documentation-leader",
  // Writes the report of the verification and sets the verdict.
  "qa-verify-completion-leader",
  // Writes the plan documents of an epic from the analysis.
  "pm-bootstrap-generation-leader",
  // Writes the story that proves the workflow from end to end.
  "pm-harness-generation-leader",
  // Merges the reviews of an epic into one list of findings and a verdict.
  "elab-epic-aggregation-leader",
  // Enters the decisions about an epic in its plan documents.
  "elab-epic-updates-leader",
  // Merges the findings of an architecture review and sets the verdict.
  "architect-aggregation-leader",
  // Merges the review workers' findings into one report, worst first.
  "review-aggregate-leader",
  // Has the proof of a built story written and checks that nothing is missing.
  "dev-proof-leader",
  // Writes the findings of a user interface review as a report, worst first.
  "ui-ux-review-report-leader",
  // Looks up what the knowledge base says about a story's subject.
  "knowledge-context-loader",
  // Writes lessons to the knowledge base, without repeating what is there.
  "kb-writer",
  // Repairs what a review or QA found, worst first.
  "dev-fix-fix-leader",
]);

/**
 * Somebody a command or another agent starts.
 *
 * @see ../../../docs_src/reference/agents/index.md
 */
export type Agent = z.infer<typeof agentSchema>;

/**
 * A class of language model.
 *
 * @see ../../../docs_src/reference/models.md
 */
export const modelSchema = z.enum([
  // Checks, status changes and filled-in templates.
  "haiku",
  // Analysis, code and synthesis.
  "sonnet",
  // Rare and critical judgement.
  "opus",
]);

/**
 * A class of language model.
 *
 * @see ../../../docs_src/reference/models.md
 */
export type Model = z.infer<typeof modelSchema>;

/**
 * A way an agent's work fails.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const errorTypeSchema = z.enum([
  // An agent could not be started.
  "AGENT_SPAWN_FAILED",
  // An agent ran longer than it may.
  "AGENT_TIMEOUT",
  // An agent's output does not have the form that was asked for.
  "MALFORMED_OUTPUT",
  // Something the phase needs is absent or wrong.
  "PRECONDITION_FAILED",
  // A needed service cannot be reached, such as git or the knowledge base.
  "EXTERNAL_SERVICE_DOWN",
]);

/**
 * A way an agent's work fails.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export type ErrorType = z.infer<typeof errorTypeSchema>;

/**
 * A slash command.
 *
 * @see ../../../docs_src/reference/commands/index.md
 */
export const commandSchema = z.enum([
  // Turns a raw plan into the plan documents of an epic.
  "pm-bootstrap-workflow",
  // Reviews an epic for six stakeholders and brings its plan up to date.
  "elab-epic",
  // Keeps the list of ideas for later.
  "feature",
  // Sorts ideas for later together with the user.
  "pm-refine-story",
  // Writes the story file of a story that the index lists.
  "pm-generate-story",
  // Creates, follows up or splits stories that the index does not list yet.
  "pm-story",
  // Reworks a story that its audit rejected.
  "pm-fix-story",
  // Creates the story that proves the workflow from end to end.
  "pm-generate-story-000-harness",
  // Audits a story before development; no story is built without it.
  "elab-story",
  // Builds a story and repairs it in a loop until its review passes.
  "dev-implement-story",
  // Runs the review workers side by side and makes one verdict of theirs.
  "dev-code-review",
  // Repairs what the review or QA found.
  "dev-fix-story",
  // Reviews a story's user interface for design rules and accessibility.
  "ui-ux-review",
  // Verifies a built story against its acceptance criteria.
  "qa-verify-story",
  // Decides whether a verified story ships.
  "qa-gate",
  // Merges the branch of a completed story and removes its worktree.
  "wt-finish",
  // Runs the phases of a story in order.
  "scrum-master",
  // Checks the whole system against the architecture rules.
  "architect-review",
  // Records that a phase ended, so that work can be resumed.
  "checkpoint",
  // Writes the context that the agents of a phase share.
  "context-init",
  // Edits the row of one story in the index.
  "index-update",
  // Moves agents of an older layout to layout v3; needed once.
  "migrate-agents-v3",
  // Tests whether a phase may start.
  "precondition-check",
  // Moves a story to another column of the board; its folder stays where it is.
  "story-move",
  // Shows the status of one story or of all; changes nothing.
  "story-status",
  // Sets a status in the story and in the index.
  "story-update",
  // Records the tokens that a phase used.
  "token-log",
  // Sums up the tokens of a story by phase and compares them with its budgets.
  "token-report",
]);

/**
 * A slash command.
 *
 * @see ../../../docs_src/reference/commands/index.md
 */
export type Command = z.infer<typeof commandSchema>;

/**
 * What is done about an error.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const recoverySchema = z.enum([
  // Try the same step again.
  "RETRY",
  // End the phase as failed and name the cause.
  "FAIL_PHASE",
  // Go on without the step and note that it is missing.
  "SKIP",
  // Go on by the other way that the step names; without one the phase fails.
  "FALLBACK",
  // Stop and ask a person.
  "MANUAL",
  // Stop all retries; the circuit opens.
  "CIRCUIT_BREAK",
]);

/**
 * What is done about an error.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export type Recovery = z.infer<typeof recoverySchema>;

/**
 * What a parallel worker reports.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export const workerStatusSchema = z.enum([
  // Done; nothing is wrong.
  "PASS",
  // Done; something is wrong.
  "FAIL",
  // Not done in time.
  "TIMEOUT",
  // Could not do its work.
  "ERROR",
  // Not started yet.
  "PENDING",
  // At work.
  "RUNNING",
]);

/**
 * What a parallel worker reports.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export type WorkerStatus = z.infer<typeof workerStatusSchema>;

/**
 * What the audit of a story says.
 *
 * @see ../../../docs_src/reference/verdicts.md#elaboration
 */
export const elaborationVerdictSchema = z.enum(["PASS", "CONDITIONAL PASS", "NEEDS REFINEMENT", "SPLIT REQUIRED", "FAIL"]);

/**
 * What the audit of a story says.
 *
 * @see ../../../docs_src/reference/verdicts.md#elaboration
 */
export type ElaborationVerdict = z.infer<typeof elaborationVerdictSchema>;

/**
 * What the review inside the implementation says; anything but a pass goes round again.
 *
 * @see ../../../docs_src/reference/verdicts.md#integrated_review
 */
export const integratedReviewVerdictSchema = z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR"]);

/**
 * What the review inside the implementation says; anything but a pass goes round again.
 *
 * @see ../../../docs_src/reference/verdicts.md#integrated_review
 */
export type IntegratedReviewVerdict = z.infer<typeof integratedReviewVerdictSchema>;

/**
 * What the review workers say together.
 *
 * @see ../../../docs_src/reference/verdicts.md#code_review
 */
export const codeReviewVerdictSchema = z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR"]);

/**
 * What the review workers say together.
 *
 * @see ../../../docs_src/reference/verdicts.md#code_review
 */
export type CodeReviewVerdict = z.infer<typeof codeReviewVerdictSchema>;

/**
 * What QA says of a built story.
 *
 * @see ../../../docs_src/reference/verdicts.md#qa_verify
 */
export const qaVerifyVerdictSchema = z.enum(["PASS", "FAIL"]);

/**
 * What QA says of a built story.
 *
 * @see ../../../docs_src/reference/verdicts.md#qa_verify
 */
export type QaVerifyVerdict = z.infer<typeof qaVerifyVerdictSchema>;

/**
 * Whether a verified story ships.
 *
 * @see ../../../docs_src/reference/verdicts.md#qa_gate
 */
export const qaGateVerdictSchema = z.enum(["PASS", "WAIVED", "CONCERNS", "FAIL"]);

/**
 * Whether a verified story ships.
 *
 * @see ../../../docs_src/reference/verdicts.md#qa_gate
 */
export type QaGateVerdict = z.infer<typeof qaGateVerdictSchema>;

/**
 * What the reviews of an epic say together; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#epic
 */
export const epicVerdictSchema = z.enum(["READY", "CONCERNS", "BLOCKED"]);

/**
 * What the reviews of an epic say together; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#epic
 */
export type EpicVerdict = z.infer<typeof epicVerdictSchema>;

/**
 * What the check against the architecture rules says; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#architecture
 */
export const architectureVerdictSchema = z.enum(["PASS", "CONCERNS", "VIOLATIONS"]);

/**
 * What the check against the architecture rules says; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#architecture
 */
export type ArchitectureVerdict = z.infer<typeof architectureVerdictSchema>;
