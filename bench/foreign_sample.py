"""Generate a repository that knows nothing of revi-docs, for the measurement of `adopt`."""

from __future__ import annotations

from pathlib import Path

_AGENT_FILE = (
    "---\nname: agent-{number}\ndescription: Does it.\nmodel: sonnet\ntools: Read, Grep\n---\n\n# Agent\n\n{text}"
)
_COMMAND_FILE = "---\ndescription: Does it.\nargument-hint: <id>\n---\n\n{text}"
_PAGE = "# Page\n\n{text}\n| Field | Meaning |\n|---|---|\n| a | One. |\n\n```py\nstatus = 1\n```\n\n{text}"
_FOREIGN_FILES = (
    (1, "plugins/p{group}/agents/agent-{number}.md", _AGENT_FILE),
    (1, "plugins/p{group}/commands/command-{number}.md", _COMMAND_FILE),
    (8, "docs/part-{group}/page-{number}.md", _PAGE),
    (4, "src/part-{group}/module_{number}.py", "def f(status: int) -> int:\n    return status + 1\n\n\n" * 15),
    (3, "src/part-{group}/module{number}.ts", "export function f(a: number): number {{\n  return a;\n}}\n\n" * 15),
    (1, "settings/part-{group}/{number}.yml", "key:\n  name: a value\n  items: [a, b]\n"),
    (2, "data/part-{group}/{number}.json", '{{"values": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}}'),
)
"""(how many of 20 files, path, content) of a repository that knows nothing of revi-docs: a service with its agents."""


def foreign_repository(folder: Path, count: int) -> Path:
    """Create `count` files, of which a tenth are agents and commands, and one document with a workflow."""
    kinds = [(path, content) for share, path, content in _FOREIGN_FILES for _ in range(share)]
    text = "The service reads a request, checks the status of each item and answers within the limit.\n" * 12
    for number in range(count - 1):
        path, content = kinds[number % len(kinds)]
        file = folder / path.format(group=number // 200, number=number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.format(number=number, text=text), encoding="utf-8")
    table = "| Status | Meaning | Next |\n|---|---|---|\n| open | Not begun. | done |\n| done | Over. | |\n"
    (folder / "docs/workflow.md").write_text(f"# Workflow\n\n{table}", encoding="utf-8")
    return folder
