// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Decide whether errors are so frequent that a person must act. */

import type { CircuitBreaker } from "./compiled_contract.js";

/**
 * Whether the configured number of failures ever occurred within one window, both ends included.
 *
 * `failuresMs` are timestamps in milliseconds. An open circuit breaker stays open until a person closes it at
 * `closedMs`; failures up to that time no longer count.
 *
 * @see ../../../../docs_src/reference/errors.md
 */
export function isOpen(
  circuit: CircuitBreaker,
  failuresMs: readonly number[],
  closedMs: number | null = null,
): boolean {
  const failureTimes = failuresMs
    .filter((time) => closedMs === null || time > closedMs)
    .sort((a, b) => a - b);
  const lastTimes = failureTimes.slice(circuit.failures - 1);
  return lastTimes.some((last, index) => last - (failureTimes[index] ?? last) <= circuit.windowMs);
}

/**
 * The name of the current state in the contract.
 *
 * @see ../../../../docs_src/reference/errors.md
 */
export function circuitState(
  circuit: CircuitBreaker,
  failuresMs: readonly number[],
  closedMs: number | null = null,
): string {
  return circuit.states.at(isOpen(circuit, failuresMs, closedMs) ? -1 : 0) ?? "";
}
