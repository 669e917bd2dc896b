// revi:edb73fe80e271704
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** What decisions throw: refusals, each with a message for people. */

/**
 * A question that the contract answers with no.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class RefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/**
 * A name that the contract does not have.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class UnknownNameError extends RefusedError {}

/**
 * A way that the contract does not have.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class IllegalTransitionError extends RefusedError {}

/**
 * A number that the contract does not accept.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class OutOfRangeError extends RefusedError {}

/**
 * Code and contract do not come from the same `revi.yml`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class StaleContractError extends RefusedError {}
