"""Hand-written files, and what in them belongs to the contract: regions, front-matter fields and table cells."""
