"""Compare two contracts by the identity of their items: what changed, whom it affects, and what can break.

Pure functions over two loaded contracts: nothing is read from disk.
"""
