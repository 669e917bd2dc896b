"""The commits that changed a file, and what else they changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import git_output, run_git
from revi_docs.files.read_file import read_text


@dataclass(frozen=True, slots=True)
class CommitChanges:
    """What one commit changed, of the paths that were asked for.

    `blobs`: path → object ids before and after, for files that differ from each parent; the id before is "" for a new
    file. `touched`: the paths that differ from any parent. `is_boundary`: its parents are missing in a shallow clone.
    """

    commit: str
    blobs: dict[str, tuple[str, str]]
    touched: frozenset[str]
    is_boundary: bool

    def touches(self, sources: Iterable[str]) -> bool:
        """Whether the commit changed one of the files, or a file in one of the folders."""
        return any(path == source or path.startswith(f"{source}/") for source in sources for path in self.touched)


def commit_changes(root: Path, paths: Sequence[str], sources: Sequence[str]) -> Iterator[CommitChanges]:
    """The commits that changed one of `paths`, newest first, with what they changed of `paths` and `sources`.

    Runs two git processes. Raises NoGitError.
    """
    selected = [f":(literal){path}" for path in paths]
    commits = git_output(root, "rev-list", "HEAD", "--", *selected)
    boundaries = _shallow_commits(root)
    # -m: a merge is compared with each of its parents.
    options = ["--stdin", "--root", "-m", "-r", "--raw", "--no-renames", "--no-abbrev", "-z", "--format=%x01%H %P"]
    arguments = ["diff-tree", *options, "--relative", "--no-ext-diff", "--no-textconv", "--", *selected]
    completed = run_git(root, [*arguments, *(f":(literal){source}" for source in sources)], commits.encode())
    blocks = (block.split("\0", 1) for block in completed.stdout.decode("utf-8", "surrogateescape").split("\x01")[1:])
    for header, group in groupby(blocks, key=lambda block: block[0].strip()):
        commit, *parents = header.split()
        changes = [dict(_raw_changes(raw)) for _, raw in group]
        differing = set.intersection(*map(set, changes)) if len(changes) >= len(parents) else ()
        yield CommitChanges(
            commit,
            {path: changes[0][path] for path in differing},
            frozenset(path for change in changes for path in change),
            commit in boundaries,
        )


def _raw_changes(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Path, and object ids before and after, of git's `--raw -z` format without renames."""
    parts = iter(text.lstrip("\n").split("\0"))
    for part in parts:
        if part.lstrip("\n").startswith(":"):
            _, _, old, new, _ = part.lstrip("\n").split(" ")
            yield next(parts), (old if old.strip("0") else "", new)


def _shallow_commits(root: Path) -> frozenset[str]:
    folders = find_git_folders(str(root))
    try:
        return frozenset(read_text(folders.common_folder, "shallow", "replace").split()) if folders else frozenset()
    except OSError:
        # A complete clone has no such file.
        return frozenset()
