"""What git knows of the past: which files changed from commit to commit, and what they held. No shell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

NO_FILE = "0" * 40


class NoGitError(Exception):
    """Git cannot be asked; says why."""


class Change(NamedTuple):
    """A file that differs between a commit and one of its parents, or the working tree and the last commit.

    `before` and `after` are its paths, `old` and `new` what names its contents; NO_FILE where there is none,
    and for what stands in the working tree only. `commit` is "" for the working tree.
    """

    commit: str
    before: str
    after: str
    old: str
    new: str


def has_history(root: Path) -> bool:
    """Whether this is a repository with a commit. Raises NoGitError where git cannot be started."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return False
    return _asked(root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True) != ""


def is_shallow(root: Path) -> bool:
    """Whether the past is cut off somewhere."""
    return _asked(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def head(root: Path) -> str:
    """The last commit."""
    return _asked(root, "rev-parse", "HEAD").strip()


def is_commit(root: Path, name: str) -> bool:
    """Whether the repository has a commit of that name."""
    return _asked(root, "cat-file", "-t", name, may_fail=True).strip() == "commit"


def changes(root: Path, folder: str, since: str = "") -> Iterator[Change]:
    """What changed below a folder, from every parent to its child, the newest first; renames are followed.

    With `since` only what is not reached from that commit.
    """
    words = ["log", "-m", "--raw", "-M", "--no-abbrev", "-z", "--format=%x01%H", "HEAD"]
    text = _asked(root, *words, *([f"^{since}"] if since else []), "--", f":(literal){folder}")
    for block in text.split("\x01")[1:]:
        commit, _, raw = block.partition("\0")
        yield from _raw(raw, commit.strip())


def unsaved(root: Path, folder: str) -> Iterator[Change]:
    """What differs below a folder between the last commit and the working tree, with files not yet added."""
    words = ["diff", "--raw", "-M", "--no-abbrev", "-z", "HEAD", "--", f":(literal){folder}"]
    yield from _raw(_asked(root, *words), "")


def unknown(root: Path, folder: str) -> tuple[str, ...]:
    """The files below a folder that git does not know and does not ignore."""
    words = ["ls-files", "--others", "--exclude-standard", "-z", "--", f":(literal){folder}"]
    return tuple(path for path in _asked(root, *words).split("\0") if path)


def _raw(text: str, commit: str) -> Iterator[Change]:
    """The entries of git's raw format with zeroes between."""
    parts = iter(text.lstrip("\n").split("\0"))
    for part in parts:
        if not part.lstrip("\n").startswith(":"):
            continue
        _, _, old, new, status = part.lstrip("\n").lstrip(":").split(" ")
        before = after = next(parts)
        if status[0] in "RC":
            after = next(parts)
        yield Change(commit, before, after, old, new)


def contents(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Name → the text that it stands for; what is no UTF-8 with marks in its place. One process for all."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    done = _run(root, ["cat-file", "--batch"], "".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, str] = {}
    at = 0
    for name in wanted:
        end = done.stdout.index(b"\n", at)
        words = done.stdout[at:end].split()
        at = end + 1
        if len(words) == 3:
            size = int(words[2])
            found[name] = done.stdout[at : at + size].decode("utf-8", "replace")
            at += size + 1
    return found


def _asked(root: Path, *words: str, may_fail: bool = False) -> str:
    done = _run(root, list(words))
    if done.returncode and not may_fail:
        raise NoGitError(done.stderr.decode("utf-8", "replace").strip() or "git failed")
    return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape")


def _run(root: Path, words: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotePath=off", *words],
            input=given,
            env=env,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise NoGitError(f"git cannot be started: {error.strerror}") from None
