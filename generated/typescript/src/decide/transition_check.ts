// revi:9913a4435d55c779
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** May a story go from this status to that one? */

import type { Contract, Transition } from "./compiled_contract.js";
import { IllegalTransitionError } from "./errors.js";
import { known } from "./name_lookup.js";

/**
 * What takes a story on: a command, `manual` or `system`, with the event or the verdict.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export interface Trigger {
  readonly by: string;
  readonly event?: string | null;
  readonly verdict?: string | null;
}

/**
 * The transitions between two statuses, of one trigger where it is given.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function ways(
  contract: Contract,
  source: string,
  target: string,
  trigger?: Trigger,
): readonly Transition[] {
  return contract.transitions.filter(
    (way) =>
      way.source === source && way.target === target && (trigger === undefined || takes(trigger, way)),
  );
}

/** Whether the trigger is the way's; a way without event and verdict is taken by any of its mover. */
function takes(trigger: Trigger, way: Transition): boolean {
  return (
    way.by === trigger.by &&
    (way.event === null || way.event === trigger.event) &&
    (way.verdict === null || way.verdict === trigger.verdict)
  );
}

/**
 * Whether the contract has such a way.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function canTransition(
  contract: Contract,
  source: string,
  target: string,
  trigger?: Trigger,
): boolean {
  return ways(contract, source, target, trigger).length > 0;
}

/**
 * The statuses that a way leads to from this one, each once; none from where a story ends.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function allowedFrom(contract: Contract, source: string): readonly string[] {
  const targets = contract.transitions.filter((way) => way.source === source).map((way) => way.target);
  return [...new Set(targets)];
}

/**
 * The ways that lead there.
 *
 * @throws IllegalTransitionError where there is none, and UnknownNameError.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function assertTransition(
  contract: Contract,
  source: string,
  target: string,
  trigger?: Trigger,
): readonly Transition[] {
  const start = known(contract, "status", source);
  const end = known(contract, "status", target);
  const found = ways(contract, start, end, trigger);
  if (found.length > 0) {
    return found;
  }
  const allowed = allowedFrom(contract, start).join(", ");
  const by = trigger === undefined ? "" : ` by ${trigger.by}`;
  const rest = allowed === "" ? "it ends there" : `it can go to: ${allowed}`;
  throw new IllegalTransitionError(
    `no way leads from '${start}' to '${end}'${by}; from '${start}' ${rest}`,
  );
}
