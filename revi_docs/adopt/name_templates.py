"""Find short `owns` patterns for files, each with a template that gives the name of every file it matches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product, takewhile

from revi_docs.adopt.glob_cover import (
    containing_folder,
    covering_patterns,
    escape_pattern,
    unmatched_paths,
    variable_name,
    with_variable,
)
from revi_docs.contract.loader import LoadedContract
from revi_docs.files.globs import match_groups, path_matches
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.project_files import file_placeholders


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files of one section: path → name, and path → `name` of the front matter ("" without one).

    `other_paths` are files of other sections: no pattern may match them, or exclude them.
    """

    section: str
    names: Mapping[str, str]
    declared_names: Mapping[str, str]
    other_paths: Collection[str] = ()


def name_templates(item_files: NamedFiles, files: Collection[str], loaded: LoadedContract | None) -> dict[str, str]:
    """Return pattern → template of the name, as in `owns`: `{plugin}:{stem}`; "" for an exclusion.

    Patterns of the contract keep their template.
    """
    contract_templates = dict(_contract_templates(item_files.section, loaded))
    paths = unmatched_paths(item_files.names, contract_templates)
    return contract_templates | dict(_templates(paths, item_files, files))


def _contract_templates(section: str, loaded: LoadedContract | None) -> Iterator[tuple[str, str]]:
    for pattern, fields in loaded.contract.owns.items() if loaded else ():
        values = [value for value in fields.values() if value.startswith(f"{section}.")]
        if values and not pattern.startswith("!"):
            yield pattern, values[0].removeprefix(f"{section}.").rpartition(".")[0]


def _templates(paths: list[str], item_files: NamedFiles, files: Collection[str]) -> Iterator[tuple[str, str]]:
    """Try patterns for all paths together, then for those of one depth, of one folder, and of one file."""
    for group in _by_kind(paths):
        patterns = covering_patterns(group, files)
        templates = [(pattern, _fitting_template(pattern, group, item_files)) for pattern in patterns]
        if all(template is not None for _, template in templates) and not _touches_others(patterns, group, item_files):
            yield from (template for pattern, template in templates if template is not None)
            continue
        parts = list(_by_depth(group))
        parts = parts if len(parts) > 1 else list(_by_folder(group))
        if len(parts) > 1:
            for part in parts:
                yield from _templates(part, item_files, files)
        else:
            yield from ((escape_pattern(path), item_files.names[path]) for path in group)


def _touches_others(patterns: Collection[str], group: Collection[str], item_files: NamedFiles) -> bool:
    """Whether a pattern matches or excludes a file of another section, or excludes one of another group."""
    bare_patterns = [pattern.removeprefix("!") for pattern in patterns]
    if any(path_matches((pattern,), path) for path in item_files.other_paths for pattern in bare_patterns):
        return True
    exclusions = {pattern[1:] for pattern in patterns if pattern.startswith("!")}
    other_paths = item_files.names.keys() - set(group) if exclusions else set()
    # Most exclusions are paths of single files: a search for each of them in all others would take time.
    globs = [pattern for pattern in exclusions if "*" in pattern or "?" in pattern]
    return not exclusions.isdisjoint(other_paths) or any(path_matches(globs, path) for path in other_paths if globs)


def _by_kind(paths: Iterable[str]) -> Iterable[list[str]]:
    return _grouped(paths, lambda path: (path.partition("/")[0], path.endswith(f"/{CLAUDE.paths.skill_file}")))


def _by_depth(paths: Iterable[str]) -> Iterable[list[str]]:
    return _grouped(paths, lambda path: path.count("/"))


def _by_folder(paths: Iterable[str]) -> Iterable[list[str]]:
    return _grouped(paths, containing_folder)


def _grouped(paths: Iterable[str], key: object) -> Iterable[list[str]]:
    groups: dict[object, list[str]] = {}
    for path in paths:
        groups.setdefault(key(path), []).append(path)  # type: ignore[operator]  # a function
    return groups.values()


def _fitting_template(pattern: str, paths: list[str], item_files: NamedFiles) -> tuple[str, str] | None:
    """Return the pattern, with a variable if necessary, and the template that gives all names; None if none does."""
    if pattern.startswith("!"):
        return pattern, ""
    matching_paths = [path for path in paths if match_groups(pattern, path) is not None]
    names = [item_files.names[path] for path in matching_paths]
    for candidate, template in _candidates(pattern, names, item_files.section):
        if all(expand(candidate, template, path, item_files) == item_files.names[path] for path in matching_paths):
            return candidate, template
    return None


def _candidates(pattern: str, names: list[str], section: str) -> Iterator[tuple[str, str]]:
    """Yield patterns and templates, the simplest first."""
    segments = pattern.split("/")
    stars = [index for index, segment in enumerate(segments[:-1]) if segment == "*"]
    bases: list[tuple[str, str]] = [(pattern, "{name}"), (pattern, "{stem}")]
    if segments[-1] == CLAUDE.paths.skill_file and stars:
        bases[1] = (with_variable(pattern, stars[-1]), "{" + variable_name(pattern, stars[-1]) + "}")
    # Platforms read the name of an agent from its front matter, and that of a command from its path.
    if section != "agents":
        bases.reverse()
    literal_prefix = _common_scope(names)
    for (candidate, base), star in product(bases, (None, *stars)):
        if star is None:
            yield candidate, base
            if literal_prefix:
                yield candidate, f"{literal_prefix}:{base}"
        elif candidate.split("/")[star] == "*":
            yield with_variable(candidate, star), "{" + variable_name(candidate, star) + "}:" + base


def _common_scope(names: list[str]) -> str:
    """Return the scopes that all names start with: `a` for `a:b` and `a:c:d`; "" for none."""
    scopes = zip(*(name.split(":")[:-1] for name in names), strict=False)
    return ":".join(parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, scopes))


def expand(pattern: str, template: str, path: str, item_files: NamedFiles) -> str:
    """Expand a name template for a path."""
    values = file_placeholders(path, item_files.declared_names.get(path, ""), item_files.section == "agents")
    values |= match_groups(pattern, path) or {}
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], ""), template)
