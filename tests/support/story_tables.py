"""What `revi story list` and `revi story show` print."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support import fork_server


def printed(repository: Path, *words: str, **environment: str) -> str:
    process = fork_server.run("revi", ["story", *words], repository, {**os.environ, **environment})
    assert process.returncode == 0, process.stderr
    return process.stdout.decode()
