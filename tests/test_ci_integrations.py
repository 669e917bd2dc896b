"""The GitHub Action, the GitLab component and the workflows: their shell lines run, their versions are pinned."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.app.setup.optional_files import OPTIONAL_FILES, placed_file
from revi_docs.problems.version import RELEASE
from tests.conftest import ROOT
from tests.report.sarif_schema import VALIDATOR
from tests.support.sample_repo import clean_environment, edit, git

Process = subprocess.CompletedProcess[str]

BIN = Path(sys.executable).parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
COMPONENT_SPEC, COMPONENT = yaml.safe_load_all((ROOT / "templates/check/template.yml").read_text("utf-8"))
STARTERS = ROOT / "revi_docs/app/setup/starter"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@pytest.fixture
def root(sample: Path) -> Path:
    """A sample with a remote branch `origin/main`, checked out completely."""
    git(sample, "init", "--quiet", "--initial-branch=main")
    git(sample, "add", "-A")
    git(sample, "commit", "--quiet", "-m", "Begin")
    git(sample, "update-ref", "refs/remotes/origin/main", "HEAD")
    return sample


def bash(root: Path, script: str, env: Mapping[str, str]) -> Process:
    variables = {**clean_environment(), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "CI": "true", **env}
    # As both services call a script.
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(words, cwd=root, env=variables, capture_output=True, text=True, check=False)


# --- GitHub ------------------------------------------------------------------------------------------

PULL_REQUEST = {
    "github.action_path": str(ROOT),
    "runner.temp": "/nowhere",
    "inputs.fail-on": "",
    "inputs.folder": ".",
    "github.event.pull_request.head.repo.fork && 'lint,check' || inputs.gates": "lint,check",
    "inputs.against || (github.base_ref && format('origin/{0}', github.base_ref)) || ''": "origin/main",
}
"""Expression of the action → its value in a pull request."""


def run_steps(
    root: Path, values: Mapping[str, str], temp: Path
) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Run the shell steps of the action, without the one that installs. Each expression must have a value."""
    temp.mkdir(exist_ok=True)
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or "pip install" in step["run"]:
            continue
        env = {name: EXPRESSION.sub(lambda match: values[match[1]], text) for name, text in step.get("env", {}).items()}
        runner = {"RUNNER_TEMP": str(temp), "GITHUB_STEP_SUMMARY": str(temp / "summary.md"), "GITHUB_ACTIONS": "true"}
        yield step["name"], bash(root, step["run"], {**env, **runner})


def test_the_action_checks_a_pull_request(root: Path, tmp_path: Path) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 500")
    steps = dict(run_steps(root, PULL_REQUEST, tmp_path / "temp"))
    assert steps["Require the complete history"].returncode == 0
    check = steps["Check"]
    assert (check.returncode, "title=stale" in check.stdout) == (1, True), check
    assert "::warning file=revi.yml,title=breaking-change" in check.stdout
    assert "breaking" in (tmp_path / "temp/summary.md").read_text("utf-8")
    assert steps["Write the findings for code scanning"].returncode == 0
    log = json.loads((tmp_path / "temp/revi-docs.sarif").read_text("utf-8"))
    VALIDATOR.validate(log)
    assert "stale" in {result["ruleId"] for result in log["runs"][0]["results"]}


def test_the_action_checks_a_contract_in_a_subfolder(root: Path, tmp_path: Path) -> None:
    """GitHub shows an annotation only if its file is named from the root of the git repository."""
    (root / "packages").mkdir()
    for item in [*root.iterdir()]:
        if item.name not in {".git", "packages"}:
            item.rename(root / "packages" / item.name)
    edit(root, "packages/revi.yml", "hard: 600", "hard: 500")
    values = {**PULL_REQUEST, "inputs.folder": "packages", list(PULL_REQUEST)[-1]: ""}
    steps = dict(run_steps(root, values, tmp_path / "temp"))
    assert steps["Check"].returncode == 1
    assert "::error file=packages/" in steps["Check"].stdout
    log = json.loads((tmp_path / "temp/revi-docs.sarif").read_text("utf-8"))
    places = [place["physicalLocation"] for result in log["runs"][0]["results"] for place in result["locations"]]
    assert {place["artifactLocation"]["uri"].partition("/")[0] for place in places} == {"packages"}


def test_the_action_passes_a_push_without_findings(root: Path, tmp_path: Path) -> None:
    values = {**PULL_REQUEST, list(PULL_REQUEST)[-1]: ""}
    steps = dict(run_steps(root, values, tmp_path / "temp"))
    assert [result.returncode for result in steps.values()] == [0, 0, 0], steps
    assert "diff " not in steps["Check"].stderr


def test_the_action_gates_breaking_changes(root: Path, tmp_path: Path) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 500")
    git(root, "add", "-A")
    assert bash(root, "revi-docs sync", {}).returncode == 0
    values = {**PULL_REQUEST, "inputs.fail-on": "breaking"}
    check = dict(run_steps(root, values, tmp_path / "temp"))["Check"]
    assert (check.returncode, "::error file=revi.yml,title=breaking-change" in check.stdout) == (1, True)


def test_the_action_refuses_a_shallow_clone(root: Path, tmp_path: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "-m", "More")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "clone")
    name, result = next(run_steps(tmp_path / "clone", PULL_REQUEST, tmp_path / "temp"))
    assert (name, result.returncode) == ("Require the complete history", 3)
    assert result.stdout == (
        "::error title=shallow-clone::the history is not complete%0Afix: set 'fetch-depth: 0' for actions/checkout\n"
    )


def test_the_action_installs_itself_and_uploads_only_if_asked() -> None:
    install = next(step for step in ACTION["runs"]["steps"] if "pip install" in step.get("run", ""))
    assert install["env"] == {"ACTION_FOLDER": "${{ github.action_path }}", "GATES": "${{ inputs.gates }}"}
    script = install["run"].replace("python -m pip", "echo")
    for gates, folder in (("lint,check", "a/packaging/light"), ("lint,check,site", "a")):
        environment = {"ACTION_FOLDER": "a", "GATES": gates, "PATH": os.environ["PATH"]}
        words = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
        assert words.stdout.split()[-1] == folder
    upload = ACTION["runs"]["steps"][-1]
    assert "inputs.sarif == 'true'" in upload["if"]
    assert {step["shell"] for step in ACTION["runs"]["steps"] if "run" in step} == {"bash"}


def test_no_script_contains_an_expression() -> None:
    """A branch name in a script would be code; in a variable it is text."""
    documents = [ACTION, *(yaml.safe_load(path.read_text("utf-8")) for path in WORKFLOWS)]
    scripts = [step["run"] for document in documents for step in steps_of(document) if "run" in step]
    assert len(scripts) > 5
    assert [script for script in scripts if "${{" in script] == []


def steps_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    jobs = document.get("jobs", {"action": document.get("runs")})
    return [step for job in jobs.values() for step in job["steps"]]


def test_actions_are_pinned_by_digest_and_each_by_one() -> None:
    files = [ROOT / "action.yml", *WORKFLOWS, STARTERS / "github.yml", *(ROOT / "docs_src").rglob("*.md")]
    uses = [use for file in files for use in re.findall(r"\buses: ([^\s`]+)(.*)", file.read_text("utf-8"))]
    # An action in a folder of the repository has its version.
    actions = [(name, comment) for name, comment in uses if not name.startswith("./")]
    assert len(actions) > 20
    for name, comment in actions:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), name
    digests = {name.partition("@")[0].split("/")[1]: name.partition("@")[2] for name, _ in actions}
    assert {(name.partition("@")[0].split("/")[1], name.partition("@")[2]) for name, _ in actions} == set(
        digests.items()
    )


def test_workflows_have_the_least_permissions() -> None:
    for path in WORKFLOWS:
        assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {"contents": "read"}, path


# --- GitLab ------------------------------------------------------------------------------------------

INPUT = re.compile(r"\$\[\[ inputs\.(\w+) \]\]")


def component_job(**inputs: str) -> dict[str, Any]:
    """The job of the component with its inputs, as GitLab interpolates them."""
    values = {name: entry["default"] for name, entry in COMPONENT_SPEC["spec"]["inputs"].items()} | inputs
    text = INPUT.sub(lambda match: values[match[1]], yaml.safe_dump(COMPONENT))
    job: dict[str, Any] = yaml.safe_load(text)["revi-docs"]
    return job


def run_component(root: Path, env: Mapping[str, str], **inputs: str) -> Process:
    job = component_job(**inputs)
    install, script = job["script"]
    assert install == 'python -m pip install --quiet --disable-pip-version-check "$PACKAGE"'
    variables = {name: str(value or "") for name, value in job["variables"].items()}
    return bash(root, script, {**variables, **env})


def report(root: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((root / "gl-code-quality-report.json").read_text("utf-8"))
    return entries


def test_the_component_reports_findings(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    edit(root, "revi.yml", "hard: 600", "hard: 500")
    result = run_component(root, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert result.returncode == 1
    assert "stale: 2 outputs are out of date" in result.stdout
    assert {entry["check_name"] for entry in report(root)} == {"stale", "breaking-change"}


def test_the_component_passes_a_branch_without_findings(root: Path) -> None:
    result = run_component(root, {})
    assert (result.returncode, report(root)) == (0, [])
    assert "diff " not in result.stdout


def test_the_component_runs_no_code_of_a_fork(root: Path) -> None:
    fork = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2", "CI_MERGE_REQUEST_PROJECT_ID": "1"}
    result = run_component(root, fork, gates="lint,check,site,links")
    assert (result.returncode, "site " in result.stdout) == (0, False)
    assert "check " in result.stdout


def test_the_component_has_the_complete_history_and_a_pinned_image() -> None:
    job = component_job()
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert re.fullmatch(r"python:[\d.]+-\w+@sha256:[0-9a-f]{64}", job["image"])
    images = re.findall(r"image: (python:\S+@\S+)", (ROOT / ".github/workflows/soak.yml").read_text("utf-8"))
    assert [job["image"]] == images


# --- The jobs that init writes ----------------------------------------------------------------------


def starter(name: str) -> str:
    """What `init` writes, for a contract at the root of the repository."""
    content = placed_file(OPTIONAL_FILES[name.removesuffix(".yml")], Path("/")).content
    assert content
    return content.decode()


def jobs_of_init(against: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Service → the line that checks, and its variables: for a branch, or for a request to merge into `against`."""
    github = yaml.safe_load(starter("github.yml"))["jobs"]["check"]["steps"][-1]
    assert github["env"] == {"BASE": "${{ github.base_ref }}"}
    install, gitlab = yaml.safe_load(starter("gitlab.yml"))["revi-docs"]["script"]
    assert install == f"pip install 'revi-docs-light=={RELEASE}.*'"
    base = f"origin/{against}" if against else ""
    return {
        "github": (github["run"], {"BASE": against, "GITHUB_ACTIONS": "true"}),
        "gitlab": (gitlab, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}),
    }


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_the_jobs_of_init_check_branches_and_requests_to_merge(root: Path, service: str) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 500")
    assert bash(root, "revi-docs sync", {}).returncode == 0
    script, env = jobs_of_init("")[service]
    result = bash(root, script, env)
    assert (result.returncode, "breaking-change" in result.stdout) == (0, False), result
    script, env = jobs_of_init("main")[service]
    result = bash(root, script, env)
    assert (result.returncode, "breaking-change" in result.stdout) == (0, True), result


def test_the_jobs_of_init_have_the_complete_history_and_pinned_images() -> None:
    checkout = yaml.safe_load(starter("github.yml"))["jobs"]["check"]["steps"][0]
    assert checkout["with"]["fetch-depth"] == 0
    job = yaml.safe_load(starter("gitlab.yml"))["revi-docs"]
    assert (job["variables"]["GIT_DEPTH"], job["image"]) == (0, component_job()["image"])


def test_the_jobs_of_gitlab_run_for_merge_requests() -> None:
    """Without a rule that names the source, GitLab runs a job for pushes only."""
    rules = yaml.safe_load(starter("gitlab.yml"))["revi-docs"]["rules"]
    assert rules == component_job()["rules"]
    assert {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'} in rules
