"""Small files of a repository that is adopted."""

from __future__ import annotations

WRITER = "---\nname: writer\ndescription: Writes a story.\nmodel: haiku\ntools: Read, Write\n---\nYou write.\n"
REVIEWER = "---\nname: reviewer\ndescription: Reviews it.\nmodel: ollama:qwen2.5-coder:7b\n---\n"
PLAN = """\
---
description: Plans a story.
argument-hint: <story> [--deep] [--limit N] [notes file]
---
Start the agent with subagent_type: "writer", then @agent-reviewer.
"""
WORKFLOW = """\
# Workflow

| Status     | Meaning                  | Stage |
| ---------- | ------------------------ | ----- |
| `planned`  | Written down, not begun. | todo  |
| `working`  | Somebody is *at* it.     | doing |
| `done`     | Reviewed and merged.     | shut  |

| From | To | By | Event | Verdict |
|---|---|---|---|---|
| planned | working | `/plan` | started | |
| working | done | `/plan` | | PASS |
| working | planned | `/plan` | | `FAIL`, SPLIT UP |

1. In a list:

   | Phase | Warning | Hard limit (tokens) | |
   |---|---|---|---|
   | drafting | 30,000 | 60K | {{ {% and |
   | testing | 500 | 1000 | |
"""
ALL = {
    "docs/workflow.md": WORKFLOW,
    "models.yml": "agents:\n  writer: haiku\n",
    ".claude/agents/writer.md": WRITER,
    ".claude/agents/reviewer.md": REVIEWER,
    ".claude/commands/plan.md": PLAN,
}
