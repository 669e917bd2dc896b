/** Have errors piled up so far that a person must act? */

import type { Circuit } from "./compiled_contract.js";

/**
 * Whether so many failures of any kind once lay within the window, its ends included.
 *
 * `failuresMs` are times in milliseconds. What opened stays open until a person closes it at `closedMs`;
 * failures until then no longer count.
 *
 * @see page:reference/errors.md
 */
export function isOpen(
  circuit: Circuit,
  failuresMs: readonly number[],
  closedMs: number | null = null,
): boolean {
  const counted = failuresMs
    .filter((time) => closedMs === null || time > closedMs)
    .sort((one, other) => one - other);
  const lasts = counted.slice(circuit.failures - 1);
  return lasts.some((last, number) => last - (counted[number] ?? last) <= circuit.windowMs);
}

/**
 * The state's name in the contract.
 *
 * @see page:reference/errors.md
 */
export function circuitState(
  circuit: Circuit,
  failuresMs: readonly number[],
  closedMs: number | null = null,
): string {
  return circuit.states.at(isOpen(circuit, failuresMs, closedMs) ? -1 : 0) ?? "";
}
