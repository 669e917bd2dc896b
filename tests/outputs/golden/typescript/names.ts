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
 * - open:
 *   Pipes | ticks ` ‹b›bold‹/b› $1 $\{HOME\} - -› # \{\{ not \}\} [a][b] "quoted" \\ *stars* _lines_
 *
 * - doing:
 *   Somebody works on it.
 *
 * - stuck:
 *   It waits for something outside.
 *
 * - closed
 *
 * - done:
 *   Nothing is left to do.
 *
 * @see ../../docs_src/reference/statuses/index.md
 */
export const statusSchema = z.enum([
  "open",
  "doing",
  "stuck",
  "closed",
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
 * - work:
 *   A ticket is worked on.
 *
 * @see ../../docs_src/reference/phases.md
 */
export const phaseSchema = z.enum([
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
 * - lead:
 *   Leads the work.
 *
 * - reader:
 *   Reads what was done.
 *
 * - tester:
 *   Tests what was done.
 *
 * - clerk:
 *   Writes it down.
 *
 * @see ../../docs_src/reference/agents/index.md
 */
export const agentSchema = z.enum([
  "lead",
  "reader",
  "tester",
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
 * - small:
 *   Plain work.
 *
 * - large:
 *   Hard work.
 *
 * @see ../../docs_src/reference/models.md
 */
export const modelSchema = z.enum([
  "small",
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
 * - LOST:
 *   It cannot be found.
 *
 * - BUSY:
 *   It is in use.
 *
 * - WRONG:
 *   It makes no sense.
 *
 * @see ../../docs_src/reference/errors.md
 */
export const errorTypeSchema = z.enum([
  "LOST",
  "BUSY",
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
 * - handle:
 *   Handles a ticket.
 *
 * - list:
 *   Shows all tickets.
 *
 * - merge:
 *   Merges it.
 *
 * - shut:
 *   Shuts it.
 *
 * @see ../../docs_src/reference/commands/index.md
 */
export const commandSchema = z.enum([
  "handle",
  "list",
  "merge",
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
 * - GIVE_UP:
 *   End it and say why.
 *
 * @see ../../docs_src/reference/errors.md
 */
export const recoverySchema = z.enum([
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
 * - GOOD:
 *   Nothing is wrong.
 *
 * - BAD:
 *   Something is wrong.
 *
 * - WAITING:
 *   Not begun.
 *
 * @see ../../docs_src/reference/workers.md
 */
export const workerStatusSchema = z.enum([
  "GOOD",
  "BAD",
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
