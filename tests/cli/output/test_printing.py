"""What is printed: text, one JSON document, annotations, colors."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from revi_docs.app.code_catalog import exit_code
from revi_docs.cli.output.printing import print_problems
from revi_docs.problems.problem import Problem
from revi_docs.report.findings_schema import findings_schema
from tests.support.command_names import WITH_FORMATS
from tests.support.sample_problems import ERROR, WARNING
from tests.support.sample_repo import PROGRAM, clean_environment, edit, run_docs, write
from tests.support.terminals import read_terminal

OWN_DOCUMENTS = ("adopt", "build", "diff", "links", "try")
"""Commands that need more than a sample, or print another document; each has its own tests."""


@pytest.mark.parametrize("name", [name for name in WITH_FORMATS if name not in OWN_DOCUMENTS])
def test_json_is_always_one_document(sample: Path, name: str) -> None:
    for prepare, expected_codes in (
        (lambda: None, []),
        (lambda: edit(sample, "docs/index.md", "# Statuses", "# States"), ["tampered"]),
        (
            lambda: edit(sample, "templates/agents.md.j2", "{{ agent.description", "{{ agent.descripton"),
            ["undefined-name"],
        ),
        (lambda: write(sample, "revi.yml", "revi: 1\nrevi: 1\n"), ["duplicate-key"]),
    ):
        prepare()
        for words in (["--format", "json"], ["--format=json"]):
            result = run_docs(sample, name, *words)
            document = json.loads(result.stdout)
            jsonschema.validate(document, findings_schema())
            codes = [problem["code"] for problem in document["problems"]]
            assert codes == (expected_codes if (name, expected_codes) != ("lint", ["tampered"]) else [])
            assert result.returncode == exit_code([Problem(code=code, message="m", fix="f") for code in codes])


def test_github_annotations(sample: Path) -> None:
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    result = run_docs(sample, "check", "--format", "github")
    assert result.returncode == 1
    assert result.stdout == (
        "::error file=commands/begin.md,title=stale,line=8,col=9::2 outputs are out of date: "
        "budgets.phases.make.hard changed%0Aalso in 1 other place%0A"
        "cause: revi.yml:13:32%0Afix: run 'revi-docs sync'\n"
    )


def in_a_terminal(root: Path, *words: str, **env: str) -> str:
    """The output of revi-docs on a terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, *words],
        cwd=root,
        env={**clean_environment(), "TERM": "xterm", **env},
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        output = read_terminal(leader)
        process.wait()
    os.close(leader)
    return output.replace("\r\n", "\n")


def test_colors_only_on_terminals_that_support_them(sample: Path) -> None:
    edit(sample, "docs/index.md", "# Statuses", "# States")
    plain = run_docs(sample, "check").stdout
    assert "\x1b" not in plain
    colored = in_a_terminal(sample, "check")
    assert colored.startswith("\x1b[1mdocs/index.md:2:7: \x1b[0m\x1b[31mtampered\x1b[0m: has manual edits\n")
    assert "    \x1b[31m-# States\x1b[0m\n    \x1b[32m+# Statuses\x1b[0m\n" in colored
    assert in_a_terminal(sample, "check", NO_COLOR="1") == plain
    assert in_a_terminal(sample, "check", TERM="dumb") == plain
    assert "\x1b" not in in_a_terminal(sample, "check", "--format", "json")
    assert "\x1b" not in in_a_terminal(sample, "check", "--format", "github")


def test_color_can_be_forced_and_turned_off(sample: Path) -> None:
    edit(sample, "docs/index.md", "# Statuses", "# States")
    plain = run_docs(sample, "check").stdout
    assert run_docs(sample, "check", FORCE_COLOR="1").stdout.startswith("\x1b[1mdocs/index.md:2:7: \x1b[0m\x1b[31m")
    for words, variables in (
        (["check"], {"FORCE_COLOR": "0"}),
        (["check"], {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (["check", "--no-color"], {"FORCE_COLOR": "1"}),
        (["--no-color", "check"], {"FORCE_COLOR": "1"}),
    ):
        assert run_docs(sample, *words, **variables).stdout == plain


def test_only_the_command_line_prints(root: Path) -> None:
    """The other layers never print, so that programs can use them."""
    code = (
        "import io, sys, pathlib\n"
        "sys.stdout = sys.stderr = io.StringIO()\n"
        "from tests.support.workspaces import open_workspace\n"
        "workspace = open_workspace(pathlib.Path('.'))\n"
        "workspace.lint(), workspace.check()\n"
        "output = sys.stdout.getvalue()\n"
        "sys.__stdout__.write(output)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("problems", "expected", "code"),
    [
        pytest.param((), "clean\n", 0, id="nothing"),
        pytest.param((ERROR,), "a.md:1:2: stale: m\n  fix: f\n\n1 problem\n", 1, id="an error"),
        pytest.param((WARNING,), "warning: stale: m\n  fix: f\n\nclean\n1 warning\n", 0, id="a warning is no failure"),
        pytest.param(
            (ERROR, WARNING, WARNING),
            "a.md:1:2: stale: m\n  fix: f\n" + "warning: stale: m\n  fix: f\n" * 2 + "\n1 problem, 2 warnings\n",
            1,
            id="both, counted apart",
        ),
    ],
)
def test_text(capsys: pytest.CaptureFixture[str], problems: tuple[Problem, ...], expected: str, code: int) -> None:
    assert print_problems(problems, "text", "clean") == code
    assert capsys.readouterr() == (expected, "")
