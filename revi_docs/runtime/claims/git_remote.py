"""The refs of a git remote that hold claims: list them, read their commits, and change them by compare and swap.

`refs/revi/claims/STORY` is a commit whose message is the claim. `refs/revi/fence/N` says that N is the highest fencing
token of all stories: the number is in the name, so that one request reads it.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from revi_docs.files.atomic_write import write_file
from revi_docs.files.git_process import NoGitError
from revi_docs.files.git_transport import error_text, open_transport
from revi_docs.files.read_file import read_text
from revi_docs.records.command_errors import UnavailableError, file_errors

CLAIMS, FENCE = "refs/revi/claims/", "refs/revi/fence/"

# The id of a tree without entries, the same in every SHA-1 repository.
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

_FENCE_PERSON = "revi <revi> 0 +0000"
"""The author of what fencing tokens point to: the same commit everywhere."""

_FRESH_SECONDS = 1.0
"""How long a list of refs is reused. Arbitrary: shorter than a step of an agent; each swap compares anyway."""

RefUpdates = Mapping[str, tuple[str, str]]
"""Ref → its old and its new commit; "" for none."""


class RemoteAddress(NamedTuple):
    """The name of the remote for messages, its URL, and the author of our commits as `Name <email>`."""

    name: str
    url: str
    author: str


class RemoteRefs(NamedTuple):
    """Ref of a claim → commit, and fencing token → commit of its ref."""

    claims: Mapping[str, str]
    fences: Mapping[int, str]

    @property
    def fence(self) -> int:
        """The highest fencing token that was issued."""
        return max(self.fences, default=0)

    def updated(self, updates: RefUpdates) -> RemoteRefs:
        """The refs after a push."""
        refs = {**self.claims, **{f"{FENCE}{fence}": commit for fence, commit in self.fences.items()}}
        refs |= {ref: new for ref, (_, new) in updates.items()}
        return sort_refs({ref: commit for ref, commit in refs.items() if commit})

    def version(self, ref: str) -> str:
        """What identifies the state of a claim: its commit and the fencing token."""
        return f"{self.claims.get(ref, '-')} {self.fence}" if ref in self.claims or self.fences else ""


class ClaimRemote:
    """The refs of one remote. `root` is the folder that contains `folder`, where the objects are kept."""

    def __init__(self, root: str, folder: str, address: RemoteAddress) -> None:
        self.address = address
        self._root = root
        self._fence_file = f"{folder}/highest-fence"
        with file_errors(folder):
            self._transport = open_transport(root, folder)
        self._refs: RemoteRefs | None = None
        self._refs_at = 0.0
        self.is_pushed = False
        """Whether `refs` answers with what this process pushed a moment ago."""

    def refs(self, *, fresh: bool = False) -> RemoteRefs:
        """The refs, as they were a moment ago unless `fresh`. Raises UnavailableError if they cannot be read."""
        if fresh or self._refs is None or time.monotonic() - self._refs_at > _FRESH_SECONDS:
            self._refs_at, self.is_pushed = time.monotonic(), False
            self._refs = parse_refs(self._request("ls-remote", "--quiet", "--", self.address.url, "refs/revi/*"))
            self._require_no_loss(self._refs.fence)
        return self._refs

    def fetch(self, refs: Mapping[str, str]) -> None:
        """Fetch the commits of refs that are not here yet, in one request; none if a ref was deleted meanwhile."""
        missing = [ref for ref, commit in sorted(refs.items()) if not self._transport.has(commit)]
        if missing:
            self._run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", self.address.url, *missing)

    def read(self, commit: str) -> str | None:
        """The message of a commit; None if it was not fetched, because its ref changed meanwhile."""
        if not self._transport.has(commit):
            return None
        return self._transport.output("cat-file", "commit", commit).partition("\n\n")[2]

    def write(self, message: str) -> str:
        """Write a commit and return its id."""
        return self._commit(f"{self.address.author} {int(time.time())} +0000", message)

    def fence_updates(self, refs: RemoteRefs, fence: int) -> RefUpdates:
        """What raises the fencing token: a new ref instead of the old ones. Empty if it is not higher."""
        if fence <= refs.fence:
            return {}
        commit = self._commit(_FENCE_PERSON, "The highest fencing token.\n")
        outdated = {f"{FENCE}{number}": (old, "") for number, old in refs.fences.items()}
        return {f"{FENCE}{fence}": ("", commit), **outdated}

    def push(self, refs: RemoteRefs, updates: RefUpdates) -> str:
        """Change all refs or none, if each still has its old commit; returns the reason if they were not changed."""
        if not updates:
            return ""
        # A lease names the old commit, which the remote compares while it holds the ref.
        leases = [f"--force-with-lease={ref}:{old}" for ref, (old, _) in updates.items()]
        changes = [f"{new}:{ref}" for ref, (_, new) in updates.items()]
        arguments = ("push", "--porcelain", "--atomic", "--no-verify", *leases, "--", self.address.url, *changes)
        completed = self._run(*arguments)
        if completed.returncode:
            lines = completed.stdout.decode("utf-8", "replace").splitlines()
            rejected = [line[2:] for line in lines if line.startswith("!")]
            return self._without_url("; ".join(rejected) or error_text(completed) or "git push failed")
        # The push was atomic, so its result is known without another request.
        self._refs, self._refs_at, self.is_pushed = refs.updated(updates), time.monotonic(), True
        self._save_fence(self._refs.fence)
        return ""

    def _commit(self, person: str, message: str) -> str:
        # A commit needs a tree, and a new repository has no objects.
        if not self._transport.has(_EMPTY_TREE):
            self._transport.output("hash-object", "-t", "tree", "-w", "--stdin")
        text = f"tree {_EMPTY_TREE}\nauthor {person}\ncommitter {person}\n\n{message}"
        return self._transport.output("hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode()).strip()

    def _save_fence(self, fence: int) -> None:
        """Remember the highest token, so that a remote that lost it is noticed."""
        if fence > self._saved_fence():
            with file_errors(self._fence_file):
                write_file(self._root, self._fence_file, f"{fence}\n".encode())

    def _saved_fence(self) -> int:
        # Nothing was saved yet, or the file is damaged: only the remote knows the highest token then.
        with suppress(OSError, ValueError):
            return int(read_text(self._root, self._fence_file, limit=32))
        return 0

    def _require_no_loss(self, fence: int) -> None:
        saved, name = self._saved_fence(), self.address.name
        if fence < saved:
            message = f"the claims on {name} were rewritten: fencing token {saved} was issued, the highest is {fence}"
            # Any commit will do.
            command = f"git push {name} HEAD:{FENCE}{saved}"
            fix = f"check that no agent works on a story, then run '{command}', so that no token is issued twice"
            raise UnavailableError("claims-rewritten", message, fix)

    def _request(self, *arguments: str) -> str:
        completed = self._run(*arguments)
        if completed.returncode:
            raise self._unreachable(error_text(completed))
        return completed.stdout.decode("utf-8", "replace")

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return self._transport.run(*arguments)
        except NoGitError as error:
            raise self._unreachable(str(error)) from None

    def _unreachable(self, reason: str) -> UnavailableError:
        message = f"the claims on {self.address.name} cannot be reached: {self._without_url(reason)}"
        fix = f"check the connection with 'git ls-remote {self.address.name}', then run the command again"
        return UnavailableError("claims-unreachable", message, fix)

    def _without_url(self, text: str) -> str:
        """A text of git without the URL, which can contain a password."""
        return text.replace(self.address.url, self.address.name)


def parse_refs(ref_list: str) -> RemoteRefs:
    """The refs in the output of `git ls-remote`."""
    return sort_refs({ref: commit for commit, _, ref in (line.partition("\t") for line in ref_list.splitlines())})


def sort_refs(refs: Mapping[str, str]) -> RemoteRefs:
    """The refs by kind. Anybody with access can push a ref of any name, so others are ignored."""
    claims = {ref: commit for ref, commit in refs.items() if ref.startswith(CLAIMS)}
    fences = {ref.removeprefix(FENCE): commit for ref, commit in refs.items() if ref.startswith(FENCE)}
    return RemoteRefs(claims, {int(text): fences[text] for text in fences if re.fullmatch(r"[0-9]{1,15}", text)})
