"""Repositories to move in, and what moving in must never do."""

from __future__ import annotations

from pathlib import Path

from revi_docs.adopt.adoption_plan import AdoptionPlan, plan_adoption
from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
from revi_docs.problems.problem import Problem
from tests.drift.small import told, write
from tests.support.workspaces import open_workspace, sync_and_check

HEAD = (
    "# What this repository stated already. Behind each value stands the place where "
    "'revi-docs adopt' found it.\n"
)


def filled(root: Path, files: dict[str, str | bytes]) -> Path:
    """The repository with these files."""
    for path, content in files.items():
        write(root, path, content)
    return root


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the repository but those of a cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".revi/cache" not in path.as_posix() and ".git" not in path.parts
    }


def proposed(root: Path) -> str:
    """The text of the proposal, after seeing that nothing was changed; empty where there is none."""
    before = contents(root)
    found = plan_adoption(root, ScanPatterns())
    assert contents(root) == before
    return found.proposal.text if found.proposal else ""


def problems(root: Path) -> str:
    """What adopting has to say, as people read it."""
    return told(plan_adoption(root, ScanPatterns()).problems)


def moved_in(root: Path) -> tuple[str, ...]:
    """Writes it all; the paths. Then `check` and `lint` are clean, nothing is left to propose, and of the
    files that were there only lines with markers are new."""
    before = contents(root)
    done = write_adoption(root, plan_adoption(root, ScanPatterns()), sync_and_check)
    assert done.problems == (), told(done.problems)
    after = contents(root)
    assert {path for path in after if after[path] != before.get(path)} == set(done.paths)
    for path, content in before.items():
        kept = [line for line in after[path].splitlines(keepends=True) if b"revi:begin" not in line]
        kept = [line for line in kept if b"revi:end" not in line]
        if path != "revi.yml":
            assert b"".join(kept).rstrip(b"\r\n") == content.rstrip(b"\r\n"), path
    assert errors(open_workspace(root).check()) == ()
    assert open_workspace(root).lint() == ()
    again = plan_adoption(root, ScanPatterns())
    assert (again.proposal, again.regions) == (None, ())
    return done.paths


def errors(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that fail something."""
    return tuple(problem for problem in found if problem.severity == "error")


def again(root: Path) -> AdoptionPlan:
    """What adopting finds now."""
    return plan_adoption(root, ScanPatterns())
