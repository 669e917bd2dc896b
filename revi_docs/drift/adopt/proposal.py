"""The contract that is proposed: a new one, or what an existing one lacks; always one that lint takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from revi_docs.contract.lint import lint
from revi_docs.contract.load import CONTRACT, Loaded, parse
from revi_docs.contract.reading import Path
from revi_docs.drift.adopt.facts import Fact
from revi_docs.drift.adopt.insert import UnplaceableError, inserted
from revi_docs.drift.adopt.nodes import nodes, spaced
from revi_docs.problems.problem import Problem, ReviError

HEAD = """\
# What this repository stated already. Behind each value stands the place where 'revi-docs adopt' found it.
revi: 1
"""

_PARTS: tuple[tuple[str, Callable[[Path], bool]], ...] = (
    (
        "the transitions",
        lambda path: (
            path[0] in ("transitions", "verdicts")
            or path[-1] in ("initial", "terminal")
            or (path[0] == "commands" and path[-1] == "verdicts")
        ),
    ),
    ("the limits", lambda path: path[0] in ("budgets", "phases")),
    ("the stages", lambda path: path[0] == "stages" or (path[0] == "statuses" and path[-1] == "stage")),
    ("the statuses", lambda path: path[0] == "statuses"),
    ("who starts whom", lambda path: len(path) > 2 and path[2] == "spawns"),
)
"""What can be left out as a whole where the contract would not be sound with it."""

_SECTIONS = {
    "the transitions": {"transitions", "verdicts", "statuses", "commands"},
    "the limits": {"budgets", "phases"},
    "the stages": {"stages"},
    "the statuses": {"statuses"},
    "who starts whom": {"agents", "commands"},
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """`text` is what is shown, `whole` the contract with it; None where it has to be pasted, for `reason`."""

    facts: tuple[Fact, ...]
    text: str
    whole: str | None
    loaded: Loaded | None
    problems: tuple[Problem, ...] = ()
    reason: str = ""


def propose(
    facts: Sequence[Fact], questions: Mapping[Path, tuple[Fact, ...]], before: tuple[str, Loaded] | None
) -> Proposal:
    """The proposal with all facts that make a sound contract together; what is left out is noted."""
    notes: list[Problem] = []
    made = _made(facts, questions, before)
    for name, belongs in _PARTS:
        wrong = _wrong(made, before)
        if not wrong or not _concerns(wrong, made, _SECTIONS[name]):
            continue
        kept = tuple(fact for fact in made.facts if not belongs(fact.path))
        if len(kept) < len(made.facts):
            notes.append(_left_out(name, wrong[0], made))
            made = _made(kept, questions, before)
    return replace(made, problems=(*notes, *_wrong(made, before)))


def stating(facts: Sequence[Fact], before: tuple[str, Loaded] | None) -> Loaded | None:
    """The contract with the facts in it, sound or not; as it is where they cannot be added."""
    return _made(facts, {}, before).loaded or (before[1] if before else None)


def _made(
    facts: Sequence[Fact], questions: Mapping[Path, tuple[Fact, ...]], before: tuple[str, Loaded] | None
) -> Proposal:
    root = nodes(facts, questions)
    if before is None:
        text = HEAD + "".join(_ended(spaced(root)))
        return Proposal(tuple(facts), text, text, parse(text.encode()))
    text = "".join(_ended(spaced(root)[1:]))
    try:
        whole = inserted(before[0], root)
        return Proposal(tuple(facts), text, whole, parse(whole.encode()))
    except UnplaceableError as error:
        return Proposal(tuple(facts), text, None, None, reason=str(error))
    except ReviError as error:
        return Proposal(tuple(facts), text, None, None, reason=error.problems[0].message)


def _ended(rows: Iterable[str]) -> list[str]:
    return [f"{row}\n" for row in rows]


def _wrong(made: Proposal, before: tuple[str, Loaded] | None) -> list[Problem]:
    """What lint says of the contract with the proposal, and did not say before."""
    if made.loaded is None:
        return []
    known = {problem.fingerprint for problem in lint(before[1])} if before else set()
    return [problem for problem in lint(made.loaded) if problem.fingerprint not in known]


def _concerns(wrong: list[Problem], made: Proposal, sections: set[str]) -> bool:
    return any(_section(problem, made) in sections for problem in wrong)


def _section(problem: Problem, made: Proposal) -> str:
    """The section of the contract in which a problem stands."""
    line = problem.where.line if problem.where else 0
    rows = (made.whole or "").split("\n")[:line]
    heads = [row.partition(":")[0] for row in rows if row[:1].isalpha()]
    return heads[-1].strip() if heads else ""


def _left_out(name: str, problem: Problem, made: Proposal) -> Problem:
    line = problem.where.line if problem.where else 0
    row = (made.whole or "").split("\n")[line - 1]
    source = row.rpartition("  # ")[2] if "  # " in row else CONTRACT
    return Problem(
        code="left-alone",
        message=f"{name} are left out, for with them {problem.message} ({problem.code}; {source})",
        fix="mend the place it comes from, then run 'revi-docs adopt' again; or state it in revi.yml by hand",
        subject=name,
        severity="warning",
    )
