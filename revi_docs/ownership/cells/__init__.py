"""Cells of hand-written tables, and values of YAML files, that show values of the contract."""
