"""Rewrite the expected output of each test repository: `python -m tests.stories.rules.refresh`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.report.formats import render_text
from revi_docs.stories.rules.story_lint import lint_stories
from tests.stories.repo_files import write_files


def refresh() -> None:
    """Rewrite every expected text; review the diff before you commit it."""
    for path in sorted(Path(__file__).parent.glob("*/fires*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            root = write_files(path.read_text("utf-8"), Path(folder))
            result = lint_stories(root, load(root))
            assert result is not None
            text = render_text(result.problems)
        path.with_name(path.name.replace("fires", "expected")).write_text(text, "utf-8")


if __name__ == "__main__":
    refresh()
