"""What stories state becomes the contract: ids, statuses, files, sections and records, as the team writes them."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.adopt_repo import HEADER, problem_text, proposal_text, write_files
from tests.support.runtime_repository import revi
from tests.support.sample_repo import edit, run_docs

STORY = "---\nid: {0}\ntitle: About {0}\nstatus: {1}\n---\n\n# {0}\n\n## Goal\n\nDo it.\n\n## Our log\n\nBegun.\n"
TABLE = "# States\n\n| Status | Meaning | Next |\n|---|---|---|\n| open | Not begun. | done |\n| done | Over. | |\n"


def story(folder: str, status: str) -> dict[str, str | bytes]:
    name = folder.rpartition("/")[2]
    return {
        f"{folder}/{name}.md": STORY.format(name, status),
        f"{folder}/PROOF-{name}-20260102-1030.md": "# Proof\n\n## Checks\n\nAll passed.\n\n## Empty\n",
        f"{folder}/CHECKPOINT.yaml": f"storyId: {name}\nstep: 3\nok: true\n",
    }


STORIES = {
    **story("plans/now/WRKF-0010", "backlog"),
    **story("plans/now/WRKF-0002", "In Progress"),
    **story("plans/done/lib-3", "done"),
    "plans/done/lib-3/CHECKPOINT.yaml": "storyId: lib-3\nstep: 3\nnote: [a]\n",
}


def test_the_contract_of_stories(tmp_path: Path) -> None:
    assert proposal_text(write_files(tmp_path, STORIES)) == (
        f"{HEADER}revi: 1\n"
        """
project:
  stories: "plans/*/{id}"  # plans/now/WRKF-0002/WRKF-0002.md:1
  story_id: "(WRKF-|lib-)[0-9]+"  # plans/now/WRKF-0002/WRKF-0002.md:1
  timestamp: YYYYMMDD-HHMM  # plans/done/lib-3/PROOF-lib-3-20260102-1030.md:1

statuses:
  backlog: {}  # plans/now/WRKF-0010/WRKF-0010.md:4
  done: {}  # plans/done/lib-3/lib-3.md:4
  in-progress:  # plans/now/WRKF-0002/WRKF-0002.md:4
    aliases: [In Progress]  # plans/now/WRKF-0002/WRKF-0002.md:4

artifacts:
  story:
    file: "{id}.md"  # plans/done/lib-3/lib-3.md:1
    sections: [Goal, Our log]  # plans/done/lib-3/lib-3.md:1
  checkpoint:
    file: CHECKPOINT.yaml  # plans/done/lib-3/CHECKPOINT.yaml:1
  proof:
    file: "PROOF-{id}-{timestamp}.md"  # plans/done/lib-3/PROOF-lib-3-20260102-1030.md:1
    sections: [Checks]  # plans/done/lib-3/PROOF-lib-3-20260102-1030.md:1

records:
  checkpoint:
    fields:
      storyId: string  # plans/done/lib-3/CHECKPOINT.yaml:1
      step: integer  # plans/done/lib-3/CHECKPOINT.yaml:1
      note: "list?"  # plans/done/lib-3/CHECKPOINT.yaml:1
      ok: "boolean?"  # plans/done/lib-3/CHECKPOINT.yaml:1

default_outputs: false

prose: []
"""
    )


def test_from_adopt_to_ledgers(tmp_path: Path) -> None:
    write_files(tmp_path, STORIES)
    result = run_docs(tmp_path, "adopt", "--write", "--stories", "plans/**/{id}/{id}.md")
    assert result.returncode == 0, result.stdout
    assert "stories: 'revi story adopt --all --actor NAME' creates their ledgers\n" in result.stdout
    for command in (["check"], ["lint"], ["build"]):
        assert run_docs(tmp_path, *command).returncode == 0
    rows = [
        "  Story      Status       Title",
        "  lib-3      done         About lib-3",
        "  WRKF-0002  in-progress  About WRKF-0002",
        "  WRKF-0010  backlog      About WRKF-0010",
    ]
    assert sorted(revi(tmp_path, "story", "list").stdout.splitlines()) == sorted(["3 stories", *rows])
    assert revi(tmp_path, "story", "adopt", "--all", "--actor", "Ada").stdout.splitlines()[0] == "3 stories adopted"
    assert sorted(revi(tmp_path, "story", "list").stdout.splitlines()) == sorted(["3 stories", *rows])
    assert len(list(tmp_path.glob("plans/*/*/ledger/*.json"))) == 3
    assert run_docs(tmp_path, "lint").returncode == 0
    assert run_docs(tmp_path, "adopt").stdout == (
        "nothing to add: the contract already has everything that was found\n"
    )
    new = revi(tmp_path, "story", "new", "WRKF-0011", "--title", "A")
    assert (new.returncode, new.stderr) == (0, "")
    assert (tmp_path / "plans/WRKF-0011/WRKF-0011.md").is_file()


def test_statuses_of_stories_are_those_of_the_workflow(tmp_path: Path) -> None:
    write_files(tmp_path, {"docs/flow.md": TABLE, **story("plans/AB-1", "Open"), **story("plans/AB-2", "frob")})
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    text = (tmp_path / "revi.yml").read_text(encoding="utf-8")
    assert "  open:\n    description: Not begun.\n" in text
    assert "Open" not in text
    assert "frob" not in text
    result = revi(tmp_path, "story", "adopt", "--all", "--actor", "Ada")
    assert (result.returncode, result.stderr.splitlines()) == (
        1,
        [
            "adopted: 1 story adopted",
            "  AB-1: open",
            "  AB-2: not adopted: there is no status 'frob'",
            "  fix: correct the status in these story files, and run the command again",
        ],
    )


def test_a_status_that_the_workflow_lacks_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {"docs/flow.md": TABLE, **story("plans/AB-2", "frob")})
    assert problem_text(tmp_path).startswith(
        "plans/AB-2/AB-2.md:4:9: warning: left-alone: 'frob' is the status of a story, but no status of the workflow\n"
    )


def test_front_matter_that_is_not_valid_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {**story("plans/AB-1", "open"), **story("plans/AB-2", "open: now")})
    assert problem_text(tmp_path).startswith(
        "plans/AB-2/AB-2.md:4:13: warning: left-alone: the status is not read: the front matter is not valid YAML: "
    )


def test_a_new_story_in_one_of_several_stages_needs_its_folder(tmp_path: Path) -> None:
    write_files(tmp_path, STORIES)
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    result = revi(tmp_path, "story", "new", "WRKF-0011", "--title", "A")
    assert result.returncode == 1
    assert result.stderr == (
        "no-story-folder: 'plans/*/{id}' does not say in which folder WRKF-0011 is created\n"
        "  fix: create the folder 'plans/*/WRKF-0011' with a name for '*' first\n"
    )
    (tmp_path / "plans/now/WRKF-0011").mkdir()
    assert revi(tmp_path, "story", "new", "WRKF-0011", "--title", "A").returncode == 0
    assert (tmp_path / "plans/now/WRKF-0011/WRKF-0011.md").is_file()


def test_the_contract_decides_once_it_has_stories(tmp_path: Path) -> None:
    write_files(tmp_path, STORIES)
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    edit(tmp_path, "revi.yml", "sections: [Goal, Our log]", "sections: [Goal]")
    write_files(tmp_path, story("plans/now/WRKF-0012", "backlog"))
    assert proposal_text(tmp_path) == ""


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    write_files(tmp_path, STORIES)
    for option, pattern in (("--stories", "plan/{id}/{id}.md"), ("--agents", "x/*.md"), ("--documents", "x.md")):
        result = run_docs(tmp_path, "adopt", "--write", option, pattern)
        assert (result.returncode, result.stdout) == (2, "")
        assert f"{option} '{pattern}' matches no file of the repository\n" in result.stderr
    assert "has no {id}" in run_docs(tmp_path, "adopt", "--stories", "plans/*/*.md").stderr
