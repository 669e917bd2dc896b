"""Claude Code accepts the plugin and the marketplace without a warning."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support import require


@pytest.mark.parametrize("folder", ["plugins/revi", "."], ids=["plugin", "marketplace"])
def test_the_validator_has_no_warning(root: Path, tmp_path: Path, folder: str) -> None:
    program = require.program("claude")
    done = subprocess.run(
        [program, "plugin", "validate", "--strict", str(root / folder)],
        env={**os.environ, "CLAUDE_CONFIG_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Validation passed" in done.stdout) == (0, True), done.stdout
