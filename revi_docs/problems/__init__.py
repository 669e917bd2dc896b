"""Findings as values: what is wrong, where, why, and what mends it."""
