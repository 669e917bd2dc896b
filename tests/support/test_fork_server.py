"""A call through the server is the call that a user makes: same output, exit code, folder, environment, streams."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import fork_server
from tests.support.runtime_repository import call
from tests.support.sample_repo import clean_environment


def started(
    program: str, words: list[str], cwd: Path, environment: dict[str, str], stdin: bytes
) -> tuple[int, bytes, bytes]:
    """The answer of a new interpreter."""
    process = subprocess.run(
        [Path(sys.executable).with_name(program), *words],
        cwd=cwd, env=environment, input=stdin, capture_output=True, check=False,
    )  # fmt: skip
    return process.returncode, process.stdout, process.stderr


@pytest.mark.parametrize(
    ("program", "words", "stdin"),
    [
        pytest.param("revi-docs", ["check"], b"", id="clean"),
        pytest.param("revi-docs", ["check", "nowhere.md"], b"", id="wrong usage"),
        pytest.param("revi-docs", ["-C", "..", "check"], b"", id="no contract"),
        pytest.param("revi-docs", ["lint", "--format", "json"], b"", id="a document"),
        pytest.param("revi-docs", ["explain"], b"", id="much output"),
        pytest.param("revi", ["can", "open", "closed"], b"", id="no generated contract"),
        pytest.param("revi", ["hook", "PreToolUse"], b"{", id="standard input"),
        pytest.param("revi", ["hook", "PreToolUse"], call(Path("/nowhere"), "PreToolUse"), id="an event"),
    ],
)
def test_the_answer_is_that_of_a_new_interpreter(sample: Path, program: str, words: list[str], stdin: bytes) -> None:
    for environment in (clean_environment(), {**clean_environment(), "COLUMNS": "60", "FORCE_COLOR": "1"}):
        process = fork_server.run(program, words, sample, environment, stdin)
        answer = (process.returncode, process.stdout, process.stderr)
        assert answer == started(program, words, sample, environment, stdin)


def test_calls_share_nothing(sample: Path, tmp_path: Path) -> None:
    """Neither the folder nor a cached contract of one call is seen by the next."""
    environment = clean_environment()
    assert fork_server.run("revi-docs", ["lint"], sample, environment).stdout.startswith(b"valid: 3 statuses")
    (sample / "revi.yml").write_text("revi: 1\nnonsense: 1\n", "utf-8")
    assert b"unknown-key: " in fork_server.run("revi-docs", ["lint"], sample, environment).stdout
    assert fork_server.run("revi-docs", ["lint"], tmp_path, environment).returncode == 3
    assert Path.cwd() != sample


def test_a_variable_that_python_reads_at_its_start_starts_python(sample: Path) -> None:
    variables = {**clean_environment(), "PYTHONVERBOSE": "1"}
    assert b"import" in fork_server.run("revi-docs", ["--version"], sample, variables).stderr


def test_many_calls_at_once(sample: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        codes = pool.map(
            lambda _: fork_server.run("revi-docs", ["lint"], sample, dict(os.environ)).returncode, range(16)
        )
        assert list(codes) == [0] * 16
