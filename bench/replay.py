"""Replay the history of a repository: adopt an old commit, then check its next commits.

    .venv/bin/python bench/replay.py /path/to/clone --commits 200

Each commit is checked with the contract of the commit before it. A finding is a false alarm if the commit did not
change its file (or what it is named after); otherwise the commit changed something that is owned, and the finding is
true. After a commit with findings, the repository is adopted again. The clone is only read: commits are checked out in
a temporary folder. The exit code is 1 if there is more than 1 false alarm in 100 commits.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from revi_docs.adopt.adoption_plan import plan_adoption
from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
from revi_docs.cli.adopt import sync_and_check
from revi_docs.cli.command_group import cli
from revi_docs.cli.workspace_factory import open_workspace
from revi_docs.problems.problem import Problem, errors
from revi_docs.problems.revi_error import ReviError

_OLD_NAME = re.compile(r"^-name:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
"""A name that a commit removes from the front matter of a file, in a diff."""

MAX_FALSE_SHARE = 0.01
"""False alarms for each commit."""


def main() -> int:
    """Replay the commits and print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--commits", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="revi-docs-replay-") as folder:
        root = Path(folder).resolve() / "clone"
        _git(Path(folder), "clone", "-q", "--shared", "--no-checkout", str(arguments.repository.resolve()), str(root))
        return _replay(root, arguments.commits)


def _replay(root: Path, count: int) -> int:
    commits = _git(root, "rev-list", "--first-parent", "--reverse", "HEAD").split()[-count - 1 :]
    checked = alarms = true_findings = 0
    first_true = ""
    _check_out(root, commits[0])
    is_adopted = _adopt(root)
    for commit in commits[1:]:
        changed_paths = set(_git(root, "diff", "--name-only", "--no-renames", "HEAD", commit).splitlines())
        old_names = set(_OLD_NAME.findall(_git(root, "diff", "--unified=0", "HEAD", commit)))
        _check_out(root, commit)
        if not is_adopted:
            is_adopted = _adopt(root)
            continue
        checked += 1
        findings = list(_findings(root))
        for finding in findings:
            if _is_explained(finding, changed_paths, old_names, root):
                true_findings += 1
                first_true = first_true or f"{commit[:12]} {finding.first_place}: {finding.code}: {finding.message}"
            else:
                alarms += 1
                print(f"false alarm at {commit[:12]}: {finding.first_place}: {finding.code}: {finding.message}")
        if findings:
            (root / "revi.yml").unlink(missing_ok=True)
            is_adopted = _adopt(root)
    print(f"{checked} commits checked: {true_findings} true findings, {alarms} false alarms")
    print(f"first true finding: {first_true or 'none'}")
    return 1 if alarms > checked * MAX_FALSE_SHARE else 0


def _is_explained(finding: Problem, changed_paths: set[str], old_names: set[str], root: Path) -> bool:
    """Whether the commit changed a file of the finding, or deleted or renamed the item without a file."""
    files = {place.file for place in finding.places}
    is_deletion = finding.code in ("item-without-file", "table-not-found") and any(
        not (root / path).exists() for path in changed_paths
    )
    name = finding.message.partition("'")[2].partition("'")[0].rpartition(":")[2]
    is_renaming = finding.code == "item-without-file" and name in old_names
    return bool(files & changed_paths) or is_deletion or is_renaming


def _findings(root: Path) -> Iterator[Problem]:
    try:
        yield from errors(open_workspace(root, cli, use_cache=False).check())
    except ReviError as error:
        yield from error.problems


def _adopt(root: Path) -> bool:
    """Adopt the commit that is checked out; return whether a contract was written."""
    planner = partial(plan_adoption, root, ScanPatterns())
    write_adoption(root, planner, partial(sync_and_check, open_workspace(root, cli, use_cache=False)))
    return (root / "revi.yml").exists()


def _check_out(root: Path, commit: str) -> None:
    _git(root, "-c", "advice.detachedHead=false", "checkout", "-q", "--force", commit)


def _git(root: Path, *words: str) -> str:
    # Diffs contain files in any encoding.
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *words]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace").stdout


if __name__ == "__main__":
    sys.exit(main())
