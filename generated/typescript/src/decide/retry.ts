// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Decide whether a failed step is retried, after what delay, and what happens if it is not. */

import { type CompiledContract, type ErrorSpec, ownValue } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { resolveId } from "./name_lookup.js";

/**
 * A retry after `retryAfterMs` milliseconds, or the recovery if that is null.
 *
 * @see ../../../../docs_src/reference/errors.md
 */
export interface RetryDecision {
  readonly retryAfterMs: number | null;
  readonly recovery: string;
}

/**
 * Milliseconds before the next retry, or null if no retry is left. `attempt`: retries so far.
 *
 * @see ../../../../docs_src/reference/errors.md
 */
export function retryDelay(error: ErrorSpec, attempt: number): number | null {
  const retry = error.retry;
  if (retry === null || attempt >= retry.max) {
    return null;
  }
  const delay = retry.delayMs * (retry.backoff === "exponential" ? 2 ** attempt : 1);
  return retry.capMs === null ? delay : Math.min(delay, retry.capMs);
}

/**
 * What to do about an error after `attempt` retries. Throws UnknownNameError.
 *
 * @see ../../../../docs_src/reference/errors.md
 */
export function decideRetry(contract: CompiledContract, errorType: string, attempt: number): RetryDecision {
  const errorId = resolveId(contract, "error", errorType);
  const error = ownValue(contract.errors, errorId);
  if (error === undefined) {
    throw new UnknownNameError(`there is no error '${errorId}'`);
  }
  return { retryAfterMs: retryDelay(error, attempt), recovery: error.recovery };
}
