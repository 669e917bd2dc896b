"""Hand-written agents, commands and skills beside those that `init` generates: each fix, typed literally, ends clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.adopt_repo import errors, write_files
from tests.support.sample_repo import copy_synced, run_docs
from tests.support.workspaces import open_workspace

AGENT = "---\nname: looker\ndescription: Looks. Used when something needs a look.\nmodel: sonnet\n---\nLook.\n"
COMMAND = "---\ndescription: Used when something needs a look.\n---\nLook.\n"
FILES = {
    "an agent": {".claude/agents/looker.md": AGENT},
    "a command": {".claude/commands/look.md": COMMAND},
    "a command with a namespace": {".claude/commands/team/look.md": COMMAND},
    "a skill": {".claude/skills/look/SKILL.md": COMMAND.replace("---\n", "---\nname: look\n", 1)},
    "a plugin": {"plugins/eye/agents/looker.md": AGENT, "plugins/eye/commands/look.md": COMMAND},
}


@pytest.fixture(scope="module")
def initialized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository after `init`; tests copy it."""
    root = tmp_path_factory.mktemp("initialized")
    assert run_docs(root, "init").returncode == 0
    return root


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_it_is_added_and_leaves_again(initialized: Path, tmp_path: Path, files: dict[str, str | bytes]) -> None:
    root = copy_synced(initialized, tmp_path / "copy")
    generated = set(open_workspace(root).hand_written_files.output_paths)
    write_files(root, files)
    result = run_docs(root, "adopt", "--write")
    assert (result.returncode, "left out" in result.stdout) == (0, False), result.stdout
    workspace = open_workspace(root)
    assert (errors(workspace.check()), errors(workspace.lint())) == ((), ())
    assert generated <= set(workspace.hand_written_files.output_paths)
    assert run_docs(root, "adopt").stdout.startswith("nothing to add: ")
    for path in files:
        (root / path).unlink()
    problems = errors(open_workspace(root).check())
    assert {problem.code for problem in problems} == {"item-without-file"}
    assert all("run 'revi-docs adopt --write' to remove it" in problem.fix for problem in problems)
    assert run_docs(root, "adopt", "--write").returncode == 0
    workspace = open_workspace(root)
    assert (errors(workspace.check()), errors(workspace.lint())) == ((), ())
    assert set(workspace.hand_written_files.output_paths) == generated
