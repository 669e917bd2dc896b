/** Which model does an agent get? */

import { type Contract, own } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { known } from "./name_lookup.js";

/**
 * The agent's model. There is no fallback: it would hide a forgotten assignment.
 *
 * @throws UnknownNameError for an unknown agent, and for one without a model.
 *
 * @see page:reference/models.md
 */
export function modelFor(contract: Contract, agent: string): string {
  const name = known(contract, "agent", agent);
  const model = own(contract.agents, name) ?? null;
  if (model === null) {
    throw new UnknownNameError(`the agent '${name}' has no model`);
  }
  return model;
}
