"""The platforms and folders that the programs run in."""

from __future__ import annotations

import sys

PLATFORM_CODES: dict[str, str] = {
    "unsupported-platform": """\
The programs do not run on native Windows.

Why: Locks, atomic writes and opening a file relative to its folder need a POSIX system. Without them, two agents
could work on one story at once.

Example:

    C:\\work> revi-docs check

Fix: Run the programs in WSL, where they work as on Linux; `wsl --install` sets it up.
""",
    "bare-repository": """\
A contract was to be created in a bare git repository, or in the `.git` folder of another one.

Why: Such a folder has no work tree. Git would commit none of the files, and reads files there as its own.

Example:

    $ git init --bare workflow.git && cd workflow.git
    $ revi-docs init

Fix: Clone the repository, and run the command in the clone.
""",
}


def platform_problem(platform: str = sys.platform) -> str:
    """What to print instead of running on a platform, as named by `sys.platform`; "" if it is supported."""
    if platform != "win32":
        return ""
    return (
        "unsupported-platform: revi-docs does not run on native Windows: its locks need a POSIX system\n"
        "  fix: run it in WSL; 'wsl --install' sets it up\n"
    )
