"""Commands that set up a repository, or that write beside stories, meet links, pipes and more at their paths."""

from __future__ import annotations

import os
import shutil
import signal
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.faults.acts import ACTS, Act
from tests.faults.hostile import PLANTS, snapshot
from tests.fuzz.kinds import SESSION
from tests.support import in_process
from tests.support.soak import rounds

PATHS = {
    "revi-docs-init": ("mkdocs.yml", "docs_src", "docs_src/index.md", ".gitattributes", ".gitignore"),
    "revi-docs-init---hooks": (
        ".claude/settings.json", ".github", ".github/workflows", ".pre-commit-config.yaml",
    ),
    "revi-docs-init---as-plugin": ("plugin", "plugin/.claude-plugin", "plugin/README.md", "plugin/revi.yml"),
    "revi-docs-adopt---write": (".revi", ".revi/baseline", "templates", ".claude/agents", ".claude/agents/helper.md"),
    "revi-docs-uninstall": (".claude/settings.json", ".github/workflows", ".gitattributes", "docs_src/reference"),
    "revi-docs-upgrade": ("revi.yml", ".revi", ".revi/overrides"),
    "revi-docs-template-reference/index.md.j2": (".revi/overrides", "templates/reference/index.md.j2"),
    "revi-trace-export": ("run.jsonl",),
    "revi-metrics-TKT-7": ("tickets/TKT-7/_implementation/METRICS.yaml",),
    "revi-evidence-run": (".git/revi", "tickets/TKT-1"),
    "revi-trust-lint": (".git/revi", ".git/revi/trusted"),
    "revi-story-renumber": ("tickets/TKT-2", "tickets/TKT-1/ledger", "tickets/TKT-1/TKT-1.md"),
}  # fmt: skip
"""Act → the paths that it reads or writes."""

ALL = [(name, path) for name, paths in PATHS.items() for path in paths]
SAMPLE = Random(os.environ.get("REVI_SEED", "3")).sample(ALL, rounds(3, len(ALL)))

MAX_SECONDS = 40


def _run(act: Act, root: Path) -> str:
    os.chdir(root)
    os.environ.update(SESSION, XDG_CACHE_HOME=str(root.with_name("cache")), HOME=str(root.parent))
    signal.alarm(MAX_SECONDS)
    code, output = act.run(root)
    assert code in (0, 1, 2, 3), output
    assert "Traceback" not in output
    return output


@pytest.mark.parametrize(("name", "path"), SAMPLE, ids=["-".join(row) for row in SAMPLE])
def test_nothing_outside_changes(tmp_path: Path, name: str, path: str) -> None:
    act = next(act for act in ACTS if str(act) == name)
    act.prepare(tmp_path / "prepared")
    for number, plant in enumerate(Random(name + path).sample(PLANTS, rounds(2, len(PLANTS)))):
        root, outside = tmp_path / str(number) / "root", tmp_path / str(number) / "outside"
        shutil.copytree(tmp_path / "prepared", root, symlinks=True)
        outside.mkdir()
        plant(root / path, outside)
        before, config = snapshot(outside), (root / ".git/config").exists() and (root / ".git/config").read_bytes()
        result = in_process.in_fork(partial(_run, act, root))
        assert result.problem == "", plant.__name__
        assert snapshot(outside) == before, (plant.__name__, result.text)
        assert ((root / ".git/config").exists() and (root / ".git/config").read_bytes()) == config, plant.__name__
