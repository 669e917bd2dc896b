// revi:generated
/** The records; each has a schema and a type. Fields have the same names as in the files. */

import { z } from "zod";

import * as values from "./decide/records.js";
import * as names from "./names.js";

/**
 * Who works on it.
 *
 * @see ../../docs_src/reference/records.md#lock
 */
export const lockSchema = z.strictObject({
  owner: z.string(),
  since: values.datetimeSchema,
});

/**
 * Who works on it.
 *
 * @see ../../docs_src/reference/records.md#lock
 */
export type Lock = z.infer<typeof lockSchema>;

/**
 * What a checker reports.
 *
 * @see ../../docs_src/reference/records.md#worker_result
 */
export const workerResultSchema = z.strictObject({
  worker: names.agentSchema,
  status: names.workerStatusSchema,
});

/**
 * What a checker reports.
 *
 * @see ../../docs_src/reference/records.md#worker_result
 */
export type WorkerResult = z.infer<typeof workerResultSchema>;

/**
 * The figures.
 *
 * @see ../../docs_src/reference/records.md#figures
 */
export const figuresSchema = z.strictObject({
  tokens: values.countSchema.optional(),
  state: z.enum(["BUSY", "IDLE"]),
});

/**
 * The figures.
 *
 * @see ../../docs_src/reference/records.md#figures
 */
export type Figures = z.infer<typeof figuresSchema>;

/**
 * Record → its schema.
 *
 * @see ../../docs_src/reference/records.md
 */
export const recordSchemas = {
  "lock": lockSchema,
  "worker_result": workerResultSchema,
  "figures": figuresSchema,
} as const satisfies Record<string, z.ZodType>;
