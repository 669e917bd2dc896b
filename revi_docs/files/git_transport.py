"""Exchange objects with another git repository: the only module that lets git use the network.

Git runs in a bare repository of our own, whose settings are written before each call: nothing that the user's
repository configures is executed. The user's own settings hold: SSH, credentials, proxy, certificates and author, from
their configuration and from the environment.
"""

from __future__ import annotations

import os
import re
import subprocess

from revi_docs.files.atomic_write import write_file
from revi_docs.files.git_process import NoGitError, git_output
from revi_docs.files.read_file import exists, read_file

TIMEOUT_SECONDS = 60
"""Seconds until an unanswered exchange counts as failed. Arbitrary: one takes less than a second."""

_FILES = {
    "objects/info/.keep": b"",
    "objects/pack/.keep": b"",
    "refs/.keep": b"",
    "HEAD": b"ref: refs/heads/none\n",
    "config": b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n",
}
"""The least that git accepts as a repository."""

_MAX_CONFIG_BYTES = 4_096  # arbitrary: what is larger is not the file that was written

# Settings of the user that could run programs, ask questions or push more than our refs.
_SETTINGS = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=",
    "gc.auto=0",
    "maintenance.auto=false",
    "push.gpgSign=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "push.default=nothing",
    "safe.bareRepository=all",
    # Transports without a program that the URL names, as `ext::` does.
    "protocol.allow=never",
    *(f"protocol.{name}.allow=always" for name in ("file", "git", "ssh", "http", "https")),
)

_USER_VARIABLES = re.compile(
    r"GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_\w+|HTTP_\w+|SSL_\w+|AUTHOR_\w+|COMMITTER_\w+"
    r"|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|TRACE\w*)"
)
"""The variables of git that are the user's own settings; all others would lead git to another repository."""


def open_transport(root: str, folder: str) -> GitTransport:
    """The bare repository at `folder`, created below `root` if needed. Raises OSError."""
    for name, content in _FILES.items():
        path = f"{folder}/{name}"
        # Also if it exists: who can write to the folder could otherwise let git run a program.
        if not exists(root, path) or read_file(root, path, _MAX_CONFIG_BYTES) != content:
            write_file(root, path, content)
    return GitTransport(folder)


class GitTransport:
    """A bare repository of ours; see `open_transport`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a git command, without a shell. Raises NoGitError if git does not run or does not answer in time."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        command = ["git", f"--git-dir={self._folder}", "--no-pager", *settings, *arguments]
        try:
            # A session of its own: a question for a password fails instead of waiting on the terminal of an agent.
            return subprocess.run(
                command,
                input=stdin,
                env=_environment(),
                capture_output=True,
                check=False,
                timeout=TIMEOUT_SECONDS,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            fix = "check the connection, then run the command again"
            raise NoGitError(f"git did not answer within {TIMEOUT_SECONDS} seconds", fix) from None
        except OSError as error:
            raise NoGitError(f"cannot run git: {error.strerror}") from None

    def output(self, *arguments: str, stdin: bytes = b"") -> str:
        """The standard output of a git command that uses no network. Raises NoGitError if it fails."""
        completed = self.run(*arguments, stdin=stdin)
        if completed.returncode:
            raise NoGitError(error_text(completed) or "git failed")
        return completed.stdout.decode("utf-8", "replace")

    def has(self, object_id: str) -> bool:
        """Whether the object is here, without asking another repository for it."""
        return self.run("cat-file", "-e", object_id).returncode == 0


def user_settings(root: str, remote: str) -> dict[str, str]:
    """`url` of the remote, `name` and `email` of the user, as git knows them in the repository at `root`."""
    pattern = rf"^(user\.(name|email)|remote\.{re.escape(remote)}\.url)$"
    lines = git_output(root, "config", "--get-regexp", pattern, may_fail=True).splitlines()
    settings = {key.rpartition(".")[2]: value for key, _, value in (line.partition(" ") for line in lines)}
    url = settings.get("url", "")
    if url and "://" not in url and not re.match(r"[^/]+:", url):
        # A path is relative to the work tree, and git runs elsewhere.
        settings["url"] = os.path.normpath(os.path.join(root, os.path.expanduser(url)))
    return settings


def error_text(completed: subprocess.CompletedProcess[bytes]) -> str:
    """What git said about a failure, in one line: the first line that is an error, without its prefix."""
    lines = completed.stderr.decode("utf-8", "replace").splitlines()
    errors = [line for line in lines if line.startswith(("fatal: ", "error: ", "ssh: "))] or lines
    return errors[0].removeprefix("fatal: ").removeprefix("error: ").strip() if errors else ""


def _environment() -> dict[str, str]:
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or _USER_VARIABLES.fullmatch(name)
    }
    return {**variables, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
