"""Choose the front-matter fields to own: those that agree with the contract in all files of a pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from revi_docs.adopt.existing_contract import UNSET, ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact, FactValue
from revi_docs.adopt.glob_cover import escape_pattern
from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.globs import path_matches
from revi_docs.problems.problem import Place
from revi_docs.targets.claude import TARGET as CLAUDE


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files of one section: path → name, pattern → name template, field → key in the contract."""

    section: str
    names: Mapping[str, str]
    name_templates: Mapping[str, str]
    fields: Mapping[str, str]


def infer_owns(kind: FileKind, facts: Collection[ExtractedFact], existing: ExistingContract) -> Iterator[ExtractedFact]:
    """Yield entries of `owns`; `existing` is the contract as it will be without them.

    A pattern gets the fields that agree in all its files. If no file has any of them, it gets the first
    one, so that `check` knows which item a file represents. A field that does not agree everywhere is owned in the
    single files where it does.
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
        entries = _pattern_entries(kind, (pattern, name_template), matching_paths, file_values, existing)
        for owned_pattern, field, value in entries:
            paths = [path for path in matching_paths if path_matches((owned_pattern,), path)]
            if not all(_is_owned(path, field, owns) for path in paths):
                added_patterns.add(pattern)
                yield ExtractedFact(("owns", owned_pattern, field), value, Place(""))


def _pattern_entries(
    kind: FileKind,
    pattern_and_template: tuple[str, str],
    paths: list[str],
    file_values: Mapping[tuple[str, KeyPath], FactValue],
    existing: ExistingContract,
) -> Iterator[tuple[str, str, str]]:
    """Yield (pattern, field, path of the value) for the fields that agree in all files, then in single files."""
    pattern, template = pattern_and_template
    agreements = {
        field: {path: _agrees(kind, key, path, file_values, existing) for path in paths}
        for field, key in kind.fields.items()
    }
    disputed = [field for field, by_path in agreements.items() if False in by_path.values()]
    uniform = [field for field in kind.fields if field not in disputed and True in agreements[field].values()]
    silent = [field for field in kind.fields if field not in (*disputed, *uniform)]
    is_covered = all(any(path_matches((other,), path) for other in existing.contract.owns) for path in paths)
    first_silent = silent[:1] if not uniform and not is_covered else []
    for field in uniform or first_silent:
        yield pattern, field, f"{kind.section}.{template}.{kind.fields[field]}"
    for field in (name for name in disputed if name not in _WORDING_FIELDS):
        for path in (path for path, agrees in agreements[field].items() if agrees):
            yield escape_pattern(path), field, f"{kind.section}.{kind.names[path]}.{kind.fields[field]}"


_WORDING_FIELDS = ("description", CLAUDE.argument_hint_field)
"""Fields whose text a contract may word in its own way."""


def _is_owned(path: str, field: str, owns: Mapping[str, Mapping[str, str]]) -> bool:
    return any(field in fields and path_matches((pattern,), path) for pattern, fields in owns.items())


def _overlaps(exclusion: str, pattern: str) -> bool:
    # A path that the exclusion matches: only a pattern that matches it needs the exclusion.
    sample = exclusion.removeprefix("!").replace("*", "x").replace("?", "x")
    return path_matches((pattern,), sample)


def _agrees(
    kind: FileKind,
    key: str,
    path: str,
    file_values: Mapping[tuple[str, KeyPath], FactValue],
    existing: ExistingContract,
) -> bool | None:
    """Whether a file agrees with the contract; None if the contract has no value."""
    key_path = (kind.section, kind.names[path], key)
    value = existing.value(key_path)
    return None if value is UNSET else file_values.get((path, key_path)) == value
