// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Exceptions that decisions throw, each with a human-readable message. */

/**
 * The contract does not allow the requested action.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class DecisionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/**
 * The contract does not define the name.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class UnknownNameError extends DecisionError {}

/**
 * The contract does not define the transition.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class IllegalTransitionError extends DecisionError {}

/**
 * The contract does not accept the number.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class OutOfRangeError extends DecisionError {}

/**
 * The generated code and `contract.json` come from different versions of `revi.yml`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export class StaleContractError extends DecisionError {}
