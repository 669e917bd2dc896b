"""The golden files of the targets, rendered from `contract.yml`: `make golden` rewrites them. Read the difference."""

from __future__ import annotations

import shutil
from pathlib import Path

from revi_docs.contract.loader import LoadedContract, parse
from revi_docs.outputs.rendered_outputs import render_all
from tests.outputs.refresh import EXTRAS

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"


def contract() -> LoadedContract:
    """The contract of the golden files."""
    loaded = parse((HERE / "contract.yml").read_bytes())
    assert loaded.problems == ()
    return loaded


def render_targets() -> dict[str, str]:
    """Path → text of every file for a target. The documents of all targets but Codex are left out."""
    loaded = contract()
    rendered = render_all(HERE, loaded, EXTRAS)
    assert rendered.problems == ()
    outputs = loaded.contract.outputs
    return {
        result.path: result.content.decode()
        for result in rendered.files
        if outputs[result.task.entry].target
        and (not result.task.template.startswith("claude/docs/") or result.task.target == "codex")
    }


def golden_file(path: str) -> Path:
    """The golden file of an output. No folder of its path is hidden."""
    return GOLDEN / path.removeprefix(".")


def refresh() -> None:
    """Write all golden files, and delete those of former outputs."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, text in render_targets().items():
        golden_file(path).parent.mkdir(parents=True, exist_ok=True)
        golden_file(path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    refresh()
