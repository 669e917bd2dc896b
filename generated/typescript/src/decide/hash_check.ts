// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Check that generated code and `contract.json` come from the same `revi.yml`. */

import { StaleContractError } from "./errors.js";

/**
 * Compare the hash that the code was generated with to the hash in a parsed `contract.json`.
 *
 * @throws StaleContractError if they differ or `contract` has none. Rewording a description changes no hash.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export function assertContractMatches(expectedHash: string, contract: unknown): void {
  const actualHash = property(property(contract, "_revi"), "contract_hash");
  if (actualHash !== expectedHash) {
    throw new StaleContractError(
      `this code was generated for contract ${expectedHash}, but contract.json has ` +
        `${typeof actualHash === "string" ? actualHash : "no contract hash"}; ` +
        "run 'revi-docs sync' and deploy the regenerated code",
    );
  }
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
