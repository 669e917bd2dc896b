"""Hand-written agents, commands and skills beside those that `init` generates: each fix, typed literally, ends clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.adopt_repo import errors, write_files
from tests.support.sample_repo import run_docs
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


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_it_is_added_and_leaves_again(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert run_docs(tmp_path, "init").returncode == 0
    generated = set(open_workspace(tmp_path).hand_written_files.output_paths)
    write_files(tmp_path, files)
    result = run_docs(tmp_path, "adopt", "--write")
    assert (result.returncode, "left out" in result.stdout) == (0, False), result.stdout
    workspace = open_workspace(tmp_path)
    assert (errors(workspace.check()), errors(workspace.lint())) == ((), ())
    assert generated <= set(workspace.hand_written_files.output_paths)
    assert run_docs(tmp_path, "adopt").stdout.startswith("nothing to add: ")
    for path in files:
        (tmp_path / path).unlink()
    problems = errors(open_workspace(tmp_path).check())
    assert {problem.code for problem in problems} == {"item-without-file"}
    assert all("run 'revi-docs adopt --write' to remove it" in problem.fix for problem in problems)
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    workspace = open_workspace(tmp_path)
    assert (errors(workspace.check()), errors(workspace.lint())) == ((), ())
    assert set(workspace.hand_written_files.output_paths) == generated
