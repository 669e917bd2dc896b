// revi:generated
/** The events of a trace; `event` names the kind. */

import { z } from "zod";

import * as values from "./decide/records.js";
import * as names from "./names.js";

/**
 * Work begins.
 *
 * @see ../../docs_src/reference/traces.md#event-begun
 */
export const begunEventSchema = z.strictObject({
  event: z.literal("begun"),
  at: values.datetimeSchema,
  phase: names.phaseSchema,
  note: z.string().optional(),
});

/**
 * Work begins.
 *
 * @see ../../docs_src/reference/traces.md#event-begun
 */
export type BegunEvent = z.infer<typeof begunEventSchema>;

/**
 * Work ends.
 *
 * @see ../../docs_src/reference/traces.md#event-ended
 */
export const endedEventSchema = z.strictObject({
  event: z.literal("ended"),
  at: values.datetimeSchema,
});

/**
 * Work ends.
 *
 * @see ../../docs_src/reference/traces.md#event-ended
 */
export type EndedEvent = z.infer<typeof endedEventSchema>;

/**
 * An event of a trace.
 *
 * @see ../../docs_src/reference/traces.md
 */
export const traceEventSchema = z.discriminatedUnion("event", [
  begunEventSchema,
  endedEventSchema,
]);

/**
 * An event of a trace.
 *
 * @see ../../docs_src/reference/traces.md
 */
export type TraceEvent = z.infer<typeof traceEventSchema>;
