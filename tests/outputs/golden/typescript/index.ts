// revi:generated
/**
 * The contract of Tickets: data, schemas of its records and events, and decisions.
 *
 * @see ../../docs_src/reference/index.md
 *
 * @packageDocumentation
 */

export * from "./contract.js";
export * as decide from "./decide/index.js";
export * from "./names.js";
export * from "./records.js";
export * from "./trace.js";
