"""Evaluate what an agent wrote for a case: its artifacts, their sections and the required words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem
from revi_docs.records.markdown_sections import find_sections
from revi_docs.stories.agent_case import AgentCase
from revi_docs.stories.document import read_document
from revi_docs.stories.story import Story
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_story

FileDigests = Mapping[str, bytes]
"""Path → digest of the file's bytes."""


def file_digests(folder: Path, log_section: str) -> FileDigests:
    """Digest all files below a folder, except those in `.git`, and without logs: any agent may add a row to them."""
    return {
        path.relative_to(folder).as_posix(): blake2b(_without_log(path, log_section), digest_size=16).digest()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def _without_log(path: Path, log_section: str) -> bytes:
    """The content of a file; of a Markdown file without the section of its log."""
    content = path.read_bytes()
    if path.suffix != ".md" or f"## {log_section}".encode() not in content:
        return content
    lines = content.decode("utf-8", "replace").split("\n")
    # From the end, so that the line numbers of earlier sections remain valid.
    for section in reversed(find_sections(lines)):
        if section.name == log_section:
            del lines[section.line : section.end - 1]
    return "\n".join(lines).encode()


def evaluate_agent(
    contract: Contract, case: AgentCase, scratch: Path, digests_before: FileDigests
) -> tuple[Problem, ...]:
    """Report what is wrong with the agent's changes to the scratch repository."""
    layout = StoryLayout(scratch, contract)
    story = read_story(layout, case.story)
    digests_after = file_digests(scratch, layout.log_section)
    changed = {path for path, digest in digests_after.items() if digests_before.get(path) != digest}
    evaluation = _Evaluation(contract, case, scratch, story)
    return tuple(
        Problem(code=code, message=message, fix=fix, places=(case.place,), subject=message)
        for code, message, fix in (
            *evaluation.missing_artifacts(changed),
            *evaluation.empty_sections(),
            *evaluation.missing_words(),
            *evaluation.unexpected_changes(changed | (digests_before.keys() - digests_after.keys())),
        )
    )


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """The checks of one result. Each yields the code, message and fix of its problems."""

    contract: Contract
    case: AgentCase
    scratch: Path
    story: Story

    def _expected_kinds(self) -> tuple[str, ...]:
        """Return the kinds of story artifacts that the agent writes."""
        kinds = self.contract.agents[self.case.agent].writes
        return tuple(kind for kind in kinds if self.contract.artifacts[kind].scope == "story")

    def missing_artifacts(self, changed_paths: set[str]) -> Iterator[tuple[str, str, str]]:
        for kind in self._expected_kinds():
            if not any(artifact.path in changed_paths for artifact in self.story.artifacts_of_kind(kind)):
                file = self.contract.artifacts[kind].file
                fix = f"tell the agent in its prompt to write {file} to the story's folder"
                yield "agent-wrote-nothing", f"{self.case.agent} wrote no {file}", fix

    def empty_sections(self) -> Iterator[tuple[str, str, str]]:
        for kind in self._expected_kinds():
            for artifact in self.story.artifacts_of_kind(kind)[-1:]:
                document = read_document(self.scratch, artifact.path)
                for name in self.contract.artifacts[kind].sections:
                    section = document.section(name)
                    if section is None or document.is_empty_section(section):
                        defect = "has an empty section" if section else "has no section"
                        fix = f"ask for the section '{name}' in the agent's prompt"
                        yield "agent-section-empty", f"{artifact.name} {defect} '{name}'", fix

    def missing_words(self) -> Iterator[tuple[str, str, str]]:
        fix = "check whether the agent's prompt asks for it"
        for kind, words in self.case.must_say.items():
            paths = [self.scratch / artifact.path for artifact in self.story.artifacts_of_kind(kind)[-1:]]
            text = "".join(path.read_text("utf-8", "replace") for path in paths).casefold()
            for word in words:
                if word.casefold() not in text:
                    yield "agent-missed", f"{self.case.agent} does not mention '{word}' in its {kind}", fix

    def unexpected_changes(self, changed_paths: set[str]) -> Iterator[tuple[str, str, str]]:
        agent, kinds = self.case.agent, set(self.contract.agents[self.case.agent].writes)
        allowed = {artifact.path for artifact in self.story.artifacts if artifact.kind in kinds}
        other_files = StoryLayout(Path(), self.contract).other_files
        for path in sorted(changed_paths - allowed - {f"{self.story.folder}/{file}" for file in other_files}):
            fix = f"forbid it in the agent's prompt, or add the artifact to agents.{agent}.writes"
            yield "agent-changed-more", f"{agent} changed {path}", fix
