"""Writing what was proposed: all of it, once a copy of the repository was clean with it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from revi_docs.contract.load import CONTRACT
from revi_docs.drift.adopt.adopt import Adoption
from revi_docs.drift.adopt.trial import Judge, tried
from revi_docs.files.text import read_bytes
from revi_docs.files.write import inside, write
from revi_docs.problems.problem import Place, Problem, ReviError


@dataclass(frozen=True, slots=True)
class Written:
    """The paths that were written, none where `problems` stood in the way; `notes` say what was left out."""

    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def write_all(root: Path, found: Adoption, judge: Judge) -> Written:
    """Writes the contract, then templates, then documents: stopped in between, adopting again goes on.

    A passage that would not read the same is left as it is. Raises ReviError where the disk refuses.
    """
    if found.proposal and found.proposal.whole is None:
        return Written(problems=(_refused(found.proposal.reason),))
    changed, problems = _tried(root, found, judge)
    notes: tuple[Problem, ...] = ()
    if problems and found.regions:
        kept = tuple(one for one in found.regions if not _concerns(problems, one.passage.file, one.path))
        gone = [one for one in found.regions if one not in kept]
        notes = tuple(_left(one.passage.file) for one in gone)
        found = replace(found, regions=kept)
        changed, problems = _tried(root, found, judge)
    if problems:
        return Written(problems=(*problems, _refused(problems[0].message)))
    _unchanged(root, found)
    order = sorted(changed, key=lambda path: (path != CONTRACT, not path.startswith("templates/"), path))
    for path in order:
        inside(root, path)
    for path in order:
        write(root, path, changed[path])
    return Written(tuple(order), (), notes)


def _tried(root: Path, found: Adoption, judge: Judge) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    changes = found.changes()
    changed, problems = tried(root, changes, (CONTRACT, *found.texts, *found.claimed), judge)
    return changed, (*problems, *_other_bytes(found, changes, changed))


def _other_bytes(
    found: Adoption, changes: Mapping[str, bytes], changed: Mapping[str, bytes]
) -> Iterable[Problem]:
    """Files of people in which more than markers would change."""
    for path, text in found.texts.items():
        if path in changed and (path not in changes or _bare(changed[path]) != text.encode().splitlines()):
            yield Problem(
                code="not-adopted",
                message="would read another way with markers in it",
                fix="state what it says in revi.yml by hand",
                places=(Place(path),),
                subject=path,
            )


def _bare(content: bytes) -> list[bytes]:
    """The lines without markers."""
    return [line for line in content.splitlines() if b"revi:begin " not in line and b"revi:end" not in line]


def _unchanged(root: Path, found: Adoption) -> None:
    """Raises ReviError where a file was saved since it was read."""
    for path in found.changes():
        if path in found.texts and read_bytes(root / path, path)[0] != found.texts[path].encode():
            raise ReviError(
                Problem(
                    code="changed-meanwhile",
                    message="has been changed since it was read",
                    fix="run 'revi-docs adopt' again",
                    places=(Place(path),),
                    subject=path,
                )
            )


def _concerns(problems: Iterable[Problem], *files: str) -> bool:
    return any(place.file in files for problem in problems for place in (*problem.places, *problem.because))


def _left(file: str) -> Problem:
    return Problem(
        code="left-alone",
        message="its tables are not owned: with markers around them they would read another way",
        fix="write a region by hand where you want one",
        places=(Place(file),),
        subject=file,
        severity="warning",
    )


def _refused(reason: str) -> Problem:
    return Problem(
        code="not-adopted",
        message=f"nothing was written: {reason}",
        fix="mend that and run 'revi-docs adopt --write' again, or paste what it proposes into revi.yml",
        places=(Place(CONTRACT),),
        subject=CONTRACT,
    )
