"""An editor that saves while files are written."""

from __future__ import annotations

from tests.support.resolved_facts import WRITER

EDITOR = "---\nname: editor\ndescription: Edits.\n---\n"


AGENTS = {".claude/agents/writer.md": WRITER, ".claude/agents/editor.md": EDITOR}
