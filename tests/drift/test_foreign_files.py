"""A file at the path of an output that revi-docs did not write."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_repo import run_docs, write


def test_a_switched_off_output_leaves_the_file_alone(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nstatuses: [open, done]\n")
    write(tmp_path, "docs_src/reference/index.md", "# Mine\n")
    finding = run_docs(tmp_path, "check").stdout
    assert "add '\"docs_src/reference/index.md\": false' to outputs in revi.yml" in finding
    write(
        tmp_path,
        "revi.yml",
        'revi: 1\nstatuses: [open, done]\noutputs:\n  "docs_src/reference/index.md": false\n',
    )
    run_docs(tmp_path, "sync")
    assert "foreign-file" not in run_docs(tmp_path, "check").stdout
