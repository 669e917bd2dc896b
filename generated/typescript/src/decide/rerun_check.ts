// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Decide whether a command runs again. */

import { type CommandSpec, type CompiledContract, type ConditionSpec, ownValue } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { resolveId } from "./name_lookup.js";

/**
 * What earlier runs left. Times are in milliseconds; null means there is none, or it is unknown.
 *
 * `artifactMs`: when the artifact that shows the command is done was written; `enteredMs`: when the story last
 * entered a status in which the command starts; `started`: there is a checkpoint to resume from.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export interface RerunEvidence {
  readonly status: string;
  readonly artifactMs: number | null;
  readonly enteredMs: number | null;
  readonly merged: boolean;
  readonly started: boolean;
}

/**
 * `action` is `proceed`, `skip`, `resume` or `refuse`; `mode` is the rerun mode, "" for none.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export interface RerunCheck {
  readonly action: string;
  readonly mode: string;
  readonly done: boolean;
  readonly reason: string;
}

/**
 * Whether the command counts as done.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export function isDone(contract: CompiledContract, command: CommandSpec, evidence: RerunEvidence): boolean {
  const conditions = command.rerun?.done ?? [];
  return conditions.length > 0 && conditions.every((condition) => isMet(contract, condition, evidence));
}

/** Whether a condition is met; a kind that says nothing about earlier runs is not. */
function isMet(contract: CompiledContract, condition: ConditionSpec, evidence: RerunEvidence): boolean {
  if (condition.kind === "artifact" || condition.kind === "new") {
    return hasFreshArtifact(contract, evidence);
  }
  if (condition.kind === "branch-merged") {
    return evidence.merged;
  }
  return condition.kind === "status" && condition.names.includes(evidence.status);
}

/** Whether the artifact exists and, if the contract requires it, is newer than the command's start. */
function hasFreshArtifact(contract: CompiledContract, evidence: RerunEvidence): boolean {
  if (evidence.artifactMs === null) {
    return false;
  }
  if (!contract.newerThanStart || evidence.enteredMs === null) {
    return true;
  }
  return evidence.artifactMs > evidence.enteredMs;
}

/**
 * What happens if the command is run now. Throws UnknownNameError.
 *
 * `force`: the command's force flag was passed; a command without such a flag rejects it.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export function checkRerun(
  contract: CompiledContract,
  command: string,
  evidence: RerunEvidence,
  force = false,
): RerunCheck {
  const commandId = resolveId(contract, "command", command);
  const commandSpec = ownValue(contract.commands, commandId);
  if (commandSpec === undefined) {
    throw new UnknownNameError(`there is no command '${commandId}'`);
  }
  const done = isDone(contract, commandSpec, evidence);
  if (commandSpec.rerun === null) {
    return { action: "proceed", mode: "", done, reason: "it has no rerun rule" };
  }
  const mode = commandSpec.rerun.mode;
  if (force && commandSpec.rerun.force === "") {
    return { action: "refuse", mode, done, reason: "it has no flag that forces a rerun" };
  }
  if (force) {
    return { action: "proceed", mode, done, reason: `${commandSpec.rerun.force} forces a rerun` };
  }
  const action = ownValue(contract.modes, mode) ?? "proceed";
  if (done) {
    return { action, mode, done, reason: "it is done" };
  }
  if (action === "resume" && evidence.started) {
    return { action, mode, done, reason: "it was started" };
  }
  return { action: "proceed", mode, done, reason: "it is not done" };
}
