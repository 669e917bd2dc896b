"""Repositories in one text: `=== path` begins a file, and what follows up to the next is what it holds.

`=== path < name` takes the file from `rules/_contracts/name`. A line that begins with `===` cannot be held.
`=== !commit` commits what is there so far, always under the same name; `=== !shallow` cuts off the past.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

CONTRACTS = Path(__file__).parent / "rules" / "_contracts"

_HEAD = re.compile(r"^=== (\S+)(?: < (\S+))?\n", re.MULTILINE)


def files_of(text: str) -> Iterator[tuple[str, str]]:
    """The files of a tree, each with what it holds; what stands before the first is said to the reader."""
    _, *parts = _HEAD.split(text)
    for path, name, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield path, (CONTRACTS / name).read_text("utf-8") if name else content


def unfold(text: str, root: Path) -> Path:
    """Writes the files of a tree below a folder, which it returns."""
    for path, content in files_of(text):
        if path.startswith("!"):
            (commit if path == "!commit" else shallow)(root)
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return root


def git(root: Path, *words: str) -> str:
    """Runs git as nobody in particular at no particular time, so that its names are always the same."""
    who = {f"GIT_{one}_{part}": said for one in ("AUTHOR", "COMMITTER") for part, said in _WHO.items()}
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *words], cwd=root, env=env, capture_output=True, text=True, check=True)
    return done.stdout


_WHO = {"NAME": "a", "EMAIL": "a@b", "DATE": "2026-02-11T14:32:05Z"}


def commit(root: Path) -> str:
    """Commits all there is, in a repository that is begun where there is none. Returns its name."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "--all")
    git(root, "commit", "-q", "--allow-empty", "-m", "as it stands")
    return git(root, "rev-parse", "HEAD").strip()


def shallow(root: Path) -> None:
    """Makes it a repository whose past is cut off at the last commit."""
    (root / ".git" / "shallow").write_text(git(root, "rev-parse", "HEAD"))
