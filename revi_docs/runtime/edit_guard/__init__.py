"""Reject edits of generated text, owned fields and append-only lines."""
