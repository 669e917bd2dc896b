"""Plan an adoption: read the files of a repository and propose a contract that owns their facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from revi_docs.adopt import command_files
from revi_docs.adopt.agent_files import AGENT_FIELDS, read_agents
from revi_docs.adopt.agent_references import ItemReferences
from revi_docs.adopt.existing_contract import ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact, FactCollector
from revi_docs.adopt.fact_resolution import FactResolution, infer_facts, resolve_facts, with_common_spelling
from revi_docs.adopt.glob_cover import escape_pattern
from revi_docs.adopt.model_lists import read_model_list
from revi_docs.adopt.name_templates import NamedFiles, name_templates
from revi_docs.adopt.owns_inference import FileKind, infer_owns
from revi_docs.adopt.proposal import ContractProposal, build_proposal, contract_with
from revi_docs.adopt.proposed_regions import ProposedRegion, insert_markers, propose_regions
from revi_docs.adopt.scanned_files import ScannedFiles, ScanPatterns, scan_files
from revi_docs.adopt.workflow_rows import DefinedNames
from revi_docs.adopt.workflow_tables import read_document
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, load
from revi_docs.drift import output_index
from revi_docs.files.globs import path_matches
from revi_docs.files.read_file import read_file
from revi_docs.files.working_tree import WorkingTree
from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """The planned changes; `proposal` is None if there is nothing to add to the contract.

    `regions` are the tables and lists that get markers, `texts` all files that were read (path → text),
    `owned_paths` the files that match `owns` afterward, `excluded` files that cannot be owned → reason.
    """

    proposal: ContractProposal | None
    regions: tuple[ProposedRegion, ...]
    texts: dict[str, str] = field(repr=False)
    owned_paths: tuple[str, ...] = ()
    loaded: LoadedContract | None = None
    problems: tuple[Problem, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the contract already owns everything that was found."""
        return self.proposal is None and not self.regions

    def changes(self) -> dict[str, bytes]:
        """Return path → new content: the contract, templates, and documents with markers."""
        contents: dict[str, bytes] = {}
        if self.proposal and self.proposal.contract_text is not None:
            contents[CONTRACT_FILE] = self.proposal.contract_text.encode()
        for region in self.regions:
            contents[region.template_path] = region.template.encode()
        for path in dict.fromkeys(region.block.file for region in self.regions):
            file_regions = [region for region in self.regions if region.block.file == path]
            contents[path] = insert_markers(self.texts[path], file_regions).encode()
        return contents


@dataclass(slots=True)
class _RepositoryScan:
    """Intermediate results of reading a repository."""

    root: Path
    files: tuple[str, ...]
    sources: ScannedFiles
    collector: FactCollector
    current: tuple[str, LoadedContract] | None
    excluded: Mapping[str, str]
    kinds: tuple[FileKind, ...] = ()

    @property
    def loaded(self) -> LoadedContract | None:
        """The existing contract, if any."""
        return self.current[1] if self.current else None

    @property
    def texts(self) -> dict[str, str]:
        """Path → text of every file that was read."""
        scanned = self.sources
        all_sources = (*scanned.agents, *scanned.commands, *scanned.documents, *scanned.lists)
        return {source.path: source.text for source in all_sources}


def plan_adoption(root: Path, scan_patterns: ScanPatterns, excluded: Mapping[str, str] | None = None) -> AdoptionPlan:
    """Find the facts that the contract does not own yet; writes nothing.

    `excluded` are files that cannot be owned → reason: nothing is read from them. Raises ReviError if the
    existing contract cannot be read.
    """
    scan = _start_scan(root, scan_patterns, excluded or {})
    _collect_facts(scan)
    scan.collector.facts = list(with_common_spelling(scan.collector.facts, ExistingContract(scan.loaded)))
    resolution = resolve_facts(scan.collector.facts, ExistingContract(scan.loaded))
    proposal = _create_proposal(scan, resolution)
    updated = proposal.loaded if proposal else scan.loaded
    region_results = _find_regions(scan, resolution, updated) if updated else ()
    proposed = tuple(item for item in region_results if isinstance(item, ProposedRegion))
    problems = [*scan.collector.problems, *resolution.conflict_problems]
    problems += [item for item in region_results if isinstance(item, Problem)]
    problems += proposal.problems if proposal else ()
    proposal = proposal if proposal and proposal.facts else None  # every group may have been skipped
    if proposal is None and scan.loaded is None and not problems:
        problems.append(_NOTHING_FOUND)
    owned_patterns = updated.contract.owns if updated else {}
    ordered_patterns = sorted(owned_patterns, key=lambda pattern: pattern.startswith("!"))
    owned_paths = tuple(path for path in scan.files if path_matches(ordered_patterns, path))
    return AdoptionPlan(
        proposal, proposed, scan.texts, owned_paths, scan.loaded, sorted_problems(problems), scan.excluded
    )


def _start_scan(root: Path, scan_patterns: ScanPatterns, excluded: Mapping[str, str]) -> _RepositoryScan:
    current = None
    if (root / CONTRACT_FILE).exists():
        loaded = load(root)
        if loaded.problems:
            raise ReviError(*loaded.problems)
        current = (read_file(root, CONTRACT_FILE).decode(), loaded)
    left_out = {*output_index.read(root), *excluded}
    exclusions = [pattern[1:] for pattern in (current[1].contract.owns if current else ()) if pattern.startswith("!")]
    files = WorkingTree(root).files
    readable = tuple(path for path in files if path not in left_out and not path_matches(exclusions, path))
    collector = FactCollector()
    return _RepositoryScan(
        root, files, scan_files(root, readable, scan_patterns, collector), collector, current, excluded
    )


def _collect_facts(scan: _RepositoryScan) -> None:
    """Read all files into `scan.collector` and `scan.kinds`."""
    loaded, collector, files = scan.loaded, scan.collector, scan.files
    sources, contract = scan.sources, ExistingContract(loaded).contract
    agent_files = read_agents(sources.agents, sources.unclosed_paths, sources.plugin_names, collector)
    agents = ItemReferences({*agent_files.names.values(), *contract.agents})
    command_file_names = command_files.read_commands(
        sources.commands, sources.plugin_names, contract, agents, collector
    )
    defined_names = DefinedNames(agents, ItemReferences({*command_file_names.names.values(), *contract.commands}))
    for document in sources.documents:
        read_document(document, defined_names, collector)
    for model_list in sources.lists:
        read_model_list(model_list, agents, collector)
    # Files that must be fixed first are covered, so that leaving them out is an exclusion.
    agent_paths = agent_files.names | dict.fromkeys(agent_files.invalid_paths, "")
    named_agents = NamedFiles("agents", agent_files.names, agent_files.declared_names, command_file_names.names)
    named_commands = NamedFiles("commands", command_file_names.names, command_file_names.declared_names, agent_paths)
    scan.kinds = (
        FileKind("agents", agent_files.names, name_templates(named_agents, files, loaded), AGENT_FIELDS),
        FileKind(
            "commands",
            command_file_names.names,
            name_templates(named_commands, files, loaded),
            command_files.COMMAND_FIELDS,
        ),
    )


def _create_proposal(scan: _RepositoryScan, resolution: FactResolution) -> ContractProposal | None:
    """Build the proposal with its `owns` entries; None if nothing is new."""
    facts = (*resolution.new_facts, *infer_facts(resolution.new_facts, ExistingContract(scan.loaded)))
    updated = contract_with(facts, scan.current)
    existing = ExistingContract(updated)
    owns_facts = [fact for kind in scan.kinds for fact in infer_owns(kind, scan.collector.facts, existing)]
    if not facts and not owns_facts:
        return None
    exclusion_facts = _exclusion_facts(scan)
    owns_facts = [fact for fact in owns_facts if fact.path not in {other.path for other in exclusion_facts}]
    facts = (*facts, *owns_facts, *exclusion_facts, *_default_facts(scan))
    return build_proposal(facts, resolution.conflicts, scan.current)


def _exclusion_facts(scan: _RepositoryScan) -> list[ExtractedFact]:
    """Return an entry of `owns` with the reason for each excluded file, so that the next run leaves it out, too."""
    return [
        ExtractedFact(("owns", f"!{escape_pattern(path)}"), None, Place(path), remark=reason)
        for path, reason in sorted(scan.excluded.items())
    ]


def _default_facts(scan: _RepositoryScan) -> Iterator[ExtractedFact]:
    """Yield `default_outputs: false` if nothing is generated yet, so that default outputs do not replace files.

    A new contract also has `prose: []`: hand-written pages are judged only where somebody asks for it.
    """
    contract = ExistingContract(scan.loaded).contract
    has_own_outputs = any(not output.is_default for output in contract.outputs.values())
    if contract.default_outputs and not has_own_outputs and not output_index.read(scan.root):
        yield ExtractedFact(("default_outputs",), False, Place(""))
    if scan.loaded is None:
        yield ExtractedFact(("prose",), (), Place(""))


def _find_regions(
    scan: _RepositoryScan, resolution: FactResolution, updated: LoadedContract
) -> tuple[ProposedRegion | Problem, ...]:
    """Propose regions for all blocks without a conflicting value."""
    disputed_lines: dict[str, set[int]] = {}
    for facts in resolution.conflicts.values():
        for fact in facts:
            disputed_lines.setdefault(fact.place.file, set()).add(fact.place.line)
    used_names = {path.rpartition("/")[2].split(".")[0] for path in scan.files if path.startswith("templates/regions/")}
    undisputed = []
    for block in scan.collector.blocks:
        text = scan.texts[block.file]
        first_line = text.count("\n", 0, block.start) + 1
        last_line = text.count("\n", 0, block.end - 1) + 1
        if not disputed_lines.get(block.file, set()) & set(range(first_line, last_line + 1)):
            undisputed.append(block)
    return tuple(propose_regions(undisputed, scan.texts, used_names, ExistingContract(updated)))


_NOTHING_FOUND = Problem(
    code="nothing-to-adopt",
    message="no agents, commands, workflow tables or model lists found",
    fix="pass their location with --agents, --commands or --documents, or start with 'revi-docs init'",
)
