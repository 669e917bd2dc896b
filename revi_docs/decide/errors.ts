/** What decisions throw: refusals, each with a message for people. */

/**
 * A question that the contract answers with no.
 *
 * @see page:reference/contract.md
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
 * @see page:reference/contract.md
 */
export class UnknownNameError extends RefusedError {}

/**
 * A way that the contract does not have.
 *
 * @see page:reference/contract.md
 */
export class IllegalTransitionError extends RefusedError {}

/**
 * A number that the contract does not accept.
 *
 * @see page:reference/contract.md
 */
export class OutOfRangeError extends RefusedError {}

/**
 * Code and contract do not come from the same `revi.yml`.
 *
 * @see page:reference/contract.md
 */
export class StaleContractError extends RefusedError {}
