"""`revi-docs diff` and `build --against`: exit codes, annotations, the job summary."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from revi_docs.report.findings_schema import changes_schema, findings_schema
from tests.report.sarif_schema import VALIDATOR
from tests.support.sample_repo import edit, git, run_docs


@pytest.fixture
def root(sample: Path) -> Path:
    """A committed sample in which a limit is lower than in the last commit."""
    git(sample, "init", "--quiet", "--initial-branch=main")
    git(sample, "add", "-A")
    git(sample, "commit", "--quiet", "-m", "Begin")
    edit(sample, "revi.yml", "hard: 600", "hard: 500")
    return sample


def test_only_a_gate_fails(root: Path) -> None:
    assert run_docs(root, "diff").returncode == 0
    for output_format in ("text", "json", "github", "sarif", "junit", "gitlab"):
        assert run_docs(root, "diff", "--format", output_format).returncode == 0
        assert run_docs(root, "diff", "--format", output_format, "--fail-on", "breaking").returncode == 1
    edit(root, "revi.yml", "hard: 500", "hard: 700")
    assert run_docs(root, "diff", "--fail-on", "breaking").returncode == 0


def test_each_format_is_one_document(root: Path) -> None:
    VALIDATOR.validate(json.loads(run_docs(root, "diff", "--format", "sarif").stdout))
    assert ET.fromstring(run_docs(root, "diff", "--format", "junit").stdout)[0].attrib["skipped"] == "1"
    (entry,) = json.loads(run_docs(root, "diff", "--format", "gitlab").stdout)
    assert (entry["check_name"], entry["severity"]) == ("breaking-change", "minor")
    assert run_docs(root, "diff", "--format", "github").stdout.startswith(
        "::warning file=revi.yml,title=breaking-change,line=13,"
    )


def test_json_is_one_document_of_changes_or_of_findings(root: Path) -> None:
    document = json.loads(run_docs(root, "diff", "--format=json").stdout)
    jsonschema.validate(document, changes_schema())
    assert [change["subject"] for change in document["changes"]] == ["budgets.phases.make.hard"]
    edit(root, "revi.yml", "revi: 1", "revi: 1\nrevi: 1")
    result = run_docs(root, "diff", "--format=json")
    findings = json.loads(result.stdout)
    jsonschema.validate(findings, findings_schema())
    assert (result.returncode, [problem["code"] for problem in findings["problems"]]) == (3, ["duplicate-key"])


def test_a_build_shows_the_changes(root: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    words = ("build", "--only", "lint,check", "--format", "github", "--against", "HEAD")
    run_docs(root, "sync")
    result = run_docs(root, *words, GITHUB_STEP_SUMMARY=str(summary))
    assert result.returncode == 0, result.stdout
    assert "::warning file=revi.yml,title=breaking-change,line=13," in result.stdout
    assert "diff   ok       compared with " in result.stderr
    assert "lowered budgets.phases.make.hard" in summary.read_text("utf-8").replace("&#95;", "_")
    gate = run_docs(root, *words, "--fail-on", "breaking")
    assert gate.returncode == 1
    assert "::error file=revi.yml,title=breaking-change,line=13," in gate.stdout


def test_a_build_without_a_commit_to_compare_with(root: Path) -> None:
    result = run_docs(root, "build", "--only", "lint", "--fail-on", "breaking")
    assert result.returncode == 2
    assert result.stderr.startswith("wrong-usage: --fail-on needs a commit to compare with; add --against REF\n")
    unknown = run_docs(root, "build", "--only", "lint", "--against", "nowhere")
    assert unknown.returncode == 3
    assert "unknown-ref" in unknown.stdout


def test_a_contract_with_problems_is_not_compared(root: Path) -> None:
    edit(root, "revi.yml", "revi: 1", "revi: 1\nunknown: 1")
    result = run_docs(root, "build", "--only", "lint", "--against", "HEAD")
    assert result.returncode == 3
    assert "diff   skipped  the contract has problems" in result.stdout
