"""Read a repository for an adoption: its agents, commands, workflow documents, code and lists, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from revi_docs.adopt import command_files
from revi_docs.adopt.agent_files import AGENT_FIELDS, read_agents
from revi_docs.adopt.code_enumerations import read_code
from revi_docs.adopt.existing_contract import ExistingContract
from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.front_matter_relations import collect_relations
from revi_docs.adopt.model_lists import ModelList, read_model_list
from revi_docs.adopt.name_templates import NamedFiles, name_templates
from revi_docs.adopt.owns_inference import FileKind
from revi_docs.adopt.removed_items import ItemPath, items_without_file, template_places, without_items
from revi_docs.adopt.scanned_files import ScannedFiles, ScanPatterns, scan_files
from revi_docs.adopt.state_diagrams import read_diagrams
from revi_docs.adopt.story_facts import collect_stories
from revi_docs.adopt.story_search import find_stories
from revi_docs.adopt.workflow_rows import DefinedNames
from revi_docs.adopt.workflow_sources import accept_sources
from revi_docs.adopt.workflow_tables import WorkflowSource, read_document
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, load, parse
from revi_docs.drift import output_index
from revi_docs.files.globs import path_matches
from revi_docs.files.linked_files import leading_out, stays_inside
from revi_docs.files.read_file import read_file
from revi_docs.files.working_tree import WorkingTree
from revi_docs.files.yaml.yaml_address import is_yaml_path
from revi_docs.outputs.output_plan import hidden_path, plan_outputs
from revi_docs.problems.revi_error import ReviError


@dataclass(slots=True)
class RepositoryScan:
    """Intermediate results of reading a repository."""

    root: Path
    files: tuple[str, ...]
    sources: ScannedFiles
    collector: FactCollector
    current: tuple[str, LoadedContract] | None
    excluded: Mapping[str, str]
    patterns: ScanPatterns
    kinds: tuple[FileKind, ...] = ()
    workflow: tuple[WorkflowSource, ...] = ()
    model_lists: tuple[ModelList, ...] = ()
    removed_items: frozenset[ItemPath] = frozenset()
    """Agents and commands of the contract whose files are gone."""
    dropped_outputs: frozenset[str] = frozenset()
    """Paths of generated files of these items."""
    contract_text: str | None = None
    """The contract as it was read; None if there is none."""

    @property
    def loaded(self) -> LoadedContract | None:
        """The existing contract, if any."""
        return self.current[1] if self.current else None

    @property
    def texts(self) -> dict[str, str]:
        """Path → text of every file that was read."""
        scanned = self.sources
        all_sources = (*scanned.agents, *scanned.commands, *scanned.documents, *scanned.lists, *scanned.code)
        return {source.path: source.text for source in all_sources}


def start_scan(root: Path, scan_patterns: ScanPatterns, excluded: Mapping[str, str]) -> RepositoryScan:
    """Read the files of a repository; raises ReviError if the existing contract cannot be read."""
    current = None
    if (root / CONTRACT_FILE).exists():
        loaded = load(root)
        if loaded.problems:
            raise ReviError(*loaded.problems)
        current = (read_file(root, CONTRACT_FILE).decode(), loaded)
    left_out = {*output_index.read(root), *excluded}
    exclusions = [pattern[1:] for pattern in (current[1].contract.owns if current else ()) if pattern.startswith("!")]
    tree = WorkingTree(root)
    files = tree.files
    readable = tuple(path for path in files if path not in left_out and not path_matches(exclusions, path))
    collector = FactCollector()
    for path in tree.links:
        if path.endswith(".md") and not stays_inside(root, path):
            collector.problems.append(replace(leading_out(path), code="left-alone", severity="warning"))
    sources = scan_files(root, readable, scan_patterns, collector)
    contract_text = current[0] if current else None
    return RepositoryScan(
        root, files, sources, collector, current, excluded, scan_patterns, contract_text=contract_text
    )


def collect_facts(scan: RepositoryScan) -> None:
    """Read all files into `scan.collector` and `scan.kinds`."""
    collector, files, sources = scan.collector, scan.files, scan.sources
    agent_files = read_agents(sources.agents, sources.unclosed_paths, sources.plugin_names, collector)
    _remove_items(scan, "agents", agent_files.names)
    contract = ExistingContract(scan.loaded).contract
    agents = ItemReferences({*agent_files.names.values(), *contract.agents})
    command_file_names = command_files.read_commands(
        sources.commands, sources.plugin_names, contract, agents, collector
    )
    _remove_items(scan, "commands", command_file_names.names)
    contract = ExistingContract(scan.loaded).contract
    item_names = {
        **{path: ("agents", name) for path, name in agent_files.names.items()},
        **{path: ("commands", name) for path, name in command_file_names.names.items()},
    }
    defined_names = DefinedNames(agents, ItemReferences({*command_file_names.names.values(), *contract.commands}))
    stories = find_stories(sources.documents, scan.patterns.stories, collector)
    workflow: list[WorkflowSource] = []
    for document in stories.without_story_files(sources.documents):
        workflow += read_document(document, defined_names, collector)
        workflow += read_diagrams(document, defined_names, collector)
    for code in sources.code:
        workflow += read_code(code)
    scan.workflow = tuple(accept_sources(workflow, contract, bool(scan.patterns.documents), collector))
    collect_relations((*sources.agents, *sources.commands), item_names, defined_names, collector)
    # Where no agent has a file, a list defines them.
    defines_agents = not agent_files.names and (not contract.agents or any(map(is_yaml_path, contract.owns)))
    model_lists = (
        read_model_list(source, agents, defines_agents, collector)
        for source in stories.without_story_files(sources.lists)
    )
    scan.model_lists = tuple(model_list for model_list in model_lists if model_list)
    collect_stories(stories, files, scan.texts, contract, collector)
    # Files that must be fixed first are covered, so that leaving them out is an exclusion.
    agent_paths = agent_files.names | dict.fromkeys(agent_files.invalid_paths, "")
    named_agents = NamedFiles("agents", agent_files.names, agent_files.declared_names, command_file_names.names)
    named_commands = NamedFiles("commands", command_file_names.names, command_file_names.declared_names, agent_paths)
    scan.kinds = (
        FileKind("agents", agent_files.names, name_templates(named_agents, files, scan.loaded), AGENT_FIELDS),
        FileKind(
            "commands",
            command_file_names.names,
            name_templates(named_commands, (*files, *_hidden_paths(scan.loaded)), scan.loaded),
            command_files.COMMAND_FIELDS,
        ),
    )


def _hidden_paths(loaded: LoadedContract | None) -> set[str]:
    """Return where the commands would be that are generated as skills: a pattern that matches one would replace it."""
    tasks = plan_outputs(loaded, {})[0] if loaded else ()
    return {path for task in tasks if loaded and (path := hidden_path(loaded.contract, task))}


def _output_paths(loaded: LoadedContract) -> set[str]:
    return {task.path for task in plan_outputs(loaded, {})[0]}


def _remove_items(scan: RepositoryScan, section: str, names: Mapping[str, str]) -> None:
    """Remove the items without a file from `scan.current`; keep them if the contract would not be readable."""
    removed = items_without_file(section, names, scan.loaded, scan.files) if scan.loaded else set()
    for (_, name), place in template_places(scan.root, scan.files, removed).items():
        removed.discard((section, name))
        message = f"{section}.{name} has no file, but this template shows it"
        fix = "delete the line, run 'revi-docs sync', then 'revi-docs adopt --write'"
        scan.collector.add_warning(message, fix, place)
    if scan.current is None or not removed:
        return
    new_text = without_items(scan.current[0], removed)
    try:
        loaded = parse(new_text.encode(), read_file=scan.current[1].read_file)
    except ReviError:
        # The contract without the items is not valid, so removing them is not offered.
        return
    if not loaded.problems and not {name for _, name in removed} & set(getattr(loaded.contract, section)):
        scan.dropped_outputs |= _output_paths(scan.current[1]) - _output_paths(loaded)
        scan.current = (new_text, loaded)
        scan.removed_items |= removed
