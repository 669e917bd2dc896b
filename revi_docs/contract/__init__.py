"""The contract: its model, its parser, its rules, and what is derived from it."""
