"""Check and summarize what is recorded."""
