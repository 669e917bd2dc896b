"""Cells of hand-written tables that show values of the contract."""
