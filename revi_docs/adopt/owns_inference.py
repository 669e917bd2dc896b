"""Choose the front-matter fields to own: those that agree with the contract in all files of a pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from revi_docs.adopt.agent_files import AgentFiles
from revi_docs.adopt.existing_contract import UNSET, ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact, FactValue
from revi_docs.adopt.glob_cover import covering_patterns, unmatched_paths
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.files.globs import path_matches
from revi_docs.problems.problem import Place


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files of one section: path → name, pattern → name template, field → key in the contract."""

    section: str
    names: Mapping[str, str]
    name_templates: Mapping[str, str]
    fields: Mapping[str, str]


def agent_name_templates(agents: AgentFiles, files: Collection[str], loaded: LoadedContract | None) -> dict[str, str]:
    """Return the patterns for agent files; those of the contract first."""
    contract_patterns = [
        pattern
        for pattern, fields in (loaded.contract.owns.items() if loaded else ())
        if any(value.startswith("agents.") for value in fields.values())
    ]
    other_paths = unmatched_paths((*agents.names, *agents.invalid_paths), contract_patterns)
    return dict.fromkeys((*contract_patterns, *covering_patterns(other_paths, files)), "{name}")


def infer_owns(kind: FileKind, facts: Collection[ExtractedFact], existing: ExistingContract) -> Iterator[ExtractedFact]:
    """Yield entries of `owns`; `existing` is the contract as it will be without them.

    A pattern gets the fields that agree in all its files. If no file has any of them, it gets the first
    one, so that `check` knows which item a file represents.
    """
    file_values = {(fact.place.file, fact.path): fact.value for fact in facts}
    owns = existing.contract.owns
    added_patterns: set[str] = set()
    for pattern, name_template in kind.name_templates.items():
        if pattern.startswith("!"):
            if pattern not in owns and any(_overlaps(pattern, added) for added in added_patterns):
                yield ExtractedFact(("owns", pattern), None, Place(""))
            continue
        matching_paths = [path for path in kind.names if path_matches((pattern,), path)]
        counts = {
            field: _agreement_count(kind, key, matching_paths, file_values, existing)
            for field, key in kind.fields.items()
        }
        agreeing_fields = [field for field, count in counts.items() if count]
        unset_fields = [field for field, count in counts.items() if count == 0]
        for field in agreeing_fields or ([] if pattern in owns else unset_fields[:1]):
            if field not in owns.get(pattern, {}):
                added_patterns.add(pattern)
                value = f"{kind.section}.{name_template}.{kind.fields[field]}"
                yield ExtractedFact(("owns", pattern, field), value, Place(""))


def _overlaps(exclusion: str, pattern: str) -> bool:
    sample = exclusion.removeprefix("!").replace("*", "x").replace("?", "x")
    return path_matches((pattern,), sample)


def _agreement_count(
    kind: FileKind,
    key: str,
    paths: list[str],
    file_values: Mapping[tuple[str, KeyPath], FactValue],
    existing: ExistingContract,
) -> int | None:
    """Count the files that agree with the contract; None if one disagrees."""
    count = 0
    for path in paths:
        key_path = (kind.section, kind.names[path], key)
        value = existing.value(key_path)
        if value is UNSET:
            continue
        if file_values.get((path, key_path)) != value:
            return None
        count += 1
    return count
