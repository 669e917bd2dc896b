"""Command and agent files as an agent reads them: calls, agents that are started, files that are written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.agents.lines import Calls, read_calls

_WRITES = re.compile(r"^- Writes `([^`]+)`(.*)$", re.MULTILINE)


def section(text: str, name: str) -> str:
    """A section of a rendered file, without its heading; "" if it has none."""
    match = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", text, flags=re.DOTALL | re.MULTILINE)
    return match[1] if match else ""


def shell_lines(text: str) -> list[str]:
    """The lines of the first shell block of a text."""
    match = re.search(r"^```sh\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    return match[1].splitlines() if match else []


@dataclass(frozen=True)
class Command:
    """A command file."""

    id: str
    text: str
    calls: Calls

    @property
    def steps(self) -> str:
        return section(self.text, "Steps")

    def commit_lines(self) -> list[str]:
        """What the section about commits tells to call."""
        return shell_lines(section(self.text, "Commit"))

    def span(self, start: str) -> str:
        """The call in the steps that starts with some words. Raises AssertionError if there is none."""
        spans: list[str] = [span for span in re.findall(r"`([^`\n]+)`", self.steps) if span.startswith(start)]
        assert spans, f"/{self.id} does not say '{start}'"
        return spans[0]

    def starts(self, agent: str) -> bool:
        return f"`{agent}`" in self.steps

    def ending(self, *words: str) -> str:
        """The call of the table, or of the verdicts after which the story stays, that contains the words."""
        for call in self.calls.moves:
            parts = shlex.split(call)
            if any(parts[index : index + len(words)] == list(words) for index in range(len(parts))):
                return call
        raise AssertionError(f"/{self.id} has no call with {words}")


@dataclass(frozen=True)
class Agent:
    """An agent file."""

    id: str
    text: str

    @property
    def files(self) -> dict[str, str]:
        """The files that the agent writes, and what its file says of their form."""
        return dict(_WRITES.findall(section(self.text, "Files")))

    def sections(self, file: str) -> list[str]:
        """The sections that the file must have, as the agent is told."""
        match = re.search(r"Sections: ([^.]+)\.", self.files[file])
        return match[1].split(", ") if match else []

    @property
    def tools(self) -> set[str]:
        match = re.search(r'^tools: "(.*)"$', self.text, flags=re.MULTILINE)
        return set(match[1].split(", ")) if match else set()

    def started_agents(self) -> Iterator[str]:
        yield from re.findall(r"^- `([^`]+)`", section(self.text, "Agents you start"), flags=re.MULTILINE)


def read_command(folder: Path, name: str) -> Command:
    file = folder / "skills" / name / "SKILL.md"
    return Command(name, file.read_text("utf-8"), read_calls(file))


def read_agent(folder: Path, name: str) -> Agent:
    return Agent(name, (folder / "agents" / f"{name}.md").read_text("utf-8"))
