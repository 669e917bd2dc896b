// revi:generated
/** The names of the contract; each kind has a schema and a type. */

import { z } from "zod";

import { textSchema } from "./decide/records.js";

/**
 * The id of a story.
 *
 * @see ../../../docs_src/reference/index.md#project
 */
export const storySchema = textSchema("REVI-[0-9]{3,}");

/**
 * A status of a story.
 *
 * @see ../../../docs_src/reference/statuses/index.md
 */
export const statusSchema = z.enum([
  // Listed in the index; the story file does not exist yet.
  "pending",
  // The story file is written and waits for its audit.
  "generated",
  // The audit before development is in progress.
  "in-elaboration",
  // The audit rejected the story; PM reworks it.
  "needs-refinement",
  // The audit found the story too big; PM splits it.
  "needs-split",
  // The story passed its audit and waits for a developer.
  "ready-to-work",
  // The story is being built or fixed.
  "in-progress",
  // The story is built and waits for its review.
  "ready-for-code-review",
  // The review found problems that must be fixed.
  "code-review-failed",
  // The story passed its review and waits for QA.
  "ready-for-qa",
  // QA is verifying the story.
  "in-qa",
  // QA found problems; the story goes back to development.
  "needs-work",
  // QA passed the story; it waits for the ship gate.
  "uat",
  // The ship gate is passed or waived; the branch can be merged.
  "completed",
  // The story waits for something outside the workflow.
  "blocked",
  // The story will not be built.
  "cancelled",
  // The story was split; the new stories replace it.
  "superseded",
]);

/**
 * A status of a story.
 *
 * @see ../../../docs_src/reference/statuses/index.md
 */
export type Status = z.infer<typeof statusSchema>;

/**
 * A stage of work.
 *
 * @see ../../../docs_src/reference/phases.md
 */
export const phaseSchema = z.enum([
  // A story is written or reworked.
  "pm_story",
  // A story is audited before development.
  "elaboration",
  // A story is built and fixed.
  "dev_implementation",
  // The implementation is reviewed.
  "code_review",
  // The implementation is verified and approved for shipping.
  "qa_verification",
]);

/**
 * A stage of work.
 *
 * @see ../../../docs_src/reference/phases.md
 */
export type Phase = z.infer<typeof phaseSchema>;

/**
 * An agent that a command or another agent starts.
 *
 * @see ../../../docs_src/reference/agents/index.md
 */
export const agentSchema = z.enum([
  // Writes a story from its index entry and seed, with input from the PM workers.
  "pm-story-generation-leader",
  // Collects what the code and past stories say about a planned story, as its seed.
  "pm-story-seed-agent",
  // Reworks a story according to the findings of its audit.
  "pm-story-fix-leader",
  // Writes an unplanned story.
  "pm-story-adhoc-leader",
  // Writes a story that fixes a reported bug, with the steps to reproduce it.
  "pm-story-bug-leader",
  // Turns findings outside a story's scope into follow-up stories.
  "pm-story-followup-leader",
  // Splits a story that is too big into parts that can be built independently.
  "pm-story-split-leader",
  // Ranks feature ideas by value and effort, with the questions that decide between them.
  "pm-triage-leader",
  // Breaks a raw plan into stories, phases and dependencies.
  "pm-bootstrap-analysis-leader",
  // Audits a story for scope, consistency, reuse, testability and risk.
  "elab-analyst",
  // Runs the tests and checks every acceptance criterion against the implementation.
  "qa-verify-verification-leader",
  // Plans a story and has the plan validated.
  "dev-plan-leader",
  // Has a plan executed step by step and collects the evidence.
  "dev-execute-leader",
  // Has all checks run after a fix and decides whether the findings are resolved.
  "dev-verification-leader",
  // Has an epic reviewed for six stakeholders in parallel and collects their findings.
  "elab-epic-reviews-leader",
  // Checks interfaces and handlers against the architecture rules.
  "architect-api-leader",
  // Checks package boundaries and the dependencies between packages.
  "architect-packages-leader",
  // Checks the structure of the user interface code against the architecture rules.
  "architect-frontend-leader",
  // Checks that types and schemas are declared once and shared.
  "architect-types-leader",
  // Reviews the running user interface for design rules and accessibility.
  "ui-ux-review-reviewer",
  // Drafts how a story will be tested.
  "pm-draft-test-plan",
  // Assesses whether and how a story can be built, and what could be reused.
  "pm-dev-feasibility-review",
  // Gives recommendations for the user interface of a story.
  "pm-uiux-recommendations",
  // Runs the linter on the changed files.
  "code-review-lint",
  // Checks whether the changed code uses the language correctly and idiomatically.
  "code-review-syntax",
  // Checks the changed files against the style rules of the project.
  "code-review-style-compliance",
  // Looks for vulnerabilities in the changed code.
  "code-review-security",
  // Runs the type checker on the code that the change affects.
  "code-review-typecheck",
  // Builds the code that the change affects.
  "code-review-build",
  // Drafts the steps, files and tests of a story's plan.
  "dev-implement-planner",
  // Checks that a plan covers every acceptance criterion and names files that exist.
  "dev-implement-plan-validator",
  // Writes the back-end code of a plan, with its tests.
  "dev-implement-backend-coder",
  // Writes the front-end code of a plan, with its tests.
  "dev-implement-frontend-coder",
  // Documents the interfaces between back end and front end and checks that both follow them.
  "dev-implement-contracts",
  // Runs the build, the type checker, the linter and the tests and records the results.
  "dev-implement-verifier",
  // Runs the browser tests of a story and records the results.
  "dev-implement-playwright",
  // Documents how each acceptance criterion is met, based on the evidence.
  "dev-implement-proof-writer",
  // Extracts lessons from a finished story for the next one.
  "dev-implement-learnings",
  // Reviews an epic for engineering (feasibility, order and technical debt).
  "elab-epic-engineering",
  // Reviews an epic for product (value, scope and gaps).
  "elab-epic-product",
  // Reviews an epic for QA (whether and how it can be tested).
  "elab-epic-qa",
  // Reviews an epic for its users (flow, wording and accessibility).
  "elab-epic-ux",
  // Reviews an epic for the platform (deployment, operations and cost).
  "elab-epic-platform",
  // Reviews an epic for security (threats, data and permissions).
  "elab-epic-security",
  // Writes the audit report from the analysis and sets the verdict.
  "elab-completion-leader",
  // Has the proof of a fixed story written again and logs what was fixed.
  "dev-documentation-leader",
  // Writes the verification report and sets the verdict.
  "qa-verify-completion-leader",
  // Writes the plan documents of an epic from the analysis.
  "pm-bootstrap-generation-leader",
  // Writes the story that tests the workflow from end to end.
  "pm-harness-generation-leader",
  // Merges the reviews of an epic into one list of findings and a verdict.
  "elab-epic-aggregation-leader",
  // Records the decisions about an epic in its plan documents.
  "elab-epic-updates-leader",
  // Merges the findings of an architecture review and sets the verdict.
  "architect-aggregation-leader",
  // Merges the review workers' findings into one report, the most severe first.
  "review-aggregate-leader",
  // Has the proof of a built story written and checks that nothing is missing.
  "dev-proof-leader",
  // Writes the findings of a user interface review as a report, the most severe first.
  "ui-ux-review-report-leader",
  // Looks up what the knowledge base says about the topic of a story.
  "knowledge-context-loader",
  // Writes lessons to the knowledge base, without duplicating entries.
  "kb-writer",
  // Fixes the findings of a review or of QA, the most severe first.
  "dev-fix-fix-leader",
]);

/**
 * An agent that a command or another agent starts.
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
  // Checks, status changes and filling in templates.
  "haiku",
  // Analysis, code and synthesis.
  "sonnet",
  // Rare and critical decisions.
  "opus",
]);

/**
 * A class of language model.
 *
 * @see ../../../docs_src/reference/models.md
 */
export type Model = z.infer<typeof modelSchema>;

/**
 * A type of error.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const errorTypeSchema = z.enum([
  // An agent could not be started.
  "AGENT_SPAWN_FAILED",
  // An agent exceeded its time limit.
  "AGENT_TIMEOUT",
  // An agent's output does not have the requested format.
  "MALFORMED_OUTPUT",
  // Something that the phase needs is missing or wrong.
  "PRECONDITION_FAILED",
  // A required service, such as git or the knowledge base, cannot be reached.
  "EXTERNAL_SERVICE_DOWN",
]);

/**
 * A type of error.
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
  // Reviews an epic for six stakeholders and updates its plan.
  "elab-epic",
  // Manages the list of ideas for later.
  "feature",
  // Ranks the ideas for later together with the user.
  "pm-refine-story",
  // Writes the file of a story that is listed in the index.
  "pm-generate-story",
  // Creates, follows up or splits stories that are not listed in the index yet.
  "pm-story",
  // Reworks a story that its audit rejected.
  "pm-fix-story",
  // Creates the story that tests the workflow from end to end.
  "pm-generate-story-000-harness",
  // Audits a story before development; no story is built without it.
  "elab-story",
  // Builds a story and fixes it in a loop until its review passes.
  "dev-implement-story",
  // Runs the review workers in parallel and combines their results into one verdict.
  "dev-code-review",
  // Fixes the findings of the review or of QA.
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
  // Records that a phase has ended, so that work can be resumed.
  "checkpoint",
  // Writes the context that the agents of a phase share.
  "context-init",
  // Migrates agents from an older layout to layout v3; needed once.
  "migrate-agents-v3",
  // Records the tokens that a phase used.
  "token-log",
]);

/**
 * A slash command.
 *
 * @see ../../../docs_src/reference/commands/index.md
 */
export type Command = z.infer<typeof commandSchema>;

/**
 * What to do after an error.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const recoverySchema = z.enum([
  // Try the same step again.
  "RETRY",
  // End the phase as failed and name the cause.
  "FAIL_PHASE",
  // Continue without the step and record that it is missing.
  "SKIP",
  // Use the alternative that the step names; without one the phase fails.
  "FALLBACK",
  // Stop and ask a person.
  "MANUAL",
  // Stop all retries and open the circuit breaker.
  "CIRCUIT_BREAK",
]);

/**
 * What to do after an error.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export type Recovery = z.infer<typeof recoverySchema>;

/**
 * The status of a parallel worker.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export const workerStatusSchema = z.enum([
  // Finished; no problem found.
  "PASS",
  // Finished; problems found.
  "FAIL",
  // Did not finish in time.
  "TIMEOUT",
  // Could not do its work.
  "ERROR",
  // Not started yet.
  "PENDING",
  // Running.
  "RUNNING",
]);

/**
 * The status of a parallel worker.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export type WorkerStatus = z.infer<typeof workerStatusSchema>;

/**
 * The result of the audit of a story.
 *
 * @see ../../../docs_src/reference/verdicts.md#elaboration
 */
export const elaborationVerdictSchema = z.enum(["PASS", "CONDITIONAL PASS", "NEEDS REFINEMENT", "SPLIT REQUIRED", "FAIL"]);

/**
 * The result of the audit of a story.
 *
 * @see ../../../docs_src/reference/verdicts.md#elaboration
 */
export type ElaborationVerdict = z.infer<typeof elaborationVerdictSchema>;

/**
 * The result of the review during implementation; anything but a pass leads to another round.
 *
 * @see ../../../docs_src/reference/verdicts.md#integrated_review
 */
export const integratedReviewVerdictSchema = z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR"]);

/**
 * The result of the review during implementation; anything but a pass leads to another round.
 *
 * @see ../../../docs_src/reference/verdicts.md#integrated_review
 */
export type IntegratedReviewVerdict = z.infer<typeof integratedReviewVerdictSchema>;

/**
 * The combined result of the review workers.
 *
 * @see ../../../docs_src/reference/verdicts.md#code_review
 */
export const codeReviewVerdictSchema = z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR"]);

/**
 * The combined result of the review workers.
 *
 * @see ../../../docs_src/reference/verdicts.md#code_review
 */
export type CodeReviewVerdict = z.infer<typeof codeReviewVerdictSchema>;

/**
 * The result of verifying a built story.
 *
 * @see ../../../docs_src/reference/verdicts.md#qa_verify
 */
export const qaVerifyVerdictSchema = z.enum(["PASS", "FAIL"]);

/**
 * The result of verifying a built story.
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
 * The combined result of the reviews of an epic; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#epic
 */
export const epicVerdictSchema = z.enum(["READY", "CONCERNS", "BLOCKED"]);

/**
 * The combined result of the reviews of an epic; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#epic
 */
export type EpicVerdict = z.infer<typeof epicVerdictSchema>;

/**
 * The result of the check against the architecture rules; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#architecture
 */
export const architectureVerdictSchema = z.enum(["PASS", "CONCERNS", "VIOLATIONS"]);

/**
 * The result of the check against the architecture rules; no story moves.
 *
 * @see ../../../docs_src/reference/verdicts.md#architecture
 */
export type ArchitectureVerdict = z.infer<typeof architectureVerdictSchema>;
