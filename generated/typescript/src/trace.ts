// revi:generated
/** The events of a trace; `event` names the kind. */

import { z } from "zod";

import * as values from "./decide/records.js";
import * as names from "./names.js";

/**
 * A phase starts.
 *
 * @see ../../../docs_src/reference/traces.md#event-phase_start
 */
export const phaseStartEventSchema = z.strictObject({
  event: z.literal("phase_start"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
});

/**
 * A phase starts.
 *
 * @see ../../../docs_src/reference/traces.md#event-phase_start
 */
export type PhaseStartEvent = z.infer<typeof phaseStartEventSchema>;

/**
 * A phase ends.
 *
 * @see ../../../docs_src/reference/traces.md#event-phase_complete
 */
export const phaseCompleteEventSchema = z.strictObject({
  event: z.literal("phase_complete"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
  status: z.enum(["PASS", "FAIL", "TIMEOUT", "ERROR", "SKIPPED"]),
  durationMs: values.countSchema,
});

/**
 * A phase ends.
 *
 * @see ../../../docs_src/reference/traces.md#event-phase_complete
 */
export type PhaseCompleteEvent = z.infer<typeof phaseCompleteEventSchema>;

/**
 * An agent starts.
 *
 * @see ../../../docs_src/reference/traces.md#event-agent_spawn
 */
export const agentSpawnEventSchema = z.strictObject({
  event: z.literal("agent_spawn"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  agent: names.agentSchema,
  model: names.modelSchema,
  phase: names.phaseSchema.optional(),
});

/**
 * An agent starts.
 *
 * @see ../../../docs_src/reference/traces.md#event-agent_spawn
 */
export type AgentSpawnEvent = z.infer<typeof agentSpawnEventSchema>;

/**
 * An agent ends.
 *
 * @see ../../../docs_src/reference/traces.md#event-agent_complete
 */
export const agentCompleteEventSchema = z.strictObject({
  event: z.literal("agent_complete"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  agent: names.agentSchema,
  tokensInput: values.countSchema,
  tokensOutput: values.countSchema,
  durationMs: values.countSchema,
  status: z.enum(["success", "error", "timeout"]).optional(),
});

/**
 * An agent ends.
 *
 * @see ../../../docs_src/reference/traces.md#event-agent_complete
 */
export type AgentCompleteEvent = z.infer<typeof agentCompleteEventSchema>;

/**
 * An agent uses a tool.
 *
 * @see ../../../docs_src/reference/traces.md#event-tool_call
 */
export const toolCallEventSchema = z.strictObject({
  event: z.literal("tool_call"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  tool: z.string(),
  path: z.string().optional(),
  durationMs: values.countSchema.optional(),
  success: z.boolean().optional(),
});

/**
 * An agent uses a tool.
 *
 * @see ../../../docs_src/reference/traces.md#event-tool_call
 */
export type ToolCallEvent = z.infer<typeof toolCallEventSchema>;

/**
 * An error occurs.
 *
 * @see ../../../docs_src/reference/traces.md#event-error
 */
export const errorEventSchema = z.strictObject({
  event: z.literal("error"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  errorType: names.errorTypeSchema,
  message: z.string(),
  phase: names.phaseSchema.optional(),
  node: z.string().optional(),
  recoverable: z.boolean().optional(),
});

/**
 * An error occurs.
 *
 * @see ../../../docs_src/reference/traces.md#event-error
 */
export type ErrorEvent = z.infer<typeof errorEventSchema>;

/**
 * The work reaches a point to resume from.
 *
 * @see ../../../docs_src/reference/traces.md#event-checkpoint
 */
export const checkpointEventSchema = z.strictObject({
  event: z.literal("checkpoint"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  stage: z.string(),
  iteration: values.countSchema.optional(),
  data: values.objectSchema.optional(),
});

/**
 * The work reaches a point to resume from.
 *
 * @see ../../../docs_src/reference/traces.md#event-checkpoint
 */
export type CheckpointEvent = z.infer<typeof checkpointEventSchema>;

/**
 * A file is read or changed.
 *
 * @see ../../../docs_src/reference/traces.md#event-artifact
 */
export const artifactEventSchema = z.strictObject({
  event: z.literal("artifact"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  action: z.enum(["created", "updated", "deleted", "read"]),
  path: z.string(),
  artifactType: z.string().optional(),
  sizeBytes: values.countSchema.optional(),
});

/**
 * A file is read or changed.
 *
 * @see ../../../docs_src/reference/traces.md#event-artifact
 */
export type ArtifactEvent = z.infer<typeof artifactEventSchema>;

/**
 * The story reaches another status.
 *
 * @see ../../../docs_src/reference/traces.md#event-status_moved
 */
export const statusMovedEventSchema = z.strictObject({
  event: z.literal("status_moved"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  from: names.statusSchema,
  to: names.statusSchema,
  by: z.string(),
  cause: z.string().optional(),
  actor: z.string().optional(),
  reason: z.string().optional(),
  fence: values.countSchema.optional(),
});

/**
 * The story reaches another status.
 *
 * @see ../../../docs_src/reference/traces.md#event-status_moved
 */
export type StatusMovedEvent = z.infer<typeof statusMovedEventSchema>;

/**
 * A phase lock is acquired or taken over.
 *
 * @see ../../../docs_src/reference/traces.md#event-lock_taken
 */
export const lockTakenEventSchema = z.strictObject({
  event: z.literal("lock_taken"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
  owner: z.string(),
  fence: values.countSchema,
  takenOver: z.boolean(),
});

/**
 * A phase lock is acquired or taken over.
 *
 * @see ../../../docs_src/reference/traces.md#event-lock_taken
 */
export type LockTakenEvent = z.infer<typeof lockTakenEventSchema>;

/**
 * A phase lock is released.
 *
 * @see ../../../docs_src/reference/traces.md#event-lock_released
 */
export const lockReleasedEventSchema = z.strictObject({
  event: z.literal("lock_released"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
  owner: z.string(),
  fence: values.countSchema,
});

/**
 * A phase lock is released.
 *
 * @see ../../../docs_src/reference/traces.md#event-lock_released
 */
export type LockReleasedEvent = z.infer<typeof lockReleasedEventSchema>;

/**
 * A person force-releases a phase lock.
 *
 * @see ../../../docs_src/reference/traces.md#event-lock_broken
 */
export const lockBrokenEventSchema = z.strictObject({
  event: z.literal("lock_broken"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
  owner: z.string(),
  fence: values.countSchema,
  actor: z.string(),
  reason: z.string(),
});

/**
 * A person force-releases a phase lock.
 *
 * @see ../../../docs_src/reference/traces.md#event-lock_broken
 */
export type LockBrokenEvent = z.infer<typeof lockBrokenEventSchema>;

/**
 * The tokens of a phase are compared with its limits.
 *
 * @see ../../../docs_src/reference/traces.md#event-budget_checked
 */
export const budgetCheckedEventSchema = z.strictObject({
  event: z.literal("budget_checked"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
  level: z.string(),
  tokens: values.countSchema,
  warning: values.countSchema,
  hard: values.countSchema,
  action: z.enum(["continue", "warn", "confirm", "fail"]),
  complete: z.boolean(),
});

/**
 * The tokens of a phase are compared with its limits.
 *
 * @see ../../../docs_src/reference/traces.md#event-budget_checked
 */
export type BudgetCheckedEvent = z.infer<typeof budgetCheckedEventSchema>;

/**
 * A worker of a set reports its result.
 *
 * @see ../../../docs_src/reference/traces.md#event-worker_finished
 */
export const workerFinishedEventSchema = z.strictObject({
  event: z.literal("worker_finished"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  set: z.string(),
  worker: names.agentSchema,
  status: names.workerStatusSchema,
  durationMs: values.countSchema.optional(),
});

/**
 * A worker of a set reports its result.
 *
 * @see ../../../docs_src/reference/traces.md#event-worker_finished
 */
export type WorkerFinishedEvent = z.infer<typeof workerFinishedEventSchema>;

/**
 * The runtime decides whether a command runs again.
 *
 * @see ../../../docs_src/reference/traces.md#event-rerun_decided
 */
export const rerunDecidedEventSchema = z.strictObject({
  event: z.literal("rerun_decided"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  command: names.commandSchema,
  mode: z.string(),
  done: z.boolean(),
  action: z.enum(["proceed", "skip", "resume", "refuse"]),
  resumeFrom: z.string().optional(),
});

/**
 * The runtime decides whether a command runs again.
 *
 * @see ../../../docs_src/reference/traces.md#event-rerun_decided
 */
export type RerunDecidedEvent = z.infer<typeof rerunDecidedEventSchema>;

/**
 * Too many errors in too short a time; a person must act.
 *
 * @see ../../../docs_src/reference/traces.md#event-circuit_opened
 */
export const circuitOpenedEventSchema = z.strictObject({
  event: z.literal("circuit_opened"),
  timestamp: values.datetimeSchema,
  storyId: names.storySchema,
  traceId: values.uuidSchema.optional(),
  phase: names.phaseSchema,
  failures: values.countSchema,
  windowMs: values.countSchema,
  moved: z.boolean(),
});

/**
 * Too many errors in too short a time; a person must act.
 *
 * @see ../../../docs_src/reference/traces.md#event-circuit_opened
 */
export type CircuitOpenedEvent = z.infer<typeof circuitOpenedEventSchema>;

/**
 * An event of a trace.
 *
 * @see ../../../docs_src/reference/traces.md
 */
export const traceEventSchema = z.discriminatedUnion("event", [
  phaseStartEventSchema,
  phaseCompleteEventSchema,
  agentSpawnEventSchema,
  agentCompleteEventSchema,
  toolCallEventSchema,
  errorEventSchema,
  checkpointEventSchema,
  artifactEventSchema,
  statusMovedEventSchema,
  lockTakenEventSchema,
  lockReleasedEventSchema,
  lockBrokenEventSchema,
  budgetCheckedEventSchema,
  workerFinishedEventSchema,
  rerunDecidedEventSchema,
  circuitOpenedEventSchema,
]);

/**
 * An event of a trace.
 *
 * @see ../../../docs_src/reference/traces.md
 */
export type TraceEvent = z.infer<typeof traceEventSchema>;
