"""Test cases for one agent: the story it works on, and the words that its output must contain."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.files.decoding import read_bytes
from revi_docs.files.read_file import is_file, read_file, read_text
from revi_docs.files.safe_paths import path_error
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.stories.document import story_file_problems
from revi_docs.stories.record_file import RecordFile, parse_record_file
from revi_docs.stories.story_layout import StoryLayout

CASE_FILE = "case.yaml"
STORY_FOLDER = "story"
"""The subfolder of a case with the files that the story's folder has when the agent starts."""

_EXAMPLE = "as in `agent: elab-analyst`, `story: REVI-901`, `must_say: {analysis: [rate limit]}`"


@dataclass(frozen=True, slots=True)
class AgentCase:
    """A parsed case. `must_say`: artifact kind → words that it must contain, ignoring case."""

    folder: Path
    agent: str
    story: str
    must_say: Mapping[str, tuple[str, ...]]
    place: Place


def read_case(contract: Contract, root: Path, path: str) -> AgentCase:
    """Read the case in a folder, which a person named: it may be outside the repository.

    `path` is relative to `root`. Raise ReviError with all problems of the case.
    """
    folder = root / path
    file = _read_case_file(folder, f"{path}/{CASE_FILE}")
    problems = [*file.problems, *(_problem(*finding) for finding in _findings(contract, file, folder))]
    if problems:
        raise ReviError(*problems)
    required_words = file.fields.get("must_say") or {}
    must_say = {kind: tuple(map(str, words)) for kind, words in required_words.items()}
    agent, story = file.text_field("agent"), file.text_field("story")
    return AgentCase(folder, agent, story, must_say, file.place_of("agent"))


def _read_case_file(folder: Path, path: str) -> RecordFile:
    content, problems = read_bytes(folder, CASE_FILE)
    if problems:
        located = (replace(problem, places=(Place(path),)) for problem in problems)
        return RecordFile(path, problems=story_file_problems(*located))
    return parse_record_file(content, path)


def _findings(contract: Contract, file: RecordFile, folder: Path) -> Iterator[tuple[str, str, Place]]:
    """Yield the message, fix and place of each problem."""
    agent, story = file.text_field("agent"), file.text_field("story")
    if agent not in contract.agents:
        fix = suggested_fix(agent, contract.agents, "name an agent of revi.yml")
        yield f"'{agent}' is not an agent", fix, file.place_of("agent")
    if not StoryLayout(folder, contract).artifact_names.is_story_id(story):
        fix = "write an id that matches project.story_id"
        yield f"'{story}' is not a story id", fix, file.place_of("story")
    if not (folder / STORY_FOLDER).is_dir():
        fix = "create it with the files of the story's folder"
        yield f"there is no folder '{STORY_FOLDER}'", fix, Place(file.path)
    for name in file.fields:
        if name not in ("agent", "story", "must_say"):
            yield f"'{name}' is not a key of a case", _EXAMPLE, file.place_of(name)
    required_words: Any = file.fields.get("must_say") or {}
    if not isinstance(required_words, dict) or {type(words) for words in required_words.values()} - {list}:
        yield "'must_say' is not a mapping from artifact to words", _EXAMPLE, file.place_of("must_say")
        return
    output_kinds = contract.agents[agent].writes if agent in contract.agents else ()
    for kind in required_words:
        if kind not in output_kinds:
            fix = f"name one of {', '.join(output_kinds) or 'none: the agent writes nothing'}"
            yield f"the agent does not write '{kind}'", fix, file.place_of(f"must_say.{kind}")


def _problem(message: str, fix: str, place: Place) -> Problem:
    return Problem(code="broken-case", message=message, fix=fix, places=(place,), subject=message)


def set_up_repository(root: Path, loaded: LoadedContract, case: AgentCase, scratch: Path) -> None:
    """Copy the contract, all outputs and the story of the case to a scratch repository."""
    index = read_text(root, ".revi/paths", "replace").splitlines() if is_file(root, ".revi/paths") else ()
    # The index is untrusted input: its paths must stay inside the repository.
    for path in ("revi.yml", *loaded.parent_files, ".revi/paths", *(line for line in index if path_error(line) == "")):
        if is_file(root, path):
            (scratch / path).parent.mkdir(parents=True, exist_ok=True)
            (scratch / path).write_bytes(read_file(root, path))
    shutil.copytree(case.folder / STORY_FOLDER, scratch / StoryLayout(scratch, loaded.contract).folder(case.story))
