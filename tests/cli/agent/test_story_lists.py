"""After `revi story new` and `renumber`, the generated lists of stories are out of date: the answer says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import revi
from tests.support.sample_repo import git, run_docs, write

CONTRACT = """\
revi: 1
project: {prefix: WORK, story_id: "WORK-[0-9]{3,}", stories: "stories/{id}"}
statuses: {open: {}, done: {terminal: true}}
transitions: [{from: open, to: done, by: manual}]
default_outputs: false
outputs:
  statuses.md: {template: statuses.j2}
"""
LISTS = """\
  "{prefix}.list.md": {template: stories/list.j2}
  all.md: {template: stories/list.j2}
"""
TEMPLATE = "<!-- {{ marker }} -->\n{% for story in stories.values() %}{{ story.id }}\n{% endfor %}"
HINT = "  to list it in WORK.list.md and all.md: run 'revi-docs sync'\n"


@pytest.mark.parametrize(("outputs", "hint"), [("", ""), (LISTS, HINT)], ids=["none", "two"])
def test_the_answer_names_the_lists(tmp_path: Path, outputs: str, hint: str) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "revi.yml", CONTRACT + outputs)
    if outputs:
        write(tmp_path, "templates/stories/list.j2", TEMPLATE)
    write(tmp_path, "templates/statuses.j2", "<!-- {{ marker }} -->\n{{ statuses.open.id }} {{ statuses.done.id }}\n")
    run_docs(tmp_path, "sync")
    new = ["story", "new", "WORK-001", "--title", "First"]
    assert revi(tmp_path, *new, "--dry-run").stdout == "WORK-001: would be created in open\n"
    assert revi(tmp_path, *new).stdout == f"WORK-001: created in open\n{hint}"
    assert run_docs(tmp_path, "check").returncode == (1 if hint else 0)
    run_docs(tmp_path, "sync")
    assert run_docs(tmp_path, "check").returncode == 0
    words = ["story", "renumber", "WORK-001", "WORK-002", "--actor", "Ada", "--reason", "taken"]
    assert revi(tmp_path, *words).stdout.endswith(f"    stories/WORK-002/WORK-002.md:6\n{hint}")
    assert run_docs(tmp_path, "check").returncode == (1 if hint else 0)
