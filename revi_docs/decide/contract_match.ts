/** Check that generated code and `contract.json` come from the same `revi.yml`. */

import type { CompiledContract } from "./compiled_contract.js";
import { readContract } from "./contract_json.js";
import { StaleContractError } from "./errors.js";

const FIX = "run 'revi-docs sync' and deploy the regenerated code";

/**
 * Compare the contract that code was generated from with a parsed `contract.json`.
 *
 * @throws StaleContractError if a value that decisions read differs. Rewording a description changes none.
 *
 * @see page:reference/contract.md
 */
export function assertContractMatches(contract: CompiledContract, data: unknown): void {
  const [expected, actual] = [withoutReasons(contract), withoutReasons(read(data))];
  const keys = Object.keys(expected) as (keyof CompiledContract)[];
  const differences = keys.filter((key) => !isEqual(expected[key], actual[key]));
  if (differences.length > 0) {
    const names = differences.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    const message = "this code was generated from another contract than contract.json, with differences in";
    throw new StaleContractError(`${message} ${names.join(", ")}; ${FIX}`);
  }
}

function read(data: unknown): CompiledContract {
  try {
    return readContract(data);
  } catch {
    throw new StaleContractError(`this code cannot read contract.json; ${FIX}`);
  }
}

/** The contract without the texts that say why a name is reserved, which are prose. */
function withoutReasons(contract: CompiledContract): CompiledContract {
  const tables = Object.entries(contract.names).map(([kind, table]) => {
    const reserved = Object.fromEntries(Object.keys(table.reserved).map((name) => [name, ""]));
    return [kind, { ...table, reserved }];
  });
  return { ...contract, names: Object.fromEntries(tables) };
}

/** Whether two values of a contract are equal; the order of keys is not significant. */
function isEqual(first: unknown, second: unknown): boolean {
  if (typeof first !== "object" || typeof second !== "object" || first === null || second === null) {
    return first === second;
  }
  const [firstEntries, secondEntries] = [Object.entries(first), Object.entries(second)];
  const others = new Map(secondEntries);
  return (
    firstEntries.length === secondEntries.length &&
    firstEntries.every(([key, value]) => others.has(key) && isEqual(value, others.get(key)))
  );
}
