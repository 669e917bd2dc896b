"""Render problems as text, JSON, SARIF, JUnit, GitLab and GitHub reports, and as a GitHub step summary."""
