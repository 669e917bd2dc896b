// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Combine the results of parallel workers into one result; the first rule that applies decides. */

import { type AggregationRule, type CompiledContract, ownValue } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";

/**
 * The combined result. `warned`: results were excluded from the count; `rule`: index from 0.
 *
 * @see ../../../../docs_src/reference/workers.md
 */
export interface AggregationResult {
  readonly result: string;
  readonly warned: boolean;
  readonly rule: number;
}

/**
 * Return the combined result, or null if no rule applies.
 *
 * `any`: at least one result is in `of`; `all`: there are results and all are in `of`; `none`: there are no
 * results; `enough`: the share of results in `of` reaches the threshold; `otherwise`: always applies. `enough`
 * excludes results in `forgiving` from the count, up to the tolerated number.
 *
 * @see ../../../../docs_src/reference/workers.md
 */
export function aggregate(
  results: readonly string[],
  rules: readonly AggregationRule[],
  threshold: number,
  tolerated: number,
): AggregationResult | null {
  for (const [index, rule] of rules.entries()) {
    const excluded = rule.when === "enough" ? Math.min(tolerated, count(results, rule.forgiving)) : 0;
    if (applies(rule.when, count(results, rule.of), results.length - excluded, threshold)) {
      return { result: rule.then, warned: excluded > 0, rule: index };
    }
  }
  return null;
}

/**
 * Combine the results of a worker set with its own threshold and tolerance. Throws UnknownNameError.
 *
 * @see ../../../../docs_src/reference/workers.md
 */
export function aggregateSet(
  contract: CompiledContract,
  name: string,
  results: readonly string[],
): AggregationResult | null {
  const workerSet = ownValue(contract.workerSets, name);
  if (workerSet === undefined) {
    throw new UnknownNameError(`there is no worker set '${name}'`);
  }
  return aggregate(results, contract.aggregation, workerSet.passThreshold, workerSet.toleratedTimeouts);
}

function count(results: readonly string[], accepted: readonly string[]): number {
  return results.filter((result) => accepted.includes(result)).length;
}

function applies(when: string, matching: number, total: number, threshold: number): boolean {
  switch (when) {
    case "any":
      return matching > 0;
    case "all":
      return total > 0 && matching === total;
    case "none":
      return total === 0;
    case "enough":
      return total > 0 && matching / total >= threshold;
    default:
      return true;
  }
}
