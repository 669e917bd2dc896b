"""What a contract without `outputs` gives: Claude's files and the site's reference, for what it has."""

from __future__ import annotations

DEFAULT_OUTPUTS: tuple[tuple[str, str, str, str], ...] = (
    ("commands", ".claude/commands/{command}.md", "claude/command.md.j2", "commands"),
    ("agents", ".claude/agents/{agent}.md", "claude/agent.md.j2", "agents"),
)
"""(section it needs, path, template, each)."""
