"""A repository with everything that can drift, surrounded by hand-written text.

Whole outputs, pages with regions in each language, agent files with owned fields in each notation,
and outputs that are no longer generated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from revi_docs.drift.sync import sync
from tests.support.sample_repo import render_problems, write
from tests.support.workspaces import open_workspace

CONTRACT = """\
revi: 1
phases:
  make: {description: Something is made.}
  test: {description: It is tried.}
statuses:
  open: {description: Nobody has begun.}
  closed: {description: It is finished., terminal: true}
budgets:
  phases:
    make: {warning: 300, hard: 600}
    test: {warning: 4000, hard: 9000}
models:
  haiku: {description: Looks.}
  sonnet: {description: Thinks.}
agents:
  plain: {description: Helps., model: sonnet}
  quoted: {description: Helps., model: haiku}
  single: {description: Helps., model: sonnet}
  commented: {description: Helps., model: haiku}
  unparsable: {description: Helps., model: sonnet}
commands:
  begin: {description: Begins., phase: make}
  end: {description: Ends.}
owns:
  ".claude/agents/**/*.md": {model: "agents.{name}.model"}
outputs:
  "docs/index.md": {template: index.md.j2}
  "commands/{command}.md": {template: command.md.j2, each: commands}
  "data/statuses.json": {template: statuses.json.j2}
default_outputs: false
"""

REMOVED_COMMANDS = "  gone: {description: Was there once.}\n  lost: {description: Was there too.}\n"

_WORDS = "{{ statuses.keys() | list | data }}"

TEMPLATES = {
    "index.md.j2": """\
<!-- {{ marker }} -->
# Statuses
{% for status in statuses.values() %}
- {{ status.id | code }}: {{ status.description }}
{% endfor %}

{% for phase in phases.values() %}
The limit of {{ phase.id | code }} is {{ budgets.phases[phase.id].hard | number }} tokens.
{% endfor %}
{% for agent in agents.values() %}
{{ agent.id | code }}: {{ agent.description }} Model {{ agent.model | code }}: {{ models[agent.model].description }}
{% endfor %}
""",
    "command.md.j2": """\
---
name: {{ command.id | quoted }}
description: {{ command.description | quoted }}
metadata: {{ marker | quoted }}
---
# {{ command.id | code }}
{% if command.phase %}

At most {{ budgets.phases[command.phase].hard | number }} tokens.
{% endif %}
""",
    "statuses.json.j2": f"""\
{{
  "_revi": {{{{ marker | quoted }}}},
  "statuses": {_WORDS}
}}
""",
    "regions/statuses.md.j2": """\
| Status | Meaning |
|---|---|
{% for status in statuses.values() %}
| {{ status.id | code }} | {{ status.description }} |
{% endfor %}
""",
    "regions/hard.md.j2": "{{ budgets.phases[arguments.phase].hard | number }} tokens\n",
    "regions/statuses.yml.j2": "{% for status in statuses.values() %}\n- {{ status.id }}\n{% endfor %}\n",
    "regions/statuses.py.j2": f"STATUSES = {_WORDS}\nCOUNT = {{{{ statuses | length }}}}\n",
    "regions/statuses.ts.j2": f"export const STATUSES = {_WORDS};\n",
    "regions/hard.sh.j2": "HARD={{ budgets.phases[arguments.phase].hard }}\nexport HARD\n",
}  # fmt: skip

PAGES = {
    "guide/statuses.md": """\
# How we work

Written by people, with `code`, a [link](../README.md) and größe.

<!-- revi:begin statuses -->
<!-- revi:end -->

At most <!-- revi:begin hard phase=make --><!-- revi:end --> for making, no more.

  <!-- revi:begin statuses -->
  <!-- revi:end -->

The last words, in *two*
lines.
""",
    "guide/limits.md": """\
Trying takes <!-- revi:begin hard phase=test --><!-- revi:end --> at most.

<!-- revi:begin hard phase=make -->
<!-- revi:end -->

Nothing follows.
""",
    "setup/flow.yml": """\
# a flow of ours
name: flow
statuses:
  # revi:begin statuses
  # revi:end
others: [one, two]
""",
    "setup/flow.py": '''\
"""Written by people."""

# revi:begin statuses
# revi:end


def first() -> str:
    return STATUSES[0]  # ours
''',
    "setup/flow.ts": """\
import { x } from "./x";

// revi:begin statuses
// revi:end

export const first = STATUSES[0];
""",
    "setup/flow.sh": """\
#!/bin/sh
set -eu
# revi:begin hard phase=make
# revi:end
echo "$HARD"
""",
}

_ROWS = ("Status | Meaning", "---|---", "`open` | Nobody has begun.", "`closed` | It is finished.")
_TABLE = "\n".join(f"| {row} |" for row in _ROWS).replace("| ---|--- |", "|---|---|")
CONTENTS = {
    "guide/statuses.md": (_TABLE, "600 tokens", "  " + _TABLE.replace("\n", "\n  ")),
    "guide/limits.md": ("9,000 tokens", "600 tokens"),
    "setup/flow.yml": ("  - open\n  - closed",),
    "setup/flow.py": ('STATUSES = [\n  "open",\n  "closed"\n]\nCOUNT = 2',),
    "setup/flow.ts": ('export const STATUSES = [\n  "open",\n  "closed"\n];',),
    "setup/flow.sh": ("HARD=600\nexport HARD",),
}
"""The expected content of the regions of each page, in order, without surrounding line breaks."""

AGENTS = {
    ".claude/agents/plain.md": """\
---
name: plain
description: Helps with größe and more.
model: sonnet
tools: Read, Grep
---
# Plain

model: opus is what it says here.
""",
    ".claude/agents/quoted.md": """\
---
# people may write here
name: "quoted"
model: "haiku"
description: "Helps: with all."
---
Body of people.
""",
    ".claude/agents/deep/single.md": """\
---
model: 'sonnet'
name: 'single'
description: >-
  Helps,
  in two lines.
---

Body.
""",
    ".claude/agents/commented.md": """\
---
name: commented # its name
description: Helps.
model:   haiku   # fast enough
color: blue
---
Body.
""",
    ".claude/agents/unparsable.md": """\
---
name: unparsable
description: Use it when: all else fails
argument-hint: [a] | [b]
model: sonnet
---
Body.
""",
}
MODELS = {
    ".claude/agents/plain.md": "sonnet",
    ".claude/agents/quoted.md": '"haiku"',
    ".claude/agents/deep/single.md": "'sonnet'",
    ".claude/agents/commented.md": "haiku",
    ".claude/agents/unparsable.md": "sonnet",
}
"""The owned value of each agent file as written in the file."""

BYSTANDERS = {
    "setup/other.md": "<!-- revi:begin statuses -->\n<!-- revi:end -->\n",
    "setup/other.yml": "# revi:begin statuses\n# revi:end\n",
    "setup/other.py": "# revi:begin statuses\n# revi:end\n",
    "setup/other.ts": "// revi:begin statuses\n// revi:end\n",
    "setup/other.sh": "# revi:begin hard phase=test\n# revi:end\n",
}
"""Pages that no test changes, so that each template is always used."""

HAND_WRITTEN = {"README.md": "# Ours\n\nNo word here belongs to the contract.\n", "docs/own.md": "Ours, too.\n"}
OUTPUTS = ("commands/begin.md", "commands/end.md", "data/statuses.json", "docs/index.md")
INDEX = ".revi/paths"


@dataclass(frozen=True)
class DriftRepo:
    """The synced repository: its root, every file, and the outputs that are no longer generated."""

    root: Path
    files: dict[str, bytes]
    orphans: dict[str, bytes] = field(default_factory=dict)


def create_drift_repo(root: Path) -> DriftRepo:
    """Write the repository and sync it."""
    sources = {f"templates/{name}": text for name, text in TEMPLATES.items()}
    for path, text in {**sources, **PAGES, **BYSTANDERS, **AGENTS, **HAND_WRITTEN}.items():
        write(root, path, text)
    write(root, "revi.yml", CONTRACT.replace("owns:\n", REMOVED_COMMANDS + "owns:\n"))
    _sync(root)
    orphans = {path: (root / path).read_bytes() for path in ("commands/gone.md", "commands/lost.md")}
    write(root, "revi.yml", CONTRACT)
    _sync(root)
    return DriftRepo(root, contents(root), orphans)


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of the repository except caches."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.parent.name != "cache"
    }


def _sync(root: Path) -> None:
    workspace = open_workspace(root)
    assert render_problems(workspace.source_problems) == ""
    sync(root, workspace.file_statuses)
