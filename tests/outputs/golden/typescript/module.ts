// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Look. */
