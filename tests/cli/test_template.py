"""`revi-docs template`: the shipped templates, and what of them a repository replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import run_docs, write

NAME = "claude/agent.md.j2"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(tmp_path, "revi.yml", "revi: 1\nstatuses: [open, done]\n")
    return tmp_path


def test_it_lists_every_template_with_its_blocks(repository: Path, root: Path) -> None:
    write(repository, f"templates/{NAME}", "x\n")
    lines = run_docs(repository, "template").stdout.splitlines()
    folder = root / "templates"
    assert [line.partition(":")[0] for line in lines] == sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.j2")
    )
    blocks = "front_matter, marker, body, intro, files, agents, report"
    assert f"{NAME}: {blocks} (templates/{NAME} exists)" in lines
    assert "claude/docs/statuses.md.j2: body" in lines
    assert "regions/agents.md.j2" in lines


def test_it_prints_a_shipped_template_even_if_there_is_another_one(repository: Path, root: Path) -> None:
    write(repository, f"templates/{NAME}", "x\n")
    assert run_docs(repository, "template", NAME).stdout == (root / "templates" / NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("claude/agents.md.j2",),
            (
                "no shipped template 'claude/agents.md.j2'; did you mean 'claude/agent.md.j2'?\n"
                "  fix: run 'revi-docs template' to list all templates\n"
            ),
        ),
        (("../revi.yml",), "no shipped template '../revi.yml'"),
        (("--accept",), "--accept needs the NAME of a template"),
        ((NAME, "--accept"), f"templates/{NAME} does not replace the shipped template"),
    ],
)
def test_wrong_usage(repository: Path, words: tuple[str, ...], message: str) -> None:
    result = run_docs(repository, "template", *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
