"""Plan an adoption: read the files of a repository and propose a contract that owns their facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from revi_docs.adopt.existing_contract import ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.adopt.fact_resolution import FactResolution, infer_facts, resolve_facts, with_common_spelling
from revi_docs.adopt.glob_cover import escape_pattern
from revi_docs.adopt.owned_lists import infer_owned_values
from revi_docs.adopt.owned_tables import infer_owned_cells
from revi_docs.adopt.owns_inference import infer_owns
from revi_docs.adopt.proposal import ContractProposal, build_proposal, contract_with
from revi_docs.adopt.removed_items import ItemPath
from revi_docs.adopt.repository_scan import RepositoryScan, collect_facts, start_scan
from revi_docs.adopt.scanned_files import ScanPatterns
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract
from revi_docs.drift import output_index
from revi_docs.files.globs import path_matches
from revi_docs.files.markdown.cell_address import parse_address
from revi_docs.problems.problem import Place, Problem, sorted_problems


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """The planned changes; `proposal` is None if there is nothing to add to the contract.

    `facts` is everything that was found, `texts` all files that were read (path → text), `owned_paths` the files that
    match `owns` afterward, `excluded` files that cannot be owned → reason.
    """

    proposal: ContractProposal | None
    texts: dict[str, str] = field(repr=False)
    owned_paths: tuple[str, ...] = ()
    loaded: LoadedContract | None = None
    problems: tuple[Problem, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[ExtractedFact, ...] = ()
    removed_items: frozenset[ItemPath] = frozenset()
    """Agents and commands that the contract loses, because their files are gone."""
    dropped_outputs: frozenset[str] = frozenset()
    """Paths of generated files of these items, which `sync` deletes."""
    contract_text: str | None = field(default=None, repr=False)
    """The contract as it was read; None if there was none."""

    @property
    def is_empty(self) -> bool:
        """Whether the contract already owns everything that was found."""
        return self.proposal is None

    @property
    def table_count(self) -> int:
        """The number of tables with owned cells."""
        loaded = self.proposal.loaded if self.proposal and self.proposal.loaded else self.loaded
        owns = loaded.contract.owns if loaded else {}
        addresses = [(pattern, parse_address(name)) for pattern, fields in owns.items() for name in fields]
        tables = {(pattern, address.heading, address.key_columns[0]) for pattern, address in addresses if address}
        return len(tables)

    def changes(self) -> dict[str, bytes]:
        """Return path → new content: only the contract changes."""
        if self.proposal is None or self.proposal.contract_text is None:
            return {}
        return {CONTRACT_FILE: self.proposal.contract_text.encode()}


def plan_adoption(root: Path, scan_patterns: ScanPatterns, excluded: Mapping[str, str] | None = None) -> AdoptionPlan:
    """Find the facts that the contract does not own yet; writes nothing.

    `excluded` are files that cannot be owned → reason: nothing is read from them. Raises ReviError if the
    existing contract cannot be read.
    """
    scan = start_scan(root, scan_patterns, excluded or {})
    collect_facts(scan)
    scan.collector.facts = list(with_common_spelling(scan.collector.facts, ExistingContract(scan.loaded)))
    resolution = resolve_facts(scan.collector.facts, ExistingContract(scan.loaded), scan_patterns.trusted)
    proposal = _create_proposal(scan, resolution)
    updated = proposal.loaded if proposal else scan.loaded
    problems = [*scan.collector.problems, *resolution.conflict_problems]
    problems += proposal.problems if proposal else ()
    proposal = (
        proposal if proposal and (proposal.facts or scan.removed_items) else None
    )  # every group may have been skipped
    if proposal is None and scan.loaded is None and not problems:
        problems.append(_NOTHING_FOUND)
    owned_patterns = updated.contract.owns if updated else {}
    # Exclusions last, because the last matching pattern decides.
    ordered_patterns = sorted(owned_patterns, key=lambda pattern: pattern.startswith("!"))
    owned_paths = tuple(path for path in scan.files if path_matches(ordered_patterns, path))
    return AdoptionPlan(
        proposal=proposal,
        texts=scan.texts,
        owned_paths=owned_paths,
        loaded=scan.loaded,
        problems=sorted_problems(_with_common_causes(problems)),
        excluded=scan.excluded,
        facts=tuple(scan.collector.facts),
        removed_items=scan.removed_items,
        dropped_outputs=scan.dropped_outputs,
        contract_text=scan.contract_text,
    )


def _with_common_causes(problems: Collection[Problem]) -> Iterator[Problem]:
    """Yield the problems; warnings that say the same of several files are one, so that a summary stays short."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for number, problem in enumerate(problems):
        is_warning = problem.severity == "warning" and problem.code == "front-matter-no-yaml"
        key = (problem.code, problem.message, problem.fix) if is_warning else (str(number), "", "")
        groups.setdefault(key, []).append(problem)
    for group in groups.values():
        # The order of the places of one problem says which of them is the first to look at.
        yield replace(group[0], places=tuple(place for problem in group for place in problem.places))


def _create_proposal(scan: RepositoryScan, resolution: FactResolution) -> ContractProposal | None:
    """Build the proposal with its `owns` entries; None if nothing is new."""
    facts = (*resolution.new_facts, *infer_facts(resolution.new_facts, ExistingContract(scan.loaded)))
    existing = ExistingContract(contract_with(facts, scan.current))
    owns_facts = [fact for kind in scan.kinds for fact in infer_owns(kind, scan.collector.facts, existing)]
    exclusion_facts = _exclusion_facts(scan)
    owns_facts = [fact for fact in owns_facts if fact.path not in {other.path for other in exclusion_facts}]
    defaults = [*exclusion_facts, *_default_facts(scan)]
    # What lint rejects is left out first: only what remains can be shown by a table.
    draft = build_proposal((*facts, *owns_facts, *defaults), resolution.conflicts, scan.current)
    cell_facts = tuple(_owned_values(scan, draft.loaded)) if draft.loaded else ()
    if not facts and not owns_facts and not cell_facts and not scan.removed_items:
        return None
    if not cell_facts:
        return draft
    proposal = build_proposal((*draft.facts, *cell_facts), resolution.conflicts, scan.current)
    notes = [problem for problem in draft.problems if problem.code == "left-alone"]
    return replace(proposal, problems=(*notes, *proposal.problems))


def _owned_values(scan: RepositoryScan, loaded: LoadedContract) -> Iterator[ExtractedFact]:
    """Yield the cells of tables and the values of lists that can be owned."""
    yield from infer_owned_cells(scan.workflow, scan.texts, loaded)
    for result in infer_owned_values(scan.model_lists, scan.texts, loaded):
        if isinstance(result, ExtractedFact):
            yield result
        else:
            scan.collector.problems.append(result)


def _exclusion_facts(scan: RepositoryScan) -> list[ExtractedFact]:
    """Return an entry of `owns` with the reason for each excluded file, so that the next run leaves it out, too."""
    return [
        ExtractedFact(("owns", f"!{escape_pattern(path)}"), None, Place(path), remark=reason)
        for path, reason in sorted(scan.excluded.items())
    ]


def _default_facts(scan: RepositoryScan) -> Iterator[ExtractedFact]:
    """Yield `default_outputs: false` if nothing is generated yet, so that default outputs do not replace files.

    A new contract also has `prose: []`: hand-written pages are judged only if someone asks for it.
    """
    contract = ExistingContract(scan.loaded).contract
    has_own_outputs = any(not output.is_default for output in contract.outputs.values())
    if contract.default_outputs and not has_own_outputs and not output_index.read(scan.root):
        yield ExtractedFact(("default_outputs",), False, Place(""))
    if scan.loaded is None:
        yield ExtractedFact(("prose",), (), Place(""))


_NOTHING_FOUND = Problem(
    code="nothing-to-adopt",
    message="no agents, commands, workflow tables or model lists found",
    fix="pass their location with --agents, --commands or --documents, or start with 'revi-docs init'",
)
