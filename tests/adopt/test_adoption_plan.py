"""Which files a later adoption reads."""

from __future__ import annotations

from pathlib import Path

from revi_docs.adopt.adoption_plan import plan_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
from tests.adopt.adopt_repo import adopt, proposal_text, write_files
from tests.support.inserted_yaml import WITH_B, A, B


def test_new_files_come_in_later(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, {".claude/agents/a.md": A}))
    write_files(tmp_path, {".claude/agents/b.md": B})
    assert proposal_text(tmp_path) == WITH_B
    adopt(tmp_path)


def test_patterns_say_where_to_look(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {"team/a.md": A, "team/b.md": B, "do/run.md": "x", "t.txt": "| Status | Meaning |\n|---|---|\n| a | F. |\n"},
    )
    adoption_plan = plan_adoption(tmp_path, ScanPatterns(("team/*.md", "!team/b.md"), ("do/*.md",), ("*.txt",)))
    assert adoption_plan.proposal is not None
    contract = adoption_plan.proposal.loaded.contract if adoption_plan.proposal.loaded else None
    assert contract is not None
    assert ([*contract.agents], [*contract.commands], [*contract.statuses]) == (["a"], ["run"], ["a"])
    assert [*contract.owns] == ["team/*.md", "!team/b.md", "do/*.md", "t.txt"]


def test_the_same_warning_about_several_files_is_one(tmp_path: Path) -> None:
    text = "---\nname: {}\ndescription: Use it: when a team is stuck.\n---\n"
    write_files(tmp_path, {f".claude/agents/{name}.md": text.format(name) for name in "abc"})
    (problem,) = plan_adoption(tmp_path, ScanPatterns()).problems
    assert problem.code == "front-matter-no-yaml"
    assert [place.file for place in problem.places] == [f".claude/agents/{name}.md" for name in "abc"]
