"""A case for one agent: the story it is given, and what a good answer names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem, ReviError
from revi_docs.stories.record_file import RecordFile, read_record_file
from revi_docs.stories.shelf import Shelf

CASE = "case.yaml"
GIVEN = "story"
"""The folder of a case that holds the files of the story's folder, as they stand when the agent starts."""

_FORM = "as in `agent: elab-analyst`, `story: REVI-901`, `must_say: {analysis: [rate limit]}`"


@dataclass(frozen=True, slots=True)
class Case:
    """`must_say`: artifact → words that must stand in it, in any case; `place`: where the case stands."""

    folder: Path
    agent: str
    story: str
    must_say: Mapping[str, tuple[str, ...]]
    place: Place


def read_case(contract: Contract, root: Path, path: str) -> Case:
    """The case in the folder at a path. Raises ReviError with all that is wrong with it."""
    folder = root / path
    file = read_record_file(root, f"{path}/{CASE}")
    problems = [*file.problems, *_faults(contract, file, folder)]
    if problems:
        raise ReviError(*problems)
    said = file.fields.get("must_say") or {}
    must_say = {kind: tuple(map(str, words)) for kind, words in said.items()}
    return Case(folder, file.text("agent"), file.text("story"), must_say, file.at("agent"))


def _faults(contract: Contract, file: RecordFile, folder: Path) -> Iterator[Problem]:
    agent, story = file.text("agent"), file.text("story")
    if agent not in contract.agents:
        near = did_you_mean(agent, contract.agents)
        yield _broken(f"there is no agent '{agent}'", f"name one of revi.yml{near}", file.at("agent"))
    if not Shelf(folder, contract).naming.is_id(story):
        yield _broken(f"'{story}' is no id of a story", "give an id of the contract", file.at("story"))
    if not (folder / GIVEN).is_dir():
        yield _broken(
            f"there is no folder '{GIVEN}'", "lay the files of the story's folder there", Place(file.path)
        )
    for name in file.fields:
        if name not in ("agent", "story", "must_say"):
            yield _broken(f"'{name}' is no key of a case", _FORM, file.at(name))
    said: Any = file.fields.get("must_say") or {}
    if not isinstance(said, dict) or not all(isinstance(words, list) for words in said.values()):
        yield _broken("'must_say' does not say which artifact holds which words", _FORM, file.at("must_say"))
        return
    written = contract.agents[agent].writes if agent in contract.agents else ()
    for kind in said:
        if kind not in written:
            fix = f"name one of {', '.join(written) or 'none, as it writes nothing'}"
            yield _broken(f"the agent does not write '{kind}'", fix, file.at(f"must_say.{kind}"))


def _broken(message: str, fix: str, place: Place) -> Problem:
    return Problem(code="broken-case", message=message, fix=fix, places=(place,), subject=message)


def lay_out(root: Path, contract: Contract, case: Case, scratch: Path) -> None:
    """Makes a small repository for the agent: the contract, all outputs, and the story of the case."""
    paths = ["revi.yml", ".revi/paths"]
    index = root / ".revi" / "paths"
    if index.is_file():
        paths += [line for line in index.read_text("utf-8").splitlines() if ".." not in line.split("/")]
    for path in paths:
        if (root / path).is_file() and not Path(path).is_absolute():
            (scratch / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, scratch / path)
    shutil.copytree(case.folder / GIVEN, scratch / Shelf(scratch, contract).folder(case.story))
