// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Decide whether a story can move from one status to another. */

import type { CompiledContract, TransitionSpec } from "./compiled_contract.js";
import { IllegalTransitionError } from "./errors.js";
import { resolveId } from "./name_lookup.js";

/**
 * What moves a story: a command, `manual` or `system`, with its event or verdict.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export interface TransitionTrigger {
  readonly by: string;
  readonly event?: string | null;
  readonly verdict?: string | null;
}

/**
 * The transitions between two statuses; if a trigger is given, only those that it can cause.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function matchingTransitions(
  contract: CompiledContract,
  source: string,
  target: string,
  trigger?: TransitionTrigger,
): readonly TransitionSpec[] {
  return contract.transitions.filter(
    (transition) =>
      transition.source === source &&
      transition.target === target &&
      (trigger === undefined || matchesTrigger(trigger, transition)),
  );
}

/** Whether the trigger causes the transition; one without event and verdict needs only the right `by`. */
function matchesTrigger(trigger: TransitionTrigger, transition: TransitionSpec): boolean {
  return (
    transition.by === trigger.by &&
    (transition.event === null || transition.event === trigger.event) &&
    (transition.verdict === null || transition.verdict === trigger.verdict)
  );
}

/**
 * Whether the contract has such a transition.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function canTransition(
  contract: CompiledContract,
  source: string,
  target: string,
  trigger?: TransitionTrigger,
): boolean {
  return matchingTransitions(contract, source, target, trigger).length > 0;
}

/**
 * The target statuses of all transitions from `source`, without duplicates.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function allowedTargets(contract: CompiledContract, source: string): readonly string[] {
  const transitions = contract.transitions.filter((transition) => transition.source === source);
  return [...new Set(transitions.map((transition) => transition.target))];
}

/**
 * The matching transitions.
 *
 * @throws IllegalTransitionError if there are none, and UnknownNameError.
 *
 * @see ../../../../docs_src/reference/statuses/index.md
 */
export function assertTransition(
  contract: CompiledContract,
  source: string,
  target: string,
  trigger?: TransitionTrigger,
): readonly TransitionSpec[] {
  const sourceId = resolveId(contract, "status", source);
  const targetId = resolveId(contract, "status", target);
  const transitions = matchingTransitions(contract, sourceId, targetId, trigger);
  if (transitions.length > 0) {
    return transitions;
  }
  const by = trigger === undefined ? "" : ` by ${trigger.by}`;
  const allowed = allowedTargets(contract, sourceId).join(", ") || "none";
  throw new IllegalTransitionError(
    `there is no transition from '${sourceId}' to '${targetId}'${by}; targets from '${sourceId}': ${allowed}`,
  );
}
