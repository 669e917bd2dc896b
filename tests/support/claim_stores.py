"""Stores of claims for tests: a bare repository as a git remote, and a PostgreSQL server of this test run."""

from __future__ import annotations

import atexit
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from revi_docs.runtime.base.repository import Repository, open_repository
from revi_docs.runtime.claims.postgres import SCHEMA
from tests.support import require
from tests.support.compiled_contracts import save_compiled

_databases = itertools.count(1)


def with_store(repository: Repository, store: str, remote: str = "origin") -> Repository:
    """The same repository with another section `claims` in its contract."""
    return Repository(repository.root, {**repository._data, "claims": {"store": store, "remote": remote}})


def add_remote(root: Path, name: str = "origin") -> Path:
    """Make a git repository of the folder, and a bare one next to it that is its remote."""
    bare = root.parent / f"{root.name}-{name}.git"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    if not (root / ".git").exists():
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        if (root / "revi.yml").exists():
            save_compiled(root)  # the git directory is another place for it
    subprocess.run(["git", "-C", str(root), "remote", "add", name, str(bare)], check=True)
    return bare


def open_with_store(root: Path, store: str) -> Repository:
    """Open a repository as a process of its own does, with the store of claims."""
    return with_store(open_repository(str(root)), store)


class PostgresServer:
    """A server in a temporary folder that listens on a socket there, and on a port if `port` is set."""

    def __init__(self, options: str = "", prefix: Sequence[str] = ()) -> None:
        """`prefix` is a command that runs others, such as one in another network."""
        programs = _postgres_programs()
        # PostgreSQL refuses to run as root.
        self._user = "postgres" if os.geteuid() == 0 else None
        self._prefix = prefix
        self.folder = Path(tempfile.mkdtemp(prefix="revi-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self._initdb, self._pg_ctl = programs / "initdb", programs / "pg_ctl"
        self._options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off {options}"
        self._run(self._initdb, "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
        self.start()

    def start(self) -> None:
        self._run(
            self._pg_ctl,
            "-D",
            self.folder / "data",
            "-o",
            self._options,
            "-w",
            "-l",
            self.folder / "server.log",
            "start",
        )

    def stop(self, mode: str = "immediate") -> None:
        self._run(self._pg_ctl, "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql:///{database}?host={self.folder}&user={user}"

    def remove(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command: object) -> None:
        become = ["setpriv", f"--reuid={self._user}", f"--regid={self._user}", "--clear-groups"] if self._user else []
        words = [*self._prefix, *become, *(str(word) for word in command)]
        with (self.folder / "commands.log").open("ab") as log:
            # The server inherits these streams, so they must not be pipes that somebody reads to the end.
            completed = subprocess.run(
                words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            )
        assert completed.returncode == 0, (self.folder / "commands.log").read_text()


@cache
def postgres_server() -> PostgresServer:
    """The server of this test process, started on first use. Skips the test without PostgreSQL."""
    server = PostgresServer()
    atexit.register(server.remove)
    return server


def new_database() -> str:
    """The URL of a new database with the tables for claims."""
    import psycopg

    server, name = postgres_server(), f"claims_{next(_databases)}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    with psycopg.connect(server.url(name), autocommit=True) as connection:
        connection.execute(SCHEMA.encode())
    return server.url(name)


def _postgres_programs() -> Path:
    """The folder of initdb and pg_ctl; Debian has it outside of PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    program = shutil.which("pg_ctl")
    folders += [Path(program).resolve().parent] if program else []
    folder = next((folder for folder in folders if (folder / "initdb").exists()), None)
    if folder is None or (os.geteuid() == 0 and not _has_user("postgres")):
        require.missing("postgres", "PostgreSQL is not installed")
    assert folder is not None
    return folder


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
