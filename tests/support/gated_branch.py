"""A git repository with a branch that closes a story honestly: evidence, a check that ran, entries that revi made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from revi_docs.drift.sync import sync
from revi_docs.runtime.base.repository import StoryPaths, open_repository
from revi_docs.runtime.base.story_ledger import append_entry, story_ledger
from revi_docs.runtime.checks.check_runs import run_check
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.compiled_contracts import save_compiled
from tests.support.sample_repo import git, write
from tests.support.workspaces import open_workspace

CONTRACT = """\
revi: 1
project: {prefix: TKT, story_id: "TKT-[0-9]+", stories: "tickets/{id}", time_zone: UTC}
statuses:
  open: {initial: true}
  working: {}
  stuck: {counts_as_blocked: true}
  closed: {terminal: true, requires: {artifact: gate, verdict: gate}}
verdicts:
  gate: {values: [PASS, FAIL], requires: {PASS: {new: gate, verdict: gate, run: lint}}}
checks:
  lint: {command: [grep, -q, fine, code.txt]}
transitions:
  - {from: open, to: working, by: make, event: started}
  - {from: working, to: closed, by: judge, verdict: PASS}
  - {from: working, to: open, by: judge, verdict: FAIL}
  - {from: open, to: closed, by: make, event: trivial, requires: {artifact: gate}, force: true}
  - {from: [open, working], to: stuck, by: manual}
  - {from: stuck, to: working, by: manual}
commands:
  make: {description: Makes it., writes: story}
  judge: {description: Judges it., verdicts: gate}
artifacts:
  story: {file: "{id}.md"}
  gate: {file: GATE.yaml}
outputs:
  generated/contract.json: {template: contract.json.j2}
"""
GATE = "tickets/TKT-1/GATE.yaml"
RECORD = "tickets/TKT-1/_implementation/checks/lint.json"


class GatedBranch:
    """The repository at `root`, on the branch `work`; `main` has two open stories, TKT-1 and TKT-2."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def create(cls, root: Path, contract: str = CONTRACT) -> GatedBranch:
        """The repository with nothing on the branch."""
        root.mkdir()
        branch = cls(root)
        git(root, "init", "-q", "-b", "main")
        branch.write("code.txt", "fine\n")
        branch.write_contract(contract)
        for story in ("TKT-1", "TKT-2"):
            create_story(branch.story(story), NewStory(f"The story {story}"))
        branch.commit()
        git(root, "checkout", "-q", "-b", "work")
        return branch

    def copy(self, target: Path) -> GatedBranch:
        """The same repository in another folder."""
        return GatedBranch(save_compiled(Path(shutil.copytree(self.root, target, symlinks=True))))

    def write(self, path: str, text: str) -> None:
        write(self.root, path, text)

    def write_contract(self, text: str) -> None:
        self.write("revi.yml", text)
        sync(self.root, open_workspace(self.root).file_statuses, force=True)

    def commit(self) -> None:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "a change")

    def story(self, story: str = "TKT-1") -> StoryPaths:
        return open_repository(str(self.root)).story_paths(story)

    def move(self, target: str, story: str = "TKT-1", **request: Any) -> None:
        move(self.story(story), MoveRequest(target, **request))

    def close(self) -> None:
        """Close TKT-1 with all that the contract requires, and commit it."""
        self.move("working", by="make", event="started")
        self.write(GATE, "verdict: PASS\n")
        run_check(self.story(), "lint")
        self.move("closed", by="judge", verdict="PASS")
        self.commit()

    def type_entry(self, event: str = "moved", story: str = "TKT-1", **fields: Any) -> None:
        """Add an entry in the form in which revi writes it, and commit it."""
        entry = {name.removesuffix("_"): value for name, value in fields.items()}
        append_entry(self.story(story), event, 1_790_000_000_000, {"actor": "session-1", **entry})
        self.commit()

    def entry_file(self, index: int, story: str = "TKT-1") -> Path:
        """The file of an entry in the order of the ledger."""
        return Path(self.story(story).ledger).parent / story_ledger(self.story(story)).entries[index].file

    def edit_record(self, changes: Mapping[str, Any]) -> None:
        """Change the record of the check, and commit it."""
        record = json.loads((self.root / RECORD).read_text("utf-8"))
        self.write(RECORD, json.dumps({**record, **changes}))
        self.commit()
