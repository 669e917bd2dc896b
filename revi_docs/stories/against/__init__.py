"""Judge what a branch adds to the ledgers of stories by the contract of the branch into which it is merged."""
