"""Render the contract and the templates into files, and record what each file shows."""
