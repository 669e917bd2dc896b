// revi:294efd2842f1c1c1
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** Many workers' results become one: the first rule that holds decides. */

import { type Aggregation, type Contract, own } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";

/**
 * The one result; `warned` when a result was left out of the count; `rule` counts from 0.
 *
 * @see ../../../../docs_src/reference/workers.md
 */
export interface Outcome {
  readonly result: string;
  readonly warned: boolean;
  readonly rule: number;
}

/**
 * The outcome of the workers' results, or null where no rule holds.
 *
 * `any` holds when one result is among `of`, `all` when every result is and there is one, `none` when there
 * is no result, `enough` when the share of `of` reaches the threshold, `otherwise` always. `enough` leaves
 * results among `forgiving` out of the count, as many as are tolerated.
 *
 * @see ../../../../docs_src/reference/workers.md
 */
export function aggregate(
  results: readonly string[],
  rules: readonly Aggregation[],
  threshold: number,
  tolerated: number,
): Outcome | null {
  for (const [number, rule] of rules.entries()) {
    const matching = count(results, rule.of);
    const forgiven = rule.when === "enough" ? Math.min(tolerated, count(results, rule.forgiving)) : 0;
    if (holds(rule.when, matching, results.length - forgiven, threshold)) {
      return { result: rule.then, warned: forgiven > 0, rule: number };
    }
  }
  return null;
}

/**
 * The outcome for a worker set, by its own threshold and tolerance. Throws UnknownNameError.
 *
 * @see ../../../../docs_src/reference/workers.md
 */
export function aggregateSet(contract: Contract, name: string, results: readonly string[]): Outcome | null {
  const set = own(contract.workerSets, name);
  if (set === undefined) {
    throw new UnknownNameError(`there is no worker set '${name}'`);
  }
  return aggregate(results, contract.aggregation, set.passThreshold, set.toleratedTimeouts);
}

function count(results: readonly string[], wanted: readonly string[]): number {
  return results.filter((result) => wanted.includes(result)).length;
}

function holds(when: string, matching: number, counted: number, threshold: number): boolean {
  switch (when) {
    case "any":
      return matching > 0;
    case "all":
      return counted > 0 && matching === counted;
    case "none":
      return counted === 0;
    case "enough":
      return counted > 0 && matching / counted >= threshold;
    default:
      return true;
  }
}
