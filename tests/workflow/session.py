"""A scripted agent: it reads the rendered files of a repository and calls what they say, in real processes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.workflow.rendered import Agent, Command, read_agent, read_command

IDENTITY = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")


@dataclass
class Session:
    """A repository with the workflow, and the programs of an unpacked wheel. `ran` are the calls, in order."""

    root: Path
    package: Path
    ran: list[str] = field(default_factory=list)

    def run(self, line: str, *, expected_code: int = 0, **values: str) -> str:
        """Run a line with values in place of its placeholders. Return its output; check its exit code."""
        program, *words = [values.get(word, word) for word in shlex.split(line)]
        for name, value in values.items():
            words = [re.sub(rf"\b{name}\b", value, word) for word in words]
        self.ran.append(shlex.join([program, *words]))
        if program == "git":
            done = subprocess.run(
                ["git", *IDENTITY, *words], cwd=self.root, capture_output=True, text=True, check=False
            )
        else:
            env = {**os.environ, "CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
            done = as_text(fork_server.run(program, words, self.root, env, package=self.package))
        assert done.returncode == expected_code, (
            f"{self.ran[-1]}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        )
        return done.stdout + done.stderr

    def command(self, name: str) -> Command:
        return read_command(self.root / ".claude", name)

    def agent(self, name: str, started_by: Command | Agent) -> Agent:
        """An agent that a command or another agent starts. Raises AssertionError if it does not start it."""
        if isinstance(started_by, Command):
            assert started_by.starts(name), f"/{started_by.id} does not start {name}"
        else:
            assert name in started_by.started_agents(), f"{started_by.id} does not start {name}"
        return read_agent(self.root / ".claude", name)

    def begin(self, name: str, story: str) -> Command:
        command = self.command(name)
        for line in command.calls.before:
            self.run(line, STORY_ID=story)
        return command

    def end(self, command: Command, story: str, *ending: str, reason: str = "") -> None:
        """End a run as its file says, in the name of Ada if it needs a person, and commit what it changed."""
        self.run(command.ending(*ending), STORY_ID=story, NAME="Ada", TEXT=reason)
        self.commit(command, story)

    def commit(self, command: Command, story: str = "") -> None:
        lines = command.commit_lines()
        assert lines, f"/{command.id} does not say who commits"
        for line in lines:
            self.run(line, STORY_ID=story)
        assert self.run("git status --porcelain") == "", f"/{command.id} leaves uncommitted changes"

    def path(self, story: str, file: str) -> Path:
        """The path of a file that a rendered text names."""
        if file.startswith("plans/"):
            return self.root / file
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M}"
        return self.root / "plans/stories" / story / file.replace("{id}", story).replace("{timestamp}", stamp)

    def write(self, agent: Agent, file: str, story: str, text: str | Mapping[str, str]) -> Path:
        """Write a file as an agent: one that its file names, with exactly the sections that it names."""
        assert file in agent.files, f"{agent.id} is not told to write {file}, but {list(agent.files)}"
        assert agent.tools & {"Write", "Edit"}, f"{agent.id} cannot write"
        path = self.path(story, file)
        if not isinstance(text, str):
            assert list(text) == agent.sections(file), f"{agent.id} is told of {agent.sections(file)} for {file}"
            text = f"# {story}\n" + "".join(f"\n## {name}\n\n{body}\n" for name, body in text.items())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def status(self, story: str) -> str:
        output = self.run(f"revi next {story}")
        match = re.match(r"\S+ is '([a-z-]+)'", output)
        assert match, output
        return match[1]
