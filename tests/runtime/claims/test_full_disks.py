"""Claims on a disk that is full: nothing is granted, and the next attempt on a disk with space is the first."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.claims.postgres import SCHEMA
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.locks.phase_locks import acquire, release
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support import require
from tests.support.claim_stores import add_remote, open_with_store, postgres_server
from tests.support.lock_requests import ME, YOU

STORY = "REVI-016"


class SmallDisk:
    """A file system of one mebibyte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        with self._filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"\0" * 1024):
                pass

    def empty(self) -> None:
        self._filler.unlink()


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    folder = Path(tempfile.mkdtemp(prefix="revi-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0755", "revi-tests", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        require.missing("netns", "file systems cannot be mounted here")
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


@pytest.fixture
def url_of_small_disk(disk: SmallDisk) -> Iterator[str]:
    """A database whose tables are on the small disk."""
    space, server = disk.folder / "space", postgres_server()
    space.mkdir()
    shutil.chown(space, server.folder.owner())
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{space}'".encode())
        connection.execute(b"CREATE DATABASE on_small_disk")
        with psycopg.connect(server.url("on_small_disk"), autocommit=True) as small:
            small.execute(b"SET default_tablespace = small")
            small.execute(SCHEMA.encode())
        yield server.url("on_small_disk")
        connection.execute(b"DROP DATABASE on_small_disk WITH (FORCE)")
        connection.execute(b"DROP TABLESPACE small")


def test_the_disk_of_a_git_remote(repository: Path, disk: SmallDisk) -> None:
    create_story(open_repository(str(repository)).story_paths(STORY), NewStory("A story"))
    bare = shutil.move(add_remote(repository), disk.folder / "claims.git")
    subprocess.run(["git", "-C", str(repository), "remote", "set-url", "origin", str(bare)], check=True)
    disk.fill()
    with pytest.raises(UnavailableError) as rejected:
        acquire(open_with_store(repository, "git").story_paths(STORY), ME)
    assert rejected.value.code == "claims-rejected"
    disk.empty()
    story = open_with_store(repository, "git").story_paths(STORY)
    assert acquire(story, YOU).owner.fence == 1
    disk.fill()
    with pytest.raises(UnavailableError):
        release(open_with_store(repository, "git").story_paths(STORY), "you", "PASS")
    disk.empty()
    assert release(open_with_store(repository, "git").story_paths(STORY), "you", "PASS").fence == 1


def test_the_disk_of_the_database(
    repository: Path, disk: SmallDisk, url_of_small_disk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_story(open_repository(str(repository)).story_paths(STORY), NewStory("A story"))
    monkeypatch.setenv(URL_VARIABLE, url_of_small_disk)
    disk.fill()
    with pytest.raises(UnavailableError) as refused:
        acquire(open_with_store(repository, "postgres").story_paths(STORY), ME)
    assert refused.value.code == "claims-unreachable"
    assert "No space left on device" in refused.value.message
    disk.empty()
    assert acquire(open_with_store(repository, "postgres").story_paths(STORY), YOU).owner.fence == 1
