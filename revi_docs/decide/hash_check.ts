/** Do code and contract come from the same `revi.yml`? */

import { StaleContractError } from "./errors.js";

/**
 * Compares the hash that the code was made with to that of a read `contract.json`.
 *
 * @throws StaleContractError where they differ or there is none. Rewording a sentence changes neither.
 *
 * @see page:reference/contract.md
 */
export function assertSameBehaviour(behaviour: string, contract: unknown): void {
  const found = inside(inside(contract, "_revi"), "behaviour");
  if (found !== behaviour) {
    const other = typeof found === "string" ? found : "of none";
    throw new StaleContractError(
      `this code was made for the contract ${behaviour}, and contract.json is ${other}; ` +
        "run 'revi-docs sync' and use what it makes",
    );
  }
}

function inside(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
