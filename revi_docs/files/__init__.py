"""What stands on disk: positions in YAML, ownership tokens, and the only writer."""
