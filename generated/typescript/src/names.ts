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
 * - pending:
 *   Listed in the index; the story file does not exist yet.
 *
 * - generated:
 *   The story file is written and waits for its audit.
 *
 * - in-elaboration:
 *   The audit before development is in progress.
 *
 * - needs-refinement:
 *   The audit rejected the story; PM reworks it.
 *
 * - needs-split:
 *   The audit found the story too big; PM splits it.
 *
 * - ready-to-work:
 *   The story passed its audit and waits for a developer.
 *
 * - in-progress:
 *   The story is being built or fixed.
 *
 * - ready-for-code-review:
 *   The story is built and waits for its review.
 *
 * - code-review-failed:
 *   The review found problems that must be fixed.
 *
 * - ready-for-qa:
 *   The story passed its review and waits for QA.
 *
 * - in-qa:
 *   QA is verifying the story.
 *
 * - needs-work:
 *   QA found problems; the story goes back to development.
 *
 * - uat:
 *   QA passed the story; it waits for the ship gate.
 *
 * - completed:
 *   The ship gate is passed or waived; the branch can be merged.
 *
 * - blocked:
 *   The story waits for something outside the workflow.
 *
 * - cancelled:
 *   The story will not be built.
 *
 * - superseded:
 *   The story was split; the new stories replace it.
 *
 * @see ../../../docs_src/reference/statuses/index.md
 */
export const statusSchema = z.enum([
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
 * - pm_story:
 *   A story is written or reworked.
 *
 * - elaboration:
 *   A story is audited before development.
 *
 * - dev_implementation:
 *   A story is built and fixed.
 *
 * - code_review:
 *   The implementation is reviewed.
 *
 * - qa_verification:
 *   The implementation is verified and approved for shipping.
 *
 * @see ../../../docs_src/reference/phases.md
 */
export const phaseSchema = z.enum([
  "pm_story",
  "elaboration",
  "dev_implementation",
  "code_review",
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
 * - pm-story-generation-leader:
 *   Writes a story from its index entry and seed, with input from the PM workers.
 *
 * - pm-story-seed-agent:
 *   Collects what the code and past stories say about a planned story, as its seed.
 *
 * - pm-story-fix-leader:
 *   Reworks a story according to the findings of its audit.
 *
 * - pm-story-adhoc-leader:
 *   Writes an unplanned story.
 *
 * - pm-story-bug-leader:
 *   Writes a story that fixes a reported bug, with the steps to reproduce it.
 *
 * - pm-story-followup-leader:
 *   Turns findings outside a story's scope into follow-up stories.
 *
 * - pm-story-split-leader:
 *   Splits a story that is too big into parts that can be built independently.
 *
 * - pm-triage-leader:
 *   Ranks feature ideas by value and effort, with the questions that decide between them.
 *
 * - pm-bootstrap-analysis-leader:
 *   Breaks a raw plan into stories, phases and dependencies.
 *
 * - elab-analyst:
 *   Audits a story for scope, consistency, reuse, testability and risk.
 *
 * - qa-verify-verification-leader:
 *   Runs the tests and checks every acceptance criterion against the implementation.
 *
 * - dev-plan-leader:
 *   Plans a story and has the plan validated.
 *
 * - dev-execute-leader:
 *   Has a plan executed step by step and collects the evidence.
 *
 * - dev-verification-leader:
 *   Has all checks run after a fix and decides whether the findings are resolved.
 *
 * - elab-epic-reviews-leader:
 *   Has an epic reviewed for six stakeholders in parallel and collects their findings.
 *
 * - architect-api-leader:
 *   Checks interfaces and handlers against the architecture rules.
 *
 * - architect-packages-leader:
 *   Checks package boundaries and the dependencies between packages.
 *
 * - architect-frontend-leader:
 *   Checks the structure of the user interface code against the architecture rules.
 *
 * - architect-types-leader:
 *   Checks that types and schemas are declared once and shared.
 *
 * - ui-ux-review-reviewer:
 *   Reviews the running user interface for design rules and accessibility.
 *
 * - pm-draft-test-plan:
 *   Drafts how a story will be tested.
 *
 * - pm-dev-feasibility-review:
 *   Assesses whether and how a story can be built, and what could be reused.
 *
 * - pm-uiux-recommendations:
 *   Gives recommendations for the user interface of a story.
 *
 * - code-review-lint:
 *   Runs the linter on the changed files.
 *
 * - code-review-syntax:
 *   Checks whether the changed code uses the language correctly and idiomatically.
 *
 * - code-review-style-compliance:
 *   Checks the changed files against the style rules of the project.
 *
 * - code-review-security:
 *   Looks for vulnerabilities in the changed code.
 *
 * - code-review-typecheck:
 *   Runs the type checker on the code that the change affects.
 *
 * - code-review-build:
 *   Builds the code that the change affects.
 *
 * - dev-implement-planner:
 *   Drafts the steps, files and tests of a story's plan.
 *
 * - dev-implement-plan-validator:
 *   Checks that a plan covers every acceptance criterion and names files that exist.
 *
 * - dev-implement-backend-coder:
 *   Writes the back-end code of a plan, with its tests.
 *
 * - dev-implement-frontend-coder:
 *   Writes the front-end code of a plan, with its tests.
 *
 * - dev-implement-contracts:
 *   Documents the interfaces between back end and front end and checks that both follow them.
 *
 * - dev-implement-verifier:
 *   Runs the build, the type checker, the linter and the tests and records the results.
 *
 * - dev-implement-playwright:
 *   Runs the browser tests of a story and records the results.
 *
 * - dev-implement-proof-writer:
 *   Documents how each acceptance criterion is met, based on the evidence.
 *
 * - dev-implement-learnings:
 *   Extracts lessons from a finished story for the next one.
 *
 * - elab-epic-engineering:
 *   Reviews an epic for engineering (feasibility, order and technical debt).
 *
 * - elab-epic-product:
 *   Reviews an epic for product (value, scope and gaps).
 *
 * - elab-epic-qa:
 *   Reviews an epic for QA (whether and how it can be tested).
 *
 * - elab-epic-ux:
 *   Reviews an epic for its users (flow, wording and accessibility).
 *
 * - elab-epic-platform:
 *   Reviews an epic for the platform (deployment, operations and cost).
 *
 * - elab-epic-security:
 *   Reviews an epic for security (threats, data and permissions).
 *
 * - elab-completion-leader:
 *   Writes the audit report from the analysis and sets the verdict.
 *
 * - dev-documentation-leader:
 *   Has the proof of a fixed story written again and logs what was fixed.
 *
 * - qa-verify-completion-leader:
 *   Writes the verification report and sets the verdict.
 *
 * - pm-bootstrap-generation-leader:
 *   Writes the plan documents of an epic from the analysis.
 *
 * - pm-harness-generation-leader:
 *   Writes the story that tests the workflow from end to end.
 *
 * - elab-epic-aggregation-leader:
 *   Merges the reviews of an epic into one list of findings and a verdict.
 *
 * - elab-epic-updates-leader:
 *   Records the decisions about an epic in its plan documents.
 *
 * - architect-aggregation-leader:
 *   Merges the findings of an architecture review and sets the verdict.
 *
 * - review-aggregate-leader:
 *   Merges the review workers' findings into one report, the most severe first.
 *
 * - dev-proof-leader:
 *   Has the proof of a built story written and checks that nothing is missing.
 *
 * - ui-ux-review-report-leader:
 *   Writes the findings of a user interface review as a report, the most severe first.
 *
 * - knowledge-context-loader:
 *   Looks up what the knowledge base says about the topic of a story.
 *
 * - kb-writer:
 *   Writes lessons to the knowledge base, without duplicating entries.
 *
 * - dev-fix-fix-leader:
 *   Fixes the findings of a review or of QA, the most severe first.
 *
 * @see ../../../docs_src/reference/agents/index.md
 */
export const agentSchema = z.enum([
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
 * - haiku:
 *   Checks, status changes and filling in templates.
 *
 * - sonnet:
 *   Analysis, code and synthesis.
 *
 * - opus:
 *   Rare and critical decisions.
 *
 * @see ../../../docs_src/reference/models.md
 */
export const modelSchema = z.enum([
  "haiku",
  "sonnet",
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
 * - AGENT_SPAWN_FAILED:
 *   An agent could not be started.
 *
 * - AGENT_TIMEOUT:
 *   An agent exceeded its time limit.
 *
 * - MALFORMED_OUTPUT:
 *   An agent's output does not have the requested format.
 *
 * - PRECONDITION_FAILED:
 *   Something that the phase needs is missing or wrong.
 *
 * - EXTERNAL_SERVICE_DOWN:
 *   A required service, such as git or the knowledge base, cannot be reached.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const errorTypeSchema = z.enum([
  "AGENT_SPAWN_FAILED",
  "AGENT_TIMEOUT",
  "MALFORMED_OUTPUT",
  "PRECONDITION_FAILED",
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
 * - pm-bootstrap-workflow:
 *   Turns a raw plan into the plan documents of an epic.
 *
 * - elab-epic:
 *   Reviews an epic for six stakeholders and updates its plan.
 *
 * - feature:
 *   Manages the list of ideas for later.
 *
 * - pm-refine-story:
 *   Ranks the ideas for later together with the user.
 *
 * - pm-generate-story:
 *   Writes the file of a story that is listed in the index.
 *
 * - pm-story:
 *   Creates, follows up or splits stories that are not listed in the index yet.
 *
 * - pm-fix-story:
 *   Reworks a story that its audit rejected.
 *
 * - pm-generate-story-000-harness:
 *   Creates the story that tests the workflow from end to end.
 *
 * - elab-story:
 *   Audits a story before development; no story is built without it.
 *
 * - dev-implement-story:
 *   Builds a story and fixes it in a loop until its review passes.
 *
 * - dev-code-review:
 *   Runs the review workers in parallel and combines their results into one verdict.
 *
 * - dev-fix-story:
 *   Fixes the findings of the review or of QA.
 *
 * - ui-ux-review:
 *   Reviews a story's user interface for design rules and accessibility.
 *
 * - qa-verify-story:
 *   Verifies a built story against its acceptance criteria.
 *
 * - qa-gate:
 *   Decides whether a verified story ships.
 *
 * - wt-finish:
 *   Merges the branch of a completed story and removes its worktree.
 *
 * - scrum-master:
 *   Runs the phases of a story in order.
 *
 * - architect-review:
 *   Checks the whole system against the architecture rules.
 *
 * - checkpoint:
 *   Records that a phase has ended, so that work can be resumed.
 *
 * - context-init:
 *   Writes the context that the agents of a phase share.
 *
 * - migrate-agents-v3:
 *   Migrates agents from an older layout to layout v3; needed once.
 *
 * - token-log:
 *   Records the tokens that a phase used.
 *
 * @see ../../../docs_src/reference/commands/index.md
 */
export const commandSchema = z.enum([
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
 * - RETRY:
 *   Try the same step again.
 *
 * - FAIL_PHASE:
 *   End the phase as failed and name the cause.
 *
 * - SKIP:
 *   Continue without the step and record that it is missing.
 *
 * - FALLBACK:
 *   Use the alternative that the step names; without one the phase fails.
 *
 * - MANUAL:
 *   Stop and ask a person.
 *
 * - CIRCUIT_BREAK:
 *   Stop all retries and open the circuit breaker.
 *
 * @see ../../../docs_src/reference/errors.md
 */
export const recoverySchema = z.enum([
  "RETRY",
  "FAIL_PHASE",
  "SKIP",
  "FALLBACK",
  "MANUAL",
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
 * - PASS:
 *   Finished; no problem found.
 *
 * - FAIL:
 *   Finished; problems found.
 *
 * - TIMEOUT:
 *   Did not finish in time.
 *
 * - ERROR:
 *   Could not do its work.
 *
 * - PENDING:
 *   Not started yet.
 *
 * - RUNNING:
 *   Running.
 *
 * @see ../../../docs_src/reference/workers.md
 */
export const workerStatusSchema = z.enum([
  "PASS",
  "FAIL",
  "TIMEOUT",
  "ERROR",
  "PENDING",
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
