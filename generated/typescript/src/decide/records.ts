// revi:9b6d878e3e01aca5
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** The values that records are made of, and what is wrong with a record. */

import { z } from "zod";

/**
 * A time by ISO 8601 with its offset.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export const datetimeSchema = z
  .string()
  .regex(
    /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/,
  );

/**
 * A UUID of any version.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export const uuidSchema = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/);

/**
 * A whole number, 0 or more, that every reader of JSON holds exactly.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export const countSchema = z.int().min(0);

/**
 * An object with any content.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export const objectSchema = z.record(z.string(), z.unknown());

/**
 * A text that the whole of a regular expression matches.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export function textSchema(pattern: string): z.ZodString {
  return z.string().regex(new RegExp(`^(?:${pattern})$`));
}

/**
 * What is wrong with a value, each as `field: what`; nothing where it is sound.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export function problemsOf(schema: z.ZodType, value: unknown): readonly string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map((issue) => `${issue.path.join(".") || "record"}: ${issue.message}`);
}

/**
 * How a set of parallel workers is run.
 *
 * @see ../../../../docs_src/reference/records.md
 */
export const workerSetSchema = z.strictObject({
  workers: z.array(z.string()),
  timeoutMs: countSchema,
  passThreshold: z.number().min(0).max(1),
  toleratedTimeouts: countSchema,
  failFast: z.boolean(),
  maxConcurrency: countSchema,
  keepPartialResults: z.boolean(),
});
