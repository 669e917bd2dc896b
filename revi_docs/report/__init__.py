"""Render problems as text, JSON, SARIF, GitHub annotations and a GitHub step summary."""
