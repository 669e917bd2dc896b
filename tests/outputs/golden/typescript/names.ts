// revi:generated
/** The names of the contract; each kind has a schema and a type. */

import { z } from "zod";

import { textSchema } from "./decide/records.js";

/**
 * The id of a story.
 *
 * @see ../../docs_src/reference/index.md#project
 */
export const storySchema = textSchema("TKT-[0-9]+");

/**
 * A status of a story.
 *
 * @see ../../docs_src/reference/statuses/index.md
 */
export const statusSchema = z.enum([
  // Pipes | ticks ` ‹b›bold‹/b› $1 $\{HOME\} - -› # \{\{ not \}\} [a][b] "quoted" \\ *stars* _lines_
  "open",
  // Somebody works on it.
  "doing",
  // It waits for something outside.
  "stuck",
  "closed",
  // Nothing is left to do.
  "done",
]);

/**
 * A status of a story.
 *
 * @see ../../docs_src/reference/statuses/index.md
 */
export type Status = z.infer<typeof statusSchema>;

/**
 * A stage of work.
 *
 * @see ../../docs_src/reference/phases.md
 */
export const phaseSchema = z.enum([
  // A ticket is worked on.
  "work",
]);

/**
 * A stage of work.
 *
 * @see ../../docs_src/reference/phases.md
 */
export type Phase = z.infer<typeof phaseSchema>;

/**
 * An agent that a command or another agent starts.
 *
 * @see ../../docs_src/reference/agents/index.md
 */
export const agentSchema = z.enum([
  // Leads the work.
  "lead",
  // Reads what was done.
  "reader",
  // Tests what was done.
  "tester",
  // Writes it down.
  "clerk",
]);

/**
 * An agent that a command or another agent starts.
 *
 * @see ../../docs_src/reference/agents/index.md
 */
export type Agent = z.infer<typeof agentSchema>;

/**
 * A class of language model.
 *
 * @see ../../docs_src/reference/models.md
 */
export const modelSchema = z.enum([
  // Plain work.
  "small",
  // Hard work.
  "large",
]);

/**
 * A class of language model.
 *
 * @see ../../docs_src/reference/models.md
 */
export type Model = z.infer<typeof modelSchema>;

/**
 * A type of error.
 *
 * @see ../../docs_src/reference/errors.md
 */
export const errorTypeSchema = z.enum([
  // It cannot be found.
  "LOST",
  // It is in use.
  "BUSY",
  // It makes no sense.
  "WRONG",
]);

/**
 * A type of error.
 *
 * @see ../../docs_src/reference/errors.md
 */
export type ErrorType = z.infer<typeof errorTypeSchema>;

/**
 * A slash command.
 *
 * @see ../../docs_src/reference/commands/index.md
 */
export const commandSchema = z.enum([
  // Handles a ticket.
  "handle",
  // Shows all tickets.
  "list",
  // Merges it.
  "merge",
  // Shuts it.
  "shut",
]);

/**
 * A slash command.
 *
 * @see ../../docs_src/reference/commands/index.md
 */
export type Command = z.infer<typeof commandSchema>;

/**
 * What to do after an error.
 *
 * @see ../../docs_src/reference/errors.md
 */
export const recoverySchema = z.enum([
  // End it and say why.
  "GIVE_UP",
]);

/**
 * What to do after an error.
 *
 * @see ../../docs_src/reference/errors.md
 */
export type Recovery = z.infer<typeof recoverySchema>;

/**
 * The status of a parallel worker.
 *
 * @see ../../docs_src/reference/workers.md
 */
export const workerStatusSchema = z.enum([
  // Nothing is wrong.
  "GOOD",
  // Something is wrong.
  "BAD",
  // Not begun.
  "WAITING",
]);

/**
 * The status of a parallel worker.
 *
 * @see ../../docs_src/reference/workers.md
 */
export type WorkerStatus = z.infer<typeof workerStatusSchema>;

/**
 * What the check says.
 *
 * @see ../../docs_src/reference/verdicts.md#check
 */
export const checkVerdictSchema = z.enum(["GOOD", "NOT YET", "BAD"]);

/**
 * What the check says.
 *
 * @see ../../docs_src/reference/verdicts.md#check
 */
export type CheckVerdict = z.infer<typeof checkVerdictSchema>;
