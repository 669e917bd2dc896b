"""Count, record and check the tokens of a phase."""
