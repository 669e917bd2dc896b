"""What `revi story list` and `revi story show` print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def printed(root: Path, repository: Path, *words: str, **environment: str) -> str:
    process = subprocess.run(
        [sys.executable, "-m", "revi_docs.cli.agent.main", "story", *words],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return process.stdout
