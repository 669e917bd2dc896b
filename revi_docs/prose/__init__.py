"""Facts in hand-written pages: names gone or misspelt, and numbers that the contract states otherwise."""
