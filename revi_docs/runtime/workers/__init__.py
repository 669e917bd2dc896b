"""Start worker sets and collect their results."""
