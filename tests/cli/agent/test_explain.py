"""`explain`: the same texts in both programs, in any folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import call


@pytest.mark.parametrize("code", ["lock-held", "stale", "unknown-key"])
def test_both_programs_print_the_same_text(tmp_path: Path, code: str) -> None:
    result = call("revi", tmp_path, "explain", code)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{code}\n\n")
    assert result == call("revi-docs", tmp_path, "explain", code)


def test_without_a_code_all_are_listed(tmp_path: Path) -> None:
    result = call("revi", tmp_path, "explain")
    assert result == call("revi-docs", tmp_path, "explain")
    assert "\nlock-held " in result.stdout


@pytest.mark.parametrize("program", ["revi", "revi-docs"])
def test_json(tmp_path: Path, program: str) -> None:
    document = json.loads(call(program, tmp_path, "explain", "stale", "--format", "json").stdout)
    assert {"code", "message", "fix", "of", "codes"} == document.keys()
    (entry,) = document["codes"]
    assert (entry["code"], entry["kind"], entry["exit_code"]) == ("stale", "Drift", 1)
    assert document["message"] == f"stale\n\n{entry['text']}".rstrip("\n")
    every_code = json.loads(call(program, tmp_path, "--format", "json", "explain").stdout)["codes"]
    assert entry in every_code


def test_an_unknown_code_is_wrong_usage(tmp_path: Path) -> None:
    result = call("revi", tmp_path, "explain", "lock-hold")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == "wrong-usage: no code 'lock-hold'; did you mean 'lock-held'?"
