"""Read git history: which files changed in which commit, and their content. Runs `git` without a shell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

NULL_OBJECT_ID = "0" * 40
"""What git prints for a missing side of a change."""


class NoGitError(Exception):
    """Git failed or is not installed; the text is the reason."""


class FileChange(NamedTuple):
    """A file that differs between a commit and one of its parents, or between HEAD and the working tree.

    An object id is NULL_OBJECT_ID if that side has no file, or has it only in the working tree. `commit` is
    "" for the working tree.
    """

    commit: str
    old_path: str
    new_path: str
    old_object_id: str
    new_object_id: str


def has_history(root: Path) -> bool:
    """Whether `root` is in a repository with at least one commit. Raises NoGitError."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return False
    return _git_output(root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True) != ""


def is_shallow(root: Path) -> bool:
    """Whether the history is truncated, as in a shallow clone."""
    return _git_output(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def head_commit(root: Path) -> str:
    """The object id of HEAD."""
    return _git_output(root, "rev-parse", "HEAD").strip()


def is_commit(root: Path, name: str) -> bool:
    """Whether `name` resolves to a commit."""
    return _git_output(root, "cat-file", "-t", name, may_fail=True).strip() == "commit"


def committed_changes(root: Path, folder: str, since: str = "") -> Iterator[FileChange]:
    """Changes below a folder between each commit and each of its parents, newest first; detects renames.

    With `since`, only commits that are not reachable from that one.
    """
    # -m: a merge is compared with each of its parents, otherwise git omits its changes.
    arguments = ["log", "-m", "--raw", "-M", "--no-abbrev", "-z", "--format=%x01%H", "HEAD"]
    text = _git_output(root, *arguments, *([f"^{since}"] if since else []), "--", f":(literal){folder}")
    for block in text.split("\x01")[1:]:
        commit, _, raw = block.partition("\0")
        yield from _parse_raw_diff(raw, commit.strip())


def uncommitted_changes(root: Path, folder: str) -> Iterator[FileChange]:
    """Tracked files below a folder that differ between HEAD and the working tree."""
    arguments = ["diff", "--raw", "-M", "--no-abbrev", "-z", "HEAD", "--", f":(literal){folder}"]
    yield from _parse_raw_diff(_git_output(root, *arguments), "")


def untracked_files(root: Path, folder: str) -> tuple[str, ...]:
    """Files below a folder that git neither tracks nor ignores."""
    arguments = ["ls-files", "--others", "--exclude-standard", "-z", "--", f":(literal){folder}"]
    return tuple(path for path in _git_output(root, *arguments).split("\0") if path)


def tracked_files(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths that are in git's index."""
    output = _git_output(root, "ls-files", "-z", "--", *(f":(literal){path}" for path in paths))
    return frozenset(path for path in output.split("\0") if path)


def _parse_raw_diff(text: str, commit: str) -> Iterator[FileChange]:
    """Parse git's `--raw -z` format."""
    parts = iter(text.lstrip("\n").split("\0"))
    for part in parts:
        if not part.lstrip("\n").startswith(":"):
            continue
        _, _, old_object_id, new_object_id, status = part.lstrip("\n").lstrip(":").split(" ")
        old_path = new_path = next(parts)
        if status[0] in "RC":
            new_path = next(parts)
        yield FileChange(commit, old_path, new_path, old_object_id, new_object_id)


def read_objects(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Object id → content with invalid UTF-8 replaced, without missing objects. Runs one git process."""
    object_ids = list(dict.fromkeys(names))
    if not object_ids:
        return {}
    completed = _run_git(root, ["cat-file", "--batch"], "".join(f"{name}\n" for name in object_ids).encode())
    text_by_id: dict[str, str] = {}
    offset = 0
    for name in object_ids:
        end = completed.stdout.index(b"\n", offset)
        header = completed.stdout[offset:end].split()
        offset = end + 1
        # A missing object has two fields: `<name> missing`.
        if len(header) == 3:
            size = int(header[2])
            text_by_id[name] = completed.stdout[offset : offset + size].decode("utf-8", "replace")
            offset += size + 1
    return text_by_id


def _git_output(root: Path, *arguments: str, may_fail: bool = False) -> str:
    completed = _run_git(root, list(arguments))
    if completed.returncode and not may_fail:
        raise NoGitError(completed.stderr.decode("utf-8", "replace").strip() or "git failed")
    return "" if completed.returncode else completed.stdout.decode("utf-8", "surrogateescape")


def _run_git(root: Path, arguments: list[str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", *arguments]
    # Untranslated messages; and no index.lock, which would make a git command of the user fail.
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(command, input=stdin, env=env, capture_output=True, check=False)
    except OSError as error:
        raise NoGitError(f"cannot run git: {error.strerror}") from None
