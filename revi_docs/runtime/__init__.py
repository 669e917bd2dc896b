"""What agents call while they work: locks, moves, records and hooks. Imports the standard library only."""
