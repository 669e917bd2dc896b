"""`revi-docs explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.app.code_catalog import explanations
from tests.support.command_line import PROGRAMS, call_program

CODES = [entry.code for entry in explanations()]


def test_explain_lists_every_code(tmp_path: Path) -> None:
    result = call_program("revi-docs", tmp_path, "explain")
    assert result.code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == CODES == sorted(CODES)
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_text(code: str) -> None:
    (entry,) = (entry for entry in explanations() if entry.code == code)
    assert entry.text.endswith("\n")
    assert not entry.text.endswith("\n\n")
    assert entry.summary.endswith((".", ":", "?"))
    for part in ("\nWhy", "\nFix"):
        assert part in entry.text, part


def test_explain_one_code(tmp_path: Path) -> None:
    result = call_program("revi-docs", tmp_path, "explain", "stale")
    assert (result.code, result.stdout) == (
        0,
        """\
stale

A generated file is unedited, but the contract or its template has changed since.

Why: Readers of the file act on outdated facts.

Example:

    The hard limit of a phase is raised in revi.yml, but `revi-docs sync` was not run.

Fix: Run `revi-docs sync` and commit the updated files.
""",
    )


def test_explain_suggests_a_similar_code(tmp_path: Path) -> None:
    result = call_program("revi-docs", tmp_path, "explain", "stael")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == (
        "wrong-usage: no code 'stael'; did you mean 'stale'?\n  fix: run 'revi-docs explain' to list all codes\n"
    )


def test_an_unknown_code_names_the_command_that_lists_all(tmp_path: Path) -> None:
    for program in PROGRAMS:
        expected = f"wrong-usage: no code 'nope'\n  fix: run '{program} explain' to list all codes\n"
        assert call_program(program, tmp_path, "explain", "nope") == (2, "", expected)


@pytest.mark.parametrize("words", [["lock-held"], ["unknown-key"], []], ids=str)
def test_both_programs_print_the_same_text(tmp_path: Path, words: list[str]) -> None:
    result = call_program("revi", tmp_path, "explain", *words)
    assert (result.code, result.stderr) == (0, "")
    assert result == call_program("revi-docs", tmp_path, "explain", *words)


@pytest.mark.parametrize("program", PROGRAMS)
def test_json(tmp_path: Path, program: str) -> None:
    document = json.loads(call_program(program, tmp_path, "explain", "stale", "--format", "json").stdout)
    assert {"code", "message", "fix", "of", "codes"} == document.keys()
    (entry,) = document["codes"]
    assert (entry["code"], entry["kind"], entry["exit_code"]) == ("stale", "Drift", 1)
    assert document["message"] == f"stale\n\n{entry['text']}".rstrip("\n")
    every_code = json.loads(call_program(program, tmp_path, "--format", "json", "explain").stdout)["codes"]
    assert entry in every_code
