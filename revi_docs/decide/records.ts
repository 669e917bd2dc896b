/** Schemas of the values in records, and the validation of records. */

import { z } from "zod";

/**
 * A time in ISO 8601 with an offset.
 *
 * @see page:reference/records.md
 */
export const datetimeSchema = z
  .string()
  .regex(
    /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/,
  );

/**
 * A UUID of any version.
 *
 * @see page:reference/records.md
 */
export const uuidSchema = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/);

/**
 * An integer of 0 or more that JavaScript represents exactly.
 *
 * @see page:reference/records.md
 */
export const countSchema = z.int().min(0);

/**
 * An object with any content.
 *
 * @see page:reference/records.md
 */
export const objectSchema = z.record(z.string(), z.unknown());

/**
 * A string that a regular expression matches as a whole.
 *
 * @see page:reference/records.md
 */
export function textSchema(pattern: string): z.ZodString {
  return z.string().regex(new RegExp(`^(?:${pattern})$`, "u"));
}

/**
 * The problems of a value, each as `field: problem`; empty if it is valid.
 *
 * @see page:reference/records.md
 */
export function problemsOf(schema: z.ZodType, value: unknown): readonly string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map((issue) => `${issue.path.join(".") || "record"}: ${issue.message}`);
}

/**
 * Settings of a set of parallel workers.
 *
 * @see page:reference/records.md
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
