"""What an agent left of a case: its artifacts, whole and named right, the words that must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem
from revi_docs.stories.agent_case import Case
from revi_docs.stories.document import read_document
from revi_docs.stories.reading import read_story
from revi_docs.stories.shelf import Shelf
from revi_docs.stories.story import Story

Snapshot = Mapping[str, bytes]
"""Path → a digest of its bytes."""


def snapshot(folder: Path) -> Snapshot:
    """All files below a folder; git's own are left out."""
    return {
        path.relative_to(folder).as_posix(): blake2b(path.read_bytes(), digest_size=16).digest()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def judge(contract: Contract, case: Case, scratch: Path, before: Snapshot) -> tuple[Problem, ...]:
    """What is wrong with what the agent left in the repository that was laid out for it."""
    story = read_story(Shelf(scratch, contract), case.story)
    after = snapshot(scratch)
    changed = {path for path, digest in after.items() if before.get(path) != digest}
    return (
        *_unwritten(contract, case, story, changed),
        *_hollow(contract, case, scratch, story),
        *_unsaid(case, scratch, story),
        *_beside(contract, case, story, changed | (before.keys() - after.keys())),
    )


def _written(contract: Contract, case: Case) -> tuple[str, ...]:
    """The artifacts of a story that the agent writes."""
    return tuple(
        kind for kind in contract.agents[case.agent].writes if contract.artifacts[kind].scope == "story"
    )


def _unwritten(contract: Contract, case: Case, story: Story, changed: set[str]) -> Iterator[Problem]:
    for kind in _written(contract, case):
        if not any(one.path in changed for one in story.of_kind(kind)):
            file = contract.artifacts[kind].file
            fix = f"let its text say that it writes {file} into the story's folder"
            yield _missed("agent-wrote-nothing", f"{case.agent} left no new {file}", fix, case)


def _hollow(contract: Contract, case: Case, scratch: Path, story: Story) -> Iterator[Problem]:
    for kind in _written(contract, case):
        for artifact in story.of_kind(kind)[-1:]:
            document = read_document(scratch, artifact.path)
            for name in contract.artifacts[kind].sections:
                found = document.section(name)
                if found is None or document.says_nothing(found):
                    what = "has nothing in its section" if found else "has no section"
                    fix = f"let its text ask for the section '{name}'"
                    yield _missed("agent-section-empty", f"{artifact.name} {what} '{name}'", fix, case)


def _unsaid(case: Case, scratch: Path, story: Story) -> Iterator[Problem]:
    for kind, words in case.must_say.items():
        found = story.of_kind(kind)[-1:]
        text = "\n".join((scratch / one.path).read_text("utf-8", "replace") for one in found).casefold()
        for word in words:
            if word.casefold() not in text:
                fix = "see whether its text asks for it; a fault that gets through is what the case is for"
                yield _missed("agent-missed", f"{case.agent} does not name '{word}' in its {kind}", fix, case)


def _beside(contract: Contract, case: Case, story: Story, changed: set[str]) -> Iterator[Problem]:
    kinds = set(contract.agents[case.agent].writes)
    may = {one.path for one in story.artifacts if one.kind in kinds}
    may |= {f"{story.folder}/{file}" for file in Shelf(Path(), contract).other_files}
    for path in sorted(changed - may):
        fix = f"let its text say that it writes nothing else, or add to agents.{case.agent}.writes"
        yield _missed("agent-changed-more", f"{case.agent} changed {path}", fix, case)


def _missed(code: str, message: str, fix: str, case: Case) -> Problem:
    return Problem(code=code, message=message, fix=fix, places=(case.place,), subject=message)
