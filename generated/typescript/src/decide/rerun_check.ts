// revi:40e8fe60914cb71e
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** Does a command run again? */

import { type CommandFacts, type Contract, own } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { known } from "./name_lookup.js";

/**
 * What is there. Times are milliseconds; null: there is no such artifact, or nobody knows when.
 *
 * `artifactMs`: when the artifact that proves the command done was written; `enteredMs`: the story's last
 * entry into a status in which the command starts; `started`: there is a checkpoint to go on from.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export interface Evidence {
  readonly status: string;
  readonly artifactMs: number | null;
  readonly enteredMs: number | null;
  readonly merged: boolean;
  readonly started: boolean;
}

/**
 * `action` is `proceed`, `skip`, `resume` or `refuse`; `mode` is the command's own, "" for none.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export interface RerunCheck {
  readonly action: string;
  readonly mode: string;
  readonly done: boolean;
  readonly why: string;
}

/**
 * Whether the command counts as done.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export function isDone(contract: Contract, command: CommandFacts, evidence: Evidence): boolean {
  const done = command.rerun?.done ?? null;
  if (done === null) {
    return false;
  }
  if (done.artifact !== null) {
    return isProven(contract, evidence);
  }
  return done.branch === null ? done.status === evidence.status : evidence.merged;
}

/** Whether the artifact is there and, where that counts, newer than the start. */
function isProven(contract: Contract, evidence: Evidence): boolean {
  if (evidence.artifactMs === null) {
    return false;
  }
  if (!contract.newerThanStart || evidence.enteredMs === null) {
    return true;
  }
  return evidence.artifactMs > evidence.enteredMs;
}

/**
 * What follows when the command is run now. Throws UnknownNameError.
 *
 * `force`: the command's own flag was given; a command that has none refuses it.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export function checkRerun(
  contract: Contract,
  command: string,
  evidence: Evidence,
  force = false,
): RerunCheck {
  const name = known(contract, "command", command);
  const found = own(contract.commands, name);
  if (found === undefined) {
    throw new UnknownNameError(`there is no command '${name}'`);
  }
  const done = isDone(contract, found, evidence);
  if (found.rerun === null) {
    return { action: "proceed", mode: "", done, why: "nothing is said about running it again" };
  }
  const mode = found.rerun.mode;
  if (force && found.rerun.force === "") {
    return { action: "refuse", mode, done, why: "it has no flag that runs it anew" };
  }
  if (force) {
    return { action: "proceed", mode, done, why: `${found.rerun.force} runs it anew` };
  }
  const action = own(contract.modes, mode) ?? "proceed";
  if (done) {
    return { action, mode, done, why: "it is done" };
  }
  if (action === "resume" && evidence.started) {
    return { action, mode, done, why: "it was begun" };
  }
  return { action: "proceed", mode, done, why: "it is not done" };
}
