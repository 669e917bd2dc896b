"""Checks of the contract: programs whose success can be required of a story."""
