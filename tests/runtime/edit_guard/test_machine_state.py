"""What revi and revi-docs remember on one machine is not edited, under any name that opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import use


@pytest.mark.parametrize(
    "path",
    [
        ".git/revi/state/%/TKT-7/guard", ".git/revi/written/record", ".git/worktrees/a/revi/state/%/TKT-7/guard",
        ".GIT/Revi/state/x", ".revi/state/TKT-7/guard", ".revi/State/x",
    ],
)  # fmt: skip
def test_the_state_of_a_machine(root: Path, path: str) -> None:
    reason = use(root, "Write", file_path=str(root / path), content="9\n")
    assert reason == (
        f"{path} is what revi remembers on this machine: use its commands; 'revi doctor' checks these files"
    )


def test_the_index_of_generated_files(root: Path) -> None:
    reason = use(root, "Write", file_path=str(root / ".revi/paths"), content="")
    assert reason == ".revi/paths is the index of generated files: run 'revi-docs sync', which writes it"


@pytest.mark.parametrize("path", [".git/config", "revi/state/x", ".revi/baseline", "a/.revi/paths", ".github/revi/x"])
def test_other_files_are_free(root: Path, path: str) -> None:
    assert use(root, "Write", file_path=str(root / path), content="x\n") == ""
