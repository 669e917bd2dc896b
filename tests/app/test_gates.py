"""The result of a gate, and the summary on GitHub."""

from __future__ import annotations

import json
from pathlib import Path

from revi_docs.app.gates import GateResult
from revi_docs.cli.build_run import _format_line
from revi_docs.report.color import no_color
from revi_docs.report.summary import MAX_BYTES
from tests.report.sarif_schema import VALIDATOR
from tests.support.sample_problems import ERROR, WARNING
from tests.support.sample_repo import edit, run_docs


def test_a_gate_passes_with_warnings() -> None:
    gate_result = GateResult("check", (WARNING,), "5 outputs")
    assert _format_line(gate_result, no_color) == "check  ok       5 outputs, 1 warning"
    both = GateResult("check", (WARNING, ERROR), "5 outputs")
    assert _format_line(both, no_color) == "check  failed   1 problem, 1 warning"


def test_sarif_is_always_one_document(sample: Path) -> None:
    for prepare, codes in (
        (lambda: None, []),
        (lambda: edit(sample, "docs/index.md", "# Statuses", "# States"), ["tampered"]),
        (lambda: edit(sample, "revi.yml", "revi: 1", "revi: 1\nrevi: 1"), ["duplicate-key"]),
    ):
        prepare()
        result = run_docs(sample, "check", "--format", "sarif")
        log = json.loads(result.stdout)
        VALIDATOR.validate(log)
        assert [item["ruleId"] for item in log["runs"][0]["results"]] == codes
        for rule in log["runs"][0]["tool"]["driver"]["rules"]:
            assert "Fix" in rule["help"]["markdown"]
        assert str(sample) not in result.stdout
        assert result.stdout == run_docs(sample, "check", "--format", "sarif").stdout


def test_only_the_github_format_adds_a_summary(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    for output_format in ("text", "json", "sarif"):
        run_docs(sample, "check", "--format", output_format, GITHUB_STEP_SUMMARY=str(file))
    assert not file.exists()
    assert run_docs(sample, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file)).returncode == 0
    edit(sample, "docs/index.md", "# Statuses", "# States")
    assert run_docs(sample, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file)).returncode == 1
    assert file.read_text("utf-8") == (
        "revi-docs: clean&#58; 5 outputs\n\n"
        "### revi-docs: 1 problem\n\n"
        "| Code | Place | Message | Fix |\n|---|---|---|---|\n"
        "| <code>tampered</code> | <code>docs/index.md&#58;2&#58;7</code> | has manual edits | "
        "make the change in the contract or the template, then run 'revi-docs sync --force' "
        "to overwrite this file |\n\n"
    )


def test_a_summary_that_cannot_be_written_is_only_noted(sample: Path, tmp_path: Path) -> None:
    result = run_docs(sample, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path))
    assert (result.returncode, result.stdout) == (0, "clean: 5 outputs\n")
    assert result.stderr == "revi-docs: cannot write the step summary: Is a directory\n"


def test_a_full_summary_is_not_changed(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_bytes(b"x" * MAX_BYTES)
    result = run_docs(sample, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file))
    assert (result.returncode, result.stderr, file.stat().st_size) == (0, "", MAX_BYTES)
