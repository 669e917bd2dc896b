"""Claude Code accepts our plugin, our marketplace, and each starter as a plugin, without a warning."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support import require
from tests.support.sample_repo import run_docs


def validate(folder: Path, config: Path) -> None:
    program = require.program("claude")
    done = subprocess.run(
        [program, "plugin", "validate", "--strict", str(folder)],
        env={**os.environ, "CLAUDE_CONFIG_DIR": str(config)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Validation passed" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize("folder", ["plugins/revi", "."], ids=["plugin", "marketplace"])
def test_the_validator_has_no_warning(root: Path, tmp_path: Path, folder: str) -> None:
    validate(root / folder, tmp_path)


@pytest.mark.parametrize("workflow", ["minimal", "review", "revi"])
def test_the_validator_has_no_warning_for_a_starter(tmp_path: Path, workflow: str) -> None:
    require.program("claude")
    assert run_docs(tmp_path, "init", "--as-plugin", "plugin", "--workflow", workflow).returncode == 0
    validate(tmp_path / "plugin", tmp_path / "config")
