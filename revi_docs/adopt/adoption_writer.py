"""Write an adoption plan: everything if a copy of the repository is clean with it, else nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from revi_docs.adopt.adoption_plan import AdoptionPlan
from revi_docs.adopt.dry_run import RepositoryCheck, try_changes
from revi_docs.adopt.extracted_facts import skipped
from revi_docs.adopt.proposed_regions import ProposedRegion
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.drift.sync import changed_meanwhile
from revi_docs.files.decoding import read_bytes
from revi_docs.files.repository_writer import require_unlinked, write_in_repository
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError


@dataclass(frozen=True, slots=True)
class AdoptionResult:
    """The written paths, none if there are `problems`; `notes` are warnings about skipped parts."""

    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def write_adoption(root: Path, plan: AdoptionPlan, check: RepositoryCheck) -> AdoptionResult:
    """Write an adoption plan to the repository.

    A region that would change its text is skipped. Raises ReviError if a file cannot be written.
    """
    if plan.proposal and plan.proposal.contract_text is None:
        return AdoptionResult(problems=(_not_written(plan.proposal.reason),))
    changed_files, problems = _try_plan(root, plan, check)
    notes: tuple[Problem, ...] = ()
    if problems and plan.regions:
        dropped = [region for region in plan.regions if _affects_region(problems, region)]
        notes = tuple(_unowned_tables(region.block.file) for region in dropped)
        plan = replace(plan, regions=tuple(region for region in plan.regions if region not in dropped))
        changed_files, problems = _try_plan(root, plan, check)
    if problems:
        return AdoptionResult(problems=(*problems, _not_written(problems[0].message)))
    _require_unchanged(root, plan)
    # Contract, templates, documents: an interrupted run can be repeated, because the contract names the rest.
    ordered_paths = sorted(changed_files, key=_write_order)
    for path in ordered_paths:
        require_unlinked(root, path)
    for path in ordered_paths:
        write_in_repository(root, path, changed_files[path])
    return AdoptionResult(tuple(ordered_paths), (), notes)


def _try_plan(
    root: Path, plan: AdoptionPlan, check: RepositoryCheck
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    changes = plan.changes()
    source_paths = (CONTRACT_FILE, *plan.texts, *plan.owned_paths)
    changed_files, problems = try_changes(root, changes, source_paths, check)
    return changed_files, (*problems, *_unexpected_changes(plan, changes, changed_files))


def _unexpected_changes(
    plan: AdoptionPlan, changes: Mapping[str, bytes], changed_files: Mapping[str, bytes]
) -> Iterable[Problem]:
    """Report hand-written files in which more than markers would change."""
    for path, text in plan.texts.items():
        content = changed_files.get(path)
        if content is None:
            continue
        if path not in changes or _lines_without_markers(content) != text.encode().splitlines():
            yield Problem(
                code="not-adopted",
                message="would change in more than its region markers",
                fix="add its values to revi.yml yourself",
                places=(Place(path),),
                subject=path,
            )


def _lines_without_markers(content: bytes) -> list[bytes]:
    """Return the lines that contain no region marker."""
    return [line for line in content.splitlines() if b"revi:begin " not in line and b"revi:end" not in line]


def _require_unchanged(root: Path, plan: AdoptionPlan) -> None:
    """Raise ReviError if a file changed since it was read."""
    for path in plan.changes():
        if path in plan.texts and read_bytes(root, path)[0] != plan.texts[path].encode():
            raise ReviError(changed_meanwhile(path, "revi-docs adopt"))


def _write_order(path: str) -> tuple[bool, bool, str]:
    return path != CONTRACT_FILE, not path.startswith("templates/"), path


def _affects_region(problems: Iterable[Problem], region: ProposedRegion) -> bool:
    places = [place for problem in problems for place in (*problem.places, *problem.cause)]
    return any(place.file in (region.block.file, region.template_path) for place in places)


def _unowned_tables(file: str) -> Problem:
    message = "its tables are not owned: region markers would change how they read"
    return skipped(message, "add a region yourself if you want one", file, Place(file))


def _not_written(reason: str) -> Problem:
    return Problem(
        code="not-adopted",
        message=f"nothing was written: {reason}",
        fix="fix that and run 'revi-docs adopt --write' again, or paste the proposal into revi.yml",
        places=(Place(CONTRACT_FILE),),
        subject=CONTRACT_FILE,
    )
