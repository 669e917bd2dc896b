"""What agents call while they work: guarded acts over decisions and records; standard library only."""
