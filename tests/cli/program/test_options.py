"""Which repository a command works on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import call_program
from tests.support.mistakes import make_repository
from tests.support.sample_repo import run_docs, write


def test_root_option(sample: Path, tmp_path: Path) -> None:
    for words in (["-C", "sample"], ["--root", str(sample)], ["-Csample"]):
        assert run_docs(tmp_path, *words, "check").stdout == "clean: 5 outputs\n"
    assert run_docs(sample / "docs", "check").stdout == "clean: 5 outputs\n"


def test_the_nearest_contract_is_used(sample: Path) -> None:
    write(sample, "docs/inner/revi.yml", "revi: 1\n")
    assert run_docs(sample / "docs/inner", "lint").stdout == "valid: an empty contract\n"
    assert run_docs(sample / "docs", "lint").stdout.startswith("valid: 3 statuses")


@pytest.mark.parametrize(
    "words",
    [
        ["-C", "tickets", "--format", "json", "story", "list"],
        ["story", "-C", "tickets", "--format", "json", "list"],
        ["story", "list", "-C", "tickets", "--format", "json"],
        ["--format", "text", "story", "list", "--root", "tickets", "--format=json"],
    ],
    ids=" ".join,
)
def test_global_options_are_accepted_before_and_after_the_command(tmp_path: Path, words: list[str]) -> None:
    make_repository("revi", tmp_path)
    result = call_program("revi", tmp_path, *words)
    assert (result.code, result.stderr) == (0, "")
    assert [story["id"] for story in json.loads(result.stdout)["stories"]] == ["TKT-7"]


def test_a_format_that_the_command_does_not_have_is_rejected(tmp_path: Path) -> None:
    for words, message in (
        (["--format", "sarif", "model", "one"], "--format: 'sarif' is not valid; use one of: text, json"),
        (["--format", "json", "completion", "bash"], "'revi completion' has no option '--format'"),
    ):
        result = call_program("revi", tmp_path, *words)
        assert (result.code, json.loads(result.stdout)["message"]) == (2, message)
