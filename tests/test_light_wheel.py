"""The light distribution: small, and complete except for the site, which is one clear message."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest

from revi_docs.problems.version import RELEASE
from tests.support.sample_repo import clean_environment, copy_synced, edit

MAX_BYTES = 25 * 1024 * 1024
STARTED = """\
import sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path]
sys.path.insert(0, {folder!r})
from revi_docs.cli.{program}main import main
sys.argv[0] = {name!r}
main()
"""


def requirement_names(name: str) -> set[str]:
    """The distributions that an installation of `name` needs, itself included."""
    names, pending = set(), [name]
    while pending:
        current = pending.pop()
        if current not in names:
            names.add(current)
            required = (item for item in distribution(current).requires or () if "extra ==" not in item)
            pending += [re.split(r"[^\w.-]", item)[0] for item in required]
    return names


@pytest.fixture(scope="module")
def light(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the light wheel, and with nothing else than the distributions that it needs."""
    folder = tmp_path_factory.mktemp("light")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist")]
    subprocess.run([*build, str(root / "packaging/light")], check=True, capture_output=True)
    zipfile.ZipFile(next((folder / "dist").glob("*.whl"))).extractall(folder / "packages")
    project = tomllib.loads((root / "packaging/light/pyproject.toml").read_text("utf-8"))["project"]
    for name in {each for item in project["dependencies"] for each in requirement_names(re.split(r"[>=<]", item)[0])}:
        for file in distribution(name).files or ():
            target = folder / "packages" / file
            if ".." not in file.parts and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(Path(str(file.locate())))
    return folder / "packages"


@pytest.fixture(scope="module")
def initialized(light: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as `init` leaves it; tests copy it."""
    root = tmp_path_factory.mktemp("initialized")
    assert run(light, root, "revi-docs", "init").returncode == 0
    return root


@pytest.fixture
def work(initialized: Path, tmp_path: Path) -> Path:
    return copy_synced(initialized, tmp_path / "work")


def run(light: Path, root: Path, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    program = "agent." if name == "revi" else ""
    text = STARTED.format(folder=str(light), program=program, name=name)
    env = {**clean_environment(), "CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    return subprocess.run(
        [sys.executable, "-I", "-c", text, *words], cwd=root, env=env, capture_output=True, text=True, check=False
    )


def test_its_size(light: Path, record_property: Callable[[str, object], None]) -> None:
    size = sum(path.stat().st_size for path in light.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert size < MAX_BYTES
    record_property("figures", f"light distribution with what it needs: {size / 2**20:.1f} of {MAX_BYTES >> 20} MB")


def files_below(folder: Path, prefix: str = "") -> set[str]:
    """The paths of all files in a folder but compiled modules, with a prefix."""
    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {f"{prefix}{path}" for path in paths if "__pycache__" not in path}


def test_it_has_every_file_of_the_complete_one(light: Path, root: Path) -> None:
    """The code, the templates, and the guides that `help guide` prints."""
    pages = {f"guides/{path.name}" for path in (root / "docs_src").glob("*.md")}
    expected = files_below(root / "revi_docs") | files_below(root / "templates", "templates/")
    expected |= pages | files_below(root / "docs_src/guides", "guides/guides/")
    assert files_below(light / "revi_docs") ^ expected == set()


def test_its_dependencies_are_those_of_the_complete_one_without_the_site(root: Path) -> None:
    complete = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    partial = tomllib.loads((root / "packaging/light/pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[>=<]", item)[0] for item in set(complete) - set(partial)}
    assert set(partial) < set(complete)
    assert names == {"mkdocs", "mkdocs-material", "pygraphviz", "selectolax", "watchdog"}


def test_everything_but_the_site(light: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name, *words in (
        ["revi-docs", "init", "--workflow", "review", "--hooks"],
        ["revi-docs", "lint"],
        ["revi-docs", "sync"],
        ["revi-docs", "check"],
        ["revi-docs", "build", "--only", "lint,check"],
        ["revi", "story", "new", "WORK-001", "--title", "Mine"],
        ["revi", "begin", "WORK-001", "implement-story"],
        ["revi", "end", "WORK-001", "--event", "finished"],
        ["revi", "next", "WORK-001"],
        ["revi-docs", "adopt"],
        ["revi-docs", "help", "guide"],
        ["revi-docs", "help", "guide", "quick-start"],
        ["revi", "help", "guide", "at-work"],
    ):
        result = run(light, tmp_path, name, *words)
        assert (result.returncode, result.stderr) == (0, ""), (words, result.stdout)


def test_another_version_is_installed_as_the_light_one(light: Path, work: Path) -> None:
    """Both distributions have the same files: one over the other would break when one is removed."""
    edit(work, "revi.yml", f'required_version: "{RELEASE}"', 'required_version: "99.0"')
    result = run(light, work, "revi-docs", "check")
    assert (result.returncode, result.stderr) == (1, "")
    assert "  fix: run 'pip install \"revi-docs-light==99.0.*\"'\n" in result.stdout


NOT_INSTALLED = """\
site-not-installed: the packages of the site are not installed: mkdocs, material, pygraphviz, selectolax
  fix: run 'pip install revi-docs', which has them; 'revi-docs-light' has not
"""


@pytest.mark.parametrize("words", [["build"], ["links"], ["serve"]])
def test_the_site_is_one_message(light: Path, work: Path, words: list[str]) -> None:
    result = run(light, work, "revi-docs", *words)
    assert (result.returncode, result.stderr) == (3, "")
    assert NOT_INSTALLED in result.stdout


def test_doctor_names_the_command(light: Path, work: Path) -> None:
    line = "site: not installed: mkdocs, material, pygraphviz, selectolax\n  fix: run 'pip install revi-docs'\n"
    assert line in run(light, work, "revi-docs", "doctor").stdout
