"""What follows from given facts: pure functions over plain values, standard library only."""
