"""The modules that a call of `revi` imports, seen from inside its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# The program of `revi`, which prints the names of all modules that it imported when it exits.
_PROGRAM = """
import os, sys
leave = os._exit
def exit(code):
    sys.stderr.write("\\n" + " ".join(sys.modules))
    sys.stderr.flush()
    leave(code)
os._exit = exit
from revi_docs.cli.agent.main import main
main()
"""

THIRD_PARTY = frozenset(
    "click jinja2 yaml frontmatter markdown_it mkdocs pathspec selectolax pygraphviz linkcheck".split()
)
"""The libraries that `revi-docs` needs."""


def run_and_list_modules(root: Path, *words: str, stdin: str = "") -> tuple[str, set[str]]:
    """What `revi` prints, and the modules that it imported. It must exit with 0 and print no error."""
    process = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words], input=stdin, cwd=root, capture_output=True, text=True, check=True
    )
    message, _, modules = process.stderr.rpartition("\n")
    assert message.strip() == ""
    return process.stdout, set(modules.split())
