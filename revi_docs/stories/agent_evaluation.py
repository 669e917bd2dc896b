"""Evaluate what an agent wrote for a case: its artifacts, their sections and the required words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem
from revi_docs.stories.agent_case import AgentCase
from revi_docs.stories.document import read_document
from revi_docs.stories.story import Story
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_story

FileDigests = Mapping[str, bytes]
"""Path → digest of the file's bytes."""


def file_digests(folder: Path) -> FileDigests:
    """Digest all files below a folder, except those in `.git`."""
    return {
        path.relative_to(folder).as_posix(): blake2b(path.read_bytes(), digest_size=16).digest()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def evaluate_agent(
    contract: Contract, case: AgentCase, scratch: Path, digests_before: FileDigests
) -> tuple[Problem, ...]:
    """Report what is wrong with the agent's changes to the scratch repository."""
    story = read_story(StoryLayout(scratch, contract), case.story)
    digests_after = file_digests(scratch)
    changed_paths = {path for path, digest in digests_after.items() if digests_before.get(path) != digest}
    return (
        *_missing_artifacts(contract, case, story, changed_paths),
        *_empty_sections(contract, case, scratch, story),
        *_missing_words(case, scratch, story),
        *_unexpected_changes(
            contract, case, story, changed_paths | (digests_before.keys() - digests_after.keys())
        ),
    )


def _expected_kinds(contract: Contract, case: AgentCase) -> tuple[str, ...]:
    """Return the kinds of story artifacts that the agent writes."""
    return tuple(
        kind for kind in contract.agents[case.agent].writes if contract.artifacts[kind].scope == "story"
    )


def _missing_artifacts(
    contract: Contract, case: AgentCase, story: Story, changed_paths: set[str]
) -> Iterator[Problem]:
    for kind in _expected_kinds(contract, case):
        if not any(artifact.path in changed_paths for artifact in story.artifacts_of_kind(kind)):
            file = contract.artifacts[kind].file
            fix = f"tell the agent in its text to write {file} into the story's folder"
            yield _problem("agent-wrote-nothing", f"{case.agent} wrote no {file}", fix, case)


def _empty_sections(contract: Contract, case: AgentCase, scratch: Path, story: Story) -> Iterator[Problem]:
    for kind in _expected_kinds(contract, case):
        for artifact in story.artifacts_of_kind(kind)[-1:]:
            document = read_document(scratch, artifact.path)
            for name in contract.artifacts[kind].sections:
                section = document.section(name)
                if section is None or document.is_empty_section(section):
                    defect = "has an empty section" if section else "has no section"
                    fix = f"ask for the section '{name}' in the agent's text"
                    yield _problem("agent-section-empty", f"{artifact.name} {defect} '{name}'", fix, case)


def _missing_words(case: AgentCase, scratch: Path, story: Story) -> Iterator[Problem]:
    for kind, words in case.must_say.items():
        artifacts = story.artifacts_of_kind(kind)[-1:]
        text = "\n".join(
            (scratch / artifact.path).read_text("utf-8", "replace") for artifact in artifacts
        ).casefold()
        for word in words:
            if word.casefold() not in text:
                fix = "check whether the agent's text asks for it"
                yield _problem(
                    "agent-missed", f"{case.agent} does not mention '{word}' in its {kind}", fix, case
                )


def _unexpected_changes(
    contract: Contract, case: AgentCase, story: Story, changed_paths: set[str]
) -> Iterator[Problem]:
    kinds = set(contract.agents[case.agent].writes)
    allowed = {artifact.path for artifact in story.artifacts if artifact.kind in kinds}
    allowed |= {f"{story.folder}/{file}" for file in StoryLayout(Path(), contract).other_files}
    for path in sorted(changed_paths - allowed):
        fix = f"forbid it in the agent's text, or add the artifact to agents.{case.agent}.writes"
        yield _problem("agent-changed-more", f"{case.agent} changed {path}", fix, case)


def _problem(code: str, message: str, fix: str, case: AgentCase) -> Problem:
    return Problem(code=code, message=message, fix=fix, places=(case.place,), subject=message)
