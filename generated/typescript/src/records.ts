// revi:generated
/** The records; each has a schema and a type. Fields have the same names as in the files. */

import { z } from "zod";

import * as values from "./decide/records.js";
import * as names from "./names.js";

/**
 * One failure of an agent's work.
 *
 * @see ../../../docs_src/reference/records.md#error_record
 */
export const errorRecordSchema = z.strictObject({
  type: names.errorTypeSchema,
  phase: names.phaseSchema,
  node: z.string(),
  message: z.string(),
  originalError: z.string().optional(),
  retryable: z.boolean(),
  retryCount: values.countSchema,
  maxRetries: values.countSchema,
  timestamp: values.datetimeSchema,
  recovery: names.recoverySchema.optional(),
  context: values.objectSchema.optional(),
  stack: z.string().optional(),
});

/**
 * One failure of an agent's work.
 *
 * @see ../../../docs_src/reference/records.md#error_record
 */
export type ErrorRecord = z.infer<typeof errorRecordSchema>;

/**
 * The failures of a story and whether a person must act.
 *
 * @see ../../../docs_src/reference/records.md#error_log
 */
export const errorLogSchema = z.strictObject({
  storyId: names.storySchema,
  phase: names.phaseSchema,
  createdAt: values.datetimeSchema,
  updatedAt: values.datetimeSchema,
  get errors() {
    return z.array(errorRecordSchema);
  },
  circuitState: z.enum(["CLOSED", "OPEN"]).optional(),
  requiresIntervention: z.boolean(),
  resolutionNotes: z.string().optional(),
});

/**
 * The failures of a story and whether a person must act.
 *
 * @see ../../../docs_src/reference/records.md#error_log
 */
export type ErrorLog = z.infer<typeof errorLogSchema>;

/**
 * One entry of a story's ledger. Entries are only appended, and they determine the status of the
 * story.
 *
 * @see ../../../docs_src/reference/records.md#ledger_entry
 */
export const ledgerEntrySchema = z.strictObject({
  seq: values.countSchema.optional(),
  id: z.string().optional(),
  prev: z.array(z.string()).optional(),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  event: z.enum(["created", "adopted", "moved", "gated", "forced", "lock-broken", "circuit-opened", "circuit-closed", "budget-breached", "reconciled", "renumbered"]),
  actor: z.string(),
  status: names.statusSchema.optional(),
  from: names.statusSchema.optional(),
  to: names.statusSchema.optional(),
  by: z.string().optional(),
  cause: z.string().optional(),
  verdict: z.string().optional(),
  role: z.string().optional(),
  reason: z.string().optional(),
  evidence: z.array(z.string()).optional(),
  artifacts: values.objectSchema.optional(),
  checks: values.objectSchema.optional(),
  edited: values.objectSchema.optional(),
  commit: z.string().optional(),
  missing: z.array(z.string()).optional(),
  phase: names.phaseSchema.optional(),
  command: names.commandSchema.optional(),
  owner: z.string().optional(),
  fence: values.countSchema.optional(),
  tokens: values.countSchema.optional(),
  limit: values.countSchema.optional(),
  failures: values.countSchema.optional(),
  keep: z.string().optional(),
  formerId: names.storySchema.optional(),
});

/**
 * One entry of a story's ledger. Entries are only appended, and they determine the status of the
 * story.
 *
 * @see ../../../docs_src/reference/records.md#ledger_entry
 */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/**
 * The owner of the phase lock of a story.
 *
 * @see ../../../docs_src/reference/records.md#phase_lock
 */
export const phaseLockSchema = z.strictObject({
  phase: names.phaseSchema,
  command: names.commandSchema,
  startedAt: values.datetimeSchema,
  pid: values.countSchema,
  host: z.string(),
  fence: values.countSchema,
  owner: z.string(),
  heartbeatAt: values.datetimeSchema,
  sessionId: z.string().optional(),
  startTime: z.string().optional(),
  bootId: z.string().optional(),
});

/**
 * The owner of the phase lock of a story.
 *
 * @see ../../../docs_src/reference/records.md#phase_lock
 */
export type PhaseLock = z.infer<typeof phaseLockSchema>;

/**
 * The result of one worker.
 *
 * @see ../../../docs_src/reference/records.md#worker_result
 */
export const workerResultSchema = z.strictObject({
  worker: names.agentSchema,
  status: names.workerStatusSchema,
  durationMs: values.countSchema.optional(),
  findings: z.array(values.objectSchema).optional(),
  message: z.string().optional(),
});

/**
 * The result of one worker.
 *
 * @see ../../../docs_src/reference/records.md#worker_result
 */
export type WorkerResult = z.infer<typeof workerResultSchema>;

/**
 * The results of a worker set and the combined result.
 *
 * @see ../../../docs_src/reference/records.md#verification
 */
export const verificationSchema = z.strictObject({
  storyId: names.storySchema,
  set: z.string(),
  result: z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR", "PENDING"]),
  warnings: z.array(z.string()).optional(),
  get workers() {
    return z.array(workerResultSchema);
  },
  collectedAt: values.datetimeSchema,
});

/**
 * The results of a worker set and the combined result.
 *
 * @see ../../../docs_src/reference/records.md#verification
 */
export type Verification = z.infer<typeof verificationSchema>;

/**
 * The decision whether a story ships.
 *
 * @see ../../../docs_src/reference/records.md#qa_gate
 */
export const qaGateSchema = z.strictObject({
  storyId: names.storySchema,
  verdict: z.enum(["PASS", "WAIVED", "CONCERNS", "FAIL"]),
  actor: z.string(),
  role: z.string(),
  reason: z.string().optional(),
  evidence: z.array(z.string()),
  decidedAt: values.datetimeSchema,
});

/**
 * The decision whether a story ships.
 *
 * @see ../../../docs_src/reference/records.md#qa_gate
 */
export type QaGate = z.infer<typeof qaGateSchema>;

/**
 * The metrics of a story.
 *
 * @see ../../../docs_src/reference/records.md#metrics_story
 */
export const metricsStorySchema = z.strictObject({
  storyId: names.storySchema,
  startedAt: values.datetimeSchema,
  completedAt: values.datetimeSchema.optional(),
  get phases() {
    return z.array(metricsPhaseSchema);
  },
  totalTokens: values.countSchema.optional(),
  totalDurationMs: values.countSchema,
  totalAgentSpawns: values.countSchema,
  totalToolCalls: values.countSchema,
  status: z.enum(["in_progress", "completed", "failed", "blocked"]),
  currentPhase: names.phaseSchema.optional(),
  estimatedCost: values.objectSchema.optional(),
});

/**
 * The metrics of a story.
 *
 * @see ../../../docs_src/reference/records.md#metrics_story
 */
export type MetricsStory = z.infer<typeof metricsStorySchema>;

/**
 * The metrics of one phase of a story.
 *
 * @see ../../../docs_src/reference/records.md#metrics_phase
 */
export const metricsPhaseSchema = z.strictObject({
  name: names.phaseSchema,
  durationMs: values.countSchema,
  tokensInput: values.countSchema.optional(),
  tokensOutput: values.countSchema.optional(),
  agentSpawns: values.countSchema,
  toolCalls: values.countSchema,
  status: z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR", "SKIPPED"]),
  startedAt: values.datetimeSchema,
  completedAt: values.datetimeSchema,
  retries: values.countSchema.optional(),
  errors: values.countSchema.optional(),
  custom: values.objectSchema.optional(),
});

/**
 * The metrics of one phase of a story.
 *
 * @see ../../../docs_src/reference/records.md#metrics_phase
 */
export type MetricsPhase = z.infer<typeof metricsPhaseSchema>;

/**
 * The tokens that one phase used; a number that was not counted is absent, never zero.
 *
 * @see ../../../docs_src/reference/records.md#token_record
 */
export const tokenRecordSchema = z.strictObject({
  storyId: names.storySchema,
  phase: names.phaseSchema,
  command: names.commandSchema.optional(),
  before: values.countSchema.optional(),
  after: values.countSchema.optional(),
  delta: values.countSchema.optional(),
  tokensInput: values.countSchema.optional(),
  tokensOutput: values.countSchema.optional(),
  tokensCacheCreation: values.countSchema.optional(),
  tokensCacheRead: values.countSchema.optional(),
  source: z.enum(["transcript", "result", "stated", "unrecorded"]),
  statedBy: z.string().optional(),
  complete: z.boolean(),
  recordedAt: values.datetimeSchema,
});

/**
 * The tokens that one phase used; a number that was not counted is absent, never zero.
 *
 * @see ../../../docs_src/reference/records.md#token_record
 */
export type TokenRecord = z.infer<typeof tokenRecordSchema>;

/**
 * Record → its schema.
 *
 * @see ../../../docs_src/reference/records.md
 */
export const recordSchemas = {
  "error_record": errorRecordSchema,
  "error_log": errorLogSchema,
  "ledger_entry": ledgerEntrySchema,
  "phase_lock": phaseLockSchema,
  "worker_result": workerResultSchema,
  "verification": verificationSchema,
  "qa_gate": qaGateSchema,
  "metrics_story": metricsStorySchema,
  "metrics_phase": metricsPhaseSchema,
  "token_record": tokenRecordSchema,
} as const satisfies Record<string, z.ZodType>;
