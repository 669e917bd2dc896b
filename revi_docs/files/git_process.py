"""Run git so that it executes nothing that a repository names. The one module that starts git.

A repository can come from a stranger, and its `.git/config` with it, for example in an archive. Only commands that
run no filter, hook, pager, external diff or signature check may be called, and the settings below disable what
a command could still start. Variables named `GIT_*` would lead git to another repository; none is passed on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from revi_docs.files.git_blockers import blocked_setting, find_blocker
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.root_folders import record_read

if sys.platform == "linux":
    import resource

_TIMEOUT_SECONDS = 120
"""Arbitrary: reading the history of a large repository takes some seconds."""

_PATIENCE_SECONDS = 3
"""Arbitrary: git seldom takes longer; then it is worth looking for a file that blocks it."""

_MAX_MEMORY = 4 << 30
"""Bytes that git may allocate. Arbitrary, more than a large repository needs: of a device, git reads all it can."""

_SETTINGS = (
    # Programs that reading commands can start.
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "log.showSignature=false",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "gpg.ssh.defaultKeyCommand=",
    "uploadpack.packObjectsHook=",
    "maintenance.auto=false",
    "gc.auto=0",
    "protocol.allow=never",
    # A folder of committed files that looks like a bare repository is not one: its settings are a stranger's.
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
    "diff.ignoreSubmodules=all",
    # Files in the git directory that could hide files or commits.
    "core.untrackedCache=false",
    "core.commitGraph=false",
    "core.quotePath=off",
    "core.attributesFile=",
)

_VARIABLES = {
    "LC_ALL": "C",  # untranslated messages
    "GIT_OPTIONAL_LOCKS": "0",  # an index.lock would make a git command of the user fail
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone fetches missing objects with the commands that its configuration names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    # Replaced objects and grafts show another history than the committed one.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
}


class NoGitError(Exception):
    """Git failed or is not installed; the text is the reason, `fix` what to do."""

    def __init__(self, reason: str, fix: str = "install git, and run this command in a git repository") -> None:
        super().__init__(reason)
        self.fix = fix


def run_git(root: Path | str, arguments: list[str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a git command in `root`, without a shell. Raises NoGitError if git cannot run or refuses the repository."""
    record_read(root)
    if blocker := blocked_setting(str(root)):
        raise _waits_for(*blocker)
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    variables = _environment(str(root))
    command = ["git", "-C", str(root), "--no-pager", *settings, *arguments]
    try:
        completed = _run(command, variables, stdin, str(root))
    except subprocess.TimeoutExpired:
        raise NoGitError(f"git did not answer within {_TIMEOUT_SECONDS} seconds", "run 'git fsck'") from None
    except OSError as error:
        raise NoGitError(f"cannot run git: {error.strerror}") from None
    if completed.returncode and b"safe.directory" in completed.stderr:
        raise _untrusted_owner(str(root))
    return completed


def _run(command: list[str], variables: dict[str, str], stdin: bytes, root: str) -> subprocess.CompletedProcess[bytes]:
    """Run git until it ends. Raises NoGitError if it reads a file without end, TimeoutExpired, OSError."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=variables, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            _limit_memory(process.pid)
            try:
                stdout, stderr = process.communicate(stdin, _PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                if problem := _blocker_problem(root):
                    raise problem from None
                stdout, stderr = process.communicate(timeout=_TIMEOUT_SECONDS - _PATIENCE_SECONDS)
        except BaseException:
            process.kill()
            raise
    if process.returncode and b"ut of memory" in stderr and (problem := _blocker_problem(root)):
        raise problem
    return subprocess.CompletedProcess(command, process.returncode, stdout, stderr)


def _limit_memory(pid: int) -> None:
    if sys.platform == "linux":  # elsewhere, no process can limit another one
        with suppress(OSError):  # it has ended
            resource.prlimit(pid, resource.RLIMIT_DATA, (_MAX_MEMORY, _MAX_MEMORY))


def _blocker_problem(root: str) -> NoGitError | None:
    """Why git does not answer, if a file that it reads has no end."""
    blocker = find_blocker(root)
    return _waits_for(*blocker) if blocker else None


def _waits_for(path: str, kind: str) -> NoGitError:
    return NoGitError(f"git waits for '{path}', which is {kind}", f"delete '{path}'")


def git_output(root: Path | str, *arguments: str, may_fail: bool = False) -> str:
    """The standard output of a git command; "" if it fails and `may_fail`. Raises NoGitError."""
    completed = run_git(root, list(arguments))
    if completed.returncode and not may_fail:
        raise NoGitError(completed.stderr.decode("utf-8", "replace").strip() or "git failed")
    return "" if completed.returncode else completed.stdout.decode("utf-8", "surrogateescape")


def _environment(root: str) -> dict[str, str]:
    variables = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    folders = find_git_folders(root)
    # Overrides `core.worktree`, which could name any folder. Git still checks the owner of the repository.
    work_tree = {"GIT_WORK_TREE": folders.work_tree} if folders else {}
    return {**variables, **_VARIABLES, **work_tree}


def _untrusted_owner(root: str) -> NoGitError:
    folders = find_git_folders(root)
    work_tree = folders.work_tree if folders else root
    return NoGitError(
        f"git does not read {work_tree}, because it belongs to another user",
        f"if you trust it, run: git config --global --add safe.directory {work_tree}",
    )
