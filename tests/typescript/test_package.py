"""The generated TypeScript compiles, is clean to its linter, and answers every row of the vectors."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.typescript.package import answered, compiled, run
from tests.vectors.by_hand import BY_HAND
from tests.vectors.make import QUESTIONS, vectors

LINK = re.compile(r"@see (?:\.\./)+docs_src/reference/[\w/-]+\.md(?:#[\w-]+)?\n")

pytestmark = pytest.mark.xdist_group("node")


@pytest.fixture(scope="module")
def test_file(root: Path, node: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled test of this repository's package."""
    return compiled(root / "generated", node, tmp_path_factory.mktemp("typescript"))


def test_decide_says_what_the_reference_says(root: Path, test_file: Path, record_property) -> None:
    record_property(
        "vectors", ("TypeScript", answered(test_file, vectors((root / "revi.yml").read_text("utf-8"))))
    )


def test_decide_says_what_was_written_by_hand(test_file: Path) -> None:
    rows: dict[str, list[Any]] = {question: [] for question in QUESTIONS}
    for question, asked, wanted in BY_HAND.values():
        rows[question].append((asked, wanted))
    assert answered(test_file, rows) == len(BY_HAND)


def test_the_compiler_is_strict(root: Path) -> None:
    text = (root / "generated/typescript/tsconfig.json").read_text("utf-8")
    for option in ("strict", "exactOptionalPropertyTypes", "noUncheckedIndexedAccess"):
        assert f'"{option}": true' in text


def test_eslint_finds_nothing(root: Path, node: Path) -> None:
    folders = ("generated/typescript/src", "revi_docs/decide", "tests/typescript", "eslint.config.js")
    done = run(node / "eslint", "--max-warnings=0", *folders, cwd=root)
    assert done.stdout + done.stderr == ""


def test_every_export_says_what_it_is_and_links_to_the_site(root: Path) -> None:
    found = 0
    for path in sorted((root / "generated/typescript/src").rglob("*.ts")):
        if path.name != "index.ts":
            before, *exports = path.read_text("utf-8").split("\nexport ")
            for export in exports:
                comment = before.rpartition("/**")[2]
                assert comment.endswith(" */"), export[:60]
                assert re.search(r"@see (\.\./)+docs_src/reference/[\w/-]+\.md(#[\w-]+)?\n", comment), export[
                    :60
                ]
                before, found = export, found + 1
    assert found > 100


def test_every_link_of_an_export_leads_to_a_page(root: Path) -> None:
    for path in sorted((root / "generated/typescript/src").rglob("*.ts")):
        for target, anchor in re.findall(r"@see ([\w./-]+)#?([\w-]*)\n", path.read_text("utf-8")):
            page = (path.parent / target).resolve().read_text("utf-8")
            assert not anchor or f"#{anchor}}}" in page, f"{path.name}: {target}#{anchor}"


@pytest.mark.parametrize(
    ("ci", "wanted"),
    [
        pytest.param("true", "CI is set, and there is no node on the PATH", id="in CI it fails"),
        pytest.param("", "SKIPPED [1] ", id="elsewhere it is skipped, with a reason"),
    ],
)
def test_without_node(root: Path, ci: str, wanted: str) -> None:
    environment = {**os.environ, "PATH": str(Path(sys.executable).parent), "CI": ci}
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, "-k", "eslint")
    done = run(*command, cwd=root, environment=environment)
    assert wanted in done.stdout
    assert "no node on the PATH; on Debian: apt-get install nodejs npm" in done.stdout
    assert bool(done.returncode) is bool(ci)
