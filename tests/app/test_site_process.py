"""The site in a process of its own: the same result as without it, and an end in every case."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.app.site_process import SiteProcess, site_folder
from revi_docs.app.workspace import Workspace
from revi_docs.contract.loader import load
from revi_docs.problems.revi_error import ReviError
from tests.site import small_site
from tests.support import sample_repo

HOOK = "import os, pathlib, signal, time\n\ndef on_pre_build(config):\n    {}\n"
SLEEP = "pathlib.Path('started').write_text(str(os.getpid())); time.sleep(60)"


def with_hook(root: Path, statement: str) -> Path:
    small_site.write(root, config=f"{small_site.CONFIG}hooks: [hook.py]\n")
    (root / "hook.py").write_text(HOOK.format(statement), encoding="utf-8")
    return root


def site_process(root: Path) -> SiteProcess:
    return SiteProcess(root, load(root), lambda: Workspace(root, dict))


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "revi_docs.cli.main", "build", "--no-cache", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_result_is_that_of_a_build_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_site.write(tmp_path, {"more.md": "# More\n\n[no page](nowhere.md) and [no anchor](index.md#none)\n"})
    first = build(root)
    sources = {path: path.read_bytes() for path in (root / "site").rglob("*.html")}
    (root / "sitecustomize.py").write_text("import os\nos.sched_getaffinity = lambda _: {0}\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(root))
    alone = build(root)
    untimed = [re.sub(r"  \d+\.\d s$", "", item.stdout, flags=re.MULTILINE) for item in (first, alone)]
    assert untimed[0] == untimed[1]
    assert first.returncode == alone.returncode == 1
    assert {path: path.read_bytes() for path in (root / "site").rglob("*.html")} == sources


def test_pages_are_reported_while_the_site_is_built(tmp_path: Path) -> None:
    root = small_site.write(tmp_path)
    process = site_process(root)
    pages = list(process.written_pages())
    site = process.result()
    process.stop()
    assert len(pages) == site.pages - 1
    assert all((site.site / page).is_file() for page in pages)


def test_problems_of_the_build_are_raised(tmp_path: Path) -> None:
    root = with_hook(tmp_path, "raise ValueError('no')")
    process = site_process(root)
    with pytest.raises(ReviError) as error:
        process.result()
    process.stop()
    assert [place.file for problem in error.value.problems for place in problem.places] == ["hook.py"]


def test_a_killed_build_is_a_finding(tmp_path: Path) -> None:
    root = with_hook(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    process = site_process(root)
    with pytest.raises(ReviError, match=r"site-failed: .* ended early, with signal SIGKILL"):
        process.result()
    process.stop()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_build_ends_with_the_command(tmp_path: Path, sent: signal.Signals) -> None:
    root = with_hook(tmp_path, SLEEP)
    command = subprocess.Popen(
        [sys.executable, "-m", "revi_docs.cli.main", "build", "--no-cache"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: (root / "started").exists() and (root / "started").read_text("utf-8") != "")
    builder = int((root / "started").read_text("utf-8"))
    assert builder != command.pid
    command.send_signal(sent)
    assert command.communicate(timeout=30)[1].strip() == ""
    assert command.returncode == (130 if sent == signal.SIGINT else -sent)
    wait_until(lambda: not is_running(builder))


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ("", "site"),
        ("site_dir: built/html\n", "built/html"),
        ("site_dir: ./a/../b/\n", "b"),
        ("site_dir: .\n", ""),
        ("site_dir: ../elsewhere\n", ""),
        ("site_dir: /elsewhere\n", ""),
        ("site_dir: [broken\n", ""),
    ],
)
def test_the_folder_of_the_site(tmp_path: Path, setting: str, folder: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Small\n{setting}", encoding="utf-8")
    assert site_folder(tmp_path) == folder


def test_a_folder_with_tracked_files_is_read_like_all_others(tmp_path: Path) -> None:
    for path in ("mkdocs.yml", "site/index.html"):
        sample_repo.write(tmp_path, path, "site_name: Small\n")
    sample_repo.git(tmp_path, "init", "-q")
    assert site_folder(tmp_path) == "site"
    sample_repo.git(tmp_path, "add", "-A")
    assert site_folder(tmp_path) == ""


def test_what_is_in_the_folder_of_the_site_is_not_read(tmp_path: Path) -> None:
    root = small_site.write(tmp_path)
    (root / "site").mkdir()
    (root / "site/old.md").write_text("<!-- revi:begin nothing -->\n", encoding="utf-8")
    assert "site/old.md" in build(root, "--only", "lint").stdout
    assert "site/old.md" not in build(root).stdout


def test_a_plugin_can_start_processes(tmp_path: Path) -> None:
    """A daemon of Python could not."""
    statement = "import multiprocessing; p = multiprocessing.Process(target=print); p.start(); p.join()"
    result = build(with_hook(tmp_path, statement), "--only", "lint,site")
    assert "site   ok" in result.stdout, result.stdout
