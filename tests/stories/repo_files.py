"""Write the files of a test repository from one text, in which `=== path` starts a file.

`=== path < name` copies the file from `rules/_contracts/name`. A file cannot contain a line that starts with
`===`. `=== !commit` commits everything so far, always with the same id; `=== !shallow` makes the repository a
shallow clone.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

CONTRACTS = Path(__file__).parent / "rules" / "_contracts"

_HEAD = re.compile(r"^=== (\S+)(?: < (\S+))?\n", re.MULTILINE)


def parse_files(text: str) -> Iterator[tuple[str, str]]:
    """Yield each path with its content; text before the first path is a comment."""
    _, *parts = _HEAD.split(text)
    for path, name, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield path, (CONTRACTS / name).read_text("utf-8") if name else content


def write_files(text: str, root: Path) -> Path:
    """Write the files to a folder and return the folder."""
    for path, content in parse_files(text):
        if path.startswith("!"):
            (commit if path == "!commit" else shallow)(root)
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return root


def git(root: Path, *arguments: str) -> str:
    """Run git with a fixed author and date, so that commit ids are always the same."""
    identity = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER") for field, value in _IDENTITY.items()}
    env = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    result = subprocess.run(["git", *arguments], cwd=root, env=env, capture_output=True, text=True, check=True)
    return result.stdout


_IDENTITY = {"NAME": "a", "EMAIL": "a@b", "DATE": "2026-02-11T14:32:05Z"}


def commit(root: Path) -> str:
    """Commit all files, in a new repository if there is none, and return the commit id."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "--all")
    git(root, "commit", "-q", "--allow-empty", "-m", "as it stands")
    return git(root, "rev-parse", "HEAD").strip()


def shallow(root: Path) -> None:
    """Make the repository a shallow clone of its last commit."""
    (root / ".git" / "shallow").write_text(git(root, "rev-parse", "HEAD"))
