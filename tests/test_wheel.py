"""The wheel, in an environment of its own, in an empty repository."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `revi-docs` of an environment that has the wheel and its dependencies, but not this checkout.

    The dependencies are those of the environment the tests run in: a path file adds its packages, and
    path files found that way, such as the one of the checkout, are not followed.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--force-reinstall"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder / "bin" / "revi-docs"


def run(command: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"CI", "PYTHONPATH"}}
    environment |= {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    return subprocess.run(
        [str(command), *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_templates_are_in_it(wheel: Path, root: Path) -> None:
    shipped = {
        name.removeprefix("revi_docs/templates/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("revi_docs/templates/")
    }
    folder = root / "templates"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert shipped == names - {"check/template.yml"}, "all but the component of GitLab CI, which has the same folder"


def test_it_is_not_this_checkout(installed: Path, tmp_path: Path) -> None:
    python = installed.with_name("python")
    found = run(python, tmp_path, "-c", "import revi_docs.cli.main; print(revi_docs.cli.main.__file__)")
    assert found.stdout.startswith(str(installed.parents[1]))


@pytest.mark.parametrize("workflow", ["minimal", "review", "revi"])
def test_every_workflow_in_an_empty_repository(installed: Path, tmp_path: Path, workflow: str) -> None:
    """init, lint, sync, build, and a story from `new` to the end of its first command."""
    folder = tmp_path / "an empty repository"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    revi = installed.with_name("revi")
    steps: list[tuple[Path, list[str]]] = [
        (installed, ["init", "--workflow", workflow]),
        (installed, ["lint"]),
        (installed, ["sync"]),
        (revi, ["story", "new", "WORK-001", "--title", "My first story"]),
        (installed, ["sync"]),
    ]
    for command, words in steps:
        result = run(command, folder, *words)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
    first_command = run(revi, folder, "next", "WORK-001").stdout.rpartition("  next: revi ")[2].split()
    for words in (first_command, ["end", "WORK-001", "--event", "finished"], ["next", "WORK-001"]):
        result = run(revi, folder, *words)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert run(installed, folder, "sync").returncode == 0

    built = run(installed, folder, "build")
    assert (built.returncode, built.stderr) == (0, ""), built.stdout
    assert [line.split()[:2] for line in built.stdout.splitlines()] == [
        ["lint", "ok"],
        ["check", "ok"],
        ["site", "ok"],
        ["links", "ok"],
    ]
    assert (folder / "site" / "index.html").is_file()


def test_four_statuses_and_nothing_else(installed: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / "revi.yml").write_text(
        "revi: 1\n"
        "statuses: {noticed: {}, begun: {}, parked: {}, over: {terminal: true}}\n"
        "transitions:\n"
        "  - {from: noticed, to: begun, by: manual}\n"
        "  - {from: begun, to: over, by: manual}\n"
        "  - {from: begun, to: parked, by: manual}\n"
        "  - {from: parked, to: begun, by: manual}\n",
        encoding="utf-8",
    )
    assert run(installed, tmp_path, "init").returncode == 0
    assert run(installed, tmp_path, "build").returncode == 0

    said = "".join(path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.md"))
    assert "noticed" in said
    for word in ("REVI", "agent", "budget", "elab", "token", "verdict"):
        assert word not in said.replace("Claude Code", ""), word
