"""What the documents show of the program is what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.drift.small import copy_of, revi, synced, write

LIMIT = re.compile(r"(?m)^    elaboration: \{warning: 30000, hard: (?P<hard>60000)\}$")
LEFT_OUT = "  …"


@pytest.fixture(scope="module")
def said(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of a check, without the diff, after the hard limit of one phase was changed."""
    copy = copy_of(root, tmp_path_factory.mktemp("documents") / "copy")
    synced(copy)
    contract = (copy / "revi.yml").read_text(encoding="utf-8")
    assert len(LIMIT.findall(contract)) == 1
    write(copy, "revi.yml", LIMIT.sub(lambda match: match[0].replace(match["hard"], "70000"), contract))
    answer = revi(copy, "check")
    assert answer.returncode == 1
    return answer.stdout.partition("    --- ")[0].splitlines()


@pytest.mark.parametrize("document", ["README.md", "docs_src/checks.md"])
def test_the_finding_that_is_shown_is_true(root: Path, document: str, said: list[str]) -> None:
    text = (root / document).read_text(encoding="utf-8")
    (shown,) = re.findall(r"(?m)^```text\n((?:[^`].*\n)*? +fix: .*\n)```$", text)
    first, _, last = shown.partition(f"{LEFT_OUT}\n")
    head, tail = first.splitlines(), last.splitlines()
    assert (head, tail) == (said[: len(head)], said[-len(tail) :]), f"update {document} with\n" + "\n".join(
        said
    )
    assert len(head) + len(tail) < len(said)
