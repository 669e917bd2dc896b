// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Find the model of an agent. */

import { type CompiledContract, ownValue } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";
import { resolveId } from "./name_lookup.js";

/**
 * The agent's model. There is no fallback, because it would hide a forgotten assignment.
 *
 * @throws UnknownNameError if the agent is unknown or has no model.
 *
 * @see ../../../../docs_src/reference/models.md
 */
export function modelFor(contract: CompiledContract, agent: string): string {
  const agentId = resolveId(contract, "agent", agent);
  const model = ownValue(contract.agents, agentId) ?? null;
  if (model === null) {
    throw new UnknownNameError(`the agent '${agentId}' has no model`);
  }
  return model;
}
