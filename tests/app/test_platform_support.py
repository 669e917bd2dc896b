"""Native Windows gets one clear message, and the guide quotes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.app.platform_support import platform_problem


@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd14"])
def test_systems_with_locks_are_supported(platform: str) -> None:
    assert platform_problem(platform) == ""


@pytest.mark.parametrize("module", ["revi_docs.cli.main", "revi_docs.cli.agent.main"])
def test_both_programs_print_one_message_on_windows(root: Path, module: str) -> None:
    # The start of a real process of Python that believes to be on Windows, before anything of ours is imported.
    code = f"import os, sys; sys.platform = 'win32'; import {module} as program; program.main()"
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (3, "", platform_problem("win32"))
    assert f"```text\n{platform_problem('win32')}```" in (root / "docs_src/guides/windows.md").read_text(
        encoding="utf-8"
    )
