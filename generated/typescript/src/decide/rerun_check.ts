// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Decide whether a command runs again. */

import { type CommandSpec, type CompiledContract, ownValue } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { type EvidenceFacts, unmetConditions } from "./evidence_check.js";
import { resolveId } from "./name_lookup.js";

/**
 * What earlier runs left. In `facts`, `recorded` are the digests when the story last could start the command.
 *
 * `started`: there is a checkpoint to resume from.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export interface RerunEvidence {
  readonly facts: EvidenceFacts;
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
 * Whether the command counts as done: it has conditions, and all of them are met.
 *
 * @see ../../../../docs_src/reference/locks-and-reruns.md
 */
export function isDone(contract: CompiledContract, command: CommandSpec, evidence: RerunEvidence): boolean {
  const conditions = command.rerun?.done ?? [];
  return conditions.length > 0 && unmetConditions(contract, conditions, evidence.facts).length === 0;
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
