// revi:67687e2078f92f6c
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** Which model does an agent get? */

import { type Contract, own } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { known } from "./name_lookup.js";

/**
 * The agent's model. There is no fallback: it would hide a forgotten assignment.
 *
 * @throws UnknownNameError for an unknown agent, and for one without a model.
 *
 * @see ../../../../docs_src/reference/models.md
 */
export function modelFor(contract: Contract, agent: string): string {
  const name = known(contract, "agent", agent);
  const model = own(contract.agents, name) ?? null;
  if (model === null) {
    throw new UnknownNameError(`the agent '${name}' has no model`);
  }
  return model;
}
