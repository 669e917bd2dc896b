/** Is a failed step tried again, after how long, and what follows when it is not? */

import { type Contract, type ErrorFacts, own } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { known } from "./name_lookup.js";

/**
 * What follows an error: a retry after so many milliseconds, else the recovery.
 *
 * @see page:reference/errors.md
 */
export interface Step {
  readonly retryAfterMs: number | null;
  readonly recovery: string;
}

/**
 * Milliseconds before the next try, or null where there is none. `attempt` counts the retries made.
 *
 * @see page:reference/errors.md
 */
export function retryDelay(error: ErrorFacts, attempt: number): number | null {
  const retry = error.retry;
  if (retry === null || attempt >= retry.max) {
    return null;
  }
  const delay = retry.delayMs * (retry.backoff === "exponential" ? 2 ** attempt : 1);
  return retry.capMs === null ? delay : Math.min(delay, retry.capMs);
}

/**
 * What follows the error after so many retries. Throws UnknownNameError.
 *
 * @see page:reference/errors.md
 */
export function afterError(contract: Contract, errorType: string, attempt: number): Step {
  const name = known(contract, "error", errorType);
  const error = own(contract.errors, name);
  if (error === undefined) {
    throw new UnknownNameError(`there is no error '${name}'`);
  }
  return { retryAfterMs: retryDelay(error, attempt), recovery: error.recovery };
}
