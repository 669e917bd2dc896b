"""What is published: the tag equals the version, nobody keeps a token, and no page has a placeholder."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.problems.version import VERSION

PLACEHOLDER = re.compile(
    r"(?i:<(?:the|a|an|your) [^>=\n]*>|\b(?:your|my)[-_](?:org|name|project|repo|company)\w*|\blorem ipsum\b)"
    r"|\b(?i:TODO|FIXME|TBD|XXX|CHANGEME)\b|\b(?:OWNER|ORG)\b|@COMMIT\b"
)


@pytest.fixture(scope="module")
def workflow(root: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = yaml.safe_load((root / ".github/workflows/release.yml").read_text("utf-8"))
    return document


@pytest.mark.parametrize(("tag", "code"), [(f"v{VERSION}", 0), (VERSION, 1), ("v9.9.9", 1)])
def test_the_tag_is_the_version(root: Path, tmp_path: Path, workflow: dict[Any, Any], tag: str, code: int) -> None:
    (step,) = (step for step in workflow["jobs"]["build"]["steps"] if "TAG" in step.get("env", {}))
    folder = tmp_path / "revi_docs/problems"
    folder.mkdir(parents=True)
    for name in ("__init__.py", "version.py"):
        shutil.copy(root / "revi_docs/problems" / name, folder / name)
    result = subprocess.run(
        ["bash", "-e", "-c", step["run"].replace("python -c", "python3 -c")],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "TAG": tag},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (code, "")


def test_publishing_needs_no_token(workflow: dict[Any, Any]) -> None:
    publish = workflow["jobs"]["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert "secrets." not in str(workflow)
    assert workflow["permissions"] == {"contents": "read"}
    uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.search(r"@[0-9a-f]{40}$", action) for action in uses)


def test_a_release_has_the_addresses_of_its_repository(root: Path, tmp_path: Path, workflow: dict[Any, Any]) -> None:
    """No file names an address, so a release from another place has its own; links of the README are complete."""
    steps = workflow["jobs"]["build"]["steps"]
    (step,) = (step for step in steps if "ADDRESS" in step.get("env", {}))
    assert steps.index(step) == len(steps) - 3, "after the tests, before the build"
    files = ("pyproject.toml", "packaging/light/pyproject.toml", "README.md")
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / file, tmp_path / file)
    address = "https://git.example.net/team/docs"
    variables = {"ADDRESS": address, "FILES": f"{address}/blob/v{VERSION}", "PATH": "/usr/bin:/bin"}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=variables, check=True)
    for file in files[:2]:
        project = tomllib.loads((tmp_path / file).read_text("utf-8"))["project"]
        changelog = f"{address}/blob/v{VERSION}/CHANGELOG.md"
        assert project["urls"] == {"Source": address, "Changelog": changelog}
    before, after = ((folder / "README.md").read_text("utf-8") for folder in (root, tmp_path))
    targets = re.findall(r"\]\(([^)]*)\)", after)
    assert len(targets) > 20
    assert [target for target in targets if not target.startswith("https://")] == []
    assert after.replace(f"{address}/blob/v{VERSION}/", "") == before


def published_files(root: Path) -> list[Path]:
    """All pages, what `init` writes, and what others use of this repository."""
    folders = ("docs_src", ".github", "packaging", "revi_docs/app/setup/starter", "templates/check")
    files = [
        path for folder in folders for path in (root / folder).rglob("*") if path.suffix in (".md", ".yml", ".toml")
    ]
    return [*sorted(root.glob("*.md")), root / "pyproject.toml", root / "mkdocs.yml", root / "action.yml", *files]


def test_nothing_published_has_a_placeholder(root: Path) -> None:
    files = published_files(root)
    assert len(files) > 100
    problems = [
        f"{path.relative_to(root)}:{number}: {match[0]}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in PLACEHOLDER.finditer(line)
    ]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "git clone <the repository>",
        "rev: <a release>",
        "TODO: write",
        "uses: OWNER/revi-docs@x",
        "x@COMMIT",
        "your-org/x",
    ],
)
def test_the_check_finds_placeholders(text: str) -> None:
    assert PLACEHOLDER.search(text)
