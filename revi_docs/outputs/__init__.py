"""From contract and templates to files: what is to stand where, byte for byte, and what each file shows."""
