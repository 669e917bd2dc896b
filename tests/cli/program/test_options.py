"""Which repository a command works on."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_repo import run_docs, write


def test_root_option(sample: Path, tmp_path: Path) -> None:
    for words in (["-C", "sample"], ["--root", str(sample)], ["-Csample"]):
        assert run_docs(tmp_path, *words, "check").stdout == "clean: 5 outputs\n"
    assert run_docs(sample / "docs", "check").stdout == "clean: 5 outputs\n"


def test_the_nearest_contract_is_used(sample: Path) -> None:
    write(sample, "docs/inner/revi.yml", "revi: 1\n")
    assert run_docs(sample / "docs/inner", "lint").stdout == "valid: an empty contract\n"
    assert run_docs(sample / "docs", "lint").stdout.startswith("valid: 3 statuses")
