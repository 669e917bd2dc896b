"""A git repository with stories, whose branches are merged as a hosted service does: without a merge driver."""

from __future__ import annotations

import subprocess
from pathlib import Path

from revi_docs.contract.loader import load_valid
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from revi_docs.records.agent_log import SECTION, AgentLogRecord, append_log_record
from revi_docs.runtime.base.repository import StoryPaths, open_repository
from revi_docs.runtime.error_handling.error_reports import Failure, record_failure
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from revi_docs.stories.rules.story_lint import lint_stories
from tests.support.workspaces import open_workspace

CONTRACT = """\
revi: 1
project: {prefix: TKT, story_id: "TKT-[0-9]+", stories: "tickets/{id}", time_zone: UTC}
statuses:
  open: {initial: true}
  working: {}
  stuck: {}
  closed: {terminal: true}
transitions:
  - {from: [open, stuck], to: working, by: manual, event: started}
  - {from: [open, working], to: stuck, by: manual, event: held}
  - {from: working, to: closed, by: manual, event: finished}
outputs:
  generated/contract.json: {template: contract.json.j2}
  tickets/index.md: {template: stories/index.md.j2}
  tickets/roadmap.md: {template: stories/roadmap.md.j2}
  made/statuses.md: {template: claude/docs/statuses.md.j2}
default_outputs: false
"""

ERRORS = """\
phases: {build: {}}
errors: {BROKEN: {}}
"""
"""What a contract needs so that a story can have an error log."""


class BranchedStories:
    """The repository at `root`. Every act is committed."""

    def __init__(self, root: Path, contract: str = CONTRACT) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        self.write_contract(contract)
        self.commit()

    def git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
        command = ["git", "-C", str(self.root), *identity, *words]
        return subprocess.run(command, check=check, capture_output=True, text=True)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a change")

    def write_contract(self, text: str) -> None:
        (self.root / "revi.yml").write_text(text, "utf-8")
        sync(self.root, open_workspace(self.root).file_statuses, force=True)

    def story(self, story_id: str) -> StoryPaths:
        return open_repository(str(self.root)).story_paths(story_id)

    def create(self, *story_ids: str) -> None:
        for story_id in story_ids:
            create_story(self.story(story_id), NewStory(f"The story {story_id}"))
        sync(self.root, open_workspace(self.root).file_statuses, force=True)
        self.commit()

    def move(self, story_id: str, status: str) -> None:
        move(self.story(story_id), MoveRequest(status, "manual", actor="Ada", reason="a reason"))
        self.commit()

    def record_work(self, story_id: str, actor: str) -> None:
        """Append what a run records: a row of the Agent Log and an error. The caller commits it."""
        story = Path(self.story(story_id).story)
        row = AgentLogRecord("2026-01-01T00:00:00Z", actor, f"Work of {actor}")
        story.write_text(append_log_record(story.read_text("utf-8"), SECTION, row), "utf-8")
        record_failure(self.story(story_id), Failure("BROKEN", "build", "unit", f"Failure of {actor}"))

    def merge(self, branch: str) -> None:
        """Merge as a hosted service does. Raises AssertionError for a conflict."""
        process = self.git("merge", "-q", "--no-edit", branch, check=False)
        assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
        tracked = self.git("grep", "-l", "-E", "^(<{7}|>{7}) ", check=False).stdout
        assert tracked == ""

    def problems(self) -> tuple[Problem, ...]:
        """What lint reports about the stories."""
        result = lint_stories(self.root, load_valid(self.root))
        return tuple(result.problems) if result is not None else ()

    def codes(self) -> list[str]:
        """The codes of the problems."""
        return [problem.code for problem in self.problems()]
