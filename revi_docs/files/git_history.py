"""Read git history: which files changed in which commit, and their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import NoGitError, git_output, run_git
from revi_docs.files.read_file import read_file

__all__ = ["NULL_OBJECT_ID", "FileChange", "NoGitError"]

_OBJECT_HEADER = re.compile(rb"[0-9a-f]{40,64} [a-z]+ ([0-9]+)")

NULL_OBJECT_ID = "0" * 40
"""What git prints for a missing side of a change."""


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
    if find_git_folders(str(root)) is None:
        return False
    return git_output(root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True) != ""


def missing_history(root: Path) -> str:
    """Why there is no history; "" if there is a commit, or git cannot be run, which is a problem of its own."""
    if find_git_folders(str(root)) is None:
        return "there is no git repository"
    with suppress(NoGitError):
        return "" if has_history(root) else "git has no commit yet"
    return ""


def is_shallow(root: Path) -> bool:
    """Whether the history is truncated, as in a shallow clone."""
    return git_output(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def head_commit(root: Path) -> str:
    """The object id of HEAD."""
    return git_output(root, "rev-parse", "HEAD").strip()


def is_commit(root: Path, name: str) -> bool:
    """Whether `name` resolves to a commit."""
    return git_output(root, "cat-file", "-t", name, may_fail=True).strip() == "commit"


def committed_changes(root: Path, folder: str, since: str = "") -> Iterator[FileChange]:
    """Changes below a folder between each commit and each of its parents, newest first; detects renames.

    With `since`, only commits that are not reachable from that one.
    """
    # Without --full-history, git omits branches of which a merge dropped everything.
    range_arguments = ["HEAD", *([f"^{since}"] if since else []), "--", f":(literal){folder}"]
    commits = git_output(root, "rev-list", "--full-history", *range_arguments)
    # -m: a merge is compared with each of its parents, otherwise git omits its changes.
    options = ["--stdin", "--root", "-m", "-r", "--raw", "-M", "--no-abbrev", "-z", "--format=%x01%H", "--relative"]
    arguments = ["diff-tree", *options, "--no-ext-diff", "--no-textconv", "--", f":(literal){folder}"]
    completed = run_git(root, arguments, commits.encode())
    for block in completed.stdout.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        commit, _, raw = block.partition("\0")
        yield from _parse_raw_diff(raw, commit.strip())


def uncommitted_changes(root: Path, folder: str, is_selected: Callable[[str], object]) -> Iterator[FileChange]:
    """Files below a folder that differ between HEAD and the working tree, if `is_selected` accepts their path.

    Compares the bytes: `git diff HEAD` would run the filters that the configuration names. Detects renames that
    are in the index.
    """
    arguments = ["--cached", "--raw", "-M", "--relative", "--no-abbrev", "-z", "HEAD", "--", f":(literal){folder}"]
    staged_changes = _parse_raw_diff(git_output(root, "diff-index", *arguments), "")
    renames = {change.old_path: change.new_path for change in staged_changes if change.old_path != change.new_path}
    for path, head_id in files_of_commit(root, "HEAD", folder):
        if not is_selected(path):
            continue
        new_path = renames.get(path, path)
        if new_path != path or _safe_object_id(root, path, len(head_id)) != head_id:
            yield FileChange("", path, new_path, head_id, NULL_OBJECT_ID)


def edited_files(root: Path) -> dict[str, str]:
    """The files that differ from HEAD, and new ones that git does not ignore: path → object id, "" if deleted."""
    length = len(head_commit(root))
    changes = uncommitted_changes(root, ".", lambda _: True)
    paths = {path for change in changes for path in (change.old_path, change.new_path)}
    untracked = git_output(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return {path: _safe_object_id(root, path, length) for path in sorted(paths.union(untracked) - {""})}


def _safe_object_id(root: Path, path: str, length: int) -> str:
    """The object id of a file; "" if there is none, and for a device or a link to outside of the repository."""
    try:
        return object_id(read_file(str(root), path), length)
    except OSError:
        return ""


def files_of_commit(root: Path, commit: str, folder: str) -> Iterator[tuple[str, str]]:
    """The files below a folder in a commit, without links and submodules: path and object id."""
    paths = [] if folder == "." else ["--", folder]
    for entry in git_output(root, "ls-tree", "-r", "-z", commit, *paths).split("\0")[:-1]:
        details, path = entry.split("\t", 1)
        mode, _, object_id = details.split(" ")
        if mode.startswith("100"):
            yield path, object_id


def object_id(content: bytes, length: int) -> str:
    """The object id of a file with this content; its `length` tells SHA-1 from SHA-256."""
    algorithm = hashlib.sha256 if length == hashlib.sha256().digest_size * 2 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def present_files(root: Path, folder: str) -> tuple[str, ...]:
    """Files below a folder that git tracks or does not ignore."""
    arguments = ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", f":(literal){folder}"]
    return tuple(dict.fromkeys(path for path in git_output(root, *arguments).split("\0") if path))


def tracked_files(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths that are in git's index."""
    output = git_output(root, "ls-files", "-z", "--", *(f":(literal){path}" for path in paths))
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
    return {name: content.decode("utf-8", "replace") for name, content in read_blobs(root, names).items()}


def read_blobs(root: Path | str, names: Iterable[str]) -> dict[str, bytes]:
    """Name of an object, such as `HEAD:./README.md` → content, without missing objects. Runs one git process."""
    unique_names = [name for name in dict.fromkeys(names) if "\n" not in name]
    if not unique_names:
        return {}
    text = "".join(f"{name}\n" for name in unique_names)
    completed = run_git(root, ["cat-file", "--batch"], text.encode("utf-8", "surrogateescape"))
    content_by_name: dict[str, bytes] = {}
    offset = 0
    for name in unique_names:
        end = completed.stdout.find(b"\n", offset)
        header = completed.stdout[offset:end]
        offset = end + 1
        # `<id> blob <size>`, or `<name> missing`, where the name can contain spaces.
        match = _OBJECT_HEADER.fullmatch(header)
        if match:
            content_by_name[name] = completed.stdout[offset : offset + int(match[1])]
            offset += int(match[1]) + 1
    return content_by_name
