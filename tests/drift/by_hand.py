"""The small repository with files that people write: regions in its README, fields in an agent's file."""

from __future__ import annotations

from pathlib import Path

from tests.drift.small import CONTRACT, TEMPLATES, fill, synced, write

AGENTS = """\
agents:
  helper: {meaning: Helps., model: sonnet, tools: [Read, Edit]}
"""
MODELS = """\
models:
  sonnet: {meaning: Thinks.}
  opus: {meaning: Thinks long.}
  haiku: {meaning: Hurries.}
"""
OWNED = (
    CONTRACT.replace("agents:\n  helper: {meaning: Helps., model: sonnet}\n", AGENTS).replace(
        "models:\n  sonnet: {meaning: Thinks.}\n", MODELS
    )
    + """\
owns:
  "agents/*.md": {model: "agents.{name}.model", tools: "agents.{name}.tools"}
"""
)

PARTS = {
    **TEMPLATES,
    "agents.md.j2": TEMPLATES["agents.md.j2"]
    + "{% for one in models.values() %}\n{{ one.id }}\n{% endfor %}\n",
    "regions/limit.md.j2": """\
At most {{ budgets.phases.make.hard | number }} tokens.

Warned at {{ budgets.phases.make.warning }}.
""",
    "regions/hard.md.j2": "{{ budgets.phases[arguments.phase].hard | number }}\n",
}

README = """\
# Mine

<!-- revi:begin limit -->
<!-- revi:end -->

| make | <!-- revi:begin hard phase=make --><!-- revi:end --> |

Mine.
"""
HELPER = """\
---
name: helper   # what it is called
description: 'Helps.'
model: "sonnet"  # thinks
tools: [Read, Edit]
---
Help.
"""


def filled(root: Path) -> Path:
    """Writes the repository to `root`, its README without content between the markers."""
    fill(root, OWNED, PARTS)
    write(root, "README.md", README)
    write(root, "agents/helper.md", HELPER)
    return root


def in_step(root: Path) -> Path:
    """The same, in step."""
    synced(filled(root))
    return root


def contents(root: Path) -> dict[str, bytes]:
    """path → content of all that sync could have touched."""
    files = (path for path in root.rglob("*") if path.is_file() and ".revi/cache" not in path.as_posix())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(files)}
