"""The shipped case for an agent, and a call of `revi-docs try`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support import fork_server
from tests.support.fork_server import as_text

CASE = "tests/agents/unit/elab-analyst"


def run_try(root: Path, case: str, *command: str) -> subprocess.CompletedProcess[str]:
    return as_text(fork_server.run("revi-docs", ["try", case, *command], root, os.environ))
