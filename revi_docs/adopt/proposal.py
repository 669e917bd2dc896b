"""The contract that is proposed: a new one, or what an existing one lacks; always one that lint takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.adopt.proposal_yaml import build_tree, render_sections
from revi_docs.adopt.yaml_insertion import InsertionError, insert_nodes
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.problem import Problem, ReviError

HEADER = """\
# What this repository stated already. Behind each value stands the place where 'revi-docs adopt' found it.
revi: 1
"""

_OPTIONAL_GROUPS: tuple[tuple[str, Callable[[KeyPath], bool]], ...] = (
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

_GROUP_SECTIONS = {
    "the transitions": {"transitions", "verdicts", "statuses", "commands"},
    "the limits": {"budgets", "phases"},
    "the stages": {"stages"},
    "the statuses": {"statuses"},
    "who starts whom": {"agents", "commands"},
}


@dataclass(frozen=True, slots=True)
class ContractProposal:
    """`text` is what is shown, `whole` the contract with it; None where it has to be pasted, for `reason`."""

    facts: tuple[ExtractedFact, ...]
    text: str
    contract_text: str | None
    loaded: LoadedContract | None
    problems: tuple[Problem, ...] = ()
    reason: str = ""


def build_proposal(
    facts: Sequence[ExtractedFact],
    conflicts: Mapping[KeyPath, tuple[ExtractedFact, ...]],
    current: tuple[str, LoadedContract] | None,
) -> ContractProposal:
    """The proposal with all facts that make a sound contract together; what is left out is noted."""
    notes: list[Problem] = []
    proposal = _render_proposal(facts, conflicts, current)
    for group, is_member in _OPTIONAL_GROUPS:
        new_problems = _new_problems(proposal, current)
        if not new_problems or not _affects_sections(new_problems, proposal, _GROUP_SECTIONS[group]):
            continue
        remaining = tuple(fact for fact in proposal.facts if not is_member(fact.path))
        if len(remaining) < len(proposal.facts):
            notes.append(_omitted_group(group, new_problems[0], proposal))
            proposal = _render_proposal(remaining, conflicts, current)
    return replace(proposal, problems=(*notes, *_new_problems(proposal, current)))


def contract_with(
    facts: Sequence[ExtractedFact], current: tuple[str, LoadedContract] | None
) -> LoadedContract | None:
    """The contract with the facts in it, sound or not; as it is where they cannot be added."""
    return _render_proposal(facts, {}, current).loaded or (current[1] if current else None)


def _render_proposal(
    facts: Sequence[ExtractedFact],
    conflicts: Mapping[KeyPath, tuple[ExtractedFact, ...]],
    current: tuple[str, LoadedContract] | None,
) -> ContractProposal:
    root = build_tree(facts, conflicts)
    if current is None:
        text = HEADER + "".join(_with_newlines(render_sections(root)))
        return ContractProposal(tuple(facts), text, text, parse(text.encode()))
    text = "".join(_with_newlines(render_sections(root)[1:]))
    try:
        contract_text = insert_nodes(current[0], root)
        return ContractProposal(tuple(facts), text, contract_text, parse(contract_text.encode()))
    except InsertionError as error:
        return ContractProposal(tuple(facts), text, None, None, reason=str(error))
    except ReviError as error:
        return ContractProposal(tuple(facts), text, None, None, reason=error.problems[0].message)


def _with_newlines(lines: Iterable[str]) -> list[str]:
    return [f"{line}\n" for line in lines]


def _new_problems(proposal: ContractProposal, current: tuple[str, LoadedContract] | None) -> list[Problem]:
    """What lint says of the contract with the proposal, and did not say before."""
    if proposal.loaded is None:
        return []
    known_fingerprints = {problem.fingerprint for problem in lint(current[1])} if current else set()
    return [problem for problem in lint(proposal.loaded) if problem.fingerprint not in known_fingerprints]


def _affects_sections(problems: list[Problem], proposal: ContractProposal, sections: set[str]) -> bool:
    return any(_section_of(problem, proposal) in sections for problem in problems)


def _section_of(problem: Problem, proposal: ContractProposal) -> str:
    """The section of the contract in which a problem stands."""
    line_number = problem.first_place.line if problem.first_place else 0
    lines = (proposal.contract_text or "").split("\n")[:line_number]
    section_names = [line.partition(":")[0] for line in lines if line[:1].isalpha()]
    return section_names[-1].strip() if section_names else ""


def _omitted_group(group: str, problem: Problem, proposal: ContractProposal) -> Problem:
    line_number = problem.first_place.line if problem.first_place else 0
    line = (proposal.contract_text or "").split("\n")[line_number - 1]
    source = line.rpartition("  # ")[2] if "  # " in line else CONTRACT_FILE
    return Problem(
        code="left-alone",
        message=f"{group} are left out, for with them {problem.message} ({problem.code}; {source})",
        fix="mend the place it comes from, then run 'revi-docs adopt' again; or state it in revi.yml by hand",
        subject=group,
        severity="warning",
    )
