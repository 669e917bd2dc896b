"""The wheel, in an environment of its own, in an empty repository."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import fork_server
from tests.support.first_steps import DRIFT, first_steps
from tests.support.fork_server import as_text
from tests.support.sample_repo import edit

RunProgram = Callable[..., subprocess.CompletedProcess[str]]
"""Name, folder and words → how the program ended."""


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
    venv.create(folder)
    packages = next(folder.glob("lib/python*/site-packages"))
    install = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "revi-docs"


def environment() -> dict[str, str]:
    variables = {name: value for name, value in os.environ.items() if name not in {"CI", "PYTHONPATH"}}
    return variables | {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}


def run(command: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(command), *words], cwd=folder, env=environment(), capture_output=True, text=True, check=False
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
    module_path = run(python, tmp_path, "-c", "import revi_docs.cli.main; print(revi_docs.cli.main.__file__)")
    assert module_path.stdout.startswith(str(installed.parents[1]))


@pytest.fixture(params=["minimal", "review", "revi"])
def workflow(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def run_program(workflow: str, request: pytest.FixtureRequest) -> RunProgram:
    """Runs a program from a wheel: for one workflow as installed, for the others without the cost of its start.

    Both distributions have the same code and templates; the light one's process is there for the walk.
    """
    if workflow == "minimal":
        installed: Path = request.getfixturevalue("installed")
        return lambda name, folder, *words: run(installed.with_name(name), folder, *words)
    package: Path = request.getfixturevalue("current_wheel")
    return lambda name, folder, *words: as_text(fork_server.run(name, words, folder, environment(), package=package))


def test_the_first_steps_in_an_empty_repository(
    run_program: RunProgram, root: Path, tmp_path: Path, workflow: str, record_property: Callable[[str, object], None]
) -> None:
    """The commands of the quick start, one after the other; `revi next` says which command of a workflow is first."""
    folder = tmp_path / "an empty repository"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    started, is_drifted = time.monotonic(), False
    for language, text in first_steps((root / "docs_src/quick-start.md").read_text("utf-8")):
        if language == "diff":
            edit(folder, "revi.yml", *DRIFT[workflow])
            is_drifted = True
        for line in text.splitlines() if language == "sh" else ():
            program, *words = shlex.split(line)
            if program == "pip":
                continue
            if words == ["init"]:
                words += ["--workflow", workflow]
            if words[0] == "begin":
                words = run_program("revi", folder, "next", words[1]).stdout.rpartition("  next: revi ")[2].split()
            result = run_program(program, folder, *words)
            expected = 1 if is_drifted and words == ["check"] else 0
            assert (result.returncode, result.stderr) == (expected, ""), (line, result.stdout)
            is_drifted = is_drifted and words != ["sync"]
            if words[0] == "init":
                figures = first_figures(folder)
    assert (folder / "site" / "index.html").is_file()
    seconds = f"{time.monotonic() - started:.1f} s, " if workflow == "minimal" else ""
    record_property("figures", f"first steps, {workflow}: {seconds}{figures}, no line to edit")


def first_figures(folder: Path) -> str:
    """How many files `init` left, and how long the one is that a person edits."""
    paths = (folder / ".revi/paths").read_text("utf-8").splitlines()
    generated = sum(not line.startswith("#") for line in paths)
    files = sum(path.is_file() and ".git" not in path.parts for path in folder.rglob("*"))
    lines = len((folder / "revi.yml").read_text("utf-8").splitlines())
    return f"{files} files, {generated} of them generated, {lines} lines of revi.yml"


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

    site_text = "".join(path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.md"))
    assert "noticed" in site_text
    for word in ("REVI", "agent", "budget", "elab", "token", "verdict"):
        assert word not in site_text.replace("Claude Code", ""), word
