"""The digest of all files that a check can see: it changes with every change, and not with a commit or a clone."""

from __future__ import annotations

from hashlib import sha256

from revi_docs.files.git_process import NoGitError, git_output
from revi_docs.files.read_file import read_file
from revi_docs.records.story_folders import belongs_to_stories
from revi_docs.runtime.base.repository import Repository


def files_digest(repository: Repository) -> str:
    """The digest of the tracked and new files of the repository, without its stories; "" without git.

    Stories are left out, because the record of a check is in one. Line ends count as they are on disk.
    """
    try:
        listing = git_output(repository.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except NoGitError:
        return ""
    layout = repository.story_layout
    digest = sha256()
    for path in sorted(set(listing.split("\0")) - {""}):
        if not belongs_to_stories(layout, path):
            digest.update(f"{path}\0{_content_digest(repository.root, path)}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _content_digest(root: str, path: str) -> str:
    try:
        return sha256(read_file(root, path)).hexdigest()
    except OSError:
        # Deleted, a submodule, or a link to outside: its name is all that counts.
        return ""
