// revi:47fd1ce71a2d2d0f
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** What follows from given facts: pure functions over the contract, one module for each question. */

export * from "./aggregate.js";
export * from "./behaviour.js";
export * from "./budget.js";
export * from "./circuit.js";
export type * from "./contract.js";
export * from "./errors.js";
export * from "./models.js";
export * from "./names.js";
export * from "./records.js";
export * from "./rerun.js";
export * from "./retry.js";
export * from "./transitions.js";
