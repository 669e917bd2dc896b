"""The store that the contract chooses, and machines that share one."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.repository import Repository, open_repository
from revi_docs.runtime.claims.files import FileClaims
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.phase_locks import acquire, release
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.claim_stores import add_remote, new_database, open_with_store, with_store
from tests.support.compiled_contracts import save_compiled
from tests.support.lock_history import faults, read_history
from tests.support.lock_requests import ME, YOU
from tests.support.soak import rounds
from tests.support.worker_pool import WorkerPool

STORY = "REVI-016"


def clones(repository: Path, count: int) -> list[Path]:
    """Copies of a repository with one remote, as on several machines."""
    bare = add_remote(repository)
    folders = [repository]
    for number in range(1, count):
        copy = repository.parent / f"clone-{number}" / "work"
        shutil.copytree(repository, copy)
        save_compiled(copy)
        folders.append(copy)
    assert bare.exists()
    return folders


@pytest.fixture
def shared(tmp_path: Path, repository: Path) -> Path:
    """A repository with a story, in a folder of its own."""
    folder = tmp_path / "machines" / "work"
    shutil.copytree(repository, folder, ignore=shutil.ignore_patterns("machines"))
    save_compiled(folder)
    create_story(open_repository(str(folder)).story_paths(STORY), NewStory("A story"))
    return folder


def test_without_a_section_claims_are_files(repository: Path) -> None:
    assert isinstance(open_repository(str(repository)).claims, FileClaims)


@pytest.mark.parametrize("store", ["git", "postgres"])
def test_another_machine_sees_the_owner(shared: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if store == "postgres":
        monkeypatch.setenv(URL_VARIABLE, new_database())
    first, second = (open_with_store(folder, store).story_paths(STORY) for folder in clones(shared, 2))
    fence = acquire(first, ME).owner.fence
    owner = current_owner(second)
    assert owner is not None
    assert (owner.owner_id, owner.fence) == ("me", fence)
    assert list(second.repository.claims.claimed()) == [STORY]
    with pytest.raises(Exception, match="is locked by me for code_review"):
        acquire(second, YOU)
    # Hooks look for the locks of their session in files, without a network.
    assert Path(first.lock_file).exists()
    release(first, "me", "PASS")
    assert not Path(first.lock_file).exists()
    lock = acquire(second, YOU)
    assert lock.owner.fence == fence + 1
    assert lock.unmerged == ""


@pytest.mark.parametrize("store", ["git", "postgres"])
def test_what_the_last_owner_wrote_and_this_branch_lacks(
    shared: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if store == "postgres":
        monkeypatch.setenv(URL_VARIABLE, new_database())
    first, second = (open_with_store(folder, store).story_paths(STORY) for folder in clones(shared, 2))
    acquire(first, ME)
    release(first, "me", "PASS")
    for entry in Path(second.folder).glob("ledger/*"):
        entry.unlink()
    entries = [path.stem.partition("-")[2] for path in Path(first.folder).glob("ledger/*")]
    assert acquire(second, YOU).unmerged.startswith(entries[0])


@pytest.mark.parametrize(
    ("store", "url", "code"),
    [
        pytest.param("files", "postgresql://db.example.org/revi", "claims-store-differs", id="files, database"),
        pytest.param("files", "git@example.org:a/b", "claims-store-differs", id="files, git"),
        pytest.param("git", "postgres://db.example.org/revi", "claims-store-differs", id="git, database"),
        pytest.param("postgres", "https://example.org/a.git", "claims-store-differs", id="postgres, git"),
        pytest.param("postgres", "", "claims-unconfigured", id="postgres without an address"),
        pytest.param("git", "", "claims-unconfigured", id="git without a remote"),
    ],
)
def test_an_address_of_another_store_is_refused(
    repository: Path, store: str, url: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL_VARIABLE, url)
    (repository / ".git" / "objects").mkdir(parents=True)
    (repository / ".git" / "refs").mkdir()
    (repository / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    with pytest.raises(UnavailableError) as rejected:
        _ = with_store(open_repository(str(repository)), store).claims
    assert rejected.value.code == code


def test_git_without_a_repository(repository: Path) -> None:
    with pytest.raises(UnavailableError) as rejected:
        _ = with_store(open_repository(str(repository)), "git").claims
    assert rejected.value.code == "no-git"


def test_a_database_needs_the_name_of_the_project(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "postgresql://db.example.org/revi")
    data = {**open_repository(str(repository))._data, "project": {}, "claims": {"store": "postgres"}}
    with pytest.raises(UnavailableError, match=r"no project\.name"):
        _ = Repository(str(repository), data).claims


@pytest.mark.slow
@pytest.mark.parametrize("store", ["git", "postgres"])
def test_no_two_machines_hold_a_story_without_a_higher_fence(
    root: Path, shared: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes in four clones that are killed and stopped before and after each change of the store."""
    if store == "postgres":
        monkeypatch.setenv(URL_VARIABLE, new_database())
    machines, history = clones(shared, 4), shared.parent / "history"
    for machine in machines:
        (machine.parent / "store").write_text(store)
        if machine.parent != shared.parent:
            (machine.parent / "history").symlink_to(history)
    chance, min_length = random.Random(22), rounds(12, 200)
    pool = WorkerPool(root, machines, rounds(4, 16), 0.03, "tests.support.claim_worker")
    deadline = time.monotonic() + rounds(60, 900)
    try:
        while history_length(history) < min_length and time.monotonic() < deadline:
            pool.supervise(chance)
            time.sleep(0.02)
    finally:
        pool.end()
    events = read_history(history)
    assert len(events) >= min_length
    assert list(faults(events)) == []


def history_length(history: Path) -> int:
    return history.read_bytes().count(b'"taken"') if history.exists() else 0
