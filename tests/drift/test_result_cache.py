"""The warm check: fast, and never of another opinion than the whole check."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.drift import result_cache
from revi_docs.drift.cache_inputs import cache_inputs
from revi_docs.files.cache_files import cache_folder, write_cached
from revi_docs.files.digest import digest
from revi_docs.files.generated_marker import MARKER
from tests.support.caches import cached_names, copy_cache
from tests.support.former_checksums import with_checksum
from tests.support.sample_repo import (
    OUTPUTS,
    clean_environment,
    copy_synced,
    edit,
    git,
    run_docs,
    sync_repository,
    write,
    write_sample,
)
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

CLEAN = "clean: 5 outputs\n"


def cached_output(root: Path) -> str | None:
    return result_cache.load_result(str(root), "check")


def save_clean_result(root: Path) -> None:
    """Has the check remember its answer, as the command does."""
    workspace = open_workspace(root)
    trees, folders, listings = cache_inputs(root, workspace.loaded.contract, workspace.hand_written_files)
    assert workspace.check() == ()
    result_cache.save_result(
        str(root), "check", CLEAN, digest(str(root), trees, folders, listings), (trees, folders, listings)
    )


def test_a_clean_check_is_remembered(sample: Path) -> None:
    assert cached_output(sample) is None
    assert run_docs(sample, "check").stdout == CLEAN
    assert cached_output(sample) == CLEAN
    assert run_docs(sample, "check").stdout == CLEAN


def test_a_check_that_finds_something_is_not(sample: Path) -> None:
    edit(sample, "docs/index.md", "# Statuses", "# States")
    assert run_docs(sample, "check").returncode == 1
    assert cached_output(sample) is None


@pytest.mark.parametrize(
    ("words", "env"),
    [
        pytest.param(["check", "--no-cache"], {}, id="no-cache"),
        pytest.param(["check"], {"CI": "1"}, id="continuous integration"),
    ],
)
def test_the_cache_can_be_left_out(sample: Path, words: list[str], env: dict[str, str]) -> None:
    assert run_docs(sample, *words, **env).stdout == CLEAN
    assert cached_names(sample) == []
    forge_cache(sample)
    assert run_docs(sample, "check").stdout == "clean, or so they say\n"
    assert run_docs(sample, *words, **env).stdout == CLEAN


def forge_cache(root: Path) -> None:
    """A cache that fits and says something else, so that one can see who has spoken."""
    workspace = open_workspace(root)
    trees, folders, listings = cache_inputs(root, workspace.loaded.contract, workspace.hand_written_files)
    input_digest = digest(str(root), trees, folders, listings)
    result_cache.save_result(str(root), "check", "clean, or so they say\n", input_digest, (trees, folders, listings))


@pytest.mark.parametrize("content", ["", "x", "a\n\0\nb", "\0" * 9, "a\n\0\nb\n\0\nc\n\0\nd\n\0\ne"])
def test_a_broken_cache_is_no_cache(sample: Path, content: str) -> None:
    write_cached(str(sample), "check", content)
    assert cached_output(sample) is None
    assert run_docs(sample, "check").stdout == CLEAN


def test_a_cache_that_cannot_be_written_is_no_matter(sample: Path) -> None:
    write(Path(cache_folder(str(sample))).parent, Path(cache_folder(str(sample))).name, "a file\n")
    answer = run_docs(sample, "check")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, CLEAN, "")


@pytest.mark.parametrize(
    ("words", "output"),
    [
        pytest.param(["check"], CLEAN, id="check"),
        pytest.param(["check", "docs/index.md", "revi.yml"], "clean: 2 files\n", id="check FILE"),
    ],
)
def test_the_warm_check_loads_no_library(sample: Path, words: list[str], output: str) -> None:
    """What it may load is named, so that whatever is added later must be added here, too."""
    assert run_docs(sample, "check").stdout == CLEAN
    code = f"import sys; sys.argv[1:] = {words}; from revi_docs.cli.main import main; main()"
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        cwd=sample, env=clean_environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout == output
    loaded = {line.rpartition("|")[2].strip() for line in answer.stderr.splitlines() if "|" in line}
    ours = {name for name in loaded if name.startswith("revi_docs")}
    assert ours == {
        "revi_docs",
        "revi_docs.app",
        "revi_docs.cli",
        "revi_docs.app.platform_support",
        "revi_docs.app.process",
        "revi_docs.cli.main",
        "revi_docs.drift",
        "revi_docs.drift.result_cache",
        "revi_docs.files",
        "revi_docs.files.cache_files",
        "revi_docs.files.digest",
        "revi_docs.files.fast_blake2",
        "revi_docs.files.git_folders",
        "revi_docs.files.read_file",
        "revi_docs.files.root_folders",
        "revi_docs.files.safe_paths",
        "revi_docs.files.temp_files",
        "revi_docs.files.repository_root",
        "revi_docs.cli.output",
        "revi_docs.cli.output.terminal_stream",
        "revi_docs.cli.program",
        "revi_docs.cli.program.process_exit",
        "revi_docs.problems",
        "revi_docs.problems.fast_record",
        "revi_docs.problems.printable",
        "revi_docs.report",
        "revi_docs.report.color",
    }
    heavy = {"yaml", "jinja2", "click", "markupsafe", "dataclasses", "mkdocs", "selectolax", "difflib", "inspect"}
    assert loaded & heavy == set()


def test_a_check_changes_nothing_but_the_cache(sample: Path) -> None:
    git(sample, "init", "-q")
    write(sample, ".gitattributes", "* text=auto eol=lf\n")
    git(sample, "add", ".")
    git(sample, "commit", "-qm", "start")
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    git(sample, "commit", "-qam", "a higher limit")

    for words in (["check"], ["check"], ["check", "--format", "json"], ["lint"], ["explain"], ["schema"]):
        before = snapshot(sample)
        run_docs(sample, *words)
        assert snapshot(sample) == before, words
    sync_repository(sample)
    git(sample, "commit", "-qam", "in step")
    before = snapshot(sample)
    assert [run_docs(sample, "check").stdout for _ in range(2)] == [CLEAN, CLEAN]
    assert snapshot(sample) == before
    assert cached_names(sample) == ["check", "renders.json"]
    assert git(sample, "status", "--porcelain") == ""


def snapshot(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """path → mode, date and content of everything but git's own files."""
    entries = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if name != ".git" and not name.startswith(".git/"):
            stat = path.lstat()
            entries[name] = (stat.st_mode, stat.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return entries


def orphan(path: str) -> Callable[[Path], object]:
    return lambda root: write(root, path, with_checksum(path, f"{MARKER}\n").encode())


FILES = ("revi.yml", ".revi/paths", *OUTPUTS, "templates/agents.md.j2", "templates/parts/limit.md.j2", "docs/mine.md")


@st.composite
def mutations(draw: st.DrawFn) -> Callable[[Path], object]:
    """Something that happens to a repository after a clean check."""
    path = draw(st.sampled_from(FILES))
    kind = draw(st.sampled_from(["edit", "insert", "remove", "rename", "add", "orphan", "link", "touch", "folder"]))
    fraction, byte = draw(st.floats(0, 1, exclude_max=True)), draw(st.binary(min_size=1, max_size=3))
    name = draw(st.sampled_from(["new.md", "begin.md", "agents.md", "mine.md", ".hidden", "x/y.md"]))
    folder = draw(st.sampled_from(["docs", "commands", "data", "templates", ".", "elsewhere"]))

    def mutate(root: Path) -> None:
        file, other = root / path, root / folder / name
        content = file.read_bytes()
        place = int(fraction * len(content))
        if kind == "edit":
            file.write_bytes(content[:place] + byte + content[place + len(byte) :])
        elif kind == "insert":
            file.write_bytes(content[:place] + byte + content[place:])
        elif kind == "remove":
            file.unlink()
        elif kind == "rename":
            other.parent.mkdir(parents=True, exist_ok=True)
            file.rename(other)
        elif kind == "add":
            write(root, f"{folder}/{name}", content)
        elif kind == "orphan":
            orphan(f"{folder}/{name}".removeprefix("./"))(root)
        elif kind == "link":
            shutil.move(file, root / "moved")
            file.symlink_to(root / "moved")
        elif kind == "touch":
            file.touch()
        else:
            file.unlink()
            file.mkdir()

    return mutate


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small repository with a file of somebody else beside its outputs, and a clean check remembered."""
    root = write_sample(tmp_path_factory.mktemp("warm") / "model")
    write(root, "docs/mine.md", "# Mine\n")
    sync_repository(root)
    save_clean_result(root)
    assert cached_output(root) == CLEAN
    return root


@settings(max_examples=rounds(50, 200), suppress_health_check=[HealthCheck.too_slow])
@given(applied_mutations=st.lists(mutations(), min_size=1, max_size=2))
def test_it_says_clean_only_where_the_whole_check_does(
    model: Path, applied_mutations: list[Callable[[Path], object]]
) -> None:
    root = model.parent / "copy"
    shutil.rmtree(root, ignore_errors=True)
    copy_synced(model, root)
    copy_cache(model, root)
    for mutate in applied_mutations:
        try:
            mutate(root)
        except OSError:
            continue  # the second one no longer finds its file
    if cached_output(root) is not None:
        assert not open_workspace(root).lint()
        assert open_workspace(root).check() == ()


@pytest.mark.parametrize(
    "mutate",
    [
        pytest.param(orphan("docs/new.md"), id="an orphan appears"),
        pytest.param(orphan("docs/mine.md"), id="a file of somebody else becomes an orphan"),
        pytest.param(lambda root: write(root, "templates/new.j2", "x"), id="a template that nobody uses"),
        pytest.param(lambda root: (root / "commands/end.md").unlink(), id="an output removed"),
        pytest.param(lambda root: (root / "commands/end.md").rename(root / "commands/fin.md"), id="an output renamed"),
    ],
)
def test_what_happens_beside_the_outputs_is_seen(sample: Path, mutate: Callable[[Path], object]) -> None:
    write(sample, "docs/mine.md", "# Mine\n")
    assert [run_docs(sample, "check").stdout for _ in range(2)] == [CLEAN, CLEAN]
    mutate(sample)
    warm_answer, full_check = run_docs(sample, "check"), run_docs(sample, "check", "--no-cache")
    assert (warm_answer.returncode, warm_answer.stdout) == (full_check.returncode, full_check.stdout)
    assert full_check.returncode != 0


@pytest.mark.parametrize("leads", ["inside", "outside"])
def test_outputs_below_a_link_are_a_finding_and_not_cached(sample: Path, tmp_path: Path, leads: str) -> None:
    target = tmp_path / "target" if leads == "outside" else sample / "target"
    shutil.move(sample / "docs", target)
    (sample / "docs").symlink_to(target)
    results = [run_docs(sample, "check") for _ in range(2)]
    assert [result.returncode for result in results] == [1, 1]
    assert all(result.stdout.startswith("docs: linked-output: ") for result in results)
    assert cached_output(sample) is None


@pytest.mark.parametrize("path", ["docs/größe ü.md", "docs/😀.md"], ids=ascii)
def test_outputs_with_odd_names_are_watched(tmp_path: Path, path: str) -> None:
    root = write_sample(tmp_path)
    edit(root, "revi.yml", '"docs/agents.md"', f'"{path}"')
    sync_repository(root)
    assert [run_docs(root, "check").stdout for _ in range(2)] == [CLEAN, CLEAN]
    edit(root, path, "# Agents", "# agents")
    assert run_docs(root, "check").returncode == 1
