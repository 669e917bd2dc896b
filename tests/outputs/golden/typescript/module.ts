// revi:0000000000000000
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Look. */
