/** Decisions about a contract: pure functions, one module for each question. */

export * from "./aggregate.js";
export * from "./circuit.js";
export type * from "./compiled_contract.js";
export * from "./contract_json.js";
export * from "./contract_match.js";
export * from "./errors.js";
export * from "./evidence_check.js";
export * from "./models.js";
export * from "./name_lookup.js";
export * from "./records.js";
export * from "./rerun_check.js";
export * from "./retry.js";
export * from "./token_budget.js";
export * from "./transition_check.js";
