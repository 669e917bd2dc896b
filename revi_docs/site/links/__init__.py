"""The link gate: one pass over built HTML that says which links are broken, and where they were written."""
