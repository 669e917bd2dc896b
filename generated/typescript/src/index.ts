// revi:25b1dbb517fc4099
/**
 * The contract of REVI workflow: data, schemas of what is written and read, and decisions.
 *
 * @see ../../../docs_src/reference/index.md
 *
 * @packageDocumentation
 */

export * from "./contract.js";
export * as decide from "./decide/index.js";
export * from "./names.js";
export * from "./records.js";
export * from "./trace.js";
