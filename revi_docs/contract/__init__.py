"""The contract: its shape, how it is read from `revi.yml`, and the rules it must obey."""
