"""Moving in: what an existing repository states already, as a contract that owns it from then on."""
