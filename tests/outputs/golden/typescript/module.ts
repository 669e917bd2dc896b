// revi:0000000000000000
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** Looks. */
