/** Do a phase's tokens stay within its budget, and what follows where they do not? */

import { type Budgets, type Limits, own } from "./compiled_contract.js";
import { OutOfRangeError, UnknownNameError } from "./errors.js";

/** A multiplier is held exact to so many parts: 0.57 times 100 is 57, not 56.99999999999999. */
const PARTS = 1_000_000;

/**
 * Kind of tokens → how many. A kind that is not told is unknown, not zero.
 *
 * @see page:reference/budgets.md
 */
export type Used = Readonly<Record<string, number>>;

/**
 * The answer. `warning` and `hard` are the scaled limits; `over` is the limit reached, "" for none.
 * `complete` is false where a kind of tokens that counts was not told.
 *
 * @see page:reference/budgets.md
 */
export interface BudgetCheck {
  readonly level: string;
  readonly tokens: number;
  readonly warning: number;
  readonly hard: number;
  readonly over: "" | "warning" | "hard";
  readonly action: string;
  readonly complete: boolean;
}

/**
 * The tokens that count against a limit.
 *
 * @see page:reference/budgets.md
 */
export function countedTokens(budgets: Budgets, used: Used): number {
  return budgets.counts.reduce((sum, kind) => sum + (own(used, kind) ?? 0), 0);
}

/**
 * The limits of a phase times the story's multiplier, rounded down.
 *
 * @throws UnknownNameError for a phase without a budget, and OutOfRangeError for a multiplier that is not
 * accepted; where the contract has none, only 1 is.
 *
 * @see page:reference/budgets.md
 */
export function scaledLimits(budgets: Budgets, phase: string, multiplier: number | null = null): Limits {
  const limits = own(budgets.phases, phase);
  if (limits === undefined) {
    throw new UnknownNameError(`the phase '${phase}' has no budget`);
  }
  const { min, max, default: usual } = budgets.multiplier ?? { min: 1, max: 1, default: 1 };
  const factor = multiplier ?? usual;
  if (!(min <= factor && factor <= max)) {
    throw new OutOfRangeError(`the multiplier ${factor} is not between ${min} and ${max}`);
  }
  const parts = Math.floor(factor * PARTS + 0.5);
  const scaled = (limit: number): number => Math.floor((limit * parts) / PARTS);
  return { warning: scaled(limits.warning), hard: scaled(limits.hard) };
}

/**
 * Holds the tokens of a phase against its limits; reached counts as over.
 *
 * `level` says how strictly, the contract's own where it is not given. Throws as `scaledLimits` does.
 *
 * @see page:reference/budgets.md
 */
export function checkBudget(
  budgets: Budgets,
  phase: string,
  used: Used,
  multiplier: number | null = null,
  level: string | null = null,
): BudgetCheck {
  const name = level ?? budgets.level;
  const strictness = own(budgets.levels, name);
  if (strictness === undefined) {
    throw new UnknownNameError(`there is no level '${name}'`);
  }
  const limits = scaledLimits(budgets, phase, multiplier);
  const tokens = countedTokens(budgets, used);
  const complete = budgets.counts.every((kind) => Object.hasOwn(used, kind));
  const told = { level: name, tokens, ...limits, complete };
  if (tokens >= limits.hard) {
    return { ...told, over: "hard", action: strictness.overHard };
  }
  if (tokens >= limits.warning) {
    return { ...told, over: "warning", action: strictness.overWarning };
  }
  return { ...told, over: "", action: "continue" };
}
