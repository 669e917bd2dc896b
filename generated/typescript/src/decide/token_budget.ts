// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Compare the tokens of a phase with its budget, and decide what happens if they exceed it. */

import { ownValue, type TokenBudgets, type TokenLimits } from "./compiled_contract.js";
import { OutOfRangeError, UnknownNameError } from "./errors.js";

/**
 * Floats alone would give 100 * 0.57 = 56.99999999999999, which rounds down to 56 instead of 57. A millionth
 * is an arbitrary choice: finer than any multiplier that people write.
 */
const MULTIPLIER_SCALE = 1_000_000;

/**
 * Kind of tokens → number. A missing kind is unknown, not zero.
 *
 * @see ../../../../docs_src/reference/budgets.md
 */
export type TokenCounts = Readonly<Record<string, number>>;

/**
 * The result. `warning` and `hard` are the scaled limits; `over` is the limit reached, "" for none.
 * `complete` is false if a kind of tokens that counts is missing.
 *
 * @see ../../../../docs_src/reference/budgets.md
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
 * @see ../../../../docs_src/reference/budgets.md
 */
export function countedTokens(budgets: TokenBudgets, tokenCounts: TokenCounts): number {
  return budgets.counts.reduce((sum, kind) => sum + (ownValue(tokenCounts, kind) ?? 0), 0);
}

/**
 * The limits of a phase times the story's multiplier, rounded down.
 *
 * @throws UnknownNameError if the phase has no budget, and OutOfRangeError if the multiplier is not accepted; a
 * contract without multipliers accepts only 1.
 *
 * @see ../../../../docs_src/reference/budgets.md
 */
export function scaledLimits(
  budgets: TokenBudgets,
  phase: string,
  multiplier: number | null = null,
): TokenLimits {
  const limits = ownValue(budgets.phases, phase);
  if (limits === undefined) {
    throw new UnknownNameError(`the phase '${phase}' has no budget`);
  }
  const { min, max, default: defaultValue } = budgets.multiplier ?? { min: 1, max: 1, default: 1 };
  const factor = multiplier ?? defaultValue;
  if (!(min <= factor && factor <= max)) {
    throw new OutOfRangeError(`the multiplier ${factor} is not between ${min} and ${max}`);
  }
  const scaledFactor = Math.floor(factor * MULTIPLIER_SCALE + 0.5);
  const scaled = (limit: number): number => Math.floor((limit * scaledFactor) / MULTIPLIER_SCALE);
  return { warning: scaled(limits.warning), hard: scaled(limits.hard) };
}

/**
 * Compare the tokens of a phase with its limits; a limit that is reached counts as exceeded.
 *
 * `level` is the level of enforcement, by default the contract's. Throws as `scaledLimits` does.
 *
 * @see ../../../../docs_src/reference/budgets.md
 */
export function checkBudget(
  budgets: TokenBudgets,
  phase: string,
  tokenCounts: TokenCounts,
  multiplier: number | null = null,
  level: string | null = null,
): BudgetCheck {
  const levelName = level ?? budgets.level;
  const actions = ownValue(budgets.levels, levelName);
  if (actions === undefined) {
    throw new UnknownNameError(`there is no level '${levelName}'`);
  }
  const limits = scaledLimits(budgets, phase, multiplier);
  const tokens = countedTokens(budgets, tokenCounts);
  const complete = budgets.counts.every((kind) => Object.hasOwn(tokenCounts, kind));
  const common = { level: levelName, tokens, ...limits, complete };
  if (tokens >= limits.hard) {
    return { ...common, over: "hard", action: actions.overHard };
  }
  if (tokens >= limits.warning) {
    return { ...common, over: "warning", action: actions.overWarning };
  }
  return { ...common, over: "", action: "continue" };
}
