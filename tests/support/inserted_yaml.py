"""Contracts and agents to which facts are added."""

from __future__ import annotations

A = "---\nname: a\ndescription: Does it.\nmodel: haiku\n---\n"
B = "---\nname: b\ndescription: Does that.\nmodel: opus\n---\n"
AGENTS = {".claude/agents/a.md": A, ".claude/agents/b.md": B}
WITH_B = """\
models:
  opus: {}  # .claude/agents/b.md:4

agents:
  b:  # .claude/agents/b.md:2
    description: Does that.  # .claude/agents/b.md:3
    model: opus  # .claude/agents/b.md:4
"""
