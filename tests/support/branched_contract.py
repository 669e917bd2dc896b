"""A contract with its outputs on a branch for each edit, and which of the branches git merges without a driver."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import combinations
from pathlib import Path

from revi_docs.contract.loader import CONTRACT_FILE, parse
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.render_cache import RenderCache
from revi_docs.outputs.rendered_outputs import render_all
from revi_docs.problems.problem import errors
from tests.support.contract_edits import Edit
from tests.support.sample_repo import write
from tests.support.workspaces import program_globals

HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? ", re.MULTILINE)
LIKE_A_MERGE = ("--histogram", "--no-indent-heuristic", "--no-renames", "-U0")
"""How git compares two versions when it merges them."""


@dataclass
class BranchedContract:
    """A contract in a folder that `git init` has prepared, and the branches of its edits."""

    folder: Path
    text: str
    branches: list[Edit] = field(default_factory=list)

    @cached_property
    def base(self) -> Mapping[str, bytes]:
        """Path → content of every output; written and committed."""
        loaded = parse(self.text.encode())
        files = render_all(self.folder, loaded, program_globals()).files
        outputs = {file.path: file.content for file in files}
        for path, content in outputs.items():
            write(self.folder, path, content.decode())
        RenderCache.load(self.folder, loaded.contract).save(files)
        self._import("base", {CONTRACT_FILE: self.text.encode(), **outputs}, "")
        return outputs

    def outputs(self, text: str) -> Mapping[str, bytes] | None:
        """Path → content of every output of another contract; None if lint rejects the contract."""
        loaded = parse(text.encode())
        if loaded.problems or errors(lint(loaded)):
            return None
        cache = RenderCache.load(self.folder, loaded.contract)
        files = render_all(self.folder, loaded, program_globals(), cached_result=cache.lookup).files
        return {file.path: file.content for file in files}

    def add(self, edit: Edit) -> bool:
        """Give a valid edit a branch; return whether it is valid."""
        base, outputs = self.base, self.outputs(edit.text)
        if outputs is None:
            return False
        changed = {path: content for path, content in outputs.items() if base.get(path) != content}
        assert changed, f"the edit of {edit.line!r} changes no output"
        self._import(str(len(self.branches)), {CONTRACT_FILE: edit.text.encode(), **changed}, "base")
        self.branches.append(edit)
        return True

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs of branches that git merges in the contract."""
        for first, second in combinations(range(len(self.branches)), 2):
            if not self._touching(first, second) or CONTRACT_FILE not in self.conflicts(first, second):
                yield first, second

    def conflicts(self, first: int, second: int) -> list[str]:
        """The files that git cannot merge. Asks git only if a change of one touches a change of the other."""
        if not self._touching(first, second):
            return []
        command = ("merge-tree", "--write-tree", "--name-only", "--no-messages", str(first), str(second))
        answer = self._git(*command)
        assert answer.returncode in (0, 1), answer.stderr
        return answer.stdout.splitlines()[1:] if answer.returncode else []

    def merged(self, first: int, second: int) -> dict[str, bytes]:
        """Path → content in the merge of two branches, which git can merge."""
        answer = self._git("merge-tree", "--write-tree", "--no-messages", str(first), str(second))
        assert answer.returncode == 0, answer.stdout + answer.stderr
        tree = answer.stdout.strip()
        archive = subprocess.run(("git", "archive", tree), cwd=self.folder, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as files:
            return {file.name: content.read() for file in files if (content := files.extractfile(file)) is not None}

    def lines(self, first: int, second: int) -> tuple[str, str]:
        """The lines that two branches change."""
        return self.branches[first].line, self.branches[second].line

    def same_ends(self, first: int, second: int) -> bool:
        """Whether both branches add a transition between the same two statuses."""
        ends = self.branches[first].ends
        return ends is not None and ends == self.branches[second].ends

    def _touching(self, first: int, second: int) -> bool:
        """Whether a file has changes of both without an unchanged line between them."""
        ours, theirs = self._hunks(first), self._hunks(second)
        return any(
            start <= other_stop and other_start <= stop
            for path in ours.keys() & theirs.keys()
            for start, stop in ours[path]
            for other_start, other_stop in theirs[path]
        )

    def _hunks(self, number: int) -> Mapping[str, list[tuple[int, int]]]:
        """Path → the lines of the base, from and before, that a branch replaces."""
        if number not in self._known_hunks:
            files = self._git("diff", *LIKE_A_MERGE, "base", str(number)).stdout.split("\ndiff --git ")
            self._known_hunks[number] = {
                file.partition("\n+++ b/")[2].partition("\n")[0]: [_lines(match) for match in HUNK.finditer(file)]
                for file in files
            }
        return self._known_hunks[number]

    @cached_property
    def _known_hunks(self) -> dict[int, Mapping[str, list[tuple[int, int]]]]:
        return {}

    def _import(self, branch: str, files: Mapping[str, bytes], parent: str) -> None:
        lines = [f"commit refs/heads/{branch}\ncommitter A <a@example.com> 1 +0000\ndata 0\n".encode()]
        if parent:
            lines.append(f"from refs/heads/{parent}^0\n".encode())
        for path, content in files.items():
            lines.append(b'M 100644 inline "%s"\ndata %d\n%s\n' % (path.encode(), len(content), content))
        command = ("git", "fast-import", "--quiet")
        subprocess.run(command, cwd=self.folder, input=b"".join(lines), check=True)

    def _git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(("git", *arguments), cwd=self.folder, capture_output=True, text=True, check=False)


def _lines(match: re.Match[str]) -> tuple[int, int]:
    count = int(match[2] or 1)
    # An insertion names the line before it.
    start = int(match[1]) + (count == 0)
    return start, start + count
