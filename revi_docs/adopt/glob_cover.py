"""Find short glob patterns that match exactly a set of files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from revi_docs.files.globs import match_groups, path_matches
from revi_docs.targets.claude import TARGET as CLAUDE

# Characters with a meaning in a pattern, and those that no pattern in YAML can contain. `?` matches each of them.
_SPECIAL = re.compile(r"[*?{:\"<>|\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def covering_patterns(paths: Iterable[str], all_paths: Collection[str]) -> tuple[str, ...]:
    """Return patterns for `paths`; patterns with `!` exclude other files of `all_paths`."""
    groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for path in paths:
        top_folder = path.partition("/")[0] if "/" in path else ""
        groups[top_folder, path.endswith(f"/{CLAUDE.paths.skill_file}")].append(path)
    patterns: list[str] = []
    for group in groups.values():
        pattern = _general_pattern(group)
        extra_paths = _extra_paths(pattern, group, all_paths)
        # With more exclusions than files, one pattern for each folder is easier to read.
        if len(extra_paths) <= len(group):
            patterns += [pattern, *_exclusions(pattern, extra_paths, all_paths)]
        else:
            for folder in sorted({containing_folder(path) for path in group}):
                folder_paths = [path for path in group if containing_folder(path) == folder]
                pattern = _general_pattern(folder_paths)
                extra_paths = _extra_paths(pattern, folder_paths, all_paths)
                patterns += [pattern, *_exclusions(pattern, extra_paths, all_paths)]
    return tuple(patterns)


def containing_folder(path: str) -> str:
    """Return the folder that contains a file, or the folder of a skill, which has a folder of its own."""
    folder = path.rpartition("/")[0]
    return folder.rpartition("/")[0] if path.endswith(f"/{CLAUDE.paths.skill_file}") else folder


def unmatched_paths(paths: Iterable[str], patterns: Collection[str]) -> list[str]:
    """Return the paths that match none of the patterns of `owns`."""
    return [path for path in paths if all(match_groups(pattern, path) is None for pattern in patterns)]


def with_variable(pattern: str, index: int) -> str:
    """Replace the segment at `index` with a variable: `{plugin}` below `plugins`, else `{folder}`."""
    segments = pattern.split("/")
    segments[index] = "{" + variable_name(pattern, index) + "}"
    return "/".join(segments)


def variable_name(pattern: str, index: int) -> str:
    """Return the variable name for a segment."""
    parent = pattern.split("/")[index - 1] if index else ""
    return parent.removesuffix("s") if re.fullmatch(r"[a-z]+s", parent) else "folder"


def _general_pattern(paths: list[str]) -> str:
    split_paths = [path.split("/") for path in paths]
    prefix = _common_prefix(split_paths)
    is_skill = {segments[-1] for segments in split_paths} == {CLAUDE.paths.skill_file}
    file_pattern = CLAUDE.paths.skill_file if is_skill else "*.md"
    if len({len(segments) for segments in split_paths}) > 1:
        return "/".join((*map(escape_pattern, prefix), "**", file_pattern))
    folders = [column[0] if len(set(column)) == 1 else None for column in zip(*split_paths, strict=True)][:-1]
    # The last folder has the name of the skill, so it is a wildcard even if there is only one.
    if is_skill and folders:
        folders[-1] = None
    return "/".join((*("*" if folder is None else escape_pattern(folder) for folder in folders), file_pattern))


def _common_prefix(split_paths: list[list[str]]) -> list[str]:
    prefix = []
    for column in zip(*(segments[:-1] for segments in split_paths), strict=False):
        if len(set(column)) > 1:
            break
        prefix.append(column[0])
    return prefix


def escape_pattern(segment: str) -> str:
    """Return a path as a pattern that matches it."""
    return _SPECIAL.sub("?", segment)


def _extra_paths(pattern: str, group: list[str], all_paths: Collection[str]) -> list[str]:
    return [path for path in all_paths if path not in group and path_matches((pattern,), path)]


def _exclusions(pattern: str, extra_paths: list[str], all_paths: Collection[str]) -> list[str]:
    """Return the patterns that exclude `extra_paths`; one pattern for a file name that is always excluded."""
    matched_counts = Counter(path.rpartition("/")[2] for path in all_paths if path_matches((pattern,), path))
    excluded_counts = Counter(path.rpartition("/")[2] for path in extra_paths)
    folder = pattern.rpartition("/")[0]
    patterns: dict[str, None] = {}
    for path in extra_paths:
        name = path.rpartition("/")[2]
        is_excluded_everywhere = (
            matched_counts[name] == excluded_counts[name] and excluded_counts[name] > 1 and not _SPECIAL.search(name)
        )
        patterns["!" + (f"{folder}/{name}".lstrip("/") if is_excluded_everywhere else escape_pattern(path))] = None
    return list(patterns)
