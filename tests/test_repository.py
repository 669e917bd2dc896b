"""The repository as a whole: forbidden content, and the files that other tools read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.contract.loader import load
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_story

# Name and ending are separate, so that the search does not find this file.
PACKAGE_HOSTS = re.compile("|".join(
    rf"\b{re.escape(name)}\.{ending}\b"
    for name, ending in [
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
        ("debian", "org"), ("jsdelivr", "net"), ("unpkg", "com"), ("cdnjs", "com"), ("googleapis", "com"),
    ]
))  # fmt: skip
MACHINE_PATHS = re.compile(r"(?<![\w./-])(?:/(?:home|Users|root|work)/\w|[A-Z]:\\Users\\)|\bfile:///\w")
LOCKS = ("site", "dev", "audit")


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Path → text of every tracked or untracked file that is not ignored, without binary files."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode:
        pytest.skip("not a git checkout")
    return dict(_texts(root, listing.stdout.split("\0")))


def _texts(root: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in filter(None, names):
        path = root / name
        data = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in data:
            yield name, data.decode("utf-8", errors="replace")


def _lines_with(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in sorted(texts.items())
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("line", "is_machine_path"),
    [
        pytest.param("see /" + "home/kim/project", True, id="home folder"),
        pytest.param("'C:" + r"\Users\kim'", True, id="windows"),
        pytest.param("(file:" + "///srv/wheels)", True, id="file address"),
        pytest.param("/usr/bin/chromium", False, id="system program"),
        pytest.param("plugins/revi/work/page.md", False, id="relative path"),
    ],
)
def test_machine_path_pattern(line: str, is_machine_path: bool) -> None:
    assert bool(MACHINE_PATHS.search(line)) is is_machine_path


def test_no_machine_paths(texts: dict[str, str]) -> None:
    assert _lines_with(MACHINE_PATHS, texts) == []


def test_no_package_host(texts: dict[str, str]) -> None:
    assert _lines_with(PACKAGE_HOSTS, texts) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_contains_only_versions_and_hashes(root: Path, lock: str) -> None:
    allowed = re.compile(
        r"\s*#.*"
        r"|[a-z0-9][a-z0-9.-]*==[\w.]+(?: ; [\w.' <>=!]+)? \\"
        r"|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
    )
    lines = (root / f"locks/{lock}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not allowed.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_contains_every_dependency_of_the_project(root: Path, lock: str) -> None:
    expected = _dependencies(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")), lock)
    assert sorted(expected - _locked(root, lock).keys()) == []


def test_all_locks_agree(root: Path) -> None:
    site, dev, audit = (_locked(root, lock) for lock in LOCKS)
    assert {name: dev.get(name) for name in site} == site
    assert {name: dev[name] for name in audit.keys() & dev.keys()} == {
        name: audit[name] for name in audit.keys() & dev.keys()
    }


NODE_LOCKS = pytest.mark.parametrize("folder", [".", ".ci/claude"])


@NODE_LOCKS
def test_node_lock_contains_only_versions_and_hashes(root: Path, folder: str) -> None:
    text = (root / folder / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert all(set(package) & {"resolved", "funding"} == set() for package in packages.values())
    assert [name for name, package in packages.items() if name and not package["integrity"].startswith("sha512-")] == []
    assert "omit-lockfile-registry-resolved=true\n" in (root / ".npmrc").read_text(encoding="utf-8")


@NODE_LOCKS
def test_node_lock_contains_every_dependency(root: Path, folder: str) -> None:
    expected = json.loads((root / folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads((root / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages[""]["devDependencies"] == expected
    assert {f"node_modules/{name}" for name in expected} <= set(packages)


def _dependencies(project: dict[str, Any], lock: str) -> set[str]:
    groups = project["dependency-groups"]
    if lock == "audit":
        return {re.split(r"[<>=!~ \[]", line)[0] for line in groups["audit"]}
    lines = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["links"]]
    lines += groups["build"] + (groups["dev"] if lock == "dev" else [])
    return {re.split(r"[<>=!~ \[]", line)[0].lower() for line in lines}


def _locked(root: Path, lock: str) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for line in (root / f"locks/{lock}.txt").read_text(encoding="utf-8").splitlines():
        if "==" in line and not line.startswith((" ", "#")):
            name, version = line.split(" ")[0].split("==")
            versions.setdefault(name, set()).add(version)
    return versions


def test_every_dependency_has_a_reason(root: Path) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|links|build|dev|audit) = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in lists for line in block.splitlines()]
    assert len(lists) == 5
    assert [line for line in lines if not re.fullmatch(r' +"[^"]+", *# \w.*', line)] == []


@pytest.mark.parametrize("name", ["gate", "publish", "soak"])
def test_workflow_permissions_are_minimal(root: Path, name: str) -> None:
    text = (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"].startswith(name)
    assert "secrets." not in text


def test_workflow_actions_are_official_and_pinned(root: Path) -> None:
    uses = re.compile(r"^ *(?:- )?uses: (.*)$", re.MULTILINE)
    actions = [
        action
        for path in sorted((root / ".github/workflows").glob("*.yml"))
        for action in uses.findall(path.read_text(encoding="utf-8"))
    ]
    assert actions
    assert [
        action
        for action in actions
        if not re.fullmatch(r"(?:actions|pypa)/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)
    ] == []


def test_the_gate_runs_what_continuous_integration_runs(root: Path) -> None:
    gate = yaml.safe_load((root / ".github/workflows/gate.yml").read_text(encoding="utf-8"))
    assert [step.get("run") for step in gate["jobs"]["test"]["steps"]] == [None, ".ci/run"]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest = gate["jobs"]["test"]["strategy"]["matrix"]["python"][0]
    assert project["requires-python"] == f">={lowest}"


def test_the_scheduled_workflow_runs_the_long_tests_and_looks_up_vulnerabilities(root: Path) -> None:
    workflow = yaml.safe_load((root / ".github/workflows/soak.yml").read_text(encoding="utf-8"))
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}  # YAML reads the key `on` as true
    steps = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in workflow["jobs"].items()}
    assert steps == {"soak": [".ci/run soak"], "audit": ["make audit"]}
    assert re.fullmatch(
        r"python:3\.\d+\.\d+-bookworm@sha256:[0-9a-f]{64}", workflow["jobs"]["soak"]["container"]["image"]
    )
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert "REVI_SOAK=1 $(BIN)/python -m pytest" in makefile
    assert "pip-audit --require-hashes --disable-pip $(patsubst %,-r %,$(wildcard locks/*.txt))" in makefile


def test_continuous_integration_installs_a_package_for_each_program(root: Path) -> None:
    """A line of the table for each program that a test asks for; the list of required tools names them."""
    text = (root / ".ci/run").read_text(encoding="utf-8")
    table = dict(re.findall(r"^    \[(\w+)\]=([\w-]+)$", text, re.MULTILINE))
    (required,) = re.findall(r"REVI_REQUIRE=([\w,]+)", text)
    pattern = re.compile(r"require\.program\(\s*\"(\w+)\"(?:, tool=\"(\w+)\")?")
    calls = [
        call for path in (root / "tests").rglob("*.py") for call in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    programs = {program: tool or program for program, tool in calls}
    from_npm = set(re.findall(r"--prefix \.ci/(\w+)$", text, re.MULTILINE))
    assert programs.keys() <= table.keys() | from_npm
    assert set(programs.values()) <= set(required.split(","))


def test_own_hooks_run_like_those_that_init_writes(root: Path) -> None:
    starter = (root / "revi_docs/app/setup/starter/pre-commit.yml").read_text(encoding="utf-8")
    starter = starter.format(program="revi-docs", version="0.1", files="")
    (offered,) = yaml.safe_load(starter)["repos"]
    (local,) = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    ours = [hook for hook in local["hooks"] if hook["id"].startswith("revi-docs-")]
    for hook in offered["hooks"]:
        assert hook.pop("additional_dependencies") == ["revi-docs-light==0.1.*"]
        hook |= {"entry": f".venv/bin/{hook['entry']}", "language": "system"}
    assert ours == offered["hooks"]


def test_pre_commit_reads_our_hooks(root: Path) -> None:
    program = Path(sys.executable).with_name("pre-commit")
    words = [str(program), "validate-config", ".pre-commit-config.yaml"]
    result = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def test_make_help_lists_every_target(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets is not None
    listing = _make(root, "help")
    assert [line.split()[1] for line in listing.splitlines()] == targets.group(1).split()
    assert _make(root) == listing


def _make(root: Path, *arguments: str) -> str:
    # `make test` exports its own flags; the make under test must not inherit them.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=root, env=env, capture_output=True, text=True, check=True).stdout


def test_ci_runs_the_tests_of_the_readme(root: Path) -> None:
    path = root / ".ci/run"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail\n" in text
    required = "browser,claude,netns,node,postgres,strace,unshare"
    assert text.endswith(f'\nexport CI=true REVI_REQUIRE={required}\nexec make "${{1:-test}}"\n')
    assert path.stat().st_mode & 0o111


def test_the_license_is_mit(root: Path) -> None:
    lines = (root / "LICENSE").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "MIT License"
    assert lines[2].endswith("revi-docs maintainers")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"


def test_line_ends_are_the_same_everywhere(root: Path) -> None:
    assert (root / ".gitattributes").read_text(encoding="utf-8").startswith("* text=auto eol=lf\n")


def test_the_execution_plan_orders_fifteen_stories(root: Path) -> None:
    text = (root / "plans/REVI.plan.exec.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["doc_type"] == "plan_exec"
    rows = re.findall(r"^\| (REVI-\d{3}) \|", text, re.MULTILINE)
    assert rows == [f"REVI-{number:03}" for number in range(1, 16)]


def test_the_harness_story_shows_every_kind_of_artifact(root: Path) -> None:
    contract = load(root).contract
    story = read_story(StoryLayout(root, contract), "REVI-000")
    kinds = {kind for kind, artifact in contract.artifacts.items() if artifact.scope == "story"}
    assert {kind for kind in kinds if not story.artifacts_of_kind(kind)} == set()
