"""Writes what the rules say of each firing repository: `python -m tests.stories.rules.refresh`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.report.formats import render_text
from revi_docs.stories.rules.story_lint import lint_stories
from tests.stories.trees import unfold


def refresh() -> None:
    """Writes every expected text anew; the difference is for people to read."""
    for path in sorted(Path(__file__).parent.glob("*/fires*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            root = unfold(path.read_text("utf-8"), Path(folder))
            found = lint_stories(root, load(root))
            assert found is not None
            said = render_text(found.problems)
        path.with_name(path.name.replace("fires", "expected")).write_text(said, "utf-8")


if __name__ == "__main__":
    refresh()
