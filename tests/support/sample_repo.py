"""A small sample repository with its own contract and templates, and functions to run revi-docs on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from revi_docs.drift import output_index
from revi_docs.drift.file_status import FileStatus
from revi_docs.drift.output_status import compare_outputs
from revi_docs.drift.sync import sync
from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.written_record import WrittenRecord
from revi_docs.outputs.render_cache import RENDER_CACHE_FILE
from revi_docs.problems.problem import Problem
from revi_docs.report.formats import render_text
from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.workspaces import open_workspace

PROGRAM = Path(sys.executable).with_name("revi-docs")

CONTRACT = """\
revi: 1
phases:
  make: {description: Something is made.}
statuses:
  open: {description: Nobody has begun.}
  working: {description: Somebody is at it.}
  closed: {description: It is finished., terminal: true}
transitions:
  - {from: open, to: working, by: begin, event: started}
  - {from: working, to: closed, by: end, event: finished}
budgets:
  phases:
    make: {warning: 300, hard: 600}
models:
  sonnet: {description: Thinks.}
agents:
  helper: {description: Helps., model: sonnet}
commands:
  begin: {description: Begins., phase: make, spawns: [helper]}
  end: {description: Ends.}
outputs:
  "docs/index.md": {template: index.md.j2}
  "docs/agents.md": {template: agents.md.j2}
  "commands/{command}.md": {template: command.md.j2, each: commands}
  "data/statuses.json": {template: statuses.json.j2}
default_outputs: false
"""

TEMPLATES = {
    "index.md.j2": """\
<!-- {{ marker }} -->
# Statuses

| Status | Meaning |
|---|---|
{% for status in statuses.values() %}
| {{ status.id | code }} | {{ status.description }} |
{% endfor %}

The limit of {{ phases.make.id | code }} is {{ budgets.phases.make.hard | number }} tokens.
{% for move in moves() %}
From {{ move.source | code }} to {{ move.target | code }}.
{% endfor %}
""",
    "agents.md.j2": """\
<!-- {{ marker }} -->
# Agents
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

{% include "parts/limit.md.j2" %}
""",
    "parts/limit.md.j2": """\
{% if command.phase %}
{% set limits = budgets.phases[command.phase] %}
At most {{ limits.hard | number }} tokens, a warning at {{ limits.warning }}.
{% endif %}
Last line.
""",
    "statuses.json.j2": """\
{
  "_revi": {{ marker | quoted }},
  "statuses": {{ statuses.keys() | list | data }}
}
""",
}  # fmt: skip

OUTPUTS = ("commands/begin.md", "commands/end.md", "data/statuses.json", "docs/agents.md", "docs/index.md")


def write_sample(root: Path, contract: str = CONTRACT, templates: Mapping[str, str] = TEMPLATES) -> Path:
    """Write the sample repository to `root`, without its outputs."""
    write(root, "revi.yml", contract)
    for name, content in templates.items():
        write(root, f"templates/{name}", content)
    return root


def write(root: Path, path: str, content: str | bytes) -> Path:
    """Write a file without converting line endings."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that must occur exactly once in the file."""
    content = (root / path).read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} occurs {content.count(old)} times in {path}"
    write(root, path, content.replace(old, new))


def sync_repository(root: Path, *, force: bool = False, use_cache: bool = False) -> None:
    """Sync the repository, in this process; with `use_cache`, only outputs whose inputs changed are rendered."""
    workspace = open_workspace(root, use_cache=use_cache)
    assert workspace.rendered_outputs.problems == (), render_problems(workspace.rendered_outputs.problems)
    sync(root, workspace.file_statuses, force=force)


def copy_synced(root: Path, target: Path) -> Path:
    """Copy a synced repository, and record that `sync` wrote its outputs and regions there.

    If `save_renders` was called for it, the copy has its cache of renders.
    """
    copy = Path(shutil.copytree(root, target, symlinks=True))
    record_synced(copy)
    if (renders := _renders_file(root)).exists():
        write_cached(str(copy), RENDER_CACHE_FILE, renders.read_text("utf-8"))
    return copy


def save_renders(root: Path) -> None:
    """Write the cache of renders of a repository beside it: the cache itself is only valid for one path and process."""
    _renders_file(root).write_text(read_cached(str(root), RENDER_CACHE_FILE) or "", "utf-8")


def _renders_file(root: Path) -> Path:
    return root.with_name(f"{root.name}.renders.json")


def record_synced(root: Path) -> None:
    """Record that `sync` wrote the outputs and regions of a repository as they are."""
    contents = {path: [(root / path).read_bytes()] for path in output_index.read(root) if (root / path).is_file()}
    for _, file, region in open_workspace(root).hand_written_files.all_regions():
        text = file.text[region.content_start : region.content_end]
        contents.setdefault(f"#{region.key}", []).append(text.encode())
    WrittenRecord(str(root)).add(contents)


def check_repository(root: Path, *, use_cache: bool = False) -> tuple[Problem, ...]:
    """Return all problems of a full check, in this process; with `use_cache`, renders that are cached are not repeated."""
    return open_workspace(root, use_cache=use_cache).check()


def file_states(root: Path) -> dict[str, str]:
    """Return path → state of everything that is not clean."""
    return {status.path: status.state.value for status in file_statuses(root) if status.state.value != "clean"}


def file_statuses(root: Path) -> tuple[FileStatus, ...]:
    """Compare all outputs, in this process."""
    workspace = open_workspace(root)
    return compare_outputs(root, workspace.loaded, workspace.rendered_outputs)


def render_problems(problems: tuple[Problem, ...]) -> str:
    """Render problems as text, without diffs."""
    lines = render_text(problems).splitlines()
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("    "))


def run_docs(root: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run revi-docs in `root`, independent of the environment of the test run."""
    return as_text(fork_server.run("revi-docs", words, root, {**clean_environment(), **env}))


def clean_environment() -> dict[str, str]:
    """Return the environment without variables that change what revi-docs does or prints."""
    excluded = ("CI", "NO_COLOR", "TERM", "COLUMNS", "PYTHONIOENCODING", "FORCE_COLOR")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in excluded and not name.startswith(("LC_", "LANG", "GIT_", "GITHUB_"))
    }


def git(root: Path, *words: str) -> str:
    """Run git without user settings; return its standard output."""
    env = {**clean_environment(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(root)}
    identity = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *identity, *words], cwd=root, env=env, capture_output=True, encoding="utf-8", check=True
    ).stdout


NO_INPUTS = ("bench", "locks", "mutants", "packaging", "revi_docs", "tests")
"""Folders of this repository that no output, page or story depends on: most of its files."""


def copy_repository(root: Path, target: Path) -> Path:
    """Copy this repository without git data, caches, the built site and its code."""
    everywhere = (".git", ".venv", ".cache", "cache", "node_modules", "site", "__pycache__", ".hypothesis", ".*_cache")
    ignored = shutil.ignore_patterns(*everywhere)

    def ignore(folder: str, names: list[str]) -> set[str]:
        return {*ignored(folder, names), *(NO_INPUTS if Path(folder) == root else ())}

    shutil.copytree(root, target, ignore=ignore, symlinks=True)
    record_synced(target)
    return target
