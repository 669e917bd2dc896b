"""What it costs to share claims between machines: `revi begin` with a git remote and with PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import runtime_samples
from clock import RunError, Runner, python, race, revi
from comparison import Bench, Line, format_pair

_ROOT = Path(__file__).resolve().parents[1]
_RUNS = 9
_BEGIN = ("begin", "REVI-016", "elab-story", "--owner", "bench")

_UPSERT = """
import os, psycopg
with psycopg.connect(os.environ["REVI_CLAIMS_URL"], autocommit=True) as connection:
    connection.execute("INSERT INTO one VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = one.n + 1")
"""


def claims(bench: Bench) -> Iterator[Line]:
    """`revi begin` of a story that the caller owns already, which stores a new heartbeat."""
    files = _story(bench.folder / "claims-files", "files")
    yield from _git(bench, files)
    yield from _postgres(bench)


def _git(bench: Bench, files: Path) -> Iterator[Line]:
    root, bare = _story(bench.folder / "claims-git", "git"), bench.folder / "claims.git"
    for words in (
        ("git", "init", "-q", "--bare", str(bare)),
        ("git", "init", "-q", "."),
        ("git", "remote", "add", "origin", str(bare)),
        ("git", "-c", "user.name=a", "-c", "user.email=a", "commit", "-q", "--allow-empty", "-m", "first"),
        revi(*_BEGIN),
    ):
        Runner(words, root).run()
    commit = "git -c user.name=a -c user.email=a commit-tree HEAD^{tree} -m $(date +%N)"
    shared, own, listing, push = race(
        _RUNS,
        Runner(revi(*_BEGIN), root),
        Runner(revi(*_BEGIN), files),
        Runner(("git", "ls-remote", "origin", "refs/revi/*"), root),
        Runner(("sh", "-c", f"git push -q -f origin $({commit}):refs/bench/x"), root),
    )
    parts = own + listing + push
    title = "revi begin with claims in git / with files + git ls-remote + git push"
    yield Line(title, format_pair(shared, parts, _RUNS), shared / parts, 1.5)


def _postgres(bench: Bench) -> Iterator[Line]:
    sys.path.insert(0, str(_ROOT))
    from tests.support.claim_stores import PostgresServer

    if shutil.which("psql") is None:
        raise RunError("PostgreSQL is not installed")
    server, root = PostgresServer(), _story(bench.folder / "claims-postgres", "postgres")
    os.environ["REVI_CLAIMS_URL"] = server.url()
    try:
        tables = subprocess.run(revi("lock", "tables"), cwd=root, capture_output=True, text=True, check=True).stdout
        for statement in (tables, "CREATE TABLE one (id int PRIMARY KEY, n int)"):
            subprocess.run(["psql", "-q", server.url()], input=statement, text=True, check=True)
        Runner(revi(*_BEGIN), root).run()
        shared, upsert = race(_RUNS, Runner(revi(*_BEGIN), root), Runner(python(_UPSERT), root))
    finally:
        del os.environ["REVI_CLAIMS_URL"]
        server.remove()
    title = "revi begin with claims in PostgreSQL / python, psycopg and one upsert"
    yield Line(title, format_pair(shared, upsert, _RUNS), shared / upsert, 2.0)


def _story(root: Path, store: str) -> Path:
    runtime_samples.one_story(_ROOT, root)
    Runner(revi("story", "new", "REVI-016", "--title", "A story", "--status", "generated"), root).run()
    with (root / "revi.yml").open("a", encoding="utf-8") as contract:
        contract.write(f"\nclaims: {{store: {store}}}\n")
    return root
