"""A check never says clean because of a cache, whatever was changed and whoever wrote the cache."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import pytest

from revi_docs.drift import result_cache
from revi_docs.files.cache_files import cache_folder, read_cached, write_cached
from revi_docs.files.digest import digest
from revi_docs.problems.revi_error import ReviError
from tests.drift.test_cache_inputs import create_repo
from tests.support.caches import cached_names
from tests.support.sample_repo import OUTPUTS, git, run_docs, write
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

REGION_PAGE = "pages/page.md"
AGENT = ".claude/agents/helper.md"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with outputs, regions and owned fields; a clean check is cached in its git directory."""
    root = create_repo(tmp_path / "root")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    assert run_docs(root, "check").returncode == 0
    assert cached_names(root) == ["check", "renders.json"]
    assert Path(cache_folder(str(root))).is_relative_to(root / ".git")
    return root


def says_clean(root: Path) -> bool:
    if result_cache.load_result(str(root), "check") is not None:
        return True
    try:
        return open_workspace(root, use_cache=True).check() == ()
    except ReviError:
        return False


def generated_ranges(root: Path) -> list[tuple[str, int, int]]:
    """The bytes of outputs, of a region and of a field: path, start and end."""
    ranges = [(path, 0, len((root / path).read_bytes())) for path in OUTPUTS]
    for path, before, after in ((REGION_PAGE, b" -->\n", b"<!-- revi:end"), (AGENT, b"model: ", b"\n---\n")):
        content = (root / path).read_bytes()
        start = content.index(before) + len(before)
        ranges.append((path, start, content.index(after, start)))
    return ranges


def test_random_byte_flips(repository: Path) -> None:
    """Size and modification time are restored after each flip."""
    generator = random.Random(20260304)
    ranges = generated_ranges(repository)
    for _ in range(rounds(15, 5000)):
        path, start, end = generator.choice(ranges)
        file = repository / path
        status, content = file.stat(), file.read_bytes()
        offset = generator.randrange(start, end)
        flipped = content[offset] ^ (1 << generator.randrange(8))
        file.write_bytes(content[:offset] + bytes([flipped]) + content[offset + 1 :])
        file.chmod(status.st_mode | generator.choice((0, 0o111)))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert not says_clean(repository), (path, offset, flipped)
        file.write_bytes(content)
        file.chmod(status.st_mode)
    assert says_clean(repository)


def swap(root: Path, first: str, second: str) -> None:
    (root / first).rename(root / "temp")
    (root / second).rename(root / first)
    (root / "temp").rename(root / second)


def link_hard(root: Path) -> None:
    (root / OUTPUTS[0]).unlink()
    (root / OUTPUTS[0]).hardlink_to(root / OUTPUTS[1])


def copy_foreign_cache(root: Path) -> None:
    """The cache of a clean copy of the repository, as an archive would contain it."""
    write(root, OUTPUTS[0], "other\n")
    other = root.parent / "other"
    shutil.copytree(root, other, symlinks=True)
    (other / OUTPUTS[0]).write_bytes((root.parent / "original").read_bytes())
    assert run_docs(other, "check").returncode == 0
    shutil.copytree(cache_folder(str(other)), cache_folder(str(root)), dirs_exist_ok=True)


def replace_digest(root: Path) -> None:
    """The strongest forgery: a cached answer for the changed files, with a digest that anybody can compute."""
    write(root, OUTPUTS[0], "other\n")
    inputs = open_workspace(root).check_inputs
    current = digest(str(root), *inputs)
    parts = [current, "clean: forged\n", *map("\n".join, inputs)]
    text = "\n\0\n".join(parts).encode()
    plain_digest = blake2b(text, digest_size=16).hexdigest().encode()
    Path(cache_folder(str(root)), "check").write_bytes(plain_digest + b"\n" + text)


def commit_cache(root: Path) -> None:
    """The forged cache is a committed file, where caches used to be."""
    replace_digest(root)
    content = Path(cache_folder(str(root)), "check").read_bytes()
    write(root, ".revi/cache/check", content.partition(b"\n")[2])


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda root: swap(root, OUTPUTS[0], OUTPUTS[1]), id="two outputs swapped"),
        pytest.param(lambda root: swap(root, OUTPUTS[0], AGENT), id="an output and a hand-written file swapped"),
        pytest.param(link_hard, id="a hard link"),
        copy_foreign_cache,
        replace_digest,
        commit_cache,
    ],
)
def test_forgeries(repository: Path, forge: Callable[[Path], None]) -> None:
    shutil.copy(repository / OUTPUTS[0], repository.parent / "original")
    forge(repository)
    assert not says_clean(repository)
    results = [run_docs(repository, "check"), run_docs(repository, "check", "--no-cache")]
    results.append(run_docs(repository, "check", CI="1"))

    assert {result.returncode for result in results} == {1}
    assert len({result.stdout for result in results}) == 1
    assert "forged" not in results[0].stdout


def test_a_committed_cache_is_reported(repository: Path) -> None:
    write(repository, ".revi/cache/check", "clean\n")
    assert run_docs(repository, "check").stdout == "clean: 5 outputs, 2 regions, 1 field\n"
    git(repository, "add", "-f", ".revi/cache")
    for _ in range(2):
        result = run_docs(repository, "check")
        assert result.returncode == 0
        assert result.stdout.startswith(".revi/cache: warning: committed-cache: a cache is part of the repository")
        assert "  fix: delete it and commit that: git rm -r --quiet .revi/cache\n" in result.stdout
    git(repository, "rm", "-rfq", ".revi/cache")
    assert run_docs(repository, "check").stdout == "clean: 5 outputs, 2 regions, 1 field\n"


def test_a_secret_that_others_can_read_is_not_used(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository.parent / "home"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    write_cached(str(repository), "name", "text")
    assert read_cached(str(repository), "name") == "text"
    (folder / "revi/secret").chmod(0o644)
    assert read_cached(str(repository), "name") is None


@pytest.mark.parametrize("inside", ["", "cache"])
def test_a_cache_folder_in_the_repository_is_not_used(
    repository: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(repository / inside))
    write_cached(str(repository), "name", "text")
    assert read_cached(str(repository), "name") is None
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("part", ["revi", "revi/cache"])
def test_a_linked_cache_folder_is_not_written(repository: Path, part: str) -> None:
    outside = repository.parent / "outside"
    outside.mkdir()
    shutil.rmtree(repository / ".git/revi")
    (repository / ".git" / part).parent.mkdir(exist_ok=True)
    (repository / ".git" / part).symlink_to(outside)
    assert [run_docs(repository, "check").returncode for _ in range(2)] == [0, 0]
    assert list(outside.iterdir()) == []


def test_each_work_tree_has_its_own_cache(repository: Path) -> None:
    linked = repository.parent / "linked"
    git(repository, "worktree", "add", "-q", str(linked), "-b", "side")
    assert Path(cache_folder(str(linked))).is_relative_to(repository / ".git/worktrees/linked")
    (linked / ".git").write_text(f"gitdir: {repository}/.git\n", encoding="utf-8")
    assert not Path(cache_folder(str(linked))).is_relative_to(repository)


def test_what_git_tracks_is_an_input(repository: Path) -> None:
    """Adding an ignored file to the index makes it part of the check, without any change of its content."""
    assert says_clean(repository)
    git(repository, "add", "-f", "ignored/page.md")
    assert run_docs(repository, "check").returncode == 1
    git(repository, "rm", "-q", "--cached", "ignored/page.md")
    write(repository, ".git/info/exclude", "/nothing/\n")
    assert run_docs(repository, "check").returncode == 0
