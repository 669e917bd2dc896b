"""`revi-docs completion`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import run_docs


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(tmp_path: Path, shell: str) -> None:
    result = run_docs(tmp_path, "completion", shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert "_REVI_DOCS_COMPLETE" in result.stdout


def test_completion_completes(sample: Path) -> None:
    result = run_docs(sample, _REVI_DOCS_COMPLETE="bash_complete", COMP_WORDS="revi-docs ch", COMP_CWORD="1")
    assert result.stdout == "plain,check\n"
