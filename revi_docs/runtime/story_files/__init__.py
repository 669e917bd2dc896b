"""Create story files, and update them from the ledger."""
