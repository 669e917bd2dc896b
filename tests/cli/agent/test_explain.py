"""`revi explain`: the same texts as `revi-docs explain`, in any folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.sample_repo import clean_environment, run_docs


def revi(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return as_text(fork_server.run("revi", words, folder, clean_environment()))


@pytest.mark.parametrize("code", ["lock-held", "stale", "unknown-key"])
def test_both_programs_print_the_same_text(tmp_path: Path, code: str) -> None:
    result = revi(tmp_path, "explain", code)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == run_docs(tmp_path, "explain", code).stdout


def test_without_a_code_all_are_listed(tmp_path: Path) -> None:
    result = revi(tmp_path, "explain")
    assert result.stdout == run_docs(tmp_path, "explain").stdout
    assert "\nlock-held " in result.stdout


def test_an_unknown_code_is_wrong_usage(tmp_path: Path) -> None:
    result = revi(tmp_path, "explain", "lock-hold")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == "revi explain: no code 'lock-hold'; did you mean 'lock-held'?"
