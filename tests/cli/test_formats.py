"""The output formats as commands print them, and GitHub's step summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.app.gates import GateResult
from revi_docs.cli.build import _format_line
from revi_docs.cli.output.printing import print_problems
from revi_docs.problems.problem import Place, Problem
from revi_docs.report.color import no_color
from revi_docs.report.summary import MAX_BYTES
from tests.report.sarif_schema import VALIDATOR
from tests.support.sample_repo import edit, run_docs

ERROR = Problem(code="stale", message="m", fix="f", places=(Place("a.md", 1, 2),))
WARNING = Problem(code="stale", message="m", fix="f", severity="warning")


@pytest.fixture(autouse=True)
def no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may run on GitHub themselves."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


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


def test_a_gate_passes_with_warnings() -> None:
    gate_result = GateResult("check", (WARNING,), "5 outputs")
    assert _format_line(gate_result, no_color) == "check  ok       5 outputs, 1 warning"
    both = GateResult("check", (WARNING, ERROR), "5 outputs")
    assert _format_line(both, no_color) == "check  failed   1 problem, 1 warning"


def test_sarif_is_always_one_document(small: Path) -> None:
    for prepare, codes in (
        (lambda: None, []),
        (lambda: edit(small, "docs/index.md", "# Statuses", "# States"), ["tampered"]),
        (lambda: edit(small, "revi.yml", "revi: 1", "revi: 1\nrevi: 1"), ["duplicate-key"]),
    ):
        prepare()
        result = run_docs(small, "check", "--format", "sarif")
        log = json.loads(result.stdout)
        VALIDATOR.validate(log)
        assert [item["ruleId"] for item in log["runs"][0]["results"]] == codes
        for rule in log["runs"][0]["tool"]["driver"]["rules"]:
            assert "Fix" in rule["help"]["markdown"]
        assert str(small) not in result.stdout
        assert result.stdout == run_docs(small, "check", "--format", "sarif").stdout


def test_only_the_github_format_adds_a_summary(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    for output_format in ("text", "json", "sarif"):
        run_docs(small, "check", "--format", output_format, GITHUB_STEP_SUMMARY=str(file))
    assert not file.exists()
    assert run_docs(small, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file)).returncode == 0
    edit(small, "docs/index.md", "# Statuses", "# States")
    assert run_docs(small, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file)).returncode == 1
    assert file.read_text("utf-8") == (
        "revi-docs: clean&#58; 5 outputs\n\n"
        "### revi-docs: 1 problem\n\n"
        "| Code | Place | Message | Fix |\n|---|---|---|---|\n"
        "| <code>tampered</code> | <code>docs/index.md&#58;2&#58;7</code> | has manual edits | "
        "make the change in the contract or the template, then run 'revi-docs sync --force' "
        "to overwrite this file |\n\n"
    )


def test_a_summary_that_cannot_be_written_is_only_noted(small: Path, tmp_path: Path) -> None:
    result = run_docs(small, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path))
    assert (result.returncode, result.stdout) == (0, "clean: 5 outputs\n")
    assert result.stderr == "revi-docs: cannot write the step summary: Is a directory\n"


def test_a_full_summary_is_not_changed(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_bytes(b"x" * MAX_BYTES)
    result = run_docs(small, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file))
    assert (result.returncode, result.stderr, file.stat().st_size) == (0, "", MAX_BYTES)
